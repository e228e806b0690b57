"""When the practices began and ended, by decade; a decade with very many cases has a page of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from builder.model import Case
from builder.outputs import Link, Page
from builder.pages.crumbs import plain_page
from builder.pages.view import View

MOST = 40  # of one decade, on the page of all
UNKNOWN = "unknown"


def timeline(view: View) -> Iterator[Page]:
    title = view.t("timeline.title")
    decades = _decades(view)
    groups = [(decade, _name(view, decade), held[:MOST], len(held)) for decade, held in decades.items()]
    yield plain_page(view, "timeline", title, view.t("timeline.intro"), groups=groups)
    for decade, held in decades.items():
        if len(held) > MOST:
            name = _name(view, decade)
            above = (Link(view.path("timeline"), title),)
            yield plain_page(view, "decade", name, f"{title}, {name}: {view.n('count.cases', len(held))}", ("timeline", decade), above, cases=held)


def _decades(view: View) -> dict[str, list[Case]]:
    """Return the cases by the decade in which they began, "1990", the latest first; at the end those of which this is not known."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in sorted(view.cases, key=lambda c: c.start, reverse=True):
        found[case.start[:3] + "0" if case.start else UNKNOWN].append(case)
    return found


def _name(view: View, decade: str) -> str:
    return view.t("timeline.unknown") if decade == UNKNOWN else view.t("timeline.decade", year=decade)
