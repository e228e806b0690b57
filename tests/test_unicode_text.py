"""Characters that are unseen or look like others, and their harmless look-alikes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import unicode_text
from tests.conftest import ROOT


def kinds(text: str) -> list[tuple[str, int, int, int]]:
    return [(odd.kind, odd.start, odd.width, odd.count) for odd in unicode_text.odd_characters(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\u202eb\u202c", [("direction", 1, 1, 2)]),
        ("a\u200fb", [("direction", 1, 1, 1)]),
        ("a&#x202E;b &rlm;", [("direction", 1, 8, 2)]),
        ("a\u200bb", [("invisible", 1, 1, 1)]),
        ("a\u200b\u200bb c\xadd", [("invisible", 1, 2, 3)]),
        ("a\u200db", [("invisible", 1, 1, 1)]),
        ("a\ufeffb", [("invisible", 1, 1, 1)]),
        ("a\u2060b", [("invisible", 1, 1, 1)]),
        ("a\ufe0fb", [("invisible", 1, 1, 1)]),
        ("a\U000e0041\U000e0042b", [("hiding", 1, 2, 2)]),
        ("a\U000e0101b", [("hiding", 1, 1, 1)]),
        ("\uf0b7 item", [("private", 0, 1, 1)]),
        ("a\ufdd0b", [("unknown", 1, 1, 1)]),
        ("a\U0001ffffb", [("unknown", 1, 1, 1)]),
        ("a\u0378b", [("new", 1, 1, 1)]),
    ],
)
def test_odd_characters(text: str, found: list[tuple[str, int, int, int]]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "ภาษา\u200bไทย",
        "ភាសា\u200b“ខ្មែរ”\u200b USAID",
        "ພາສາ\u200bລາວ",
        "မြန်မာ\u200bစာ",
        "க்\u200cஷ",
        "श्री क्\u200dष",
        "👩\u200d🌾 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈",
        "❤\ufe0f 1\ufe0f\u20e3 ©\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "葛\U000e0100城 辻\ufe00",
        "100\xa0km, 25\u202f%",
        "🫨 \U0001fae8",
        "&nbsp; &amp; R&D; &copy;",
        "25 °C, ½, €, ™, №, ㎡",
    ],
)
def test_harmless_characters(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "word", "letter", "plain"),
    [
        ("the аdmin page", "аdmin", "а", "admin"),
        ("АSEAN", "АSEAN", "А", "ASEAN"),
        ("payρal", "payρal", "ρ", "payρal".replace("ρ", "p")),
        ("Жlibrary", "Жlibrary", "Ж", ""),
        ("ոame", "ոame", "ո", ""),
        ("ᎪBC", "ᎪBC", "Ꭺ", ""),
        ("say 𝐇𝐞𝐥𝐥𝐨", "𝐇𝐞𝐥𝐥𝐨", "𝐇", "Hello"),
        ("Ｈello", "Ｈello", "Ｈ", "Hello"),
    ],
)
def test_disguised_words(text: str, word: str, letter: str, plain: str) -> None:
    assert list(unicode_text.disguised(text)) == [(text.index(word), word, letter, plain)]


@pytest.mark.parametrize(
    "text", ["5 µm, 5 μm, 3 kΩ, 3 k\u2126", "α-amylase, β-carotene", "ΔT, λmax, βhCG", "Россия and Ελλάδα", "ใช้GPSใน", "ＧＤＰ".translate({0xFF27: "G", 0xFF24: "D", 0xFF30: "P"}), "（ＡＢ）".replace("ＡＢ", "，"), "x² Å ª º"]
)
def test_harmless_words(text: str) -> None:
    assert list(unicode_text.disguised(text)) == []


@pytest.mark.parametrize(
    ("text", "start", "letter"),
    [("cafe\u0301", 3, "e\u0301"), ("ok k\u2126", 4, "\u2126"), ("பெ\u0bbe", 1, "ெ\u0bbe"), ("a\u0323\u0301 a\u0301\u0323", 0, "a\u0323"), ("ဥ\u102e", 0, "ဥ\u102e")],
)
def test_letters_in_parts(text: str, start: int, letter: str) -> None:
    found = unicode_text.decomposed(text)
    assert found is not None
    assert found[0] == start
    assert found[1].startswith(letter)


def test_marks_on_one_letter() -> None:
    assert unicode_text.stacked("a" + "\u0301" * 30) is None
    assert unicode_text.stacked("xa" + "\u0301\u0315" * 20) == (2, 40)
    assert unicode_text.stacked("น้ำ ກໍ່ ကြို") is None


def test_the_collection_is_plain() -> None:
    for path in [*ROOT.glob("cases/*/*/*.md"), *ROOT.glob("schema/*/*")]:
        text = path.read_text("utf-8")
        assert kinds(text) == [], path
        assert list(unicode_text.disguised(text)) == [], path
        assert unicode_text.decomposed(text) is None, path


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for odd in unicode_text.odd_characters(text):
        assert 0 <= odd.start < odd.start + odd.width <= len(text)
        assert odd.count > 0
    for start, word, letter, _ in unicode_text.disguised(text):
        assert text[start : start + len(word)] == word
        assert letter in word
    if not unicode_text.stacked(text):
        found = unicode_text.decomposed(text)
        assert (found is None) == unicodedata.is_normalized("NFC", text)
        if found:
            assert text[found[0] : found[0] + len(found[1])] == found[1]
            assert len(found[1]) < 40


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_english_is_never_odd(text: str) -> None:
    assert [odd for odd in unicode_text.odd_characters(text) if "&" not in text] == []
    assert list(unicode_text.disguised(text)) == []
