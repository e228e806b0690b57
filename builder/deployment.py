"""Where a site is published, and whom its readers can write to: what the environment says, since the repository cannot know it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^?#]+\Z")
MAILBOX = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}\Z")


@dataclass(frozen=True, slots=True)
class Deployment:
    """Each may be empty."""

    address: str = ""  # of the site, with a slash at its end
    edit: str = ""  # of the form with which a file is changed, up to the file's path: https://github.com/OWNER/REPOSITORY/edit/main/
    mailbox: str = ""  # for corrections and questions

    def edit_address(self, path: str) -> str:
        """Return where a file of the repository is changed, or nothing."""
        return self.edit + quote(path) if self.edit else ""

    def letter(self, subject: str) -> str:
        """Return a link that begins a letter (RFC 6068), or nothing."""
        return f"mailto:{self.mailbox}?{urlencode({'subject': subject}, quote_via=quote)}" if self.mailbox else ""


UNKNOWN = Deployment()


def read(environment: Mapping[str, str]) -> Deployment:
    """Read KB_SITE_URL, KB_EDIT_URL and KB_MAILBOX. Raises ValueError with a plain reason when one cannot be used."""
    addresses = {name: environment.get(name, "").strip() for name in ("KB_SITE_URL", "KB_EDIT_URL")}
    for name, value in addresses.items():
        if value and not WEB.match(value):
            raise ValueError(f"{name} is no web address: “{value}”. It begins with https:// and has no ? or #.")
    mailbox = environment.get("KB_MAILBOX", "").strip()
    if mailbox and not MAILBOX.match(mailbox):
        raise ValueError(f"KB_MAILBOX is no mail address: “{mailbox}”.")
    address, edit = (f"{value.rstrip('/')}/" if value else "" for value in addresses.values())
    return Deployment(address, edit, mailbox)
