"""Repairs that ask the schema."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import vocabulary
from builder.repairs import Known, values
from builder.schema import Schemas
from builder.yaml_text import parse
from tests.conftest import ROOT

REFERENCE = vocabulary.load(ROOT)
KNOWN = Known(Schemas(ROOT, REFERENCE), REFERENCE, frozenset({"en"}))


def head(mend: values.Callable[[str, Known], str], text: str) -> str:
    return mend(f"---\n{text}\n---\n", KNOWN).removeprefix("---\n").removesuffix("\n---\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("start: 2019 # since", 'start: "2019" # since'),
        ("schema_version: 1", 'schema_version: "1"'),
        ("countries: [NO, TH]\nsdg: [1, 10]", 'countries: ["NO", TH]\nsdg: ["1", "10"]'),
        ("review_due: 2027-11-24\ntitle: Yes\nlocation: true", 'review_due: "2027-11-24"\ntitle: "Yes"\nlocation: "true"'),
        ("results:\n- value: 90%\n  baseline: 1,000\n  year: 12/03/2567", 'results:\n- value: "90%"\n  baseline: "1,000"\n  year: "12/03/2567"'),
        ("evidence: {independent: true, level: 3}", 'evidence: {independent: true, level: "3"}'),
        ("evidence:\n  independent: no", "evidence:\n  independent: no"),
        ("start: null\nend:\ntitle: 90% of all\nother: 12\nlocation: '12'", "start: null\nend:\ntitle: 90% of all\nother: 12\nlocation: '12'"),
        ("translated_from: {language: en, hash: 1234567890123456, sections: {head: 1234567890123456}}", 'translated_from: {language: en, hash: "1234567890123456", sections: {head: "1234567890123456"}}'),
    ],
)
def test_text_in_quotes(before: str, after: str) -> None:
    assert head(values.quoted_text, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: Published # so", 'status: "published" # so'),
        ("countries: ['kh', \"Thailand\", ไทย]", 'countries: ["KH", "TH", "TH"]'),
        ("language: Khmer\nareas: [b]", 'language: "km"\nareas: ["B"]'),
        ("organisations:\n- country: de\n- country: Germany\nlocal_names:\n- language: KM", 'organisations:\n- country: "DE"\n- country: "DE"\nlocal_names:\n- language: "km"'),
        ("status: publishd\ncountries: [KHM, Kampuchea, Siam]\nlanguage: EN-US\nscale: nation", "status: publishd\ncountries: [KHM, Kampuchea, Siam]\nlanguage: EN-US\nscale: nation"),
        ("organisations:\n- country: XX\n- country: zz", "organisations:\n- country: XX\n- country: zz"),
        ("title: Draft\nother: Published", "title: Draft\nother: Published"),
    ],
)
def test_codes(before: str, after: str) -> None:
    assert head(values.codes, before) == after


TRANSLATION = """title: "A"
status: "draft" # gone with its line
# about the areas
areas:
  - "A"

# about the source
translated_from:
  language: "en"
results:
  - id: "r1"
    # about the value
    value: "12"
    statement: "B"
    sources: ["S1",
      "S2"]
lessons:
  - kind: "do"
    id: "l1"
    text: >
      C

  - sources: [S1]
    stage: design
    id: "l2"
evidence:
  level: "1"
  independent: false
licence: "CC-BY-4.0"
# the end"""


def test_shared_facts() -> None:
    assert head(values.shared_facts, TRANSLATION) == (
        'title: "A"\n# about the areas\n# about the source\ntranslated_from:\n  language: "en"\nresults:\n  - id: "r1"\n'
        '    # about the value\n    statement: "B"\nlessons:\n  - id: "l1"\n    text: >\n      C\n\n  - id: "l2"\n# the end'
    )


@pytest.mark.parametrize(
    "text",
    [
        'title: "A"\nstatus: "draft"',  # an original
        'status: "draft"\ntranslated_from: {language: "th"}',  # the original is not there
        'statos: "draft"\ntranslated_from: {language: "en"}',  # no field of an original
        'lessons: [{kind: "do", id: "a"}]\ntranslated_from: {language: "en"}',  # not on lines of its own
    ],
)
def test_facts_that_stay(text: str) -> None:
    assert head(values.shared_facts, text) == text


LINES = ['title: "A"', "status: draft", "areas: [A]", "areas:", "- A", "  - B", "lessons:", "  - kind: do", "    id: a", "    text: >", "    stage: x", "  - sources:", "      - S1", "", "# c", "    # d", "evidence:", "  level: 1"]


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_nothing_but_shared_facts_goes(lines: list[str]) -> None:
    text = "\n".join(["translated_from: {language: en}", *lines])
    made = head(values.shared_facts, text)
    before, after = parse(text), parse(made)
    if before.errors:
        assert made == text
        return
    assert not after.errors
    assert made.count("# ") == text.count("# ") or "text: >" in lines
    for path in after.values:
        assert path in before.values
    known = dataclasses.replace(KNOWN, languages=frozenset())
    assert values.shared_facts(f"---\n{text}\n---\n", known) == f"---\n{text}\n---\n"
