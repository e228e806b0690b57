"""Questions for each way in which a query finds something, made from the text of a language: the same ones on every run."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from builder.search.tokenize import TONES, fold, is_correctable, normalise, pieces, toneless
from tests.search.conftest import CORPUS
from tests.search.test_stem import FAMILIES

ENDINGS = {"en": "ing", "pt": "mos", "ta": "\u0b95\u0bb3\u0bcd", "id": "nya", "ms": "nya", "fil": "han", "tet": "dor"}  # of words that no document holds


def ways(language: str) -> dict[str, list[str]]:
    """Return questions by way; a language without spaces has none of those made of words."""
    chance = random.Random(f"ways {language}")
    texts = [normalise(article["text"]) for article in CORPUS[language]]
    stretches = [stretch for stretch in (_stretch(chance, text) for text in texts for _ in range(2)) if stretch]
    found = {
        "prefix": [stretch[:length] for stretch in stretches[:6] for length in (3, 7)],
        "phrase": [f"{stretch} " for stretch in stretches[:6]],
        "some": [f"{one} xyzzy {other} " for one, other in zip(stretches[:5], stretches[5:], strict=False)],
        "toneless": [form for stretch in stretches[:8] for form in _bare(stretch)],
        "unspaced slips": [form for stretch in stretches[:6] for form in list(_slips(stretch.replace(" ", "")))[:3]],
    }
    words = sorted({piece.text for text in texts for piece in pieces(text) if piece.is_word and is_correctable(fold(piece.text))})
    if words:
        chosen = chance.sample([word for word in words if len(word) > 4], 6)
        forms = [word for family in FAMILIES.get(language, ()) for word in family.split()]
        found |= {
            "prefix": [word[:-1] for word in chosen] + [word[: len(word) // 2 + 1] for word in chosen],
            "stem": [f"{word} " for word in (*forms, *chance.sample(words, 8), *(word + ENDINGS.get(language, "s") for word in chosen))],
            "slips": [f"{slip} " for word in chosen for slip in _slips(word)],
            "pairs": [made for text in texts[:5] for made in _pairs(chance, text)],
        }
    return found


def _stretch(chance: random.Random, text: str) -> str:
    """Return three words, or ten letters or more of a text without spaces: whole clusters."""
    found = list(pieces(text))
    if len(found) < 8:
        return ""
    first = chance.randrange(len(found) - 6)
    last = found[first + (2 if found[first].is_word else 5)]
    return text[found[first].start : last.start + len(last.text)]


def _bare(stretch: str) -> Iterator[str]:
    """Yield a stretch without accents or without the tones of Thai and Lao, and with other tones."""
    bare = toneless(stretch)
    if bare != stretch:
        yield from (bare, TONES.sub(lambda m: chr(ord(m[0]) ^ 1), stretch))
    elif fold(stretch) != stretch:
        yield f"{fold(stretch)} "


def _slips(word: str) -> Iterator[str]:
    """Yield a word with a letter left out, changed or exchanged, at its beginning, in the middle and at its end; and with two slips."""
    for at in (0, len(word) // 2, len(word) - 2):
        yield word[:at] + word[at + 1 :]
        yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
    yield "x" + word[1:]
    yield word[:-1] + "x"
    yield f"{word[:2]}{word[3:-2]}{word[-1]}{word[-2]}"


def _pairs(chance: random.Random, text: str) -> Iterator[str]:
    """Yield two neighbouring words: whole, with the second open, in the other order, and as one word."""
    found = re.findall(r"[^ ]+ [^ ]+", text)
    first, second = chance.choice(found).split(" ")
    yield from (f"{first} {second} ", f"{first} {second[:3]}", f"{second} {first} ", f"{first}{second} ")
