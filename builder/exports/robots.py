"""robots.txt (RFC 9309): everything may be read; where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Catalogue
from builder.outputs import Artifact


def robots(_: Catalogue, root_url: str) -> Iterator[Artifact]:
    """`root_url`: the site's absolute address with a slash at its end, or empty when it is not known."""
    lines = ["User-agent: *", "Allow: /"] + ([f"Sitemap: {root_url}sitemap.xml"] if root_url else [])
    yield Artifact("robots.txt", ("\n".join(lines) + "\n").encode())
