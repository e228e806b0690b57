"""The priority areas: one page for each, and one that lists them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.model import Case, Term
from builder.outputs import Link, Page
from builder.pages import gaps, render
from builder.pages.synthesis import Some, best_lessons, by_kind_and_stage, difficulties, highest, some
from builder.pages.view import REGION, View, all_languages

BEST = 5  # lessons on the first screen
LESSONS = (3, 4)  # of a kind at a stage: at once, and behind a fold
DIFFICULTIES = (5, 10)
CASES = (4, 6)  # of one country
ANSWERS = (3, 8)  # cases of one activity


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity that the Framework recommends, and the cases that carry it out."""

    term: Term
    cases: Some[Case]


@dataclass(frozen=True, slots=True)
class Known:
    """How much is known about an area."""

    area: Term
    cases: tuple[Case, ...]
    lessons: int
    members: int  # with a case
    level: str  # of the strongest evidence
    activities: tuple[Activity, ...]

    @property
    def answered(self) -> int:
        return sum(bool(activity.cases.first) for activity in self.activities)


def areas(view: View) -> Iterator[Page]:
    home = Link(view.path(), view.t("nav.home"))
    title = view.t("nav.areas")
    found = [known(view, area) for area in view.terms("areas")]
    yield render.page(
        view,
        "areas",
        view.path("areas"),
        title,
        view.t("home.areas_intro"),
        dict(all_languages(view.reference, "areas")),
        (home,),
        found=found,
        across=activities(view, ""),
    )
    for one in found:
        yield _page(view, one, (home, Link(view.path("areas"), title)))


def _page(view: View, one: Known, breadcrumbs: tuple[Link, ...]) -> Page:
    area = one.area
    best = best_lessons(view, one.cases, BEST)
    places = [(code, some(cases, *CASES), field) for code, cases, field in gaps.by_place(view, one.cases)]
    return render.page(
        view,
        "area",
        view.area_path(area.code),
        view.t("area.title", code=area.code, name=area.label[view.code]),
        area.description[view.code],
        dict(all_languages(view.reference, "areas", area.code.lower())),
        breadcrumbs,
        area=area,
        known=one,
        best=best,
        kinds=tuple(by_kind_and_stage(view, one.cases, *LESSONS, told=best)),
        difficulties=some(difficulties(view, one.cases), *DIFFICULTIES),
        places=places,
        topics=[term for term in view.terms("topics") if term.facts["area"] == area.code],
        coordinators=coordinators(view, area),
    )


def known(view: View, area: Term) -> Known:
    cases = view.catalogue.in_area(area.code)
    members = {gaps.place(case) for case in cases} - {REGION}
    return Known(area, cases, len(view.catalogue.lessons(cases)), len(members), highest(cases), activities(view, area.code))


def activities(view: View, area: str) -> tuple[Activity, ...]:
    """Return the activities of an area, or those across all areas for an empty code."""
    terms: Sequence[Term] = [term for term in view.terms("activities") if term.facts.get("area", "") == area]
    return tuple(Activity(term, some(view.strongest(view.with_activity(term.code)), *ANSWERS)) for term in terms)


def coordinators(view: View, area: Term) -> tuple[Link, ...]:
    """Return whom the Framework names as coordinators of an area, each with the address of its page; the Secretariat has none here."""
    about = area.facts.get("coordinator")
    if not about:
        return (Link("", view.t("area.no_coordinator")),)
    if "name" in about:
        return (Link("", view.t("area.secretariat")),)
    return tuple(Link(view.country_path(code), view.country(code)) for code in about.get("countries", [about.get("country")]))
