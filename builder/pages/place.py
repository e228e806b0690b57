"""The members of ASEAN and the region: one page for each, and one that lists them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.outputs import Link, Page
from builder.pages import render, statistics
from builder.pages.view import REGION, View, all_languages


def countries(view: View) -> Iterator[Page]:
    home = Link(view.path(), view.t("nav.home"))
    title = view.t("country.title")
    yield render.page(
        view, "countries", view.path("countries"), title, view.t("country.intro"), dict(all_languages(view.reference, "countries")), (home,)
    )
    for code in view.places():
        cases = view.catalogue.in_country(code)
        members = view.reference.vocabularies["countries"].terms
        yield render.page(
            view,
            "country",
            view.country_path(code),
            view.country(code),
            f"{view.country(code)}: {view.n('count.cases', len(cases))}",
            dict(all_languages(view.reference, "countries", code.lower())),
            (home, Link(view.path("countries"), title)),
            cases=cases,
            statistics=statistics.of_country(view, code),
            languages=[] if code == REGION else members[code].facts["languages"],
        )
