"""Discussion sheets and the learning path."""

from __future__ import annotations

import re
from pathlib import Path

from builder import build
from builder.model import Catalogue
from builder.pages.choice import contrasting_cases, contrasting_lessons
from builder.pages.discuss import CASES, LESSONS, PATH, PLAN, learn, sheets
from builder.pages.view import View
from builder.problems import Problem
from tests.conftest import TODAY


def test_a_sheet_asks_about_different_kinds_of_lessons_of_all_its_cases(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    for language in ("en", "my", "tet"):
        view = View(collection[0], language, TODAY)
        for area in view.terms("areas"):
            cases = contrasting_cases(view, view.catalogue.in_area(area.code), CASES)
            lessons = contrasting_lessons(cases, LESSONS)
            assert {case.id for case, _ in lessons} == {case.id for case in cases}
            assert len({lesson.kind for _, lesson in lessons}) > 1, (language, area.code)
            assert len({(case.id, lesson.id) for case, lesson in lessons}) == len(lessons) == LESSONS


def test_cases_that_the_reader_can_read_come_first(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    view = View(collection[0], "km", TODAY)
    assert "km" in contrasting_cases(view, view.catalogue.in_area("C"), 1)[0].texts


def test_sheets_repeat_no_case_while_there_are_others(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    (page,) = learn(View(collection[0], "en", TODAY))
    cases = re.findall(r'href="\.\./cases/([a-z]+/[a-z0-9-]+)/"', page.body)
    assert len(cases) == len(PATH) * CASES
    assert len(set(cases)) == len(cases)


def test_the_end_of_a_sheet_leads_to_the_next(tree: Path) -> None:
    made = {page.path: page.body.split("<nav")[1] for page in sheets(View(build.load(tree, TODAY)[0], "en", TODAY))}
    for code, following in zip(PATH, PATH[1:] + PATH[0], strict=True):
        end = made[f"en/areas/{code.lower()}/discuss/"]
        assert f'<a href="../../{following.lower()}/discuss/">Next sheet: ' in end
        assert 'href="../../../learn/"' in end
        assert 'href="../brief/"' in end


def test_a_sheet_has_cases_questions_a_task_and_room_to_write(tree: Path) -> None:
    made = {page.path: page.body for page in sheets(View(build.load(tree, TODAY)[0], "lo", TODAY))}
    body = made["lo/areas/e/discuss/"]
    assert '<q lang="en">Lend books without a deposit, and most come back.</q>' in body
    assert body.count("kb-sheet__line") == 3
    assert body.split("<nav")[0].count("<li>") == len(PLAN) + 3 + 4
    assert "kb-sheet__questions" not in made["lo/areas/a/discuss/"], "an area without a case has a page all the same"


def test_the_path_has_every_sheet(tree: Path) -> None:
    view = View(build.load(tree, TODAY)[0], "en", TODAY)
    (page,) = learn(view)
    assert sorted(PATH) == [area.code for area in view.terms("areas")]
    places = [page.body.index(f'href="../areas/{code.lower()}/discuss/"') for code in PATH]
    assert places == sorted(places)
