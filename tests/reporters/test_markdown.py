"""The comment on a pull request: it is short enough, and no word of a case is markup, a mention, a reference or an address."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.model import Reference
from builder.problems import Severity
from builder.reporters import Report, markdown
from builder.reporters.markdown import LIMIT, UNSEEN, escape
from tests.reporters.conftest import CASE, OTHER, UGLY, report_of

COMMON = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLAIN = {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "code_inline"}
BLOCKS = {"paragraph", "heading", "bullet_list", "list_item"}
# what GitHub or GitLab look for in rendered text
ALIVE = re.compile(r"[@#!$%~^&][\w\[\"]|://|www\.\w|gh-\d|:\w+:", re.IGNORECASE)


def tokens(text: str) -> list[Token]:
    return [t for token in COMMON.parse(text) for t in (token, *(token.children or ()))]


def words(text: str) -> str:
    """Return the words that a reader sees outside code."""
    return "".join(t.content if t.type == "text" else "\n" if t.type.endswith("break") else "" for t in tokens(text))


def bare(text: str) -> str:
    """Return a text without what escape adds or takes away."""
    return " ".join(UNSEEN.sub("�", text).split()).replace("\u200b", "")


def assert_plain(text: str) -> None:
    for token in tokens(text):
        assert token.type in PLAIN or token.type == "inline" or token.type.rsplit("_", 1)[0] in BLOCKS, token
    assert not ALIVE.search(words(text))
    assert not re.search(r"^\s*/", words(text), re.MULTILINE)  # a quick action of GitLab


def test_a_comment_is_grouped_by_file_with_the_most_serious_first(broken: Report) -> None:
    text = markdown.text(broken)
    assert_plain(text)
    assert re.findall(r"^### .*", text, re.MULTILINE) == [f"### ` {OTHER} `", f"### `` {Path(CASE).parent}/{UGLY} ``", f"### ` {CASE} `"]
    assert re.findall(r"^- \*\*(\w+)", text, re.MULTILINE) == ["error"] * 4 + ["warning", "hint", "hint"]
    assert text.startswith("Cases without an error: 1. Errors: 4. Warnings: 1. Hints: 2.\n\n###")
    assert "- **error KB204** 8:9 “publishd” is no code for “Status”.\\\n  → Did you mean “published”? The codes are: draft, " in text


def test_nothing_wrong_is_one_line(reference: Reference) -> None:
    assert markdown.text(Report([], reference, whole=38)) == "Cases without an error: 38. Errors: 0. Warnings: 0. Hints: 0.\n"


def test_hints_are_shown_to_those_who_ask(broken: Report) -> None:
    text = markdown.text(dataclasses.replace(broken, hints=False))
    assert re.findall(r"^- \*\*(\w+)", text, re.MULTILINE) == ["error"] * 4 + ["warning"]
    assert " more" not in text


def test_a_code_leads_to_its_page_when_that_has_an_address(saying: Callable[..., Report]) -> None:
    report = dataclasses.replace(saying("x"), help_address="https://example.org/en/checks/")
    assert "**error [KB204](https://example.org/en/checks/#kb204)** 1:1 " in markdown.text(report)


@pytest.mark.parametrize("path", [CASE, "cases/`", "cases/``a`", "cases/@all #1 <b>", "cases/[a](b)", "cases/a\\", "cases/a ###"])
def test_a_name_is_code(saying: Callable[..., Report], path: str) -> None:
    text = markdown.text(saying("x", path=path))
    assert_plain(text)
    assert [t.content for t in tokens(text) if t.type == "code_inline"] == [path]


HOSTILE = [
    "@everyone", "fixes #1", "Closes GH-12", "closes asean/cases#3", "https://example.org/x", "www.example.org", "a@example.org", "mailto:a@b.org",
    "<script>alert(1)</script>", "<!-- -->", "![x](https://example.org/x.png)", "[x](javascript:alert(1))", "[x]: https://example.org", "**x** __y__ ~~z~~",
    "`code`", "```\nx", "| a |\n|---|", "# Heading", "\n\n# Heading", "- [ ] task", "1. x", "> x", "---", "/close", "\n/close\n", "!1 $2 %3 &4 ~bug ^alert",
    "&lt;b&gt; &amp;", "\\*", ":shipit:", "$x^2$", "a\u2028# b", "\u202e@x", "\u200b@x", "-->", "</details>", "<https://example.org>", "a\\", "&#64;x", "x\x85y",
]  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE)
def test_words_of_a_case_stay_words(saying: Callable[..., Report], word: str) -> None:
    text = markdown.text(saying(word))
    assert_plain(text)
    assert bare(f"“{word}” is no code") in bare(words(text))


@given(st.text(st.one_of(st.characters(), st.sampled_from("@#!$%~^&*_`<>[]()\\|:/.-wgh1\n "))))
def test_any_words_stay_words(word: str) -> None:
    text = f"- {escape(f'x {word} x')}"
    assert_plain(text)
    assert bare(words(text)) == bare(f"x {word} x")


def test_a_comment_is_never_too_long(saying: Callable[..., Report], reference: Reference) -> None:
    long = saying(*["@#<" * 5000] * 300, severity=Severity.WARNING)
    late = saying("last", path="cases/z.jpg")
    text = markdown.text(report_of([*long.problems, *late.problems], reference))
    assert LIMIT / 2 < len(text) <= LIMIT
    assert "“last”" in text  # an error is not lost behind warnings
    more = re.search(r"\nand (\d+) more$", text)
    assert more
    assert int(more[1]) + len(re.findall(r"^- ", text, re.MULTILINE)) == 301


def test_many_files_are_never_too_many(saying: Callable[..., Report], reference: Reference) -> None:
    many = [p for n in range(3000) for p in saying("x", path=f"cases/kh/{n}.jpg").problems]
    assert LIMIT - 3000 < len(markdown.text(report_of(many, reference))) <= LIMIT
