"""Characters in a text that a reader cannot see, or takes for others. Pure functions over the text; checks/unicode.py makes problems of them.

Sources: Unicode Standard 15.0, UTS 39 (security mechanisms), UTS 51 (emoji), UAX 15 (normalization forms), UAX 31 (joiners).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = re.compile(
    "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
ASCII = frozenset(map(chr, range(128)))
HIDING = re.compile("[\U000e0000-\U000e0fff]")  # tags and more variation selectors: a whole text can be hidden in them
# Characters that a later Unicode fills, so that an older Python does not know them yet: emoji, and Chinese beyond the basic plane
GROWING = re.compile("[\U0001f000-\U0001fbff\U00020000-\U0003ffff]")

SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]")  # Thai, Lao, Burmese, Khmer and their kin
JOINED = re.compile(f"[\u0600-\u08ff\u0900-\u0dff\u1b00-\u1bbf\ua980-\ua9df]|{SPACELESS.pattern}")  # Arabic (Jawi), Indic and Javanese, too
FLAG = "\U0001f3f4"  # a black flag with tags behind it is the flag of a region
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")  # Markdown turns these into characters

MAX_MARKS = 30  # on one letter (UAX 15, stream-safe text); normalization takes the square of a longer run


@dataclass(frozen=True, slots=True)
class Odd:
    """Characters of one kind in a text: the first place, and how many there are."""

    kind: str  # direction, hiding, private, unknown, new, invisible
    start: int
    width: int
    character: str  # U+200B
    count: int = 1


@lru_cache(maxsize=16)  # the rules on characters ask one after another for those of the same text
def present(text: str) -> frozenset[str]:
    """Return the characters of a text beyond ASCII."""
    return frozenset(text) - ASCII


@lru_cache(maxsize=4096)
def kind(character: str) -> str:
    """Return what is odd about a character, see Odd; empty for an ordinary one."""
    if character < "\xad":
        return ""
    if character in DIRECTION:
        return "direction"
    if HIDING.match(character):
        return "hiding"
    if INVISIBLE.match(character):
        return "invisible"
    return _by_category(character)


def _by_category(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Co":
        return "private"
    if character == "\ufffc" or (category == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef")):
        return "unknown"
    return "new" if category == "Cn" and not GROWING.match(character) else ""


def odd_characters(text: str) -> list[Odd]:
    """Return the odd characters of a text where they do no good, written as such or as &#…; of each kind the first, with the number of all."""
    found: dict[str, Odd] = {}
    for odd in (*_plain(text), *_written_out(text)):
        first = found.get(odd.kind, odd)
        count = odd.count + (first.count if first is not odd else 0)
        found[odd.kind] = Odd(first.kind, first.start, first.width, first.character, count)
    return list(found.values())


def _plain(text: str) -> Iterator[Odd]:
    wanted = "".join(sorted(c for c in present(text) if kind(c)))
    for run in re.finditer(f"[{re.escape(wanted)}]+", text) if wanted else ():
        wrong = [i for i in range(run.start(), run.end()) if not _belongs(text, i)]
        for i in wrong[:1]:
            yield Odd(kind(text[i]), i, run.end() - i, f"U+{ord(text[i]):04X}", len(wrong))


def _written_out(text: str) -> Iterator[Odd]:
    for match in ENTITY.finditer(text) if "&" in text else ():
        for character in html.unescape(match[0])[:1]:
            if kind(character):
                yield Odd(kind(character), match.start(), len(match[0]), f"U+{ord(character):04X}")


def _belongs(text: str, i: int) -> bool:
    """Return whether an invisible character is needed where it stands, in the spelling of a language or within an emoji."""
    character, before = text[i], text[i - 1 : i]
    if character == "\u200b":  # parts words; it may stand beyond a quotation mark or a space
        return bool(SPACELESS.search(text, max(0, i - 3), i + 4))
    if character in "\u200c\u200d":
        emoji = character == "\u200d" and (_is_symbol(before) or before == "\ufe0f") and _is_symbol(text[i + 1 : i + 2])
        return emoji or bool(JOINED.search(text, max(0, i - 1), i + 2))
    if "\ufe00" <= character <= "\ufe0f":  # chooses the form of an emoji, a keycap's digit, a Chinese or a Burmese letter
        return _is_symbol(before) or before.isdecimal() or before in "#*‼⁉〰〽" or "\u1000" <= before <= "\u109f" or _is_wide(before)
    if "\U000e0020" <= character <= "\U000e007f":
        return FLAG in text[max(0, i - 8) : i]
    return character >= "\U000e0100" and kind(character) == "hiding" and _is_wide(before)


