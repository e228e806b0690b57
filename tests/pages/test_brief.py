"""The agenda briefs: what they choose, count and ask."""

from __future__ import annotations

import re
from pathlib import Path

from builder import build
from builder.model import Catalogue
from builder.pages.brief import briefs
from builder.pages.choice import EACH, SHARES, strongest_lessons
from builder.pages.view import View
from builder.problems import Problem
from tests.conftest import TODAY, change


def bodies(catalogue: Catalogue, language: str) -> dict[str, str]:
    return {page.path: page.body for page in briefs(View(catalogue, language, TODAY))}


def test_there_is_a_brief_for_every_area_and_place(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    made = bodies(collection[0], "th")
    assert len(made) == 7 + 12
    assert {"th/areas/c/brief/", "th/countries/kh/brief/", "th/countries/asean/brief/"} <= set(made)


def test_the_strongest_lessons_come_first_and_of_different_kinds(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    view = View(collection[0], "en", TODAY)
    for area in view.terms("areas"):
        for kind, pairs in strongest_lessons(view, view.catalogue.in_area(area.code)):
            levels = [int(case.evidence.level) for case, _ in pairs]
            assert levels == sorted(levels, reverse=True)
            assert len(pairs) <= SHARES[kind.code]
            assert len({case.id for case, _ in pairs}) == len(pairs)
        chosen = [case.id for _, pairs in strongest_lessons(view, view.catalogue.in_area(area.code)) for case, _ in pairs]
        assert max(map(chosen.count, chosen)) <= EACH


def test_counts_are_those_of_the_catalogue(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    cases = collection[0].in_area("C")
    body = bodies(collection[0], "en")["en/areas/c/brief/"]
    assert f"<p>{len(cases)} cases · {sum(len(c.lessons) for c in cases)} lessons · {sum(len(c.sources) for c in cases)} sources</p>" in body
    for level in {case.evidence.level for case in cases}:
        number = sum(case.evidence.level == level for case in cases)
        assert re.search(rf"Level {level} of 5: [^<]+ – {number} case", body)


def test_a_cost_says_what_it_is_the_cost_of_and_what_is_not_known_is_not_counted(tree: Path) -> None:
    change(tree, ('id: "c1"', 'id: "c1"\n    kind: "unit"'), ("  independent: false\n", ""))
    body = bodies(build.load(tree, TODAY)[0], "en")["en/areas/b/brief/"]
    assert "<li>Per unit · Shelves and books in the first year: USD\u00a0900 (2019)" in body
    assert "Evaluated independently – 0 cases" in body


def test_what_is_missing_is_said_and_asked(tree: Path) -> None:
    made = bodies(build.load(tree, TODAY)[0], "en")
    body = made["en/areas/b/brief/"]
    assert "Network with agencies that build ICT-access capacity" in body
    assert "Who already does this, and could write it up as a case?" in body
    assert "Singapore" in body
    assert "Cambodia" not in body.split('id="gaps"')[1].split('id="read"')[0]
    assert "No case shows the cause with a comparison group" in body
    assert "USD\u00a0900" in body
    empty = made["en/areas/a/brief/"]
    assert "There is no case in this area yet." in empty
    assert 'id="read"' not in empty
    assert "There is no case from this country yet." in made["en/countries/sg/brief/"]
    assert "Priority areas without a case" in made["en/countries/kh/brief/"]


def test_text_in_another_language_says_so(tree: Path) -> None:
    body = bodies(build.load(tree, TODAY)[0], "km")["km/countries/kh/brief/"]
    assert 'lang="en">Lend books without a deposit' in body
    assert '<span lang="en">Shelves and books' in body
    assert "/km/countries/kh/brief/" in body
