"""Page values: what they say, and that nothing in them is markup that a contributor wrote."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import build, vocabulary
from builder.model import Catalogue, Reference
from builder.outputs import Page
from builder.pages.view import View, relative
from tests.conftest import ROOT, TODAY

CASE = "cases/kh/village-library/index.en.md"


class Outline(HTMLParser):
    """Collects tags, ids, handlers and headings."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.handlers: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        if tag not in ("br", "img", "input", "hr", "meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    assert not parser.open
    return parser


def pages(root: Path, language: str = "en") -> dict[str, Page]:
    catalogue, _ = build.load(root, TODAY)
    return {page.path: page for page in build.site_pages(catalogue, TODAY, language)}


def test_every_page_is_well_formed_and_safe(tree: Path) -> None:
    for language in ("en", "my"):
        for page in pages(tree, language).values():
            found = outline(page.body)
            assert found.tags.count("h1") == 1, page.path
            assert len(set(found.ids)) == len(found.ids), page.path
            assert not found.handlers, page.path
            assert page.title
            assert page.description, page.path
            levels = [int(tag[1]) for tag in found.tags if tag in ("h1", "h2", "h3", "h4")]
            assert all(b - a <= 1 for a, b in pairwise(levels)), (page.path, levels)


def test_pages_of_a_language(tree: Path) -> None:
    made = pages(tree, "km")
    assert "km/" in made
    assert "km/areas/a/" in made
    assert "km/countries/asean/" in made
    card = made["km/countries/kh/"].body
    assert 'href="../../cases/kh/village-library/" lang="en"' in card


def test_a_case_that_is_not_translated_is_framed_in_the_reader_s_language(tree: Path, reference: Reference) -> None:
    page = pages(tree, "km")["km/cases/kh/village-library/"]
    assert (page.shown, page.texts, page.canonical) == ("en", ("en",), "en/cases/kh/village-library/")
    assert page.translations == {"en": "en/cases/kh/village-library/"}
    assert set(page.alternates) == set(reference.languages)
    assert '<h1 lang="en">' in page.body
    assert reference.strings["km"]["case.untranslated"].split("{")[0] in page.body
    foreign = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', "", page.body, flags=re.DOTALL)
    text = build.load(tree, TODAY)[0].cases["kh-village-library"].texts["en"]
    for words in (text.title, text.summary, *(lesson.text for lesson in text.lessons.values()), *(result.statement for result in text.results.values())):
        assert words not in foreign
    original = pages(tree, "en")["en/cases/kh/village-library/"]
    assert (original.shown, original.canonical) == ("", original.path)
    assert "lang=" not in original.body.partition('id="state"')[0]


def test_a_case_shows_its_parts(tree: Path) -> None:
    body = pages(tree)["en/cases/kh/village-library/"].body
    for part in ('id="lesson-lend-freely"', 'id="source-S1"', 'href="#source-S1"', "1,234.5 <small>readers", "Level 1 of 5", 'href="https://example.org/report"'):
        assert part in body


HOSTILE = '<img src=x onerror=alert(1)>\'}}{{7*7}}'


@pytest.mark.parametrize("old", ["Village library (an example for tests)", "An invented example that stands", "One village", "Readers in the second year", "Lend books without a deposit", "Report of the committee", "Neighbours know", "Counts by the"])
def test_markup_in_a_field_is_shown_as_text(tree: Path, monkeypatch: pytest.MonkeyPatch, old: str) -> None:
    """The pages rely on no check."""
    monkeypatch.setattr("builder.judge.CHECKS", ())
    file = tree / CASE
    file.write_text(file.read_text("utf-8").replace(old, HOSTILE), "utf-8")
    made = pages(tree)
    assert "en/cases/kh/village-library/" in made
    for page in made.values():
        found = outline(page.body)
        assert "img" not in found.tags
        assert not found.handlers
        assert "49" not in page.body
    assert "&lt;img" in made["en/cases/kh/village-library/"].body


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("en/", "en/", "./"),
        ("en/", "en/areas/a/", "areas/a/"),
        ("en/areas/a/", "en/cases/kh/x/#lesson-y", "../../cases/kh/x/#lesson-y"),
        ("en/cases/kh/x/", "km/cases/kh/x/", "../../../../km/cases/kh/x/"),
        ("en/search/", "./", "../../"),
        ("en/search/", "assets/site.css", "../../assets/site.css"),
        ("en/", "#top", "#top"),
        ("en/", "https://example.org/a/", "https://example.org/a/"),
    ],
)
def test_relative_links(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link


@cache
def a_view() -> View:
    return View(Catalogue(vocabulary.load(ROOT), {}, {}), "my", TODAY)


@given(st.one_of(st.integers(-(10**15), 10**15).map(str), st.text(max_size=12)))
def test_numbers_never_raise(value: str) -> None:
    assert isinstance(a_view().number(value), str)
    assert isinstance(a_view().date(value), str)


def test_only_plain_numbers_are_written_out() -> None:
    assert [a_view().number(text) for text in ("1234.5", "-5", "1e999999999", "NaN")] == ["1,234.5", "-5", "1e999999999", "NaN"]

