"""The search page: the form with its filters, and what its script needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.view import View, all_languages

TEXTS = (
    "searching", "no_results", "no_results_hint", "did_you_mean", "shown_other_language", "lesson", "case", "more", "any_words",
    "version_mismatch", "more_here", "recent", "no_filtered", "remove", "show",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its name in addresses, its title, and its values with their labels."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]


def search(view: View) -> Iterator[Page]:
    facets = tuple(_facets(view))
    yield render.page(
        view,
        "search",
        view.path("search"),
        view.t("search.title"),
        view.t("search.intro"),
        dict(all_languages(view.reference, "search")),
        (Link(view.path(), view.t("nav.home")),),
        facets=facets,
        others=[code for code in _languages(view) if code != view.code],
        strings=_strings(view, facets),
    )


def _facets(view: View) -> Iterator[Facet]:
    """Yield the filters with the values that cases have. The script fills in the years, which need no words."""
    used = {name: _used(view, name) for name in ("topics", "groups", "sdg")}
    yield Facet("area", view.t("search.area"), tuple((term.code, f"{term.code} {term.label[view.code]}") for term in view.terms("areas")))
    yield Facet("topic", view.t("search.topic"), used["topics"])
    yield Facet("country", view.t("search.country"), tuple((place, view.country(place)) for place in view.places()))
    yield Facet("group", view.t("search.group"), used["groups"])
    yield Facet("kind", view.t("search.kind"), (("case", view.t("search.case")), *((term.code, term.label[view.code]) for term in view.terms("lesson_kinds"))))
    levels = sorted({case.evidence.level for case in view.cases}, reverse=True)
    yield Facet("evidence", view.t("search.evidence"), tuple((level, f"{level} · {view.label('evidence', level)}") for level in levels))
    yield Facet("sdg", view.t("search.sdg"), tuple((code, f"{code} {label}") for code, label in used["sdg"]))
    yield Facet("language", view.t("search.language"), tuple((code, view.language_name(code)) for code in _languages(view)))
    yield Facet("year", view.t("search.year"), ())


def _used(view: View, name: str) -> tuple[tuple[str, str], ...]:
    codes = {code for case in view.cases for code in getattr(case, name)}
    return tuple((term.code, term.label[view.code]) for term in view.terms(name) if term.code in codes)


def _languages(view: View) -> list[str]:
    return [code for code in view.reference.languages if any(code in case.texts for case in view.cases)]


def _strings(view: View, facets: Iterable[Facet]) -> dict[str, object]:
    """Return what the script says, and the labels of what results show; the words it offers while one types are those of the filters."""
    labels = {facet.name: dict(facet.options) for facet in facets}
    other = view.t("search.results.other")
    return {
        **{key: view.t(f"search.{key}") for key in TEXTS},
        "search_failed": view.t("search.failed"),
        "results_other": other,
        "results_one": view.reference.strings[view.code].get("search.results.one", other),
        "languages": {code: view.language_name(code) for code in view.reference.languages},
        "areas": labels["area"],
        "countries": labels["country"],
        "kinds": labels["kind"],
        "evidence": view.t("case.evidence"),
        "evidence_none": view.t("case.evidence_none"),
        "words": sorted({label for name in ("topic", "country", "group") for label in labels[name].values()} | {term.label[view.code] for term in view.terms("keywords")}),
    }
