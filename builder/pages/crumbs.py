"""Pages that are there in every language, a step or two below the home page."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model import Case
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.view import View, all_languages

COMPARED = 4  # cases that fit side by side


def onward(view: View, cases: Sequence[Case], *links: Link) -> tuple[Link, ...]:
    """Return where a reader goes on from the end of a page: the links, and a comparison of its first cases."""
    compared = cases[:COMPARED]
    return (*links, Link(view.compare_path(compared), view.t("compare.these"))) if len(compared) > 1 else links


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
