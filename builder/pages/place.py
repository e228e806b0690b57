"""The members of ASEAN and the region: one page for each, and one that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from builder.model import Case, Term
from builder.organisations import Body
from builder.outputs import Link, Page
from builder.pages import gaps, render, statistics
from builder.pages.compare import MOST as COMPARED
from builder.pages.synthesis import by_kind, some
from builder.pages.view import REGION, View, all_languages

CASES = (8, 40)  # as cards, and as titles behind a fold
LESSONS = (4, 6)  # of a kind
OTHERS = (6, 30)  # cases from elsewhere that include this country
ORGANISATIONS = (20, 60)
ALIKE = 4
ELSEWHERE = 2  # cases of an area that has none here

Areas = Sequence[tuple[Term, gaps.Field]]


def countries(view: View) -> Iterator[Page]:
    home = Link(view.path(), view.t("nav.home"))
    title = view.t("country.title")
    places = [(code, cases, areas_of(view, cases)) for code, cases, _ in gaps.by_place(view, view.cases)]
    yield render.page(
        view,
        "countries",
        view.path("countries"),
        title,
        view.t("country.intro"),
        dict(all_languages(view.reference, "countries")),
        (home,),
        places=places,
        tiles=gaps.tiles(view),
    )
    for code, cases, areas in places:
        yield _page(view, code, cases, areas, (home, Link(view.path("countries"), title)))


def _page(view: View, code: str, cases: tuple[Case, ...], areas: Areas, breadcrumbs: tuple[Link, ...]) -> Page:
    others = others_in(view, code)
    members = view.reference.vocabularies["countries"].terms
    return render.page(
        view,
        "country",
        view.country_path(code),
        view.country(code),
        f"{view.country(code)}: {view.n('count.cases', len(cases))}",
        dict(all_languages(view.reference, "countries", code.lower())),
        breadcrumbs,
        code=code,
        all=cases,
        cases=some(cases, *CASES),
        areas=areas,
        others=some(others, *OTHERS),
        compared=cases[:COMPARED],
        kinds=by_kind(view, cases, *LESSONS),
        organisations=some(bodies(view, cases), *ORGANISATIONS),
        alike=alike(view, code, cases, others),
        elsewhere=elsewhere(view, code, areas),
        statistics=statistics.of_country(view, code),
        languages=[] if code == REGION else members[code].facts["languages"],
    )


def others_in(view: View, code: str) -> tuple[Case, ...]:
    """Return the cases that include a place and come from elsewhere: most are of the whole region."""
    return view.strongest(case for case in view.cases if code in case.countries and gaps.place(case) != code)


def areas_of(view: View, cases: Sequence[Case]) -> Areas:
    """Return every area, and what there is in it of some cases."""
    return tuple((term, gaps.Field.of([c for c in cases if term.code in c.areas])) for term in view.terms("areas"))


def bodies(view: View, cases: Sequence[Case]) -> tuple[Body, ...]:
    """Return the organisations of some cases: those of most of these cases first."""
    counts = Counter(code for case in cases for code in set(view.directory.codes[case.id]))
    return tuple(body for code, body in sorted(view.directory.bodies.items(), key=lambda pair: -counts[pair[0]]) if counts[code])


def alike(view: View, code: str, cases: Sequence[Case], others: Sequence[Case]) -> tuple[Case, ...]:
    """Return the cases from elsewhere that are most like those of this place (related.py), but for those listed already."""
    points: Counter[str] = Counter()
    for case in cases:
        for rank, other in enumerate(view.catalogue.alike[case.id]):
            points[other] += 10 - min(rank, 9)
    listed = {case.id for case in others}
    names = sorted((n for n in points if n not in listed and gaps.place(view.catalogue.cases[n]) != code), key=lambda n: (-points[n], n))
    return tuple(view.catalogue.cases[name] for name in names[:ALIKE])


def elsewhere(view: View, code: str, areas: Areas) -> tuple[tuple[Term, tuple[Case, ...]], ...]:
    """Return for each area without a case from here those from elsewhere with the strongest evidence."""
    empty = [term for term, field in areas if not field.count]
    found = ((term, view.strongest(c for c in view.catalogue.in_area(term.code) if gaps.place(c) != code)) for term in empty)
    return tuple((term, cases[:ELSEWHERE]) for term, cases in found if cases)
