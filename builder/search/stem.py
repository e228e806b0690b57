"""Stems of words, for the languages that have a Snowball stemmer (https://snowballstem.org): en, id (also for ms), pt, ta."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import snowballstemmer

ALGORITHMS = {"en": "english", "id": "indonesian", "ms": "indonesian", "pt": "portuguese", "ta": "tamil"}


@cache
def stemmer(language: str) -> Callable[[str], str] | None:
    """Return a function from a word to its stem, or None for a language without a stemmer."""
    if language not in ALGORITHMS:
        return None
    return cast(Callable[[str], str], cache(snowballstemmer.stemmer(ALGORITHMS[language]).stemWord))
