"""Stems of words: other forms of a word are found by them. A word with a digit has none: numbers and names are found as typed.

English, Portuguese and Tamil: Snowball (https://snowballstem.org). Indonesian and Malay, Filipino, Tetum: affixes.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import snowballstemmer

from builder.search import affixes

ALGORITHMS = {"en": "english", "pt": "portuguese", "ta": "tamil"}
RULES = {"id": affixes.malay, "ms": affixes.malay, "fil": affixes.filipino, "tet": affixes.tetum}


@cache
def stemmer(language: str) -> Callable[[str], str] | None:
    """Return a function from a word to its stem ("" for none), or None for a language without a stemmer."""
    if language in RULES:
        stem: Callable[[str], str] = RULES[language]
    elif language in ALGORITHMS:
        stem = cast(Callable[[str], str], snowballstemmer.stemmer(ALGORITHMS[language]).stemWord)
    else:
        return None
    return cache(lambda word: "" if any("0" <= letter <= "9" for letter in word) else stem(word))
