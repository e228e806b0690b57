"""Addresses: whether somebody outside can open them."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from builder.catalogue import CaseFolder
from builder.checks.body import links
from builder.checks.world import World, at_line, at_value
from builder.problems import Problem, clip

INNER = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".test", ".invalid", ".onion")


def addresses_are_public(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB508: A web address can be opened from outside: it names a public host, not a computer or network of one office."""
    for document in files.documents:
        for number, column, address in links(document.body):
            if address.lower().startswith(("http:", "https:")) and not is_public(address):
                yield at_line(document, number, column, "KB508.inner", width=len(address), address=clip(address))
        for place, value in document.texts:
            if place[0] in ("sources", "figures") and place[-1] in ("url", "archive_url") and not is_public(value):
                yield at_value(document, place, "KB508.inner", address=clip(value))


def is_public(address: str) -> bool:
    """Return whether an address (RFC 3986) names a host that is reachable from everywhere, as far as its name tells."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    if host[:1].isalpha() and ":" not in host:  # the usual case: a name
        return "." in host and not host.endswith(INNER)
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(INNER) and not host.rpartition(".")[2].isdigit()
