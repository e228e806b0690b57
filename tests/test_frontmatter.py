"""Heads and bodies."""

from hypothesis import given
from hypothesis import strategies as st

from builder.frontmatter import read_document
from builder.problems import Position
from builder.source import SourceFile


def source(text: str) -> SourceFile:
    return SourceFile("cases/kh/x/index.en.md", "kh/x", "en", text)


def test_head_body_and_lines() -> None:
    document, problems = read_document(source('---\ntitle: "A"\n---\n\n## One\n\ntext --- here\n---\n'))
    assert not problems
    assert document is not None
    assert document.data == {"title": "A"}
    assert document.value_at(("title",)) == Position(2, 8)
    lines = document.source.text.split("\n")
    first = next(i for i, line in enumerate(document.body.split("\n")) if line == "## One")
    assert lines[document.body_line + first - 1] == "## One"


def test_keys_that_break_python_frontmatter() -> None:
    document, problems = read_document(source("---\ncontent: a\nhandler: b\n---\ntext\n"))
    assert not problems
    assert document is not None
    assert document.data == {"content": "a", "handler": "b"}


def test_missing_fences() -> None:
    for text in ("", "title: x\n", "\n---\na: 1\n---\n", "---\na: 1\n", "---"):
        document, problems = read_document(source(text))
        assert document is None
        assert [p.code for p in problems] == ["KB101"]


def test_a_key_that_stands_twice_leaves_a_document() -> None:
    document, problems = read_document(source("---\na: 1\na: 2\n---\n"))
    assert document is not None
    assert [(p.code, p.position) for p in problems] == [("KB104", Position(3, 1))]


@given(st.text(max_size=300))
def test_any_text_gives_a_document_or_a_problem(text: str) -> None:
    for candidate in (text, f"---\n{text}\n---\n{text}"):
        document, problems = read_document(source(candidate))
        assert document is not None or problems


def test_curly_quotes_within_a_value_are_its_own() -> None:
    for value in ("“Learning” and “doing”", "‘Adat’ law", '"“Learning by doing”"', "the ‘village’", "“", "5’"):
        assert read_document(source(f"---\ntitle: {value}\n---\n"))[1] == (), value


def test_a_heading_among_the_fields_is_a_comment() -> None:
    assert read_document(source("---\n## The fields\ntitle: A\n---\n"))[1] == ()
