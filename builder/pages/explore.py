"""Every way into the collection, with the question that it answers and how much is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.organisations import FUNDERS
from builder.outputs import Page
from builder.pages.crumbs import plain_page
from builder.pages.view import View
from builder.years import latest


@dataclass(frozen=True, slots=True)
class Way:
    """`name`: of the page's folder; `title`, `question`: its name and what it answers, in the strings (`ways.<name>`, if not given)."""

    name: str
    title: str
    count: Callable[[View], int] | None = None
    question: str = ""


WAYS = (
    Way("areas", "nav.areas", lambda v: len(v.terms("areas"))),
    Way("countries", "nav.countries", lambda v: len(v.terms("countries"))),
    Way("topics", "case.topics", lambda v: len(v.terms("topics"))),
    Way("groups", "group.title", lambda v: len(v.terms("groups"))),
    Way("sdg", "case.sdg", lambda v: len(v.terms("sdg"))),
    Way("activities", "case.activities", lambda v: len(v.terms("activities"))),
    Way("organisations", "org.title", lambda v: len(v.directory.bodies)),
    Way("partners", "case.partners", lambda v: sum(bool(body.cases_as(FUNDERS)) for body in v.directory.bodies.values())),
    Way("map", "map.title", question="home.a_gap"),
    Way("compare", "compare.title", question="home.a_cost"),
    Way("learn", "discuss.learn_title", question="home.a_meet"),
    Way("statistics", "stat.title", question="stat.intro"),
    Way("timeline", "timeline.title", lambda v: len(v.cases)),
    Way("new", "new.title", lambda v: sum(bool(latest(case)) for case in v.cases)),
    Way("lessons", "home.all_lessons", lambda v: len(v.catalogue.lessons())),
    Way("cases", "home.all_cases", lambda v: len(v.cases)),
    Way("search", "nav.search", lambda v: len(v.cases) + len(v.catalogue.lessons())),
)


def explore(view: View) -> Iterator[Page]:
    yield plain_page(view, "explore", view.t("ways.title"), view.t("ways.intro"), ways=[(way, way.count(view) if way.count else None) for way in WAYS])
