"""The agenda brief of an area or a country: one or two sheets of paper for an official who prepares a meeting, made from the cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model import Case, Cost
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.choice import strongest_lessons
from builder.pages.comparison import cost
from builder.pages.view import View, all_languages

GAPS = 6  # activities named; the page of the area has all
ASKED = 2  # questions of one kind
COSTS = 6
READ = 5
COMPARED = 3  # the level of evidence that needs a group to compare with


@dataclass(frozen=True, slots=True)
class Gaps:
    """What no case tells: codes of activities, places or areas."""

    activities: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


def briefs(view: View) -> Iterator[Page]:
    home = Link(view.path(), view.t("nav.home"))
    for area in view.terms("areas"):
        name = view.t("area.title", code=area.code, name=area.label[view.code])
        crumbs = (home, Link(view.path("areas"), view.t("nav.areas")), Link(view.area_path(area.code), name))
        yield _page(view, ("areas", area.code.lower()), name, view.catalogue.in_area(area.code), _area_gaps(view, area.code), crumbs)
    for place in view.places():
        crumbs = (home, Link(view.path("countries"), view.t("country.title")), Link(view.country_path(place), view.country(place)))
        yield _page(view, ("countries", place.lower()), view.country(place), view.catalogue.in_country(place), _country_gaps(view, place), crumbs)


def _page(view: View, of: tuple[str, str], name: str, cases: Sequence[Case], gaps: Gaps, crumbs: tuple[Link, ...]) -> Page:
    lessons = strongest_lessons(view, cases)
    costs = [(case, item) for case in view.strongest(cases) for item in case.costs]
    return render.page(
        view,
        "brief",
        view.path(*of, "brief"),
        view.t("brief.title", name=name),
        view.t("brief.intro"),
        dict(all_languages(view.reference, *of, "brief")),
        crumbs,
        place=view.path(*of, "brief"),
        cases=cases,
        nothing=view.t("area.no_cases" if of[0] == "areas" else "country.no_cases"),
        levels=sorted(Counter(case.evidence.level for case in cases).items(), reverse=True),
        compared=any(int(case.evidence.level) >= COMPARED for case in cases),
        independent=sum(case.evidence.independent is True for case in cases),
        lessons=lessons,
        asked=[(kind.code, pair) for kind, pairs in lessons if kind.code != "do" for pair in pairs[:ASKED]],
        costs=_one_each(costs)[:COSTS],
        without_cost=sum(not case.costs for case in cases),
        cost=lambda case, item: cost(view, item, case.text(view.code)),
        gaps=gaps,
        most=GAPS,
        ask=ASKED,
        read=view.strongest(cases)[:READ],
        sources=sum(len(case.sources) for case in cases),
        latest=max((year for case in cases for year in _years(case)), default=""),
    )


def _one_each(costs: Sequence[tuple[Case, Cost]]) -> list[tuple[Case, Cost]]:
    """Put the first cost of each case before the others."""
    first = {case.id: item for case, item in reversed(costs)}
    return sorted(costs, key=lambda pair: first[pair[0].id] is not pair[1])


def _years(case: Case) -> Iterator[str]:
    yield from (result.year for result in case.results)
    yield from (item.year for item in case.costs)
    if case.beneficiaries:
        yield case.beneficiaries.year


def _area_gaps(view: View, area: str) -> Gaps:
    places = view.reference.vocabularies["countries"].terms
    cases = view.catalogue.in_area(area)
    return Gaps(
        activities=tuple(t.code for t in view.terms("activities") if t.facts.get("area") == area and not view.with_activity(t.code)),
        places=tuple(code for code in view.places() if code in places and not any(code in case.countries for case in cases)),
    )


def _country_gaps(view: View, place: str) -> Gaps:
    covered = {area for case in view.catalogue.in_country(place) for area in case.areas}
    return Gaps(areas=tuple(area.code for area in view.terms("areas") if area.code not in covered))
