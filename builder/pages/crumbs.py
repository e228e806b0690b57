"""Pages that are there in every language, a step or two below the home page."""

from __future__ import annotations

from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.view import View, all_languages


def plain_page(view: View, kind: str, title: str, description: str, parts: tuple[str, ...] = (), above: tuple[Link, ...] = (), **values: object) -> Page:
    """`parts`: the address below the language, the kind if nothing is given; `above`: what lies between the home page and this one."""
    where = parts or (kind,)
    crumbs = (Link(view.path(), view.t("nav.home")), Link(view.path("explore"), view.t("ways.title")))
    return render.page(
        view,
        kind,
        view.path(*where),
        title,
        description,
        dict(all_languages(view.reference, *where)),
        (*(crumbs if kind != "explore" else crumbs[:1]), *above),
        **values,
    )
