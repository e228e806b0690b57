"""Stems of words, for the languages that have a Snowball stemmer (https://snowballstem.org): en, id (also for ms), pt, ta."""

from __future__ import annotations

from functools import cache

import snowballstemmer

ALGORITHMS = {"en": "english", "id": "indonesian", "ms": "indonesian", "pt": "portuguese", "ta": "tamil"}


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(ALGORITHMS[language])


@cache
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the word itself in a language without a stemmer."""
    return str(_stemmer(language).stemWord(word)) if language in ALGORITHMS else word
