"""Which cases are like one another."""

from functools import cache
from pathlib import Path

from builder import build, related
from builder.model import Catalogue
from tests.conftest import ROOT, TODAY


@cache
def collection() -> Catalogue:
    return build.load(ROOT, TODAY)[0]


def test_what_a_case_names_comes_first_and_none_is_itself() -> None:
    catalogue = collection()
    for name, others in related.alike(catalogue).items():
        case = catalogue.cases[name]
        named = [other for other in case.related if other in catalogue.cases]
        assert list(others[: len(named)]) == named
        assert name not in others
        assert len(set(others)) == len(others) <= max(len(named), related.MOST)


def test_savings_and_credit_are_alike() -> None:
    catalogue = collection()
    others = related.alike(catalogue)["ph-card-mri"]
    assert {"id-bri-units", "my-aim"}.intersection(others)


def test_most_cases_have_neighbours_in_other_countries() -> None:
    catalogue = collection()
    found = related.alike(catalogue)
    assert sum(any(catalogue.cases[o].country != catalogue.cases[name].country for o in others) for name, others in found.items()) > len(found) * 0.8


def test_the_lesson_shown_shares_a_keyword() -> None:
    catalogue = collection()
    for name, others in related.alike(catalogue).items():
        for other in others:
            lesson = related.shared_lesson(catalogue.cases[name], catalogue.cases[other])
            own = {k for each in catalogue.cases[name].lessons for k in each.keywords}
            assert lesson is None or own.intersection(lesson.keywords)


def test_one_case_has_none(tree: Path) -> None:
    assert related.alike(build.load(tree, TODAY)[0]) == {"kh-village-library": ()}
