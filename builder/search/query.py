"""A query over a table, as site_overrides/theme/assets/search/engine.js does it: the same lookups, integers and order.

All terms must be in a document, the last one as a beginning. A word that no document holds is taken for those that it may be a
slip of. Nothing found: once more without the tone marks of Thai and Lao. Still nothing: once more with what known words and pairs
of clusters may be slips of. Still nothing: documents with some of the terms. Two words may stand in a document as one, and
what stands there side by side, or with the accents that were typed, comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.model import Catalogue
from builder.search.beginnings import Points
from builder.search.documents import Document, documents
from builder.search.excerpt import Excerpt, Wanted, excerpt
from builder.search.facets import Filters, allowed, counts, in_order
from builder.search.impacts import Table, make_table
from builder.search.ranking import ROOT, Lookup, points_of
from builder.search.tokenize import Chunk, normalise, query_terms
from builder.search.whoosh_index import build_index

SHOWN = 3  # documents of one case in a list of results
CHECKED = 5  # best documents whose text is looked at for the phrase itself


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    score: int
    heading: Excerpt  # the whole heading, with its marks
    excerpt: Excerpt  # what shows best why the document was found, with its marks
    parts: Mapping[str, int]  # of the score, by term or by two neighbouring words
    closeness: int  # how many parts of the query stand in the text as typed; only of the best documents, which are put in order by it


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
    mode: str  # "browse" (no words: everything, or what filters leave), "all" (of the terms), "toneless" or "any"
    corrections: tuple[tuple[str, str], ...]  # word as typed, word that was looked for
    total: int  # documents
    cases: int
    counts: Mapping[str, Mapping[str, int]]  # see facets.counts


def open_search(catalogue: Catalogue, language: str, folder: Path) -> Table:
    """Index a language of the catalogue in an empty folder and return its table, ready for `search`."""
    found = documents(catalogue, language)
    return make_table(found, build_index(found, language, folder), language)


def search(
    table: Table, query: str, *, also: Sequence[Table] = (), filters: Filters | None = None, sort: str = "relevance", limit: int = 20
) -> SearchResult:
    """Return the best documents and cases for a query.

    `also`: the tables of other languages, asked too; a document has the same number in all of them, and counts where it has most points.
    `filters`: see facets.allowed; without a query they alone choose, and without any there is everything. `sort`: one of facets.SORTS.
    """
    chunks, filters = query_terms(query), filters or {}
    tables = (table, *also)
    found = _ask(tables, query) if chunks else _browse(table)
    documents = {n: tables[found.where[n]].documents[n] for n in found.points}
    shown = [documents.get(n, document) for n, document in enumerate(table.documents)]
    numbers = in_order((n for n in found.points if allowed(documents[n], filters)), found.points, shown, sort)
    close = {n: _closeness(documents[n], chunks, query) for n in numbers[:CHECKED]} if chunks and sort == "relevance" else {}
    numbers = sorted(close, key=lambda n: (-close[n], -found.points[n], n)) + numbers[len(close) :]
    wanted = [_wanted(chunks, lookup, found.mode) for lookup in found.lookups]

    def hits(chosen: Iterable[int]) -> tuple[Hit, ...]:
        return tuple(_hit(documents[n], found.points[n], wanted[found.where[n]], found.parts(n), close.get(n, 0)) for n in chosen)

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
    lookups: Sequence[Lookup]

    def parts(self, number: int) -> dict[str, int]:
        return {term: points[number] for term, points in self.lookups[self.where[number]].parts.items() if number in points}


def _ask(tables: Sequence[Table], query: str) -> _Found:
    """Ask each table. Only the answers of the best mode count: what has some of the words is no match for what has all."""
    lookups = [Lookup(table) for table in tables]
    answers = [points_of(lookup, query) for lookup in lookups]
    mode = next((mode for mode in ("all", "toneless", "any") if any(m == mode and points for points, m in answers)), answers[0][1])
    points: Points = {}
    where: dict[int, int] = {}
    for place, (found, answered) in enumerate(answers):
        for number, score in found.items() if answered == mode else ():
            if score > points.get(number, -1):
                points[number], where[number] = score, place
    return _Found(points, where, mode, lookups)


def _browse(table: Table) -> _Found:
    numbers = range(len(table.documents))
    return _Found(dict.fromkeys(numbers, 0), dict.fromkeys(numbers, 0), "browse", [Lookup(table)])


def _grouped(numbers: Iterable[int], cases: Sequence[int]) -> dict[int, list[int]]:
    """Return the numbers by case, the cases in the order of their best documents."""
    grouped: dict[int, list[int]] = {}
    for number in numbers:
        grouped.setdefault(cases[number], []).append(number)
    return grouped


def _closeness(document: Document, chunks: Iterable[Chunk], query: str) -> int:
    """Return how many parts of the query stand in the text as typed, and one more for the whole."""
    parts = [document.heading, document.title, document.excerpt_text] if document.kind == "lesson" else [document.title, document.excerpt_text]
    text = normalise("\n".join(parts))
    unspaced = text.replace(" ", "")
    return sum(chunk.text in (text if chunk.is_word else unspaced) for chunk in chunks) + (normalise(query).strip(" ") in text)


def _wanted(chunks: Iterable[Chunk], lookup: Lookup, mode: str) -> Wanted:
    """Return what is marked: what was looked for, but for the commonest words beside rarer ones.

    Where all terms are found, and each stretch is of three pairs of clusters or more, a pair that stands alone is of another word.
    """
    terms = {term for chunk in chunks for term, _ in chunk.terms}
    pairs = [len(chunk.terms) for chunk in chunks if not chunk.is_word]
    return Wanted(
        exact=frozenset(lookup.marks | terms) - lookup.common,
        beginnings=tuple(sorted((lookup.opened | {root for root in lookup.roots if len(root) >= ROOT}) - lookup.common)),
        loose=lookup.loose,
        least=2 if pairs and min(pairs) > 2 and mode != "any" else 1,
    )


def _hit(document: Document, score: int, wanted: Wanted, parts: Mapping[str, int], closeness: int) -> Hit:
    heading = excerpt(document.heading, wanted, len(document.heading))
    return Hit(document, score, heading, excerpt(document.excerpt_text, wanted), parts, closeness)
