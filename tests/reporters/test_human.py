"""The format for people: what is said, and the caret that stands under the right letters in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from builder.model import Reference
from builder.problems import Position, Severity, problem
from builder.reporters import human
from builder.reporters.human import WIDTH, WINDOW, excerpt
from builder.reporters.report import Report

PATH = "cases/kh/village-library/index.en.md"


def one(reference: Reference, line: str, column: int, width: int, number: int = 1) -> str:
    found = problem(PATH, Position(number, column, width), "KB204.no_code", {"value": "publishd", "codes": "draft"}, suggestion="published")
    return human.text(Report([found], reference, lines={PATH: [line]}))


def test_a_problem_is_told_in_full(reference: Reference) -> None:
    assert one(reference, 'status: "publishd"', 9, 10).splitlines()[:3] == [
        f"{PATH}:1:9: error KB204",
        '      1 | status: "publishd"',
        "        |         ^^^^^^^^^^",
    ]


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_is_not_shown(reference: Reference, line: str) -> None:
    assert " | " not in one(reference, line, 1, 1)


def test_a_line_that_is_not_there_is_not_shown(reference: Reference) -> None:
    assert " | " not in one(reference, "text", 1, 1, number=2)


def test_the_summary_counts(reference: Reference) -> None:
    found = [problem(PATH, Position(), "KB204.no_code", {"value": "x", "codes": "y"}, severity) for severity in Severity]
    assert human.text(Report(found, reference, whole=7)).endswith("\nCases without an error: 7. Errors: 1. Warnings: 1. Hints: 1.")


def test_hints_are_shown_to_those_who_ask(reference: Reference) -> None:
    found = [problem(PATH, Position(), "KB204.no_code", {"value": "x", "codes": "y"}, severity) for severity in Severity]
    told = human.text(Report(found, reference, hints=False))
    assert ": hint KB204" not in told
    assert ": warning KB204" in told
    assert told.endswith("Errors: 1. Warnings: 1. Hints: 1.\nTo see the hints: kb check --hints")


# the line, the mistyped word in it, and the columns of a terminal before it and of it
SCRIPTS = [
    ("ชื่อเรื่อง: ผิดที่", "ผิดที่", 8, 3),  # Thai: marks above and below a letter have no column
    ("ຊື່: ນ້ຳ", "ນ້ຳ", 3, 2),  # Lao
    ("ចំណងជើង: ខុស", "ខុស", 8, 2),  # Khmer: a vowel around a letter takes one more
    ("ខ្មែរ៖ ក្រុម", "ក្រុម", 5, 3),  # Khmer: a letter below another, too, in a terminal
    ("မြန်မာ: မှား", "မှား", 7, 2),  # Burmese
    ("标题：错误", "错误", 6, 4),  # Chinese: two columns a letter
    ("தலைப்பு: தவறு", "தவறு", 7, 4),  # Tamil
    ("a😀b: wrong", "wrong", 6, 5),  # outside the Basic Multilingual Plane
    ("\tkey: wrong", "wrong", 6, 5),  # a tab is shown as one space
    ("a\u200bkey: wrong", "wrong", 7, 5),  # so is what has no width: it must be seen
]


@pytest.mark.parametrize(("line", "word", "before", "under"), SCRIPTS)
def test_the_caret_stands_under_the_word(line: str, word: str, before: int, under: int) -> None:
    shown, mark = excerpt(line, line.index(word) + 1, len(word))
    assert mark == " " * before + "^" * under
    assert shown.endswith(word)


def test_a_mark_within_a_cluster_moves_to_its_letter() -> None:
    line = "ผิดที่แล้ว"
    assert excerpt(line, line.index("ที่") + 2, 2) == (line, "  ^")
    assert excerpt(line, line.index("ที่") + 2, 3) == (line, "  ^^")


def test_the_caret_stands_behind_a_line_when_something_is_missing_there() -> None:
    assert excerpt("title", 6, 1) == ("title", "     ^")
    assert excerpt("title", 600, 50) == ("title", "     ^")
    assert excerpt("", 1, 1) == ("", "^")


@pytest.mark.parametrize("letter", ["x", "ก", "字", "é", "\u0301", "\u200b", "\t", "ាំ"])
@pytest.mark.parametrize("column", [1, 50_000, 100_000])
def test_a_line_of_100_000_characters_is_cut(letter: str, column: int) -> None:
    shown, mark = excerpt(letter * 100_000, column, 100_000)
    assert len(shown) <= 2 * WINDOW + 2
    assert wcswidth(shown) <= WIDTH + 2
    assert len(mark) <= WIDTH + 2
    assert mark.endswith("^")
    assert (shown[0] == "…") == (column > 1)


def test_a_cut_does_not_split_a_cluster() -> None:
    shown, mark = excerpt("ที่" * 200, 301, 3)
    assert shown == "…" + "ที่" * 100 + "…"
    assert mark == " " * 51 + "^"


LETTERS = st.one_of(st.characters(), st.sampled_from("ก่ข้ไทยខ្មែរမြန်မာ字்\u0301\u200d\u202e\t😀"))


@given(st.text(LETTERS), st.integers(-5, 300), st.integers(-5, 10**9))
def test_excerpt_of_anything(line: str, column: int, width: int) -> None:
    shown, mark = excerpt(line, column, width)
    assert len(mark) <= wcswidth(shown) + 2
    assert wcswidth(shown) <= WIDTH + 2
    assert mark.lstrip(" ") == "^" * mark.count("^") != ""
    assert all(c.isprintable() for c in shown)


@given(st.text(LETTERS, max_size=24))
def test_a_short_line_is_shown_whole(line: str) -> None:
    shown, mark = excerpt(line, 1, len(line))
    assert shown == "".join(c if c.isprintable() else " " for c in line)
    assert len(mark) == max(1, wcswidth(shown))
