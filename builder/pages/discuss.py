"""Discussion sheets: from the lessons of an area to one sheet of paper for a group, and the page that lists them for facilitators."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Case, Lesson, Term
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.choice import contrasting_cases, contrasting_lessons
from builder.pages.crumbs import onward, plain_page
from builder.pages.view import View, all_languages

CASES = 2  # on a sheet
LESSONS = 4  # asked about; two questions more are the same on every sheet
PLAN = (("read", 15), ("talk", 40), ("task", 25), ("close", 10))  # minutes
STEPS = 5  # of how to use a sheet
PATH = "EDCGBFA"  # the order of the areas for learning: from the village to the region


def sheets(view: View) -> Iterator[Page]:
    chosen = _chosen(view)
    for number, (area, cases) in enumerate(chosen):
        yield _sheet(view, area, cases, chosen[(number + 1) % len(chosen)][0])


def _chosen(view: View) -> list[tuple[Term, list[Case]]]:
    """Return the areas in the order for learning with the cases of their sheets: another sheet's case only where there is no other."""
    areas = sorted(view.terms("areas"), key=lambda area: (PATH.find(area.code) % (len(PATH) + 1), area.code))
    used: set[str] = set()
    chosen = []
    for area in areas:
        cases = contrasting_cases(view, view.catalogue.in_area(area.code), CASES, used)
        used |= {case.id for case in cases}
        chosen.append((area, cases))
    return chosen


def _sheet(view: View, area: Term, cases: list[Case], following: Term) -> Page:
    name = view.t("area.title", code=area.code, name=area.label[view.code])
    above = Link(view.area_path(area.code), name)
    return render.page(
        view,
        "discuss",
        sheet_path(view, area.code),
        view.t("discuss.title", name=name),
        view.t("discuss.intro"),
        dict(all_languages(view.reference, "areas", area.code.lower(), "discuss")),
        (Link(view.path(), view.t("nav.home")), Link(view.path("areas"), view.t("nav.areas")), above),
        place=sheet_path(view, area.code),
        cases=cases,
        lessons=contrasting_lessons(cases, LESSONS),
        asked=lambda lesson: asked_kind(view, lesson),
        plan=PLAN,
        onward=onward(
            view,
            cases,
            Link(sheet_path(view, following.code), view.t("discuss.next", name=following.label[view.code])),
            Link(view.path("learn"), view.t("discuss.learn_title")),
            above,
            Link(view.path("areas", area.code.lower(), "brief"), view.t("brief.link")),
            Link(view.path("map", "activities"), view.t("map.activities_title")),
        ),
    )


def asked_kind(view: View, lesson: Lesson) -> str:
    """Return the kind whose question fits a lesson."""
    return lesson.kind if f"discuss.ask_{lesson.kind}" in view.reference.strings[view.code] else "do"


def learn(view: View) -> Iterator[Page]:
    yield plain_page(
        view,
        "learn",
        view.t("discuss.learn_title"),
        view.t("discuss.learn_intro"),
        steps=range(1, STEPS + 1),
        sheets=[(area, sheet_path(view, area.code), cases) for area, cases in _chosen(view)],
    )


def sheet_path(view: View, area: str) -> str:
    return view.path("areas", area.lower(), "discuss")
