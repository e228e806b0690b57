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
from markupsafe import Markup

from builder import build, vocabulary
from builder.model import Catalogue, Reference
from builder.outputs import Page
from builder.pages.case import cases
from builder.pages.view import View, relative
from builder.problems import Problem
from tests.conftest import ROOT, TODAY, change

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


def case_page(tree: Path) -> str:
    (page,) = cases(View(build.load(tree, TODAY)[0], "en", TODAY))
    return page.body


KINDS = {"total": "Whole programme", "yearly": "One year", "part": "Phase or part", "unit": "Per unit", "charge": "What users pay", "related": "Related cost"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_cost_says_what_it_is_the_cost_of(tree: Path, kind: str) -> None:
    change(tree, ('id: "c1"', f'id: "c1"\n    kind: "{kind}"'))
    body = case_page(tree)
    assert f"{KINDS[kind]} ·</span> <strong>USD\u00a0900</strong> (2019)" in body
    assert ("Cost of the whole programme: not stated" in body) is (kind not in ("total", "yearly"))


def test_a_cost_of_no_kind_may_be_that_of_the_whole(tree: Path) -> None:
    assert "Cost of the whole programme" not in case_page(tree)


def test_a_case_without_a_cost_says_so(tree: Path) -> None:
    text = (tree / CASE).read_text("utf-8")
    change(tree, (text[text.index("costs:") : text.index("results:")], ""))
    assert "Cost of the whole programme: not stated" in case_page(tree)


def test_figures_begin_with_what_the_practice_brought_about(tree: Path) -> None:
    levels = ("context", "output", "impact", "outcome")
    entries = [f'  - id: "{level}"\n    level: "{level}"\n    statement: "Of {level}"\n    method: "press"\n    sources: ["S1"]\n' for level in levels]
    change(tree, ("results:\n", "results:\n" + "".join(entries)))
    body = case_page(tree).split('id="figures">')[1]
    found = [body.index(words) for words in ("Of impact", "Of outcome", "Of output", "Of context", "Readers in the second year")]
    assert found == sorted(found), "a figure of no level comes last"
    assert '<p class="kb-meta">Impact · Press report</p>' in body
    assert '<p class="kb-figure"> ' not in body, "what has no number leaves no empty line"


def test_the_figures_of_a_level_keep_their_order(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    view = View(collection[0], "en", TODAY)
    order = [*view.reference.vocabularies["result_levels"].terms, ""]
    for case in view.cases:
        shown = view.results(case)
        assert shown == tuple(result for level in order for result in case.results if result.level == level), case.id


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  independent: true\n", "Evaluated independently"),
        ("  independent: false\n", "Not evaluated independently"),
        ("", "Not known whether it was evaluated independently"),
    ],
)
def test_what_is_not_known_of_an_evaluation_is_no_verdict(tree: Path, line: str, said: str) -> None:
    change(tree, ("  independent: false\n", line))
    assert f'<span class="kb-note">{said}</span>' in case_page(tree)


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



def test_facts_in_a_line_keep_together() -> None:
    line = a_view().line("Viet Nam", "", "Evidence 3/5", Markup("<b>1 2</b>"), "a name that is longer than a narrow screen", "<i>")
    assert line == "Viet\u00a0Nam\u00a0· Evidence\u00a03/5\u00a0· <b>1 2</b>\u00a0· a name that is longer than a narrow screen\u00a0· &lt;i&gt;"


def test_what_nobody_assessed_has_no_mark(tree: Path) -> None:
    file = tree / CASE
    file.write_text(file.read_text("utf-8").replace('level: "1"', 'level: "0"'), "utf-8")
    body = pages(tree)["en/countries/kh/"].body
    assert "0/5" not in body
    assert "Evidence not assessed" in body.replace("\u00a0", " ")
