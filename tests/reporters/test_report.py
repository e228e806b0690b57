"""What every format is made from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.model import Reference
from builder.problems import Position, Severity, problem
from builder.reporters import Report
from builder.reporters.report import by_weight
from tests.reporters.conftest import CASE


def named(reference: Reference, lines: list[str], *numbers: int) -> list[str]:
    found = [problem(CASE, Position(n), "KB104.twice", {"key": "title", "line": n - 1}) for n in numbers]
    return Report(found, reference, lines={CASE: lines}).fingerprints()


@given(st.lists(st.text(max_size=5), max_size=5), st.lists(st.text(max_size=5), max_size=3))
def test_a_fingerprint_survives_moved_lines(reference: Reference, above: list[str], below: list[str]) -> None:
    assert named(reference, [*above, "title: x", *below], len(above) + 1) == named(reference, ["  title: x"], 1)


def test_equal_problems_have_different_fingerprints(reference: Reference) -> None:
    names = named(reference, ["title: x", "title: y", "title: x"], 1, 2, 3)
    assert len(set(names)) == 3
    assert names[0] == named(reference, ["title: x"], 1)[0]


def test_the_most_serious_come_first_and_else_the_order_stays() -> None:
    found = [problem(CASE, Position(n), "KB102.tab", {}, severity) for n, severity in enumerate([1, 3, 2, 3, 1], 1) for severity in [Severity(severity)]]
    assert [p.position.line for p in by_weight(found)] == [2, 4, 3, 1, 5]


def test_a_line_that_cannot_be_shown_is_empty(reference: Reference) -> None:
    report = Report([], reference, lines={CASE: ["one"]})
    assert [report.line(problem(CASE, Position(n), "KB102.tab")) for n in (-1, 0, 1, 2)] == ["", "", "one", ""]
