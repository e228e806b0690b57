"""A report does not repeat what should not be public, in no format and no line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.problems import Position, Problem
from builder.reporters import FORMATS, without_private
from tests.checks.test_checks import change
from tests.test_cli import kb


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_repeats_a_number(tree: Path, form: str) -> None:
    change(tree, "Children had", "Mali, S1234567D, 4111 1111 1111 1111, 081-234-5678, <b>had</b>")
    change(tree, '"One village"', '"4111\\x20111\\u0031 1111 1111"')
    said = kb(tree, "check", "--format", form).output
    assert "KB704" in said
    assert not [number for number in ("1234567D", "1111 1111", "234-5678", "11\\u0031") if number in said]


def test_the_caret_stands_under_the_dots(tree: Path) -> None:
    change(tree, "Children had", "Mali\u2028S1234567D had")
    said = kb(tree, "check").output.split("\n")
    (at,) = (number for number, line in enumerate(said) if "S1•••••••" in line)
    assert said[at + 1].index("^") == said[at].index("S1")
    assert said[at + 1].count("^") == 9


@given(st.text(st.characters(exclude_characters="•"), max_size=40), st.integers(1, 50), st.integers(1, 50), st.integers(1, 3))
def test_dots_keep_places(line: str, column: int, width: int, number: int) -> None:
    problem = Problem("a", Position(number, column, width), "KB704.number")
    shown = without_private({"a": [line, ""]}, [problem, Problem("b", Position(), "KB704.number")])["a"]
    assert len(shown[0]) == len(line)
    assert shown[1] == ""
    hidden = range(column + 1, column - 1 + width) if number == 1 else range(0)
    assert all((c == "•") == (place in hidden) for place, c in enumerate(shown[0]))
