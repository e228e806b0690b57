"""All lessons by area, and all cases by country."""

from __future__ import annotations

from collections.abc import Iterator

from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.synthesis import by_kind
from builder.pages.view import View, all_languages

FIRST, MORE = 4, 12  # lessons of an area and kind: shown at once, and behind a fold; the rest is a search


def lessons(view: View) -> Iterator[Page]:
    """The lessons of a case stand under its first area only, so that none is listed twice."""
    held = [(area, [c for c in view.cases if c.areas[0] == area.code]) for area in view.terms("areas")]
    yield _list(view, "lessons", groups=[(area, by_kind(view, cases, FIRST, MORE, own_first=True)) for area, cases in held if cases])


def cases(view: View) -> Iterator[Page]:
    yield _list(view, "cases", groups=view.by_place())


def _list(view: View, name: str, **values: object) -> Page:
    return render.page(
        view,
        name,
        view.path(name),
        view.t(f"{name}.title"),
        view.t(f"{name}.intro"),
        dict(all_languages(view.reference, name)),
        (Link(view.path(), view.t("nav.home")),),
        **values,
    )
