"""What the rules leave alone, and what they say of several files at once. One slip for each rule stands in tests/corpus/bad."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import build, explain
from builder.checks.translations import figures
from builder.model import Reference
from builder.problems import Problem, Severity
from tests.conftest import TODAY

CASE = "cases/kh/village-library/index.en.md"
Check = Callable[[], list[Problem]]


def change(tree: Path, old: str, new: str, path: str = CASE) -> None:
    file = tree / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_good_tree_is_clean(problems_of: Check) -> None:
    assert problems_of() == []


def test_code_is_no_markup(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "They had `<b>`, ``<i> ` `` and `[a](javascript:b)`:\n\n```html\n<b>![a](b.png)</b>\n```\n\nChildren had")
    assert problems_of() == []


def test_of_one_kind_a_hundred_problems_are_told(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "\n\n".join(f"[a](javascript:{number})" for number in range(300)))
    assert [p.code for p in problems_of()] == ["KB504"] * 100


def test_one_broken_case_leaves_the_others_whole(tree: Path, problems_of: Check) -> None:
    shutil.copytree(tree / "cases/kh/village-library", tree / "cases/kh/other")
    change(tree, "kh-village-library", "kh-other", "cases/kh/other/index.en.md")
    change(tree, 'licence: "CC', 'related: ["kh-other"]\nlicence: "CC')
    (tree / "cases/kh/other/index.en.md").write_text("---\n: : :\n", "utf-8")
    assert {p.path for p in problems_of()} == {"cases/kh/other/index.en.md"}


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("rumah [S1]", "rumah", "KB603.fewer", "[S1]"),
        ("rumah [S1]", "rumah [S1][S1]", "KB603.more", "[S1]"),
        ("120 pembaca", "1.3 pembaca", "KB604.missing", "120"),
        ("120 pembaca", "pembaca", "KB604.missing", "120"),
        ("120 pembaca", "1.2 ratus pembaca", None, ""),
        ("Pinjamkan buku.", "Pinjamkan 45 buku.", "KB604.added", "45"),
        ('"Perpustakaan"', '"Perpustakaan 2020"', "KB604.added", "2020"),
    ],
)
def test_a_translation_keeps_marks_and_figures(
    tree: Path, translation: Path, problems_of: Check, reference: Reference, old: str, new: str, code: str | None, word: str
) -> None:
    translation.write_text(build.accept(tree, translation, reference, TODAY), "utf-8")
    assert problems_of() == []
    change(tree, old, new, "cases/kh/village-library/index.id.md")
    found = problems_of()
    assert all(p.severity is Severity.WARNING for p in found)
    assert (code in {p.message for p in found}) if code else not found
    for problem in found[:1]:
        assert word in dict(problem.values).values() or code != problem.message
        shown = translation.read_text("utf-8").split("\n")[problem.position.line - 1]
        assert shown.startswith("## ") or new in shown, shown


@given(st.integers(11, 10**12).filter(lambda n: n % 10), st.sampled_from(["{:,}", "{}", "{:,} million"]))
def test_a_figure_is_the_same_in_every_way_of_writing(number: int, form: str) -> None:
    written = form.format(number)
    digits = {ord(str(n)): chr(0x1040 + n) for n in range(10)}  # Burmese
    for other in (written, written.replace(",", "."), written.replace(",", "\u202f"), written.translate(digits), f"{number}00"):
        assert set(figures(other)) == set(figures(written))


@given(st.text())
def test_figures_of_any_text(text: str) -> None:
    assert all(len(digits) > 1 and digits.isdecimal() for digits in figures(text))


def test_every_check_states_its_rule() -> None:
    for code, rule in explain.rules().items():
        assert re.fullmatch(r"KB\d{3}", code)
        assert rule[0].isupper()
        assert rule.endswith(".")
