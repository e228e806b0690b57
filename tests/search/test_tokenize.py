"""Cutting text into terms: what must hold for any text, and for spellings that look the same."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.search.tokenize import (
    BURMESE_BASE,
    BURMESE_ORDER,
    BURMESE_SIGNS,
    composed,
    fold,
    index_terms,
    is_correctable,
    normalise,
    pieces,
    query_terms,
    toneless,
)
from tests.search.conftest import CORPUS
from tests.search.vectors import AS_VALUES, TRICKY, as_values

__all__ = ["AS_VALUES", "REAL", "as_values", "random_texts"]  # test_chromium.py has them from here
tricky = st.text(st.sampled_from(TRICKY), max_size=30)
# Characters that this Python's Unicode does not know yet are left out: a newer browser may know their forms.
anything = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=60)
REAL = [article["text"][:600] for articles in CORPUS.values() for article in articles[1:4]]


def random_texts(count: int) -> list[str]:
    """Return pieces of real text with random changes; the same ones on every run."""
    chance = random.Random(20261124)
    texts = []
    for _ in range(count):
        text = chance.choice(REAL)
        start = chance.randrange(len(text))
        letters = list(text[start : start + chance.randrange(1, 40)])
        for _ in range(chance.randrange(4)):
            letters.insert(chance.randrange(len(letters) + 1), chance.choice(TRICKY))
        texts.append("".join(letters) + chance.choice(["", " ", "\n"]))
    return texts


@given(st.one_of(tricky, anything))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.one_of(tricky, st.text(st.characters(), max_size=60)))
def test_no_string_raises(text: str) -> None:
    assert all(index_terms(text))
    assert all(term for chunk in query_terms(text) for term, _ in chunk.terms)
    assert toneless(fold(text)) == toneless(toneless(fold(text)))


@given(st.sampled_from(REAL) | tricky, st.data())
def test_a_phrase_cut_from_a_text_is_found(text: str, data: st.DataObject) -> None:
    normal = normalise(text)
    found = list(pieces(normal))
    if not found:
        return
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, min(first + 8, len(found) - 1)))
    phrase = normal[found[first].start : found[last].start + len(found[last].text)]
    terms = index_terms(text)
    for chunk in query_terms(phrase):
        for term, is_open in chunk.terms:
            assert term in terms or (is_open and any(t.startswith(term) for t in terms)), (phrase, term)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u0e19\u0e49\u0e33", "\u0e19\u0e4d\u0e49\u0e32"),  # Thai sara am, or nikhahit, tone, aa
        ("\u0e19\u0e49\u0e4d\u0e32", "\u0e19\u0e4d\u0e49\u0e32"),  # tone before nikhahit
        ("\u0e40\u0e40\u0e21\u0e48", "\u0e41\u0e21\u0e48"),  # two E for one AE
        ("\u0e99\u0ec9\u0eb3", "\u0e99\u0ec9\u0ecd\u0eb2"),  # Lao: the same as Thai
        ("\u0eab\u0ebc\u0ec9\u0eb2", "\u0eab\u0ea5\u0ec9\u0eb2"),  # Lao semivowel sign
        ("\u1780\u17d2\u179a\u17d2\u178a", "\u1780\u17d2\u178f\u17d2\u179a"),  # Khmer: RO last, coeng DA as coeng TA
        ("\u179f\u17b7\u17ca", "\u179f\u17ca\u17b7"),  # shifter before vowel
        ("\u1780\u17c1\u17b8", "\u1780\u17be"),  # vowel typed in two parts
        ("\u1019\u103c\u103b\u1031", "\u1019\u1031\u103b\u103c"),  # Burmese marks in any order
        ("\u1025\u103a", "\u1009\u103a"),
        ("\u1075\u1088\u1083", "\u1075\u1083\u1088"),  # Shan: tone behind the vowel
        ("\u1078\u1035\u103d\u1038", "\u1078\u103d\u1035\u1038"),
        ("\u1014\u1037\u1036", "\u1014\u1036\u1037"),  # Burmese: anusvara before dot below
        ("\u1781\u17d2\u1798\u17c2\u200b\u179a", "\u1781\u17d2\u1798\u17c2\u179a"),  # zero-width space
        ("\u0e51\u0ed2\u17e3\u1044\u1095\u0bec", "123456"),  # digits
        ("e\u200d\u0301", "\u00e9"),
        ("\u039f\u03a3", "\u03bf\u03c3"),  # final sigma
        ("a\u2068b\u2069", "ab"),  # bidi isolates
        ("\u6c34\U000e0100\u5229", "\u6c34\u5229"),  # a variation selector of Han
        ("\ud840\u200b\udc00", "\ufffd\ufffd"),  # halves of a surrogate pair, which JavaScript would join
        ("\U0001ccd6\ua7dc", "\ufffd\ufffd"),  # letters newer than Unicode 14.0, which Python 3.11 does not know
    ],
)
def test_spellings_that_look_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_clusters_and_words() -> None:
    assert index_terms("เขาไป Rural Đường") == ["เขาไป", "ไป.", "rural", "duong"]
    assert index_terms("水利 ne'e") == ["水利", "利.", "nee"]
    assert [chunk.terms for chunk in query_terms("水利 dev")] == [(("水利", True),), (("dev", True),)]
    assert [chunk.terms for chunk in query_terms("dev ")] == [(("dev", False),)]


@given(st.text(st.sampled_from("\u1000\u1037\u1038\u1039\u103a\u105e\u108d"), max_size=40))
def test_marks_of_the_myanmar_script_settle(text: str) -> None:
    """NFKC moves U+108D behind dot below, asat and virama, and the order of marks moves it on: a few rounds are enough."""
    assert normalise(normalise(text)) == normalise(text)


def test_shan_is_cut_into_syllables() -> None:
    assert index_terms("\u1019\u102d\u1030\u1004\u103a\u1038\u1010\u1086\u1038") == [
        "\u1019\u102d\u1030\u1004\u103a\u1038\u1010\u1086\u1038",
        "\u1010\u1086\u1038.",
    ]
    assert index_terms("\u1075\u1062\u1004\u103a\u1089") == ["\u1075\u1062\u1004\u103a\u1089."]


def test_every_letter_and_mark_of_the_myanmar_script_has_a_place() -> None:
    """Nothing of the blocks Myanmar, Extended-A and Extended-B is lost."""
    blocks = [chr(code) for first, last in ((0x1000, 0x109F), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F)) for code in range(first, last + 1)]
    letters = [c for c in blocks if unicodedata.category(c)[0] == "L"]
    marks = [c for c in blocks if unicodedata.category(c)[0] == "M"]
    assert [c for c in letters if not re.fullmatch(BURMESE_BASE, c)] == []
    assert sorted(BURMESE_ORDER) == marks
    assert [c for c in marks if not re.fullmatch(f"[{BURMESE_SIGNS}\u1039\u103a]", c) or re.fullmatch(BURMESE_BASE, c)] == []


def test_what_is_correctable() -> None:
    assert [word for word in ("rural", "desa", "ab", "a1bcd", "\u6c34\u5229\u6c34\u5229", "ne'e") if is_correctable(word)] == ["rural", "desa"]


@pytest.mark.parametrize("written", ["\u0e19\u0e49\u0e33", "\u0e99\u0ec9\u0eb3", "\u0e17\u0e33\u0e07\u0e32\u0e19", "\u0ec0\u0ea5\u0eb7\u0ead\u0e44\u0e1f"])
def test_a_correction_is_shown_as_people_write_it(written: str) -> None:
    assert composed(normalise(written)) == written
