"""The priority areas: one page for each, and one that lists them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Term
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.view import View, all_languages


def areas(view: View) -> Iterator[Page]:
    home = Link(view.path(), view.t("nav.home"))
    title = view.t("nav.areas")
    yield render.page(
        view, "areas", view.path("areas"), title, view.t("home.areas_intro"), dict(all_languages(view.reference, "areas")), (home,)
    )
    for area in view.terms("areas"):
        cases = view.catalogue.in_area(area.code)
        yield render.page(
            view,
            "area",
            view.area_path(area.code),
            view.t("area.title", code=area.code, name=area.label[view.code]),
            area.description[view.code],
            dict(all_languages(view.reference, "areas", area.code.lower())),
            (home, Link(view.path("areas"), title)),
            area=area,
            cases=cases,
            activities=[term for term in view.terms("activities") if term.facts.get("area") == area.code],
            coordinator=coordinator(view, area),
        )


def coordinator(view: View, area: Term) -> str:
    """Return the coordinator that the Framework names for an area."""
    about = area.facts.get("coordinator")
    if not about:
        return view.t("area.no_coordinator")
    if "name" in about:
        return view.t("area.secretariat")
    return view.join(view.country(code) for code in about.get("countries", [about.get("country")]))
