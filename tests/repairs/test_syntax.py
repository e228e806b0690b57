"""Repairs of line ends, letters and the signs of YAML: what is changed, and what only looks alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import vocabulary
from builder.repairs import Known, syntax
from builder.schema import Schemas
from builder.yaml_text import parse
from tests.conftest import ROOT

REFERENCE = vocabulary.load(ROOT)
KNOWN = Known(Schemas(ROOT, REFERENCE), REFERENCE, frozenset({"en"}))
Repair = Callable[[str, Known], str]


def head(mend: Repair, text: str) -> str:
    whole = mend(f"---\n{text}\n---\n{text}\n", KNOWN)
    assert whole.endswith(f"\n---\n{text}\n")  # the body is left alone
    assert mend(whole, KNOWN) == whole
    return whole.removeprefix("---\n").removesuffix(f"\n---\n{text}\n")


MENDED = [
    (syntax.no_break_spaces, 'title:\u00a0"A\u00a0B"\u00a0# a\u00a0b\nareas: [\u00a0"A",\u202f"B" ]\n\u00a0', 'title: "A\u00a0B" # a\u00a0b\nareas: [ "A", "B" ]\n '),
    (syntax.no_break_spaces, "costs:\n- year:\u00a02019", "costs:\n- year: 2019"),
    (syntax.no_break_spaces, "title: \u00a0Rural\u00a0roads", "title:  Rural\u00a0roads"),
    (syntax.no_break_spaces, 'costs:\n\u00a0\u00a0-\u00a0id: "a"\n\u00a0\u00a0\u00a0\u00a0year:\u00a0"b"', 'costs:\n  - id: "a"\n    year: "b"'),
    (syntax.tabs, 'costs:\n\t- id: "a"\n\t  year: "b\tc"', 'costs:\n  - id: "a"\n    year: "b\tc"'),
    (syntax.tabs, 'costs:\n-\tid: "a"', 'costs:\n- id: "a"'),
    (syntax.tabs, "costs: |\n  a\n \tb\nevidence:\n\tlevel: x", "costs: |\n  a\n \tb\nevidence:\n  level: x"),
    (syntax.smart_quotes, "title: “Water: a right”", 'title: "Water: a right"'),
    (syntax.smart_quotes, "text: “b” # said “c”", 'text: "b" # said “c”'),
    (syntax.smart_quotes, 'title: “say "no\\"” # why', 'title: "say \\"no\\\\\\"" # why'),
    (syntax.smart_quotes, "title: ‘people’s land’\nid: “x\"\nunit: \"y”", 'title: "people’s land"\nid: "x"\nunit: "y"'),
    (syntax.smart_quotes, "areas: [“A”, “B, C”]\nsdg:\n  - “1”", 'areas: ["A", "B, C"]\nsdg:\n  - "1"'),
    (syntax.reserved_signs, "unit: % of households\nnote: @home\nlist:\n  - `x`", 'unit: "% of households"\nnote: "@home"\nlist:\n  - "`x`"'),
]


@pytest.mark.parametrize(("mend", "before", "after"), MENDED)
def test_what_is_mended(mend: Repair, before: str, after: str) -> None:
    assert head(mend, before) == after


KEPT = [
    (syntax.no_break_spaces, "title: See:\u00a0here\nlist:\n  - Note\u00a0: here"),
    (syntax.no_break_spaces, 'text: |\n  a:\u00a0"b"\n  \u00a0c'),
    (syntax.tabs, 'title:\t"A"\ntext: "a\n\tb"'),
    (syntax.smart_quotes, 'title: “A” and “B”\nsummary: "“A”"\nareas: ["a, “b”, c"]'),
    (syntax.smart_quotes, "text: |\n  title: “a”\n\n  id: “b”"),
    (syntax.smart_quotes, 'text: "a\n  title: “b”\n  c"'),
    (syntax.smart_quotes, "text: “b” said “c” # d"),
    (syntax.reserved_signs, "unit: 5 %\nnote: '%'\ntext: |\n  note: % x\nother: % # of what"),
]


@pytest.mark.parametrize(("mend", "text"), KEPT)
def test_what_is_kept(mend: Repair, text: str) -> None:
    assert head(mend, text) == text


def test_letters_and_line_ends() -> None:
    assert syntax.composed("e\u0301", KNOWN) == "é"
    marks = "a" + "\u0315\u0300" * 20_000  # sorting these would take seconds
    assert syntax.composed(marks, KNOWN) == marks
    assert syntax.line_ends("a\r\nb\rc\n", KNOWN) == "a\nb\nc\n"


LINES = st.text("ab:-[]{}\"'“”‘ \t\u00a0\n#|>%&*,?", max_size=60)


def names(data: dict[str, object]) -> list[str]:
    return [name for key in data if (name := key.strip("\u00a0"))]


@given(LINES)
def test_a_head_that_can_be_read_keeps_its_fields(text: str) -> None:
    before = parse(text)
    for mend in (syntax.no_break_spaces, syntax.tabs, syntax.smart_quotes, syntax.reserved_signs):
        made = mend(f"---\n{text}\n---\n", KNOWN)[4:-5]
        assert len(made) >= len(text)
        if not before.errors:
            after = parse(made)
            assert not after.errors
            assert names(after.data) == names(before.data)
