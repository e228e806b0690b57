"""Which cases are like one another, by the terms of the vocabularies that they share.

Each case is a vector of its terms; a term weighs more the fewer cases have it (inverse document frequency), and the likeness of two cases
is the cosine of their vectors (Salton, Wong and Yang 1975, "A vector space model for automatic indexing", CACM 18:11). Terms are the same
in every language, so that a case that is not translated is found, too.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from builder.model import Case, Lesson

LISTS = ("activities", "topics", "groups", "keywords", "areas")
MOST = 4
LEAST = 0.15  # likeness; below it, two cases share little more than their priority area


def alike(cases: Mapping[str, Case]) -> Mapping[str, tuple[str, ...]]:
    """Return for each case the ids of those related to it: first those that it names, then the most alike; at most MOST, or all that it names."""
    vectors = _vectors(cases)
    holders: Holders = defaultdict(list)
    for name, vector in vectors.items():
        for term, weight in vector.items():
            holders[term].append((name, weight))
    return {name: _nearest(case, cases, vectors[name], holders) for name, case in cases.items()}


def shared_lesson(case: Case, other: Case) -> Lesson | None:
    """Return the lesson of the other case that has most keywords in common with the lessons of this one, the first of those with as many."""
    own = {keyword for lesson in case.lessons for keyword in lesson.keywords}
    best = max(other.lessons, key=lambda lesson: len(own.intersection(lesson.keywords)), default=None)
    return best if best and own.intersection(best.keywords) else None


Term = tuple[str, str]  # a list, and a code in it
Vector = Mapping[Term, float]  # term -> weight; its length is 1
Holders = dict[Term, list[tuple[str, float]]]  # term -> the ids of the cases that have it, each with its weight there


def _vectors(cases: Mapping[str, Case]) -> Mapping[str, Vector]:
    terms = {name: set(_terms(case)) for name, case in cases.items()}
    counts = Counter(term for found in terms.values() for term in found)
    weights = {term: math.log(len(terms) / count) for term, count in counts.items()}
    lengths = {name: math.sqrt(sum(weights[term] ** 2 for term in sorted(found))) or 1.0 for name, found in terms.items()}
    return {name: {term: weights[term] / lengths[name] for term in sorted(found)} for name, found in terms.items()}


def _terms(case: Case) -> Iterator[Term]:
    for name in LISTS:
        yield from ((name, code) for code in getattr(case, name))
    yield from (("keywords", code) for lesson in case.lessons for code in lesson.keywords)


def _nearest(case: Case, cases: Mapping[str, Case], own: Vector, holders: Holders) -> tuple[str, ...]:
    named = tuple(other for other in case.related if other in cases)
    likeness: dict[str, float] = defaultdict(float)  # only of the cases that share a term with this one
    for term, weight in own.items():
        for other, its_weight in holders[term]:
            likeness[other] += weight * its_weight
    left = {case.id, case.part_of, *named, *case.replicates}
    near = sorted((other for other, found in likeness.items() if found >= LEAST and other not in left), key=lambda other: (-round(likeness[other], 9), other))
    return (*named, *near[: max(0, MOST - len(named))])
