"""In which encoding bytes are probably written, and whether a text was once read in a wrong one.

Own small rules, led by the language that the file's name declares: charset-normalizer 3.5.2 was wrong on 106 of 240 single lines of our cases.
They look at bytes above 127 only, count, and never guess a conversion: they name an encoding, and a person decides.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping

# Python's names of codecs ("tcvn3" has no codec), and how people and editors call them
NAMES: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
    "cp874": "Windows-874, TIS-620",
    "cp1258": "Windows-1258",
    "tcvn3": "TCVN3",
    "gb18030": "GB18030, GBK",
    "big5": "Big5",
}
MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HIGH = re.compile(rb"[\x80-\xff]+")
PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
GB_COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")  # the 3,755 characters of GB 2312's first level, and punctuation
BIG5_COMMON = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")  # the 5,401 of Big5's first level, and punctuation
VIETNAMESE_TONE = re.compile(rb"[AEIOUYaeiouy\xc2\xca\xd4\xc3\xd5\xdd\xe2\xea\xf4\xe3\xf5\xfd][\xcc\xd2\xde\xec\xf2]")


def wide(data: bytes) -> str:
    """Return the codec of a text of two or four bytes a character, known by its mark, its beginning or its zero bytes; else an empty text."""
    for mark, codec in MARKS:
        if data.startswith(mark):
            return codec
    if b"\0" not in data:
        return ""
    for _, codec in MARKS:
        if data.startswith("---".encode(codec)):
            return codec
    zero = [data[i::4].count(0) > len(data) / 4 * 0.6 for i in range(4)]  # which bytes of four are mostly zero, as in Latin text
    by_zeros = {"utf-32-le": [False, True, True, True], "utf-32-be": [True, True, True, False], "utf-16-le": [False, True] * 2, "utf-16-be": [True, False] * 2}
    return next((codec for codec, pattern in by_zeros.items() if zero == pattern and len(data) % int(codec[4:6]) == 0), "")


def probable(data: bytes, language: str) -> str:
    """Return the codec that bytes, which are not UTF-8, are probably written in; an empty text when none fits.

    "utf-8" means that the file is damaged: most of its letters are right. `language`: what the file's name declares (BCP 47).
    """
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(c > "\x7f" for c in text) - wrong
    if right > 5 * wrong:
        return "utf-8"
    first = {"th": ("cp874",), "vi": ("cp1258", "tcvn3"), "zh": ("gb18030", "big5")}.get(language, ("cp1252",))
    fitting = [codec for codec in (*first, "cp1252", "cp874", "gb18030", "big5") if FITS[codec](data)]
    if fitting[:1] == ["gb18030"] and _share(BIG5_COMMON, data) > _share(GB_COMMON, data):
        return "big5"
    if fitting[:1] == ["cp1252"] and right:  # hardly by chance: two texts were put together
        return "utf-8"
    return fitting[0] if fitting else ""


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _run(data: bytes) -> float:
    """Return how many bytes above 127 stand together on average: about 1 in Latin text, more in all other scripts."""
    runs = HIGH.findall(data)
    return sum(map(len, runs)) / len(runs)


def _share(common: re.Pattern[bytes], data: bytes) -> float:
    """Return which part of the double bytes are common characters."""
    pairs = PAIR.findall(b"\n".join(HIGH.findall(data))) or [b""]
    return sum(bool(common.fullmatch(pair)) for pair in pairs) / len(pairs)


def _is_windows_1258(data: bytes) -> bool:
    return _decodes(data, "cp1258") and len(VIETNAMESE_TONE.findall(data)) * 6 > sum(map(len, HIGH.findall(data)))


FITS: Mapping[str, Callable[[bytes], bool]] = {
    "cp1252": lambda data: _run(data) < 2.5 and _decodes(data, "cp1252"),
    "cp874": lambda data: _run(data) >= 2 and _decodes(data, "cp874"),
    "cp1258": _is_windows_1258,
    "tcvn3": lambda data: _run(data) < 2.5 and b"\xae" in data,  # the letter đ, in every fifth word
    "gb18030": lambda data: _run(data) >= 1.2 and _decodes(data, "gb18030") and max(_share(GB_COMMON, data), _share(BIG5_COMMON, data)) > 0.7,
    "big5": lambda data: _run(data) >= 1.2 and _decodes(data, "big5") and _share(BIG5_COMMON, data) > 0.7,
}

# UTF-8 that was read as Windows-1252 (or Latin-1) and saved again: each letter has become two to four.
TO_BYTES = {ord(bytes([b]).decode("cp1252")): b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
WEAK = "\xa0\xbb\u2019\u201d\u203a\u2026\u2013\u2014\u2022 "  # a capital with such a sign behind it is no evidence: “AMANHÔ
CONTINUED = "".join(map(chr, range(0x80, 0xC0))) + "".join(map(chr, TO_BYTES))
SUSPECT = re.compile(f"[\xc2-\xf4][{re.escape(CONTINUED)}]")
SEQUENCE = re.compile("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
LIKELY = re.compile("[\xa1-\u017f\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u0b80-\u0eff\u1000-\u109f\u1780-\u17ff\u1ea0-\u1ef9\u2010-\u2027\u20ac\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+\\Z")
THAI_SEQUENCE = re.compile("(?:เ[ธน][^\n]){4,}")  # the same, read as Windows-874: each Thai letter is เธ or เน and another


def misread(text: str) -> tuple[int, int, str] | None:
    """Return the first place, with its length and what was meant, where UTF-8 was read as Windows-1252 or Windows-874; None when there is none."""
    thai = THAI_SEQUENCE.search(text) if "เธ" in text or "เน" in text else None
    if thai:
        return thai.start(), len(thai[0]), _as_bytes(thai[0], "cp874").decode("utf-8", "ignore")
    if text.isascii() or not SUSPECT.search(text):
        return None
    mapped = text.translate(TO_BYTES)
    for match in SEQUENCE.finditer(mapped):
        meant = match[0].encode("latin-1").decode("utf-8", "ignore")
        weak = len(match[0]) == 2 and text[match.end() - 1] in WEAK
        if not weak and LIKELY.match(meant):
            return match.start(), len(match[0]), meant
    return None


def _as_bytes(text: str, codec: str) -> bytes:
    """Return the bytes that a text was read from; those that have no character in the codec were read as control characters."""
    return b"".join(c.encode(codec, "ignore") or bytes([ord(c) & 0xFF]) for c in text)
