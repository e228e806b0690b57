"""Telling encodings apart, on the texts of the collection."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import encoding
from tests.conftest import ROOT

TONES = "\u0300\u0301\u0303\u0309\u0323"


def texts(language: str) -> Iterator[str]:
    for path in sorted(ROOT.glob(f"cases/*/*/index.{language}.md")):
        yield path.read_text("utf-8")


def vietnamese(text: str) -> bytes:
    """Encode as Windows-1258 does it: the tone apart, behind the letter."""
    apart = unicodedata.normalize("NFD", text)
    tones = "".join(c if c in TONES else "\0" + c for c in apart).split("\0")
    letters = unicodedata.normalize("NFC", "".join(c for c in apart if c not in TONES))
    out, rest = b"", iter(tones[1:])
    for letter in letters:
        parts = [next(rest) for _ in unicodedata.normalize("NFD", letter)]
        out += (letter + "".join(c for part in parts for c in part if c in TONES)).encode("cp1258", "replace")
    return out


@pytest.mark.parametrize(
    ("language", "codec"),
    [("pt", "cp1252"), ("tet", "cp1252"), ("th", "cp874"), ("zh", "gb18030"), ("zh", "big5"), ("vi", "cp1258")],
)
def test_the_encoding_of_a_case_is_told(language: str, codec: str) -> None:
    for text in texts(language):
        data = vietnamese(text) if codec == "cp1258" else text.encode(codec, "replace")
        assert encoding.probable(data, language) == codec


@pytest.mark.parametrize("language", ["en", "th", "km", "zh"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_texts_are_told_with_and_without_a_mark(language: str, codec: str) -> None:
    for text in texts(language):
        assert encoding.wide(text.encode(codec)) == codec
        assert encoding.wide(("\ufeff" + text).encode(codec)) == codec
        assert encoding.wide(text.encode()) == ""


def test_old_vietnamese_is_told() -> None:
    assert encoding.probable(b"Ch\xad\xa8ng tr\xd7nh 135 cho c\xb8c x\xb7 \xae\xc6c bi\xd6t kh\xe3 kh\xa8n", "vi") == "tcvn3"


def test_a_text_of_two_encodings_is_damaged() -> None:
    assert encoding.probable("café ".encode() + "José".encode("cp1252"), "pt") == "utf-8"


def test_no_case_is_taken_for_garbled() -> None:
    assert [path for path in ROOT.glob("cases/*/*/*.md") if encoding.misread(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("text", ["“AMANHÔ", "«AMANHû", "«CAFÉ» · À LA CARTE", "Â… 25 °C", "เธอเน้น", "São Tomé — Ação"])
def test_harmless_letters_are_not_taken_for_garbled(text: str) -> None:
    assert encoding.misread(text) is None


def read_wrongly(text: str, codec: str) -> str:
    """Read UTF-8 in another encoding, as browsers do: bytes without a character become control characters."""
    return "".join(bytes([b]).decode(codec, "ignore") or chr(b) for b in text.encode())


@pytest.mark.parametrize(
    ("text", "codec", "meant"),
    [("café", "cp1252", "é"), ("it’s", "cp1252", "’"), ("ไทย", "cp1252", "ไทย"), ("ភាសា", "latin-1", "ភាសា"), ("Tiếng", "cp1252", "ế"), ("หมู่บ้าน", "cp874", "หมู่บ้าน")],
)
def test_garbled_letters_are_read_back(text: str, codec: str, meant: str) -> None:
    garbled = read_wrongly(text, codec)
    found = encoding.misread("x\n" + garbled)
    assert found is not None
    start, width, back = found
    assert back == meant
    assert start + width <= len(garbled) + 2


@pytest.mark.parametrize("language", ["th", "lo", "km", "my", "ta", "vi"])
def test_a_garbled_case_is_found(language: str) -> None:
    assert all(encoding.misread(read_wrongly(text, "cp1252")) for text in texts(language))


@given(st.binary(max_size=300), st.sampled_from(["en", "th", "vi", "zh", "km"]))
def test_any_bytes_have_an_answer(data: bytes, language: str) -> None:
    assert encoding.wide(data) in {"", *encoding.NAMES}
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert encoding.probable(data, language) in {"", *encoding.NAMES}


@given(st.text())
def test_any_text_is_looked_at(text: str) -> None:
    found = encoding.misread(text)
    if found:
        assert 0 <= found[0] < found[0] + found[1] <= len(text)
