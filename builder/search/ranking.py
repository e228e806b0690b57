"""The terms of a query -> the points of the documents that hold them. engine.js does the same: the same lookups and integers.

All terms must be in a document, the last one as a beginning, unless it is a cluster or a short word that is known as it stands: then longer ones
are other words (in Burmese the cluster for water begins the one for matters). Nothing found: once more without the tone marks of Thai and Lao, then with the
words that are a slip or two away, then documents with some of the terms; the commonest terms alone make no match then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.search.beginnings import PREFIX, Points, add, add_beginning, add_longer
from builder.search.impacts import Posting, Table
from builder.search.spelling import neighbouring_pairs, neighbours, respelled, stem_of_neighbour
from builder.search.tokenize import (
    BESIDE,
    LONE_BASE,
    Chunk,
    composed,
    is_correctable,
    normalise,
    query_terms,
    toneless,
)
from builder.search.whoosh_index import VARIANT, accented

EXACT, STEM, FOLDED = 10, 6, 3  # what an impact counts, by how the term was met; PREFIX for a longer one
COMMON = 2, 5  # a term in more than so many of so many documents is one of the commonest
ROOT = 3  # letters of a stem that marks what begins with it
MEANT = 4  # stretches of clusters that are looked for instead of one


@dataclass(slots=True)
class Lookup:
    """What looking up the terms of one query has found on the way."""

    table: Table
    loose: bool = False
    folded: bool = False  # whether a word that is typed with accents, and stands so somewhere, is also met with others
    words: frozenset[str] = frozenset()  # the terms that are words, not pairs of clusters
    typed: dict[str, str] = field(default_factory=dict)  # term -> word as typed, if any word of the query has accents
    meant: dict[str, list[str]] = field(default_factory=dict)  # word or stretch of clusters -> what it may be a slip of, best first
    corrections: dict[str, str] = field(default_factory=dict)  # word or stretch -> what was meant, by the best document
    stretches: dict[str, Points] = field(default_factory=dict)  # a stretch, as typed or as meant -> where it stands
    marks: set[str] = field(default_factory=set)  # terms looked up besides those of the query
    roots: set[str] = field(default_factory=set)  # beginnings of such terms
    growing: frozenset[str] = frozenset()  # pairs of clusters whose last one may yet become the end of the one before
    opened: set[str] = field(default_factory=set)  # terms that were looked for as beginnings, too
    common: frozenset[str] = frozenset()  # words, and their stems, that are too common to be marked, since rarer ones were found
    parts: dict[str, Points] = field(default_factory=dict)  # term, stretch, or two terms side by side -> the points that it gave


def points_of(lookup: Lookup, query: str) -> tuple[Points, str]:
    """Return the points of documents for a query with terms, and the mode: "all" (of the terms), "toneless" or "any"."""
    chunks = query_terms(query)
    lookup.words, lookup.typed = frozenset(chunk.terms[0][0] for chunk in chunks if chunk.is_word), _typed(chunks)
    lookup.growing = _growing(chunks)
    found, mode = _each(lookup, chunks), "all"
    points = _in_all(found)
    if not points and lookup.typed:
        lookup.folded = True
        found = _each(lookup, chunks)
        points = _in_all(found)
    if not points and any(_toneless_differs(lookup.table, term) for term in found if term not in lookup.words):
        mode, lookup.loose = "toneless", True
        found = _each(lookup, chunks)
        points = _in_all(found)
    if not points:
        points = _with_slips(lookup, query, found)
    if not points and (points := _with_some(lookup, found)):
        mode = "any"
    if _rarer(lookup, found):
        lookup.common = frozenset(form for term in lookup.words for form in _common_forms(lookup.table, term))
    lookup.parts = lookup.parts or found
    _add_besides(points, lookup, chunks)
    _correct(lookup, chunks, points, found)
    return points, mode


def _typed(chunks: Iterable[Chunk]) -> dict[str, str]:
    """Return the words as typed, if there is an accent in one of them: then those without are meant so, too."""
    words = {chunk.terms[0][0]: chunk.text for chunk in chunks if chunk.is_word}
    return words if any(term != word for term, word in words.items()) else {}


def _growing(chunks: Iterable[Chunk]) -> frozenset[str]:
    """Return the open pairs of chunks that end in a bare Burmese consonant, which may yet close the syllable before it."""
    return frozenset(term for chunk in chunks if len(chunk.clusters) > 1 and LONE_BASE.match(chunk.clusters[-1]) for term, is_open in chunk.terms if is_open)


def _common_forms(table: Table, term: str) -> tuple[str, ...]:
    """Return a term and its stem, if the term is one of the commonest."""
    posting = table.posting(term)
    is_common = posting is not None and len(posting.documents) * COMMON[1] > len(table.documents) * COMMON[0]
    return (term, posting.stem) if posting and is_common else ()


def _rarer(lookup: Lookup, found: Mapping[str, Points]) -> dict[str, Points]:
    """Return the terms that are found and not among the commonest."""
    return {term: points for term, points in found.items() if points and not _common_forms(lookup.table, term)}


def words_beside(chunks: Iterable[Chunk]) -> list[tuple[str, str, bool]]:
    """Return neighbouring words, and whether the second is open."""
    return [(a.terms[0][0], *b.terms[0]) for a, b in pairwise(chunks) if a.is_word and b.is_word]


def besides(chunks: Sequence[Chunk]) -> list[tuple[str, bool]]:
    """Return the terms for two terms side by side, and whether each is open."""
    return [(a + BESIDE + b, is_open) for a, b, is_open in words_beside(chunks)] + [beside for chunk in chunks for beside in chunk.besides]


def _each(lookup: Lookup, chunks: Sequence[Chunk]) -> dict[str, Points]:
    """Return what each term gives; a document that has two neighbouring words as one word has both."""
    terms: dict[str, bool] = {}
    for term, is_open in (pair for chunk in chunks for pair in chunk.terms):
        terms[term] = is_open or terms.get(term, False)
    found = {term: _term(lookup, term, is_open) for term, is_open in terms.items()}
    for a, b, _ in words_beside(chunks):
        joined = lookup.table.posting(a + b)
        add(found[a], joined, STEM)
        add(found[b], joined, STEM)
    return found


def _with_slips(lookup: Lookup, query: str, found: dict[str, Points]) -> Points:
    """Take known words, and stretches of clusters, for what they may be slips of, too; return the documents that hold all terms then."""
    wrong = {term for term in lookup.words if is_correctable(term)}.difference(lookup.meant)
    slips = {term: neighbours(lookup.table, term) for term in found if term in wrong}
    more = {term: dict(points) for term, points in found.items()}
    for term, meant in slips.items():
        for word in meant:
            add(more[term], lookup.table.posting(word), STEM)
    for stretch, (terms, own) in _wrong_stretches(query, found).items():
        if others := _respelled(lookup, stretch):
            slips[stretch] = list(others)
            lookup.stretches |= {stretch: own, **others}
            more = {term: points for term, points in more.items() if term not in terms}
            more[stretch] = _best(own, *others.values())
    points = _in_all(more)
    if points:
        lookup.marks.update(word for term in slips if term in wrong for word in slips[term])
        lookup.meant |= slips
        lookup.parts = more
    return points


def _wrong_stretches(query: str, found: Mapping[str, Points]) -> dict[str, tuple[set[str], Points]]:
    """Return the stretches with clusters that no document holds, with their terms and documents; all, if each stands somewhere."""
    stretches: dict[str, tuple[set[str], Points]] = {}
    for stretch in query.split(" "):
        chunks = query_terms(stretch)
        if not all(chunk.is_word for chunk in chunks):
            terms = {term for chunk in chunks for term, _ in chunk.terms}
            stretches[stretch] = terms, _in_all({term: found.get(term, {}) for term in terms})
    return {stretch: pair for stretch, pair in stretches.items() if not pair[1]} or stretches


def _respelled(lookup: Lookup, text: str) -> dict[str, Points]:
    """Return the stretches that one may be a slip of, with their documents: those that most documents hold."""
    opened: dict[str, set[str]] = {}
    chunks = respelled(lookup.table, text)
    known = {chunk.text: (chunk, points) for chunk in chunks if (points := _of_stretch(lookup.table, chunk, opened.setdefault(chunk.text, set())))}
    best = sorted(known, key=lambda other: -len(known[other][1]))[:MEANT]
    for chunk, _ in map(known.__getitem__, best):
        lookup.marks.update(term for term, _ in chunk.terms)
        lookup.opened |= opened[chunk.text]
    return {other: known[other][1] for other in best}


def _of_stretch(table: Table, chunk: Chunk, opened: set[str]) -> Points:
    """Return the documents that hold all of a stretch; note the terms that were looked for as beginnings."""
    terms: dict[str, Points] = {}
    for term, is_open in chunk.terms:
        terms[term] = {}
        add(terms[term], table.posting(term), STEM)
        if is_open and add_beginning(terms[term], table, term, is_word=False, grows=term in _growing([chunk])):
            opened.add(term)
        if not terms[term]:
            return {}
    return _in_all(terms)


def _best(*given: Points) -> Points:
    """Return for each document the most points that one of those gives."""
    return {number: max(points.get(number, 0) for points in given) for number in {number for points in given for number in points}}


def _with_some(lookup: Lookup, found: dict[str, Points]) -> Points:
    """Return the documents with some of the terms, a pair of clusters for one near it, which counts as little as a beginning.

    Of the commonest terms they may have any number, but they must have another, too, if there is one.
    """
    for term in found.keys() - lookup.words:
        for pair in neighbouring_pairs(lookup.table, term):
            add(found[term], lookup.table.posting(pair), PREFIX)
    points, telling = _in_any(found), _in_any(_rarer(lookup, found))
    return {number: points[number] for number in telling or points}


def _correct(lookup: Lookup, chunks: Iterable[Chunk], points: Points, found: Mapping[str, Points]) -> None:
    """Note as the correction of a word or stretch the one that the best document holds, if that is not the word itself."""
    best = min(points, key=lambda number: (-points[number], number), default=-1)
    spelling = {chunk.terms[0][0]: chunk.text for chunk in chunks if chunk.is_word}
    for typed in dict.fromkeys((*found, *lookup.meant)):
        meant = lookup.meant.get(typed, [])
        holding = [other for other in (typed, *meant) if _stands(lookup, other, best)]
        if meant and typed not in holding:
            lookup.corrections[spelling.get(typed) or normalise(typed)] = composed((holding or meant)[0])


def _stands(lookup: Lookup, other: str, number: int) -> bool:
    posting = lookup.table.posting(other)
    return number in lookup.stretches.get(other, ()) or (posting is not None and number in posting.documents)


def _in_all(found: dict[str, Points]) -> Points:
    common = set.intersection(*map(set, found.values()))
    return {number: sum(points[number] for points in found.values()) for number in common}


def _in_any(found: dict[str, Points]) -> Points:
    numbers = {number for points in found.values() for number in points}
    return {number: sum(points.get(number, 0) for points in found.values()) for number in numbers}


def _add_besides(points: Points, lookup: Lookup, chunks: Sequence[Chunk]) -> None:
    """Add what terms side by side give to documents that are found, where they stand side by side, too."""
    for term, is_open in besides(chunks):
        side_by_side: Points = {}
        add(side_by_side, lookup.table.posting(term), EXACT)
        if is_open:
            add_longer(side_by_side, lookup.table, term)
        lookup.parts[term] = side_by_side
        for number in points.keys() & side_by_side.keys():
            points[number] += side_by_side[number]


def _term(lookup: Lookup, term: str, is_open: bool) -> Points:
    """Return the points that one term gives to documents."""
    points: Points = {}
    own = lookup.table.posting(term)
    written = lookup.table.posting(accented(term, lookup.typed[term])) if term in lookup.typed else None
    if lookup.folded or not written:
        add(points, own, FOLDED if written else EXACT)
    add(points, written, EXACT)
    if is_open and add_beginning(points, lookup.table, term, is_word=term in lookup.words, grows=term in lookup.growing):
        lookup.opened.add(term)
    if not points and is_correctable(term):
        own = _meant(lookup, term, points)
    root = own.stem if own else "" if points else stem_of_neighbour(lookup.table, term)
    if root:
        lookup.roots.add(root)
        add(points, lookup.table.posting(root + VARIANT), STEM)
    if lookup.loose:
        bare = toneless(term)
        add(points, lookup.table.posting(bare + VARIANT), STEM)
        add(points, lookup.table.posting(bare) if bare != term else None, STEM)
    return points


def _meant(lookup: Lookup, word: str, points: Points) -> Posting | None:
    """Add what the words give that an unknown word may be a slip of, and return the posting of the likeliest."""
    meant = neighbours(lookup.table, word)
    for other in meant:
        add(points, lookup.table.posting(other), EXACT)
    if not meant:
        return None
    lookup.meant[word] = meant
    lookup.marks.update(meant)
    return lookup.table.posting(meant[0])


def _toneless_differs(table: Table, term: str) -> bool:
    """Tell whether looking up a term without tone marks can find more."""
    return toneless(term) != term or table.posting(term + VARIANT) is not None
