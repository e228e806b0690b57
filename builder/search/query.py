"""A query over a table, as site_overrides/theme/assets/search/engine.js does it: the same lookups, integers and order.

All terms must be in a document, the last one as a beginning. Nothing found: once more without the tone marks of Thai and Lao.
Still nothing: documents with some of the terms. A word that no document holds is taken for one that is one edit away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from builder.model import Catalogue
from builder.search.documents import Document, documents
from builder.search.excerpt import Excerpt, Wanted, excerpt
from builder.search.impacts import MAX_SHARDS, Posting, Table, key, make_table, matching
from builder.search.spelling import one_edit_away, stem_of_neighbour
from builder.search.tokenize import Chunk, is_correctable, normalise, query_terms, toneless
from builder.search.whoosh_index import VARIANT, build_index

EXACT, STEM, PREFIX = 10, 6, 3  # what an impact counts, by how the term was met
CHECKED = 10  # best documents whose text is looked at for the phrase itself

Points = dict[int, int]  # number of a document -> points


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    score: int
    heading: Excerpt  # the whole heading, with its marks
    excerpt: Excerpt  # what shows best why the document was found, with its marks


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]
    mode: str  # "empty" (no term in the query), "all" (of the terms), "toneless" or "any"
    corrections: tuple[tuple[str, str], ...]  # word as typed, word that was looked for
    total: int


@dataclass(slots=True)
class _Lookup:
    """What looking up the terms of one query has found on the way."""

    table: Table
    loose: bool = False
    corrections: dict[str, str] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)


def open_search(catalogue: Catalogue, language: str, folder: Path) -> Table:
    """Index a language of the catalogue in an empty folder and return its table, ready for `search`."""
    found = documents(catalogue, language)
    return make_table(found, build_index(found, language, folder), language)


def search(
    table: Table,
    query: str,
    *,
    area: str | None = None,
    country: str | None = None,
    language: str | None = None,
    limit: int = 20,
) -> SearchResult:
    """Return the best documents for a query. Facets that are given narrow it down."""
    chunks = query_terms(query)
    if not chunks:
        return SearchResult((), "empty", (), 0)
    lookup = _Lookup(table)
    points, mode = _points(lookup, chunks)
    ranked = sorted(points, key=lambda number: (-points[number], number))
    ranked = [n for n in ranked if _in_facets(table.documents[n], area, country, language)]
    best = sorted(ranked[:CHECKED], key=lambda n: (-_closeness(table.documents[n], chunks, query), -points[n], n))
    wanted = _wanted(chunks, lookup)
    hits = (_hit(table.documents[n], points[n], wanted) for n in (best + ranked[CHECKED:])[:limit])
    return SearchResult(tuple(hits), mode, tuple(lookup.corrections.items()), len(ranked))


def _points(lookup: _Lookup, chunks: Iterable[Chunk]) -> tuple[Points, str]:
    terms: dict[str, bool] = {}
    for term, is_open in (pair for chunk in chunks for pair in chunk.terms):
        terms[term] = is_open or terms.get(term, False)
    found = [_term(lookup, term, is_open) for term, is_open in terms.items()]
    mode = "all"
    points = _in_all(found)
    if not points and any(_toneless_differs(lookup.table, term) for term in terms):
        mode, lookup.loose = "toneless", True
        found = [_term(lookup, term, is_open) for term, is_open in terms.items()]
        points = _in_all(found)
    if not points and len(terms) > 1:
        mode, points = "any", _in_any(found)
    return points, mode


def _in_all(found: list[Points]) -> Points:
    common = set(found[0]).intersection(*found[1:])
    return {number: sum(points[number] for points in found) for number in common}


def _in_any(found: list[Points]) -> Points:
    numbers = {number for points in found for number in points}
    return {number: sum(points.get(number, 0) for points in found) for number in numbers}


def _term(lookup: _Lookup, term: str, is_open: bool) -> Points:
    """Return the points that one term gives to documents."""
    points: Points = {}
    own = lookup.table.posting(term)
    _add(points, own, EXACT)
    if is_open:
        _add_longer(points, lookup.table, term)
    if not points and is_correctable(term):
        own = _corrected(lookup, term)
        _add(points, own, EXACT)
    root = own.stem if own else "" if points else stem_of_neighbour(lookup.table, term)
    if root:
        lookup.roots.add(root)
        _add(points, lookup.table.posting(root + VARIANT), STEM)
    if lookup.loose:
        bare = toneless(term)
        _add(points, lookup.table.posting(bare + VARIANT), STEM)
        _add(points, lookup.table.posting(bare) if bare != term else None, STEM)
    return points


def _add(points: Points, posting: Posting | None, weight: int) -> None:
    if posting:
        for number, impact in zip(posting.documents, posting.impacts, strict=True):
            points[number] = points.get(number, 0) + weight * impact


def _add_longer(points: Points, table: Table, prefix: str) -> None:
    """Add the best longer term of each document: were they added up, a text full of rare words would win."""
    best: Points = {}
    first = table.shard_of(prefix)
    for shard in table.shards[first : min(table.last_shard_of(prefix) + 1, first + MAX_SHARDS)]:
        for posting in matching(shard, prefix):
            for number, impact in zip(posting.documents, posting.impacts, strict=True):
                best[number] = max(best.get(number, 0), impact)
    for number, impact in best.items():
        points[number] = points.get(number, 0) + PREFIX * impact


def _corrected(lookup: _Lookup, word: str) -> Posting | None:
    """Return the posting of the word one edit away that most documents hold."""
    best = min(one_edit_away(lookup.table, word), key=lambda found: (-found[1], key(found[0])), default=None)
    if not best:
        return None
    lookup.corrections[word] = best[0]
    return lookup.table.posting(best[0])


def _toneless_differs(table: Table, term: str) -> bool:
    """Tell whether looking up a term without tone marks can find more."""
    return toneless(term) != term or table.posting(term + VARIANT) is not None


def _in_facets(document: Document, area: str | None, country: str | None, language: str | None) -> bool:
    return (
        (not area or area in document.areas)
        and (not country or country in document.countries)
        and (not language or language == document.language)
    )


def _closeness(document: Document, chunks: Iterable[Chunk], query: str) -> int:
    """Return how many parts of the query stand in the text as typed, and one more for the whole."""
    parts = [document.heading, document.title, document.excerpt_text] if document.kind == "lesson" else [document.title, document.excerpt_text]
    text = normalise("\n".join(parts))
    unspaced = text.replace(" ", "")
    return sum(chunk.text in (text if chunk.is_word else unspaced) for chunk in chunks) + (normalise(query).strip(" ") in text)


def _wanted(chunks: Iterable[Chunk], lookup: _Lookup) -> Wanted:
    terms = [pair for chunk in chunks for pair in chunk.terms]
    return Wanted(
        exact=frozenset(term for term, _ in terms) | frozenset(lookup.corrections.values()),
        beginnings=tuple(term for term, is_open in terms if is_open) + tuple(sorted(lookup.roots)),
        loose=lookup.loose,
    )


def _hit(document: Document, score: int, wanted: Wanted) -> Hit:
    heading = excerpt(document.heading, wanted, len(document.heading))
    return Hit(document, score, heading, excerpt(document.excerpt_text, wanted))
