"""The pages of areas and of countries: what they bring together, and that they stay short."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import pytest

from builder.model import Catalogue, Text
from builder.outputs import Page
from builder.pages import area, place
from builder.pages.synthesis import best_lessons, by_kind_and_stage, difficulty, some
from builder.pages.view import View
from builder.problems import Problem
from tests.conftest import TODAY
from tests.pages.test_gap_map import many, view_of
from tests.pages.test_pages import outline

Collection = tuple[Catalogue, tuple[Problem, ...]]


def made(view: View) -> dict[str, Page]:
    return {page.path: page for pages in (area.areas, place.countries) for page in pages(view)}


@pytest.mark.parametrize(
    ("length", "first", "more", "left"), [(0, 0, 0, 0), (3, 3, 0, 0), (4, 4, 0, 0), (5, 3, 2, 0), (8, 3, 5, 0), (9, 3, 6, 0), (10, 3, 5, 2)]
)
def test_no_single_item_is_hidden(length: int, first: int, more: int, left: int) -> None:
    found = some(range(length), 3, 5)
    assert (len(found.first), len(found.more), found.left) == (first, more, left)


def test_the_best_lessons_come_from_several_cases(collection: Collection) -> None:
    view = view_of(collection)
    pairs = best_lessons(view, view.catalogue.in_area("D"), 5)
    assert pairs[0][0].id == "th-village-fund"
    assert len({case.id for case, _ in pairs}) == 5
    levels = [int(case.evidence.level) for case, _ in pairs]
    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize("language", ["en", "ms", "th"])
def test_one_of_the_best_lessons_says_what_to_avoid(collection: Collection, language: str) -> None:
    view = view_of(collection, language)
    pairs = best_lessons(view, [case for case in view.cases if language in case.texts], 3)
    assert len({case.id for case, _ in pairs}) == 3
    assert [lesson.kind for _, lesson in pairs].count("avoid") == 1


def test_where_no_case_says_what_to_avoid_the_lessons_are_others(collection: Collection) -> None:
    view = view_of(collection)
    cases = [case for case in view.cases if all(lesson.kind != "avoid" for lesson in case.lessons)]
    assert len(best_lessons(view, cases, 3)) == 3
    assert best_lessons(view, (), 3) == ()


def test_a_page_tells_no_lesson_twice(collection: Collection) -> None:
    body = made(view_of(collection))["en/areas/c/"].body
    told = re.findall(r'href="([^"]*#lesson-[^"]*)"', body)
    assert len(told) == len(set(told))


def test_a_country_begins_with_its_cases_and_compares_them(collection: Collection) -> None:
    body = made(view_of(collection))["en/countries/kh/"].body
    sections = re.findall(r'<h2 id="([a-z]+)"', body)
    assert sections[:4] == ["cases", "others", "lessons", "reached"]
    assert body.count("case=kh-") == 4, "the comparison of its cases"


def test_all_cases_of_an_activity_are_within_reach(collection: Collection) -> None:
    body = made(view_of(collection))["en/areas/c/"].body
    activity = body[body.index('id="activity-C.d.i"') :]
    assert activity[: activity.index("</details>")].count('href="../../cases/') == 11
    large = made(View(many(collection, 1_000), "en", TODAY))["en/areas/c/"].body
    assert 'href="../../activities/#c-d-i"' in large


def test_lessons_stand_by_kind_and_stage_and_the_strongest_first(collection: Collection) -> None:
    view = view_of(collection)
    cases = view.catalogue.in_area("C")
    kinds = list(by_kind_and_stage(view, cases, 100, 0))
    assert [kind.term.code for kind in kinds] == ["do", "avoid", "adapt"]
    shown = [pair for kind in kinds for _, pairs in kind.stages for pair in pairs.first]
    assert sorted(lesson.id for _, lesson in shown) == sorted(lesson.id for _, lesson in view.catalogue.lessons(cases))
    for kind in kinds:
        for stage, pairs in kind.stages:
            assert {(lesson.kind, lesson.stage) for _, lesson in pairs.first} == {(kind.term.code, stage.code)}
            levels = [int(case.evidence.level) for case, _ in pairs.first]
            assert levels == sorted(levels, reverse=True)


def test_among_equals_the_readers_language_comes_first(collection: Collection) -> None:
    view = view_of(collection, "km")
    cases = [c for c in view.cases if c.evidence.level == "3" and not c.evidence.independent]
    found = ["km" in case.texts for case in view.strongest(cases)]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("**Old lists.** They decay [S1].\n\n**Migration [S2].** People move.", "Old lists · Migration"),
        ("- **An old register.** It is [S1].\n- Other.", "An old register"),
        ("Planning took four *long* years [S4]. Then [S1].", "Planning took four long years"),
        ("- Gains are reported [S1].\n- More [S2].", "Gains are reported"),
        ("ผู้ใช้ที่ลงทะเบียนไม่ใช่ผู้ใช้จริง [S1][S3] แล้ว", "ผู้ใช้ที่ลงทะเบียนไม่ใช่ผู้ใช้จริง"),
        ("word " * 100 + "[S1]", ""),
        ("", ""),
    ],
)
def test_difficulties_are_said_in_the_words_of_the_case(collection: Collection, section: str, words: str) -> None:
    text: Text = next(iter(collection[0].cases.values())).texts["en"]
    assert difficulty(replace(text, sections={"challenges": section})) == words


def test_an_area_says_what_is_known_and_what_is_not(collection: Collection) -> None:
    body = made(view_of(collection))["en/areas/c/"].body
    known = ('<a href="#cases">14 cases</a> <a href="#best">60 lessons</a>', "Level 3 of 5: Cause shown once", "10 of 11", "2 of 9", 'id="kh"', 'id="activity-C.a.i"')
    for words in (*known, 'href="../../cases/ph/4ps/#challenges"', 'href="../../topics/cash-transfers/"', 'href="../../countries/ph/">Philippines</a> <span'):
        assert words in body, words
    assert 'id="vn"' not in body, "there is no case"
    assert "Activities without a case yet" in body


def test_a_country_shows_whom_its_cases_reached_with_the_source_and_no_sum(collection: Collection) -> None:
    body = made(view_of(collection))["en/countries/kh/"].body
    assert "3,100,000 pre-identified people" in body
    assert 'href="../../cases/kh/health-equity-funds/#source-S2"' in body
    assert "4,355,487" not in body


def test_a_country_leads_to_cases_from_elsewhere(collection: Collection) -> None:
    body = made(view_of(collection))["en/countries/kh/"].body
    own = body.index('id="cases"')
    elsewhere = body.index('id="elsewhere"')
    assert "../../cases/asean/ayvp/" in body[body.index('id="others"') : elsewhere]
    assert "../../cases/vn/bmgf-public-internet/" in body[elsewhere:], "an area without a case from here"
    assert "../../cases/kh/" not in body[elsewhere:]
    assert own < elsewhere


def test_the_pages_stay_short_with_a_thousand_cases(collection: Collection) -> None:
    view = View(many(collection, 1_000), "en", TODAY)
    for path, page in made(view).items():
        outline(page.body)
        weight = len(gzip.compress(page.body.encode()))
        print(path, weight, page.body.count("<li"))
        assert weight < 14_000, path
        assert page.body.count("<li") < 300, path  # copies of a case compress well: so count what is listed, too


def test_what_is_left_out_is_found_in_the_search(collection: Collection) -> None:
    pages = made(View(many(collection, 1_000), "en", TODAY))
    assert 'href="../../search/?area=C&amp;kind=do&amp;sort=evidence"' in pages["en/areas/c/"].body
    assert 'href="../../search/?area=C&amp;country=KH&amp;sort=evidence"' in pages["en/areas/c/"].body
    assert 'href="../../search/?country=KH&amp;sort=evidence"' in pages["en/countries/kh/"].body
