"""A report does not repeat what should not be public, in no format and no line."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.reporters import FORMATS
from tests.checks.test_checks import change
from tests.test_cli import kb


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_repeats_a_number(tree: Path, form: str) -> None:
    change(tree, "Children had", "Mali, S1234567D, 4111 1111 1111 1111, 081-234-5678, <b>had</b>")
    said = kb(tree, "check", "--format", form).output
    assert "KB704" in said
    assert not [number for number in ("1234567D", "1111 1111", "234-5678") if number in said]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("old", "new"), [("Children had", "[x](ftp://kb:hunter2@example.org) had"), ('status: "published"', 'status: "S1234567D"')])
def test_no_other_message_repeats_it(tree: Path, form: str, old: str, new: str) -> None:
    change(tree, old, new)
    said = kb(tree, "check", "--format", form).output
    assert "KB504" in said or "KB204" in said
    assert "hunter2" not in said
    assert "1234567D" not in said


def test_the_caret_stands_under_the_dots(tree: Path) -> None:
    change(tree, "Children had", "Mali\u2028S1234567D had")
    said = kb(tree, "check").output.split("\n")
    (at,) = (number for number, line in enumerate(said) if "S1•••••••" in line)
    assert said[at + 1].index("^") == said[at].index("S1")
    assert said[at + 1].count("^") == 9
