"""Who supports or pays for work on a priority area in a country: a table of all, and a page for each country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model import Case, Organisation, Term
from builder.organisations import FUNDERS
from builder.outputs import Link, Page
from builder.pages import gaps
from builder.pages.crumbs import plain_page
from builder.pages.place import OTHERS, others_in
from builder.pages.synthesis import some
from builder.pages.view import View

Supporters = tuple[tuple[Term, tuple[Organisation, ...]], ...]  # of one case, by their role
Entry = tuple[Case, Supporters]  # a case that stands on the page in an earlier area has no supporters a second time


def partners(view: View) -> Iterator[Page]:
    """A case counts where it comes from, as in the gap maps: the partners of a programme of the whole region are not claimed for each of its members."""
    title = view.t("case.partners")
    held = {place: [case for case in cases if _supporters(view, case)] for place, cases, _ in gaps.by_place(view, view.cases)}
    rows = [(place, [(area, _count(view, cases, area.code)) for area in view.terms("areas")]) for place, cases in held.items()]
    yield plain_page(view, "partners", title, view.t("org.partners_intro"), rows=rows)
    for place, cases in held.items():
        yield _country(view, place, cases, (Link(view.path("partners"), title),))


def _supporters(view: View, case: Case) -> Supporters:
    found = ((role, tuple(o for o in case.organisations if o.role == role.code)) for role in view.terms("organisation_roles") if role.code in FUNDERS)
    return tuple((role, held) for role, held in found if held)


def _count(view: View, cases: Sequence[Case], area: str) -> int:
    """Return how many partners and donors the cases of an area name."""
    named = ((code, o) for case in cases if area in case.areas for code, o in zip(view.directory.codes[case.id], case.organisations, strict=True))
    return len({code for code, organisation in named if organisation.role in FUNDERS})


def _country(view: View, place: str, cases: Sequence[Case], above: tuple[Link, ...]) -> Page:
    title = view.t("org.partners_of", country=view.country(place))
    return plain_page(
        view,
        "partners_of",
        title,
        f"{title}. {view.t('ways.partners')}",
        ("partners", place.lower()),
        above,
        place=place,
        areas=[(area, count, entries) for area, entries in _by_area(view, cases) if (count := _count(view, cases, area.code))],
        others=some([case for case in others_in(view, place) if _supporters(view, case)], *OTHERS),
        home=gaps.place,
    )


def _by_area(view: View, cases: Sequence[Case]) -> Iterator[tuple[Term, list[Entry]]]:
    told: set[str] = set()
    for area in view.terms("areas"):
        here = [case for case in cases if area.code in case.areas]
        yield area, [(case, () if case.id in told else _supporters(view, case)) for case in here]
        told.update(case.id for case in here)
