"""The home page, and the pages of prose."""

from __future__ import annotations

import re

import pytest

from builder.model import Catalogue
from builder.outputs import Page
from builder.pages import plain
from builder.pages.view import View
from builder.problems import Problem
from tests.conftest import ALL
from tests.pages.test_gap_map import view_of

Collection = tuple[Catalogue, tuple[Problem, ...]]


def home(view: View) -> Page:
    return next(plain.home(view))


@pytest.mark.parametrize("language", ALL)
def test_the_groups_named_have_cases(collection: Collection, language: str) -> None:
    view = view_of(collection, language)
    body = home(view).body
    assert "{groups}" not in body
    empty = [term for term in view.terms("groups") if not any(term.code in case.groups for case in view.cases)]
    assert empty
    assert not any(term.label[language].casefold() in body.casefold() for term in empty)


def test_the_numbers_lead_to_what_they_count(collection: Collection) -> None:
    numbers = re.search(r'<ul class="kb-numbers">.*?</ul>', home(view_of(collection)).body)
    assert numbers
    assert re.findall(r'href="([a-z]+)/"', numbers[0]) == ["cases", "lessons", "countries", "about"]


def test_the_lessons_are_strong_and_one_warns(collection: Collection) -> None:
    body = home(view_of(collection)).body
    assert all(int(level) >= plain.STRONG for level in re.findall("Evidence\u00a0([0-5])/5", body))
    assert body.count("kb-lesson--avoid") >= 1


def test_the_lessons_stand_in_the_readers_language_rather_than_being_the_strongest(collection: Collection) -> None:
    assert "hreflang" not in home(view_of(collection, "ms")).body


@pytest.mark.parametrize("language", ALL)
def test_what_is_said_about_the_site_explains_every_level_and_leads_on(collection: Collection, language: str) -> None:
    view = view_of(collection, language)
    body = next(plain.about(view)).body
    assert all(str(term.description[language]) in body.replace("&#39;", "'") for term in view.terms("evidence"))
    assert 'href="../contribute/"' in body
    assert 'href="../cases/"' in body
