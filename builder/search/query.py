"""A query over an index: the same integers and the same order as in the browser (assets/search/engine.js).

All terms must be there (AND); the last word is open, and so is the last pair of unspaced text. When nothing has all of them, any will
do (OR). A word that the index does not know is taken for the most frequent one that is one edit away (did you mean).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.model import Catalogue
from builder.search.documents import Document
from builder.search.shards import Index, open_index, utf16
from builder.search.tokenize import QueryTerm, normalise, query_terms, scan

EXACT, STEM, PREFIX = 10, 6, 3  # weights of a form, its stem, and a longer form
CHECKED = 10  # so many of the best are read again: those that hold the phrase as it was typed move up
EXCERPT = 160  # characters
MIN_TYPO = 4  # letters of a word before a typing error is looked for


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    score: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]
    total: int
    mode: str  # and, or, empty
    corrections: tuple[tuple[str, str], ...]  # (typed, taken for)


def open_search(catalogue: Catalogue, language: str, folder: Path) -> Index:
    """Build the index of a language in an empty folder, for `search`."""
    return open_index(catalogue, language, folder)


def search(
    index: Index, query: str, *, area: str | None = None, country: str | None = None, language: str | None = None, limit: int = 20
) -> SearchResult:
    """Return the best documents. `area`, `country`, `language`: only documents that have this value."""
    terms = _distinct(query_terms(query))
    if not terms:
        return SearchResult((), 0, "empty", ())
    lookup = _Lookup(index)
    lists = [lookup.find(term) for term in terms]
    mode, scores = _combine(lists)
    allowed = {n: s for n, s in scores.items() if _has(index.documents[n], area, country, language)}
    ranked = sorted(allowed, key=lambda number: (-allowed[number], number))
    best = sorted(ranked[:CHECKED], key=lambda number: (-phrase_score(index.documents[number], query), -allowed[number], number))
    order = best + ranked[CHECKED:]
    hits = tuple(Hit(index.documents[n], allowed[n], excerpt(index.documents[n], query)) for n in order[:limit])
    return SearchResult(hits, len(order), mode, tuple(lookup.corrections))


def _distinct(terms: list[QueryTerm]) -> list[QueryTerm]:
    """Join terms that stand twice; such a term is open when one of them is."""
    joined: dict[str, QueryTerm] = {}
    for term in terms:
        known = joined.get(term.text)
        joined[term.text] = QueryTerm(term.text, term.open or bool(known and known.open), term.word)
    return list(joined.values())


def _combine(lists: list[dict[int, int]]) -> tuple[str, dict[int, int]]:
    common = set(lists[0]).intersection(*lists[1:])
    if common:
        return "and", {number: sum(found[number] for found in lists) for number in common}
    scores: dict[int, int] = {}
    for found in lists:
        for number, score in found.items():
            scores[number] = scores.get(number, 0) + score
    return "or", scores


def _has(document: Document, area: str | None, country: str | None, language: str | None) -> bool:
    return (
        (area is None or area in document.areas)
        and (country is None or country in document.countries)
        and (language is None or language == document.language)
    )


class _Lookup:
    """Finds the documents of terms, and notes which words it took for others."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.order = list(index.terms)
        self.keys = [utf16(term) for term in self.order]
        self.corrections: list[tuple[str, str]] = []

    def find(self, term: QueryTerm) -> dict[int, int]:
        """Return the documents of a term with their scores."""
        found: dict[int, int] = {}
        exact = self.index.terms.get(term.text)
        if exact:
            _add(found, exact, EXACT)
        if term.open:
            for longer in self._beginning_with(term.text):
                if longer != term.text:
                    _add(found, self.index.terms[longer], PREFIX)
        form = term.text
        if not found and term.word and len(form) >= MIN_TYPO:
            near = self._near(form)
            if near:
                self.corrections.append((form, near))
                form = near
                _add(found, self.index.terms[near], EXACT)
        stem = self.index.stems.get(form) if term.word else None
        if stem:
            _add(found, self.index.terms[stem], STEM)
        return found

    def _beginning_with(self, start: str) -> Iterator[str]:
        at = bisect.bisect_left(self.keys, utf16(start))
        while at < len(self.order) and self.order[at].startswith(start):
            if not self.order[at].endswith("="):
                yield self.order[at]
            at += 1

    def _near(self, word: str) -> str | None:
        """Return the most frequent word one edit away; the first in order when several are as frequent."""
        near = [t for t in self.order if not t.endswith("=") and one_edit(t, word)]
        return max(near, key=lambda t: len(self.index.terms[t]), default=None)


def _add(found: dict[int, int], postings: list[tuple[int, int]], weight: int) -> None:
    for number, impact in postings:
        found[number] = found.get(number, 0) + impact * weight


def one_edit(a: str, b: str) -> bool:
    """Tell whether one letter put in, left out, changed, or swapped with the next makes `a` of `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    x, y = a[i:], b[i:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[2:] == y[2:] and x[:2] == y[1::-1])


def phrase_score(document: Document, query: str) -> int:
    """Count the words of a query that stand in a document as typed; the whole query counts one more."""
    text = normalise(f"{document.title}\n{document.text}")
    normal = normalise(query)
    words = [run.word or "".join(run.clusters) for run in scan(normal)]
    return sum(word in text for word in words) + (normal.strip() in text)


def excerpt(document: Document, query: str) -> str:
    """Return a piece of the text around the first word of the query that stands in it."""
    text = " ".join(document.text.split())
    lower = text.lower()
    places = [at for word in query.lower().split() if (at := lower.find(word)) >= 0]
    start = max(0, min(places, default=0) - EXCERPT // 3)
    piece = text[start : start + EXCERPT]
    return ("… " if start else "") + piece.strip() + (" …" if start + EXCERPT < len(text) else "")
