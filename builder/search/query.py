"""A query over a table, as site_overrides/theme/assets/search/engine.js does it: the same lookups, integers and order.

All terms must be in a document, the last one as a beginning. Nothing found: once more without the tone marks of Thai and Lao.
Still nothing: documents with some of the terms. A word that no document holds is taken for one that is one edit away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.model import Catalogue
from builder.search.documents import Document, documents
from builder.search.excerpt import Excerpt, Wanted, excerpt
from builder.search.facets import Filters, allowed, counts, in_order
from builder.search.impacts import MAX_SHARDS, Posting, Table, key, make_table, matching
from builder.search.spelling import one_edit_away, stem_of_neighbour
from builder.search.tokenize import Chunk, is_correctable, normalise, query_terms, toneless
from builder.search.whoosh_index import VARIANT, build_index

EXACT, STEM, PREFIX = 10, 6, 3  # what an impact counts, by how the term was met
SHOWN = 3  # documents of one case in a list of results
CHECKED = 10  # best documents whose text is looked at for the phrase itself

Points = dict[int, int]  # number of a document -> points


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    score: int
    heading: Excerpt  # the whole heading, with its marks
    excerpt: Excerpt  # what shows best why the document was found, with its marks


@dataclass(frozen=True, slots=True)
class Group:
    """A case and what was found of it: itself or its lessons, the best first."""

    case: Document
    hits: tuple[Hit, ...]  # at most SHOWN
    total: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]  # the best documents
    groups: tuple[Group, ...]  # the best cases
    mode: str  # "empty" (no question), "browse" (filters only), "all" (of the terms), "toneless" or "any"
    corrections: tuple[tuple[str, str], ...]  # word as typed, word that was looked for
    total: int  # documents
    cases: int
    counts: Mapping[str, Mapping[str, int]]  # see facets.counts


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
    table: Table, query: str, *, also: Sequence[Table] = (), filters: Filters | None = None, sort: str = "relevance", limit: int = 20
) -> SearchResult:
    """Return the best documents and cases for a query.

    `also`: the tables of other languages, asked too; a document has the same number in all of them, and counts where it has most points.
    `filters`: see facets.allowed; without a query they alone choose. `sort`: one of facets.SORTS.
    """
    chunks, filters = query_terms(query), filters or {}
    tables = (table, *also)
    found = _ask(tables, chunks) if chunks else _browse(table, filters)
    documents = {n: tables[found.where[n]].documents[n] for n in found.points}
    shown = [documents.get(n, document) for n, document in enumerate(table.documents)]
    numbers = in_order((n for n in found.points if allowed(documents[n], filters)), found.points, shown, sort)
    if chunks and sort == "relevance":
        best = sorted(numbers[:CHECKED], key=lambda n: (-_closeness(documents[n], chunks, query), -found.points[n], n))
        numbers = best + numbers[CHECKED:]
    wanted = [_wanted(chunks, lookup) for lookup in found.lookups]

    def hits(chosen: Iterable[int]) -> tuple[Hit, ...]:
        return tuple(_hit(documents[n], found.points[n], wanted[found.where[n]]) for n in chosen)

    grouped = _grouped(numbers, table.cases)
    groups = (Group(shown[case], hits(held[:SHOWN]), len(held)) for case, held in list(grouped.items())[:limit])
    corrections = tuple(pair for lookup in found.lookups[:1] for pair in lookup.corrections.items())
    return SearchResult(hits(numbers[:limit]), tuple(groups), found.mode, corrections, len(numbers), len(grouped), counts(found.points, shown, table.cases, filters))


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found before it is narrowed down and put in order."""

    points: Points
    where: Mapping[int, int]  # number of a document -> number of the table that gave its points
    mode: str
    lookups: Sequence[_Lookup]


def _ask(tables: Sequence[Table], chunks: Sequence[Chunk]) -> _Found:
    """Ask each table. Only the answers of the best mode count: what has some of the words is no match for what has all."""
    lookups = [_Lookup(table) for table in tables]
    answers = [_points(lookup, chunks) for lookup in lookups]
    mode = next((mode for mode in ("all", "toneless", "any") if any(m == mode and points for points, m in answers)), answers[0][1])
    points: Points = {}
    where: dict[int, int] = {}
    for place, (found, answered) in enumerate(answers):
        for number, score in found.items() if answered == mode else ():
            if score > points.get(number, -1):
                points[number], where[number] = score, place
    return _Found(points, where, mode, lookups)


def _browse(table: Table, filters: Filters) -> _Found:
    numbers = range(len(table.documents)) if any(filters.values()) else ()
    return _Found(dict.fromkeys(numbers, 0), dict.fromkeys(numbers, 0), "browse" if numbers else "empty", [_Lookup(table)])


def _grouped(numbers: Iterable[int], cases: Sequence[int]) -> dict[int, list[int]]:
    """Return the numbers by case, the cases in the order of their best documents."""
    grouped: dict[int, list[int]] = {}
    for number in numbers:
        grouped.setdefault(cases[number], []).append(number)
    return grouped


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
