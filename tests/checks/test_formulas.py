"""What a spreadsheet would compute, and the numbers that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.formulas import BEGINS, NO_SIZE, REACHES
from builder.problems import Severity
from tests.checks.test_checks import Check, change

TITLE = "Village library (an example for tests)"
FORMULAS = [
    "=1+1 and more",
    "=HYPERLINK('https://example.org', 'Click')",
    "=cmd|' /C calc'!A0",
    "  =SUM(A1:A9)",
    "@SUM(1+1)*cmd",
    "+cmd|' /C calc'!A0",
    "+SUM(A1)",
    "-SUM(A1:A2)",
    "-2+3+cmd|' /C calc'!A0",
    "+=1+1",
    "-@SUM(1)",
    "＝1+1",
    "＠SUM(1)",
    "\\t=1+1",
    "\\tVillage",
    "Read =HYPERLINK('https://example.org') now",
    "x =WEBSERVICE('https://example.org')",
    "DDE: msexcel|'\\\\..\\\\calc'!A0",
]
HARMLESS = [
    "-5% in three years",
    "-5",
    "- a village",
    "+12% a year",
    "+5",
    "-12,500 kip",
    "−5 (minus)",
    "–5 (dash)",
    "+ 5 villages",
    "a = b",
    "impact = (a - b)",
    "y = f(x)",
    "A+B",
    "Cost/benefit = 1.3",
    "Family + School",
    "E-mail office@example.org",
    "1 @ 5 dollars",
    "Call (free) for villages",
    "The command | and the pipe",
    "“=” is a sign",
    "'Quoted' name",
    "#1 village",
    "50% = half",
    "-Ing village",
]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize(
    "field",
    [
        TITLE,
        "An invented example that stands in the tests only: a village keeps books and lends them.",
        "One village",
        "Counts by the committee.",
        "Readers in the second year",
        "Lend books without a deposit, and most come back.",
        "Report of the committee",
        "Shelves and books in the first year",
    ],
)
def test_a_formula_is_refused_in_every_text(tree: Path, problems_of: Check, text: str, field: str) -> None:
    change(tree, f'"{field}"', f'"{text} for all villages"')
    assert [(p.message, p.severity) for p in problems_of()] == [("KB707.formula", Severity.ERROR)]


@pytest.mark.parametrize("text", ["=1+1", "@A1", "+A1", "=HYPERLINK('x')"])
@pytest.mark.parametrize(("old", "new"), [('unit: "readers"\n    year', 'unit: "{}"\n    year'), ('value: "1234.5"', 'value: "{}"')])
def test_a_formula_is_refused_in_units_and_values(tree: Path, problems_of: Check, text: str, old: str, new: str) -> None:
    change(tree, old, new.format(text))
    assert [p.message for p in problems_of()] == ["KB707.formula"]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_look_alike_passes(tree: Path, problems_of: Check, text: str) -> None:
    change(tree, TITLE, f"{text} .." if len(text) < 3 else text)
    change(tree, "Readers in the second year", text)
    assert problems_of() == []


@pytest.mark.parametrize("value", ["-5%", "-5", "+5", "-1234.5", "12.6 -> 3", "3000-4000", "37 / 76 / 30", "4.6 vs 3.3", "1,234", "12.5e", "Nan province"])
def test_a_figure_passes(tree: Path, problems_of: Check, value: str) -> None:
    change(tree, 'value: "1234.5"', f'value: "{value}"')
    assert problems_of() == []


@pytest.mark.parametrize("value", ["NaN", "nan", "-nan", "sNaN", "inf", "Infinity", "-Infinity", "1e999", "1E1000000", "-1.5e+9", "1_0e9", " NaN "])
@pytest.mark.parametrize("field", ["value", "baseline"])
def test_a_number_without_a_size_is_refused(tree: Path, problems_of: Check, value: str, field: str) -> None:
    change(tree, {"value": 'value: "1234.5"', "baseline": 'baseline: "0"'}[field], f'{field}: "{value}"')
    assert [(p.message, p.severity) for p in problems_of()] == [("KB707.number", Severity.ERROR)]


@pytest.mark.parametrize("value", ['"NaN"', '"inf"', '"1e999"', ".nan", ".inf", "-.inf", "1e999", '"' + "9" * 5000 + '"', "9" * 5000, '"=1+1"', '"-5%"'])
@pytest.mark.parametrize(("field", "old"), [("amount", "900"), ("direct", "120")])
def test_the_schema_refuses_what_is_no_number(tree: Path, problems_of: Check, value: str, field: str, old: str) -> None:
    change(tree, f'{field}: "{old}"', f"{field}: {value}")
    found = problems_of()
    assert found
    assert {p.code for p in found} <= {"KB203", "KB205", "KB206"}


@pytest.mark.parametrize("value", ['"' + "9" * 5000 + '"', "9" * 5000, "1e999", ".nan", "1.5"])
def test_the_schema_refuses_what_is_no_text(tree: Path, problems_of: Check, value: str) -> None:
    change(tree, 'value: "1234.5"', f"value: {value}")
    assert [p.code for p in problems_of()] in (["KB203"], ["KB206"], ["KB707"])


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert not (NO_SIZE.match(text) and REACHES.search(text))
    if text.lstrip(" ")[:1] in ("=", "@"):
        assert BEGINS.match(text)
    if text[:1].isalnum():
        assert not BEGINS.match(text)
