"""sitemap.xml with alternates (https://www.sitemaps.org/protocol.html), made of the pages that were really built."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from builder.outputs import Artifact, Page

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(pages: Iterable[Page], root_url: str) -> Artifact:
    """`root_url`: the site's absolute address with a slash at its end; the protocol wants absolute addresses."""
    entries = [_entry(page, root_url) for page in sorted(pages, key=lambda p: p.path) if page.canonical == page.path]
    return Artifact("sitemap.xml", (HEAD + "".join(entries) + "</urlset>\n").encode())


def _entry(page: Page, root_url: str) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(root_url + path)}/>'
        for code, path in page.translations.items()
    )
    location = quoteattr(root_url + page.path)[1:-1]
    return f"<url><loc>{location}</loc>{links}</url>\n"
