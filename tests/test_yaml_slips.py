"""From where the YAML reader gave up to the slip; the slips themselves stand in tests/corpus/bad/KB102."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Reference
from builder.yaml_slips import Stop, slip
from builder.yaml_text import parse

LINES = st.lists(st.sampled_from(["", "a: b", 'a: "b"', '  - a: "b', "\t- a: b", "a: b: c", "a 'b'", "a: [b", "a: “b”", "a: %b", "]", "   a: b", 'a: "b" c']), max_size=8)


@given(LINES | st.lists(st.text(st.sampled_from("ab:-\"'[]{}%&*!|>#\\ \t“”"), max_size=12), max_size=6))
def test_a_slip_is_told_within_the_text(lines: list[str]) -> None:
    for error in parse("\n".join(lines)).errors:
        assert 1 <= error.position.line <= len(lines) + 1
        line = [*lines, ""][error.position.line - 1]
        assert error.message.startswith("KB10")
        assert 1 <= error.position.column <= len(line) + 1


@given(st.lists(st.text(max_size=20), max_size=5), st.text(max_size=40), *(st.integers(0, 9) for _ in range(4)))
def test_any_stop_has_a_slip(reason_lines: list[str], reason: str, line: int, column: int, begun_line: int, begun_column: int) -> None:
    assert slip(reason_lines, Stop(reason, line, column, (begun_line, begun_column))).name


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ('a: "one\nb: two\nc: "three"\n', "open_quote", 1),
        ('a: "one \\" two\nb: "three"\n', "open_quote", 1),
        ("a: 'it's'\n", "quote_inside", 1),
        ("- village\n  role: x\n", "no_colon", 1),
        ("a: {b: c\nd: e\n", "list", 1),
        ("a: b\n\n\n  c: d\n", "indentation", 4),
    ],
)
def test_the_line_with_the_slip_is_shown(text: str, name: str, line: int, reference: Reference) -> None:
    (error,) = parse(text).errors
    assert (error.message, error.position.line) == (f"KB102.{name}", line)
    assert error.message in reference.messages["en"]
