"""A query over a table, as site_overrides/theme/assets/search/engine.js does it: the same lookups, integers and order.

All terms must be in a document, the last one as a beginning. A word that no document holds is taken for those that it may be a
slip of. Nothing found: once more without the tone marks of Thai and Lao. Still nothing: once more with what known words and pairs
of clusters may be slips of. Still nothing: documents with some of the terms. Two words may stand in a document as one, and
what stands there side by side, or with the accents that were typed, comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from builder.model import Catalogue
from builder.search.documents import Document, documents
from builder.search.excerpt import Excerpt, Wanted, excerpt
from builder.search.impacts import MAX_SHARDS, Posting, Table, make_table, matching
from builder.search.spelling import neighbouring_pairs, neighbours, stem_of_neighbour
from builder.search.tokenize import Chunk, is_correctable, normalise, query_terms, toneless
from builder.search.whoosh_index import PAIR, VARIANT, accented, build_index

EXACT, STEM, FOLDED, PREFIX = 10, 6, 3, 3  # what an impact counts, by how the term was met
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
    words: frozenset[str] = frozenset()  # the terms that are words, not pairs of clusters
    typed: dict[str, str] = field(default_factory=dict)  # term -> word as typed, if any word of the query has accents
    meant: dict[str, list[str]] = field(default_factory=dict)  # term -> what it may be a slip of, best first
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
    chunks = tuple(chunks)
    lookup.words, lookup.typed = frozenset(chunk.terms[0][0] for chunk in chunks if chunk.is_word), _typed(chunks)
    terms, pairs = _terms(chunks), _pairs(chunks)
    found, mode = _found(lookup, terms, pairs), "all"
    points = _in_all(found)
    if not points and any(_toneless_differs(lookup.table, term) for term in terms if term not in lookup.words):
        mode, lookup.loose = "toneless", True
        found = _found(lookup, terms, pairs)
        points = _in_all(found)
    if not points:
        points = _with_slips(lookup, found)
    if not points and (points := _with_neighbouring_pairs(lookup, found)):
        mode = "any"
    _add_pairs(points, lookup.table, pairs)
    _correct(lookup, points, terms)
    return points, mode


def _terms(chunks: Iterable[Chunk]) -> dict[str, bool]:
    """Return the terms of a query, and whether each is open."""
    terms: dict[str, bool] = {}
    for term, is_open in (pair for chunk in chunks for pair in chunk.terms):
        terms[term] = is_open or terms.get(term, False)
    return terms


def _typed(chunks: Iterable[Chunk]) -> dict[str, str]:
    """Return the words as typed, if there is an accent in one of them: then those without are meant so, too."""
    words = {chunk.terms[0][0]: chunk.text for chunk in chunks if chunk.is_word}
    return words if any(term != word for term, word in words.items()) else {}


def _pairs(chunks: Iterable[Chunk]) -> list[tuple[str, str, bool]]:
    """Return neighbouring words, and whether the second is open."""
    return [(a.terms[0][0], *b.terms[0]) for a, b in pairwise(chunks) if a.is_word and b.is_word]


def _found(lookup: _Lookup, terms: dict[str, bool], pairs: list[tuple[str, str, bool]]) -> dict[str, Points]:
    """Return what each term gives; a document that has two neighbouring words as one word has both."""
    found = {term: _term(lookup, term, is_open) for term, is_open in terms.items()}
    for a, b, _ in pairs:
        joined = lookup.table.posting(a + b)
        _add(found[a], joined, STEM)
        _add(found[b], joined, STEM)
    return found


def _with_slips(lookup: _Lookup, found: dict[str, Points]) -> Points:
    """Take known words for what they may be slips of, too, and return the documents that hold all terms then."""
    wrong = {term for term in lookup.words if is_correctable(term)}.difference(lookup.meant)
    slips = {term: neighbours(lookup.table, term) for term in found if term in wrong}
    more = {term: dict(points) for term, points in found.items()}
    for term, meant in slips.items():
        for word in meant:
            _add(more[term], lookup.table.posting(word), STEM)
    points = _in_all(more)
    if points:
        lookup.meant |= slips
    return points


def _with_neighbouring_pairs(lookup: _Lookup, found: dict[str, Points]) -> Points:
    """Return the documents with some of the terms, a pair of clusters for one near it, which counts as little as a beginning."""
    for term in found.keys() - lookup.words:
        for pair in neighbouring_pairs(lookup.table, term):
            _add(found[term], lookup.table.posting(pair), PREFIX)
    return _in_any(found)


def _correct(lookup: _Lookup, points: Points, terms: Iterable[str]) -> None:
    """Note as the correction of a word the one that the best document holds, if that is not the word itself."""
    best = min(points, key=lambda number: (-points[number], number), default=-1)
    for term in terms:
        meant = lookup.meant.get(term, [])
        holding = [word for word in (term, *meant) if (posting := lookup.table.posting(word)) and best in posting.documents]
        if meant and term not in holding:
            lookup.corrections[term] = (holding or meant)[0]


def _in_all(found: dict[str, Points]) -> Points:
    common = set.intersection(*map(set, found.values()))
    return {number: sum(points[number] for points in found.values()) for number in common}


def _in_any(found: dict[str, Points]) -> Points:
    numbers = {number for points in found.values() for number in points}
    return {number: sum(points.get(number, 0) for points in found.values()) for number in numbers}


def _add_pairs(points: Points, table: Table, pairs: Iterable[tuple[str, str, bool]]) -> None:
    """Add what neighbouring words give to documents that are found, where they are neighbours, too."""
    for a, b, is_open in pairs:
        side_by_side: Points = {}
        _add(side_by_side, table.posting(a + PAIR + b), EXACT)
        if is_open:
            _add_longer(side_by_side, table, a + PAIR + b)
        for number in points.keys() & side_by_side.keys():
            points[number] += side_by_side[number]


def _term(lookup: _Lookup, term: str, is_open: bool) -> Points:
    """Return the points that one term gives to documents."""
    points: Points = {}
    own = lookup.table.posting(term)
    written = lookup.table.posting(accented(term, lookup.typed[term])) if term in lookup.typed else None
    _add(points, own, FOLDED if written else EXACT)
    _add(points, written, EXACT)
    if is_open:
        _add_longer(points, lookup.table, term)
    if not points and is_correctable(term):
        own = _meant(lookup, term, points)
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


def _meant(lookup: _Lookup, word: str, points: Points) -> Posting | None:
    """Add what the words give that an unknown word may be a slip of, and return the posting of the likeliest."""
    meant = neighbours(lookup.table, word)
    for other in meant:
        _add(points, lookup.table.posting(other), EXACT)
    if not meant:
        return None
    lookup.meant[word] = meant
    return lookup.table.posting(meant[0])


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
        exact=frozenset(term for term, _ in terms) | frozenset(word for meant in lookup.meant.values() for word in meant),
        beginnings=tuple(term for term, is_open in terms if is_open) + tuple(sorted(lookup.roots)),
        loose=lookup.loose,
    )


def _hit(document: Document, score: int, wanted: Wanted) -> Hit:
    heading = excerpt(document.heading, wanted, len(document.heading))
    return Hit(document, score, heading, excerpt(document.excerpt_text, wanted))
