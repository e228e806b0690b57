"""Slips: how far two words are apart, and what is found instead of a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder.search.documents import Document
from builder.search.impacts import Table, make_table
from builder.search.query import search
from builder.search.spelling import ALL_WORDS, neighbours, within
from builder.search.whoosh_index import build_index


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [("ab", "ab", 0), ("ab", "abc", 1), ("abc", "axc", 1), ("abc", "acb", 1), ("abcd", "badc", 2), ("a", "abc", 2), ("", "a", 1), ("abcdef", "xabcde", 2)],
)
def test_within(a: str, b: str, edits: int) -> None:
    for allowed in range(3):
        assert within(a, b, allowed) is within(b, a, allowed) is (edits <= allowed)


@pytest.mark.parametrize("typed", ["xecognition", "recongition", "rceognitoin", "recgnitin", "ecognitiom"])
def test_a_long_word_may_have_two_slips(table_of: Callable[[str], Table], typed: str) -> None:
    assert neighbours(table_of("en"), typed)[0] == "recognition"
    assert search(table_of("en"), typed).corrections == ((typed, "recognition"),)


def test_of_many_words_those_are_read_that_begin_or_end_so(table_of: Callable[[str], Table]) -> None:
    table = table_of("en")
    many = replace(table, reversed_words=table.reversed_words + tuple({f"zz{i:02}": 1} for i in range(ALL_WORDS)))
    assert neighbours(many, "slavrey") == ["slavery"]
    assert neighbours(many, "lsavery") == ["slavery"]


def test_a_known_word_may_be_a_slip(tmp_path: Path) -> None:
    texts = ("cash from home", "a form", "cash")
    found = tuple(Document(str(number), "case", "x", "en", "", body=text) for number, text in enumerate(texts))
    result = search(make_table(found, build_index(found, "en", tmp_path), "en"), "form cash ")
    assert (result.mode, result.corrections, [hit.document.id for hit in result.hits]) == ("all", (("form", "from"),), ["0"])
