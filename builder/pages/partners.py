"""Who supports or pays for work on a priority area in a country: a table of all, and a page for each country."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Case, Term
from builder.organisations import FUNDERS, Body, Part
from builder.outputs import Link, Page
from builder.pages.crumbs import plain_page
from builder.pages.view import View

MOST = 3  # cases of one organisation

Entry = tuple[Body, tuple[Part, ...]]  # its parts as a partner or donor in the cases of one area and country


def partners(view: View) -> Iterator[Page]:
    title = view.t("case.partners")
    found = {place: [(area, _entries(view, area.code, view.catalogue.in_country(place))) for area in view.terms("areas")] for place in view.places()}
    yield plain_page(view, "partners", title, view.t("org.partners_intro"), rows=[(place, [(area, len(held)) for area, held in areas]) for place, areas in found.items()])
    for place, areas in found.items():
        yield _country(view, place, [(area, held) for area, held in areas if held], (Link(view.path("partners"), title),))


def _entries(view: View, area: str, cases: tuple[Case, ...]) -> list[Entry]:
    """Return the partners and donors of those cases that are of an area; those with most cases first, then by name."""
    wanted = {case.id for case in cases if area in case.areas}
    bodies = [view.directory.bodies[code] for code in sorted({code for name in wanted for code in view.directory.codes[name]})]
    found = ((body, tuple(part for part in body.parts if part.case.id in wanted and part.organisation.role in FUNDERS)) for body in bodies)
    return sorted(((body, parts) for body, parts in found if parts), key=lambda entry: (-len(entry[1]), entry[0].name.casefold()))


def _country(view: View, place: str, areas: list[tuple[Term, list[Entry]]], above: tuple[Link, ...]) -> Page:
    title = view.t("org.partners_of", country=view.country(place))
    return plain_page(view, "partners_of", title, f"{title}. {view.t('ways.partners')}", ("partners", place.lower()), above, place=place, areas=areas, most=MOST)
