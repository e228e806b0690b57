"""Figures about the countries: a table that compares them, with definitions and sources, and a block for a country's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.figure import Figure
from builder.model import Term
from builder.outputs import Page
from builder.pages.crumbs import plain_page
from builder.pages.view import REGION, View


@dataclass(frozen=True, slots=True)
class Source:
    """A data set, and the countries whose figures are from it."""

    figure: Figure  # one of those, without what differs between them
    countries: tuple[str, ...]  # their names; none when there is only one source


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with the latest figure of each country that has one, and the sources of these."""

    term: Term
    figures: dict[str, Figure]
    sources: tuple[Source, ...]


def statistics(view: View) -> Iterator[Page]:
    indicators = tuple(_indicator(view, term) for term in view.terms("indicators"))
    yield plain_page(
        view,
        "statistics",
        view.t("stat.title"),
        view.t("stat.intro"),
        columns=[indicator for indicator in indicators if indicator.figures],
        unknown=[indicator.term.label[view.code] for indicator in indicators if not indicator.figures],
        apart=[indicator.term.label[view.code] for indicator in indicators if indicator.figures and not indicator.term.facts["comparable"]],
        members=[code for code in view.places() if code != REGION],
    )


def of_country(view: View, code: str) -> tuple[tuple[Term, Figure], ...] | None:
    """Return each indicator with the latest figure of a member (ISO code); None for the region, which has no figures."""
    if code == REGION:
        return None
    found = ((term, latest(view, code, term.code)) for term in view.terms("indicators"))
    return tuple((term, figure) for term, figure in found if figure)


def latest(view: View, code: str, indicator: str) -> Figure | None:
    """Return the latest figure of a member for an indicator."""
    found = [figure for figure in view.catalogue.statistics.get(code, ()) if figure.indicator == indicator]
    return max(found, key=lambda figure: figure.year, default=None)


def _indicator(view: View, term: Term) -> Indicator:
    found = {code: latest(view, code, term.code) for code in view.places()}
    figures = {code: figure for code, figure in found.items() if figure}
    grouped: dict[Figure, list[str]] = {}
    for code, figure in figures.items():
        grouped.setdefault(replace(figure, value="", year="", edition=""), []).append(view.country(code))
    sources = tuple(Source(figure, tuple(names) if len(grouped) > 1 else ()) for figure, names in grouped.items())
    return Indicator(term, figures, sources)
