"""Bytes that can be read for certain, and bytes that cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.decoding import to_text

PORTUGUESE = 'title: "Açúcar e café às três"\n'


@pytest.mark.parametrize(
    ("data", "language", "name"),
    [
        (PORTUGUESE.encode(), "pt", ""),
        (b"\xef\xbb\xbf" + PORTUGUESE.encode(), "pt", "byte_order_mark"),
        (PORTUGUESE.encode("utf-16"), "pt", "utf_16"),
        (b"\xfe\xff" + PORTUGUESE.encode("utf-16-be"), "pt", "utf_16"),
        (f"---\n{PORTUGUESE}".encode("utf-16-le"), "pt", "utf_16"),
        (PORTUGUESE.encode("cp1252"), "pt", "windows_1252"),
        ("The “Bayan” of Señor Niño – 20 €\n".encode("cp1252"), "en", "windows_1252"),
    ],
)
def test_what_is_certain(data: bytes, language: str, name: str) -> None:
    read = to_text(data, language)
    assert read is not None
    assert read[1] == name
    assert read[0].encode() == data or name


@pytest.mark.parametrize(
    ("data", "language"),
    [
        (PORTUGUESE.encode("cp1252"), "th"),
        (PORTUGUESE.encode("cp1252"), "id"),
        (f'language: "vi"\n{PORTUGUESE}'.encode("cp1252"), "pt"),
        ("กรุงเทพ".encode("cp874"), "en"),
        ("มา".encode("cp874"), "en"),
        ("Hà Nội".encode("cp1258", "replace") + b"\xd2", "en"),
        (PORTUGUESE.encode() + PORTUGUESE.encode("cp1252"), "pt"),
        ("中文".encode("gb18030"), "en"),
        ("naïve".encode("mac-roman"), "en"),
        ("España".encode("mac-roman"), "en"),
        (PORTUGUESE.encode("utf-32"), "pt"),
        (PORTUGUESE.encode("utf-16")[:-1], "pt"),
        (b"caf\xe9\0", "pt"),
        (b"\x81", "pt"),
    ],
)
def test_what_is_not(data: bytes, language: str) -> None:
    assert to_text(data, language) is None


@given(st.binary(max_size=100), st.sampled_from(["en", "th", "pt", "xx"]))
def test_any_bytes(data: bytes, language: str) -> None:
    read = to_text(data, language)
    assert read is None or "\0" not in read[0] or read == (data.decode(), "")


@given(st.text(max_size=50), st.sampled_from(["en", "km"]))
def test_utf8_is_never_taken_for_something_else(text: str, language: str) -> None:
    assert "\0" in text or to_text(text.encode("utf-8", "replace"), language) in [(text, ""), (text.lstrip("\ufeff"), "byte_order_mark")]
