"""The activities that the Framework recommends, each with the cases that answer it; what has more than a few has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model import Case, Term
from builder.outputs import Link, Page
from builder.pages.crumbs import onward, plain_page
from builder.pages.view import View, anchor

MOST = 5

Answered = tuple[Term, tuple[Case, ...]]


def activities(view: View) -> Iterator[Page]:
    title = view.t("case.activities")
    found: list[Answered] = [(term, view.strongest(view.with_activity(term.code))) for term in view.terms("activities")]
    yield plain_page(
        view,
        "activities",
        title,
        view.t("ways.activities_intro"),
        groups=[(area, held) for area in (*view.terms("areas"), None) if (held := [pair for pair in found if _area(pair) == (area.code if area else None)])],
        answered=sum(bool(cases) for _, cases in found),
        total=len(found),
        most=MOST,
        anchor=anchor,
    )
    for term, cases in found:
        if len(cases) > MOST:
            name = term.label[view.code]
            above = (Link(view.path("activities"), title),)
            yield plain_page(view, "activity", name, f"{term.code}: {name}", ("activities", anchor(term.code)), above, activity=term, cases=cases, onward=_onward(view, term, cases))


def _onward(view: View, activity: Term, cases: Sequence[Case]) -> tuple[Link, ...]:
    gap_map = Link(view.path("map", "activities"), view.t("map.activities_title"))
    code = activity.facts.get("area")
    if not code:
        return onward(view, cases, gap_map)
    area = Link(view.area_path(code), view.t("area.title", code=code, name=view.label("areas", code)))
    of_area = ((name, view.t(f"{name}.link")) for name in ("discuss", "brief"))
    return onward(view, cases, area, *(Link(view.path("areas", code.lower(), name), text) for name, text in of_area), gap_map)


def _area(pair: Answered) -> str | None:
    return pair[0].facts.get("area")
