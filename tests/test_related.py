"""Which cases are like one another."""

import math
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from builder import build, related
from builder.model import Case, Catalogue
from tests.conftest import ROOT, TODAY


@cache
def collection() -> Catalogue:
    return build.load(ROOT, TODAY)[0]


def test_what_a_case_names_comes_first_and_none_is_itself() -> None:
    catalogue = collection()
    for name, others in catalogue.alike.items():
        case = catalogue.cases[name]
        named = [other for other in case.related if other in catalogue.cases]
        assert list(others[: len(named)]) == named
        assert name not in others
        assert len(set(others)) == len(others) <= max(len(named), related.MOST)


def test_savings_and_credit_are_alike() -> None:
    catalogue = collection()
    others = catalogue.alike["ph-card-mri"]
    assert {"id-bri-units", "my-aim"}.intersection(others)


def test_most_cases_have_neighbours_in_other_countries() -> None:
    catalogue = collection()
    found = catalogue.alike
    assert sum(any(catalogue.cases[o].country != catalogue.cases[name].country for o in others) for name, others in found.items()) > len(found) * 0.8


def test_the_lesson_shown_shares_a_keyword() -> None:
    catalogue = collection()
    for name, others in catalogue.alike.items():
        for other in others:
            lesson = related.shared_lesson(catalogue.cases[name], catalogue.cases[other])
            own = {k for each in catalogue.cases[name].lessons for k in each.keywords}
            assert lesson is None or own.intersection(lesson.keywords)


def test_one_case_has_none(tree: Path) -> None:
    assert build.load(tree, TODAY)[0].alike == {"kh-village-library": ()}


def by_every_pair(cases: Mapping[str, Case]) -> Mapping[str, tuple[str, ...]]:
    """Say what related.alike says by its definition: the cosine of every case with every other."""
    terms = {
        name: sorted({*((kind, code) for kind in related.LISTS for code in getattr(case, kind)), *(("keywords", c) for x in case.lessons for c in x.keywords)})
        for name, case in cases.items()
    }
    counts = Counter(term for found in terms.values() for term in found)
    weights = {term: math.log(len(cases) / count) for term, count in counts.items()}
    length = {name: math.sqrt(sum(weights[term] ** 2 for term in found)) or 1.0 for name, found in terms.items()}
    found = {}
    for name, case in cases.items():
        named = [other for other in case.related if other in cases]
        left = {name, case.part_of, *named, *case.replicates}
        cosine = {o: sum(weights[t] ** 2 for t in terms[name] if t in terms[o]) / length[name] / length[o] for o in cases if o not in left}
        near = sorted((o for o in cosine if cosine[o] >= related.LEAST), key=lambda o: (-round(cosine[o], 9), o))
        found[name] = (*named, *near[: max(0, related.MOST - len(named))])
    return found


def mixed(cases: Mapping[str, Case], count: int) -> Mapping[str, Case]:
    """Return as many cases whose lists are those of one real case or another; some name a case, or are a part of one."""
    chance, real = random.Random(20261124), list(cases.values())
    names = [f"kh-{number:04}" for number in range(count)]
    made = {}
    for name in names:
        lists = {kind: getattr(chance.choice(real), kind) for kind in related.LISTS}
        named = {"related": tuple(chance.sample(names, chance.randrange(3))), "part_of": chance.choice(["", *names]), "replicates": (chance.choice(names),)}
        made[name] = replace(chance.choice(real), id=name, **lists, **named)
    return made


def test_the_same_as_by_comparing_every_pair() -> None:
    real = collection().cases
    assert collection().alike == by_every_pair(real)
    synthetic = mixed(real, 120)
    assert related.alike(synthetic) == by_every_pair(synthetic)