def _is_symbol(character: str) -> bool:
    return character != "" and unicodedata.category(character) in ("So", "Sm", "Sk")


def _is_wide(character: str) -> bool:
    return character != "" and unicodedata.east_asian_width(character) == "W"


# ---------------------------------------------------------------- letters that look like others

LATIN = "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"
OTHERS = {"Greek": "\u0370-\u03ff\u1f00-\u1fff", "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f", "Armenian": "\u0531-\u058f", "Cherokee": "\u13a0-\u13ff\uab70-\uabbf"}
STYLED = "\U0001d400-\U0001d7ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f130-\U0001f149"
WORD = re.compile(f"[{LATIN}{''.join(OTHERS.values())}{STYLED}\u0300-\u036f]+")
HAS_LATIN = re.compile(f"[{LATIN}]")
FOREIGN = re.compile(f"[{''.join(OTHERS.values())}]")
HAS_STYLED = re.compile(f"[{STYLED}]")
SYMBOL = frozenset("βδεθλμπσφψΓΔΘΛΞΠΣΦΨΩ")  # in units and formulas of at most MAX_FORMULA letters: μm, kΩ, ΔT, λmax, βhCG
MAX_FORMULA = 5
LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУ" + "аеѕіјорсухһԁԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αιονρυ",
    "ABESIJKMHOPCTXY" + "aesijopcyxhdqw" + "ABEZHIKMNOPTYX" + "aiovpu",
)


def disguised(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield each word whose letters are not what they seem: its place, the word, the first wrong letter, and the plain word where it is known.

    A letter of another alphabet in a Latin word is one; a mathematical or full-width letter is the other.
    """
    letters = "".join(present(text))
    if not FOREIGN.search(letters) and not HAS_STYLED.search(letters):
        return
    for match in WORD.finditer(text):
        word = match[0]
        foreign = FOREIGN.findall(word) if HAS_LATIN.search(word) else []
        if foreign and not _is_formula(word, foreign):
            plain = word.translate(LOOKS_LIKE)
            yield match.start(), word, foreign[0], "" if FOREIGN.search(plain) else plain
        elif HAS_STYLED.search(word):
            yield match.start(), word, HAS_STYLED.findall(word)[0], unicodedata.normalize("NFKC", word)


def _is_formula(word: str, foreign: list[str]) -> bool:
    return len(foreign) == 1 and foreign[0] in SYMBOL and foreign[0] in (word[0], word[-1]) and len(word) <= MAX_FORMULA


def is_styled(letter: str) -> bool:
    """Return whether a letter is a mathematical, full-width or circled form of a plain one."""
    return bool(HAS_STYLED.match(letter))


# ---------------------------------------------------------------- letters and their marks


def stacked(text: str) -> tuple[int, int] | None:
    """Return place and length of the first run of more than MAX_MARKS marks on one letter."""
    marks = "".join(sorted(c for c in present(text) if unicodedata.combining(c)))
    found = re.search(f"[{re.escape(marks)}]{{{MAX_MARKS + 1},}}", text) if marks else None
    return (found.start(), len(found[0])) if found else None


def decomposed(text: str) -> tuple[int, str] | None:
    """Return the first letter, with its marks, that is not in Normalization Form C, and its place. The text has no stacked marks."""
    if unicodedata.is_normalized("NFC", text):
        return None
    normal = unicodedata.normalize("NFC", text)
    start = next((i for i, (a, b) in enumerate(zip(text, normal, strict=False)) if a != b), len(normal))
    while start and unicodedata.combining(text[start]):
        start -= 1
    end = start + 1
    while end < len(text) and (unicodedata.combining(text[end]) or unicodedata.is_normalized("NFC", text[start:end])):
        end += 1
    return start, text[start:end]
