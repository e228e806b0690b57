"""Topics, target groups and Sustainable Development Goals: a page for each term, and one that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.model import Case, Term
from builder.outputs import Link, Page
from builder.pages.crumbs import plain_page
from builder.pages.view import View

MOST_CASES = 12
MOST_LESSONS = 5  # of one kind
MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """A vocabulary that cases are found by: its name, which is also its folder, the filter of the search, and its words in the strings."""

    name: str
    facet: str
    title: str
    intro: str


KINDS = (Kind("topics", "topic", "case.topics", "topic.intro"), Kind("groups", "group", "group.title", "group.intro"), Kind("sdg", "sdg", "case.sdg", "sdg.intro"))

Held = Mapping[str, tuple[Case, ...]]  # the cases of each term


def terms(view: View) -> Iterator[Page]:
    for kind in KINDS:
        held = {term.code: tuple(case for case in view.cases if term.code in getattr(case, kind.name)) for term in view.terms(kind.name)}
        yield plain_page(view, "terms", view.t(kind.title), view.t(kind.intro), (kind.name,), way=kind, held=held, groups=_groups(view, kind, held), name=_name)
        for term in view.terms(kind.name):
            yield _page(view, kind, term, held)


def _groups(view: View, kind: Kind, held: Held) -> list[tuple[Term | None, list[Term]]]:
    """Return the terms by their area, where they have one; those without a case come last."""

    def first(terms: Iterable[Term]) -> list[Term]:
        return sorted(terms, key=lambda term: not held[term.code])

    if kind.name != "topics":
        return [(None, first(view.terms(kind.name)))]
    return [(area, first([term for term in view.terms("topics") if term.facts["area"] == area.code])) for area in view.terms("areas")]


def _name(view: View, kind: Kind, term: Term) -> str:
    label = term.label[view.code]
    return view.t("sdg.name", code=term.code, name=label) if kind.name == "sdg" else label


def _page(view: View, kind: Kind, term: Term, held: Held) -> Page:
    cases = held[term.code]
    title = _name(view, kind, term)
    return plain_page(
        view,
        "term",
        title,
        f"{title}: {view.n('count.cases', len(cases))}, {view.n('count.lessons', len(view.catalogue.lessons(cases)))}",
        (kind.name, term.code),
        (Link(view.path(kind.name), view.t(kind.title)),),
        way=kind,
        term=term,
        cases=view.strongest(cases)[:MOST_CASES],
        total=len(cases),
        lessons=[(of, pairs[:MOST_LESSONS], len(pairs)) for of, pairs in view.lessons_of(cases)],
        total_lessons=len(view.catalogue.lessons(cases)),
        places=_places(view, cases),
        near=[(other, _name(view, kind, other), count) for other, count in _near(view, kind, term, held)],
        area=view.reference.term("areas", term.facts["area"]) if kind.name == "topics" else None,
    )


def _places(view: View, cases: tuple[Case, ...]) -> list[tuple[str, int]]:
    counts = Counter(code for case in cases for code in case.countries)
    return [(place, counts[place]) for place in view.places() if counts[place]]


def _near(view: View, kind: Kind, term: Term, held: Held) -> list[tuple[Term, int]]:
    """Return the terms that stand most often together with this one; after them, of topics, the others of its area. Without a case, those with most cases."""
    counts = Counter(code for case in held[term.code] for code in getattr(case, kind.name) if code != term.code)
    together = sorted(counts, key=lambda code: (-counts[code], code))[:MOST_NEAR]
    if kind.name == "topics":
        others = [other.code for other in view.terms(kind.name) if other.facts["area"] == term.facts["area"]]
    else:
        others = [] if held[term.code] else sorted(filter(held.get, held), key=lambda code: -len(held[code]))[:MOST_NEAR]
    return [(view.reference.term(kind.name, code), counts[code]) for code in dict.fromkeys([*together, *others]) if code != term.code]
