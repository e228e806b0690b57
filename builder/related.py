"""Which cases are like one another, by the terms of the vocabularies that they share.

Each case is a vector of its terms; a term weighs more the fewer cases have it (inverse document frequency), and the likeness of two cases
is the cosine of their vectors (Salton, Wong and Yang 1975, "A vector space model for automatic indexing", CACM 18:11). Terms are the same
in every language, so that a case that is not translated is found, too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.model import Case, Catalogue, Lesson

LISTS = ("activities", "topics", "groups", "keywords", "areas")
MOST = 4
LEAST = 0.15  # likeness; below it, two cases share little more than their priority area


def alike(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return for each case the ids of those related to it: first those that it names, then the most alike; at most MOST, or all that it names."""
    vectors = _vectors(catalogue)
    return {name: _nearest(name, catalogue, vectors) for name in catalogue.cases}


def shared_lesson(case: Case, other: Case) -> Lesson | None:
    """Return the lesson of the other case that has most keywords in common with the lessons of this one, the first of those with as many."""
    own = {keyword for lesson in case.lessons for keyword in lesson.keywords}
    best = max(other.lessons, key=lambda lesson: len(own.intersection(lesson.keywords)), default=None)
    return best if best and own.intersection(best.keywords) else None


Vectors = Mapping[str, Mapping[tuple[str, str], float]]  # id of a case -> term -> weight; the length of each is 1


def _vectors(catalogue: Catalogue) -> Vectors:
    terms = {name: set(_terms(case)) for name, case in catalogue.cases.items()}
    holders: dict[tuple[str, str], int] = defaultdict(int)
    for found in terms.values():
        for term in found:
            holders[term] += 1
    weights = {term: math.log(len(terms) / count) for term, count in holders.items()}
    lengths = {name: math.sqrt(sum(weights[term] ** 2 for term in sorted(found))) or 1.0 for name, found in terms.items()}
    return {name: {term: weights[term] / lengths[name] for term in sorted(found)} for name, found in terms.items()}


def _terms(case: Case) -> Iterator[tuple[str, str]]:
    for name in LISTS:
        yield from ((name, code) for code in getattr(case, name))
    yield from (("keywords", code) for lesson in case.lessons for code in lesson.keywords)


def _nearest(name: str, catalogue: Catalogue, vectors: Vectors) -> tuple[str, ...]:
    case, own = catalogue.cases[name], vectors[name]
    named = tuple(other for other in case.related if other in catalogue.cases)
    left = {name, case.part_of, *named, *case.replicates}
    likeness = {other: sum(weight * vector.get(term, 0.0) for term, weight in own.items()) for other, vector in vectors.items() if other not in left}
    near = sorted((other for other, found in likeness.items() if found >= LEAST), key=lambda other: (-round(likeness[other], 9), other))
    return (*named, *near[: max(0, MOST - len(named))])
