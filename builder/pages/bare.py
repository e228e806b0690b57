"""The two pages that belong to no language: the root, which leads to one, and the page for addresses that lead nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from builder.model import Catalogue
from builder.outputs import Artifact
from builder.pages import render
from builder.pages.view import View

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


def bare_pages(catalogue: Catalogue, today: datetime.date, base: str) -> Iterator[Artifact]:
    """`base`: the path of the site on its server, with a slash at both ends; the 404 page can be asked for at any depth."""
    views = [View(catalogue, code, today) for code in catalogue.reference.languages]
    for name, prefix in (("index.html", ""), ("404.html", base)):
        html = render.template(name, views=views, base=prefix, csp=CONTENT_SECURITY_POLICY)
        yield Artifact(name, html.encode())
