"""What results can be narrowed down and sorted by. engine.js does the same with the bits of f.js."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from builder.search.documents import Document

FACETS: Mapping[str, Callable[[Document], tuple[str, ...]]] = {
    "area": lambda d: d.areas,
    "topic": lambda d: d.topics,
    "country": lambda d: d.countries,
    "language": lambda d: (d.language,),
    "group": lambda d: d.groups,
    "evidence": lambda d: (d.evidence,),
    "kind": lambda d: (d.lesson_kind or "case",),
    "year": lambda d: (d.year,) if d.year else (),
    "sdg": lambda d: d.sdg,
}
SORTS = {"relevance": "", "newest": "year", "evidence": "evidence"}  # by points, or by the largest value of a facet first

Filters = Mapping[str, Collection[str]]  # facet -> values, of which a document has one or more


def allowed(document: Document, filters: Filters, but: str = "") -> bool:
    """Return whether a document has one of the values of every facet that is asked for; `but`: a facet that is not looked at."""
    return all(name == but or not values or not set(values).isdisjoint(FACETS[name](document)) for name, values in filters.items())


def in_order(numbers: Iterable[int], points: Mapping[int, int], documents: Sequence[Document], sort: str) -> list[int]:
    """Return the numbers of documents in an order; those that are equal in it by points, then by number."""
    facet = SORTS[sort]

    def rank(number: int) -> tuple[int, int, int]:
        value = max((int(v) for v in FACETS[facet](documents[number])), default=0) if facet else 0
        return -value, -points[number], number

    return sorted(numbers, key=rank)


def counts(numbers: Iterable[int], documents: Sequence[Document], cases: Sequence[int], filters: Filters) -> dict[str, dict[str, int]]:
    """Return for each facet how many cases each value would leave if no other value of this facet were chosen.

    `numbers`: of the documents that were found; `cases`: for each document the number of its case.
    """
    found: dict[str, dict[str, set[int]]] = {name: {} for name in FACETS}
    for number in numbers:
        for name, values in FACETS.items():
            if allowed(documents[number], filters, name):
                for value in values(documents[number]):
                    found[name].setdefault(value, set()).add(cases[number])
    return {name: {value: len(held) for value, held in sorted(values.items())} for name, values in found.items()}
