"""Bytes -> text where the encoding is certain: UTF-8, UTF-16, and Windows-1252 in languages that are written with it.

Windows-1252 is only believed when nothing else makes sense: no UTF-8 in the file, only letters of the language, only within words.
"""

from __future__ import annotations

import codecs
import re

from builder import encoding

UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
DECLARED = re.compile(rb"^language:[ \t]*[\"']?([A-Za-z]{2,3})", re.MULTILINE)
SIGNS = frozenset("“”‘’–—…•«»°€£©®™½¼¾²³±×\u00a0")
_PORTUGUESE, _PHILIPPINE = "áàâãçéêíóôõúü", "áàâéèêíìîñóòôúùû"
LETTERS = {
    "en": frozenset(f"{_PORTUGUESE}{_PHILIPPINE}äëïö"),  # the names of other countries stand in English texts, too
    "id": frozenset("é"),
    "ms": frozenset("é"),
    "fil": frozenset(_PHILIPPINE),
    "pt": frozenset(_PORTUGUESE),
    "tet": frozenset(f"{_PORTUGUESE}ñ"),
}
WORD = re.compile(r"[^\W\d_]+")
SIGN_IN_WORD = re.compile(r"[^\W\d_][“”‘–—…•«»°€£©®™½¼¾²³±×][^\W\d_]")  # Mac OS Roman has letters in these places
ALONE = frozenset("àáéóÀÁÉÓ")  # words of one letter in Portuguese and Spanish


def to_text(data: bytes, language: str) -> tuple[str, str] | None:
    """Return the text, and the name of what was done to read it (empty for plain UTF-8); None when the encoding is not certain.

    `language`: what the name of the file says (BCP 47).
    """
    wide = encoding.wide(data)
    if wide:
        return _decoded(data, wide, "utf_16") if wide.startswith("utf-16") else None
    if data.startswith(codecs.BOM_UTF8):
        return _decoded(data, "utf-8-sig", "byte_order_mark")
    as_utf8 = _decoded(data, "utf-8", "")
    if as_utf8 or UTF8.search(data):
        return as_utf8
    declared = DECLARED.search(data)
    if declared and declared[1].decode() != language:
        return None
    found = _decoded(data, "cp1252", "windows_1252")
    return found if found and _is_plausible(found[0], LETTERS.get(language, frozenset())) else None


def _decoded(data: bytes, codec: str, name: str) -> tuple[str, str] | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if name and "\0" in text else (text.lstrip("\ufeff") if name else text, name)  # programs that add up leave two marks


def _is_plausible(text: str, letters: frozenset[str]) -> bool:
    """Whether every letter beyond ASCII is one of the language and stands in a word, as other encodings hardly make it."""
    words = (word for word in WORD.findall(text) if not word.isascii())
    strange = {c for c in text if not c.isascii() and not c.isalpha()} - SIGNS
    return bool(letters) and not strange and not SIGN_IN_WORD.search(text) and all(_is_word(word, letters) for word in words)


def _is_word(word: str, letters: frozenset[str]) -> bool:
    known = all(c.isascii() or c.lower() in letters for c in word)
    cased = word.islower() or word.isupper() or word[1:].islower()
    return known and cased and (any(c.isascii() for c in word) or word in ALONE)
