"""The canonical form: the same data and the same page, comments kept, and the form of a form is itself."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import vocabulary
from builder.canonical import body, canonical, canonical_data, head_lines
from builder.markup import split_sections, to_html
from builder.schema import Schemas
from builder.yaml_text import parse
from tests.conftest import ROOT

SCHEMAS = Schemas(ROOT, vocabulary.load(ROOT))


def head(text: str) -> str:
    made = canonical(f"---\n{text}---\n", SCHEMAS)
    assert made is not None
    assert canonical(made, SCHEMAS) == made
    return made.removeprefix("---\n").removesuffix("---\n")


def test_order_quotes_and_lists() -> None:
    assert head("summary: 'It''s'\ntitle: A\nid: x\nareas: [C, E]\nevidence: {independent: false, level: \"1\"}\nother: NO\n") == (
        'id: "x"\ntitle: "A"\nsummary: "It\'s"\nareas:\n  - "C"\n  - "E"\nevidence:\n  level: "1"\n  independent: false\nother: "NO"\n'
    )
    assert head("lessons:\n- text: b\n  id: a\nlanguage: th\ntranslated_from: {hash: h, language: en}\n") == (
        'language: "th"\ntranslated_from:\n  language: "en"\n  hash: "h"\nlessons:\n  - id: "a"\n    text: "b"\n'
    )


def test_comments_stay_with_their_key() -> None:
    written = head(
        "# about the title\ntitle: A  # beside\n\n# about the name\nid: x\nlessons: # all\n  # the first\n  - kind: do\n"
        "    # its name\n    id: one\n  - {id: two} # short\nareas: [C, # of the areas\n  E] # of E\nsummary: >- # folded\n  text\n# the end\n"
    )
    assert written == (
        '# about the name\nid: "x"\n# about the title\ntitle: "A" # beside\nsummary: "text" # folded\n'
        'areas: # of the areas\n  - "C"\n  - "E" # of E\nlessons: # all\n  # the first\n  # its name\n  - id: "one"\n    kind: "do"\n'
        '  - id: "two" # short\n# the end\n'
    )


def test_text_of_several_lines_and_strange_letters() -> None:
    """As the npm package yaml 2.9.1 writes them."""
    assert head_lines({"t": "a line of text that is long enough to be folded\nsecond \n third\n"}) == [
        't: "a line of text that is long enough to be folded\n\n  second\\ \n\n  \\ third\\n"'
    ]
    assert head_lines({"t": "a\nb", "l": [[], {}, ["x"], None], "a: b": "é\u00a0\a\x7f\u2028"}) == [
        't: "a\\nb"', "l:", "  - []", "  - {}", '  - - "x"', "  - null", '"a: b": "é\u00a0\\a\\x7f\\L"'
    ]


@pytest.mark.parametrize("text", ["", "title: A\n", "---\ntitle: A\n", "---\ntitle: *a\n---\n", "---\ntitle: A\ntitle: B\n---\n"])
def test_what_cannot_be_read_has_no_form(text: str) -> None:
    assert canonical(text, SCHEMAS) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n\n\n## A\ntext\n\n\n### B\n- x \t\n\n\n- y", "\n## A\n\ntext\n\n### B\n\n- x\n\n- y\n"),
        ("text\nA\n===\nmore\n", "\ntext\nA\n===\n\nmore\n"),
        ("broken  \nline   \n", "\nbroken  \nline\n"),
        ("broken    \nline\n", "\nbroken  \nline\n"),
        ("no break\\ \nhere\n", "\nno break\\ \nhere\n"),
        ("a break\\\nhere\n", "\na break\\\nhere\n"),
        ("```\ncode  \n\n\n## no heading\n```\n", "\n```\ncode  \n\n\n## no heading\n```\n"),
        ("- item\n\n      code  \n\n\n      code\n", "\n- item\n\n      code  \n\n\n      code\n"),
        ("\n \n", ""),
    ],
)
def test_bodies(before: str, after: str) -> None:
    assert body(before) == after
    assert body(after) == after


keys = st.one_of(st.sampled_from(["title", "id", "areas", "lessons", "evidence", "text", "kind"]), st.text(string.printable, max_size=5))
values = st.recursive(
    st.one_of(st.text(max_size=90), st.text("a \n\\\"#", max_size=60), st.none(), st.booleans(), st.integers(-(10**9), 10**9)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=15,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=6).filter(lambda data: "<<" not in str(data)))
def test_data_is_what_it_was(data: dict[str, object]) -> None:
    read = parse("\n".join(head_lines(data)))
    assert not read.errors
    assert read.data == data


LINES = ["title: A", "id: 'x'", "areas: [C,", "  E]", "areas:", "- C", "  - D", "lessons:", "  - kind: do", "    id: a", "  - - b", "text: |", "  more", "    id:", "? kind", "other: {a: 1, b: []}"]
COMMENTS = st.sampled_from(["", "", "", " # one", " #two", " # three: - [x"])


@given(st.lists(st.tuples(st.sampled_from([*LINES, ""]), COMMENTS), max_size=12))
def test_a_comment_is_not_lost(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{line}{comment}\n" for line, comment in lines)
    made = canonical(f"---\n{text}---\n", SCHEMAS)
    if made is None:
        return
    assert canonical(made, SCHEMAS) == made
    data = parse(text).data
    assert parse(made[4:-4]).data == data
    in_text = sum(str(data).count(word) for word in ("#two", "# one", "# three"))  # in a block of text it is text
    assert len(re.findall("#two|# one|# three", made)) == len(re.findall("#two|# one|# three", text))
    assert len(re.findall("#two|# one|# three", made)) >= in_text


marks = st.text("ab \n\n#-*`>\\=\t1.[]()|~_", max_size=80)


@given(marks)
def test_a_body_means_what_it_meant(text: str) -> None:
    made = body(text)
    assert body(made) == made
    assert "".join(to_html(made).split()) == "".join(to_html(text).split())  # space within `code` that runs over a line end may go
    assert [(s.heading.split(), s.text.split()) for s in split_sections(made)[1]] == [(s.heading.split(), s.text.split()) for s in split_sections(text)[1]]


@given(st.text(max_size=200))
def test_any_text_has_a_form_or_none(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n{text}"):
        made = canonical(whole, SCHEMAS)
        assert made is None or canonical(made, SCHEMAS) == made


def test_the_collection_is_in_the_form() -> None:
    for path in (ROOT / "cases").rglob("*.md"):
        text = path.read_text("utf-8")
        assert canonical(text, SCHEMAS) == text, path


def test_figures_have_a_form_of_their_own() -> None:
    text = "# of a country\nfigures:\n# the first\n- {year: '2020', indicator: rural-population}\n"
    formed = '# of a country\nfigures:\n  # the first\n  - indicator: "rural-population"\n    year: "2020"\n'
    assert canonical_data(text, SCHEMAS) == formed
    assert canonical_data(formed, SCHEMAS) == formed
    assert canonical_data(text, SCHEMAS, [{"year": "2021", "indicator": "x"}]) == f'{formed}  - indicator: "x"\n    year: "2021"\n'
    assert [canonical_data(bad, SCHEMAS, [{"year": "2021"}]) for bad in ("", "figures: *a\n", "figures: none\n")] == [None] * 3
