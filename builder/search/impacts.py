"""Scores -> a Table: a 6-bit impact for each term and document, cut into the shards that the browser loads one by one.

The browser and query.py look things up in the same shards and add the same integers, so that both rank alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from builder.search.documents import Document
from builder.search.tokenize import BESIDE, is_correctable, pieces
from builder.search.whoosh_index import VARIANT, Scores

# documents up to which, bytes of a shard, bytes of a fragment; before base64 and gzip: few bytes for one query, yet not thousands of files, which
# are slow to copy to a FAT32 stick. A query reads some four shards and ten fragments
SIZES = ((1_500, 2 * 1024, 1024), (10_000, 4 * 1024, 2 * 1024), (float("inf"), 12 * 1024, 2 * 1024))
WORD_BYTES = 4 * 1024  # of a file of reversed words, which are read for a slip only, and then all if they are few
LARGEST = 63  # impact: what one digit of a shard holds (shards.py)
MAX_SHARDS = 4  # that the browser loads for one term whose end is open


@dataclass(frozen=True, slots=True)
class Posting:
    """Where a term stands."""

    documents: tuple[int, ...]  # in ascending order
    impacts: tuple[int, ...]  # 1 to 63, one for each document
    stem: str = ""


Shard = Mapping[str, Posting]
T = TypeVar("T")


@dataclass(frozen=True)
class Table:
    """The index of one language. Terms are in the order of their UTF-16 units, as JavaScript compares strings."""

    language: str
    documents: tuple[Document, ...]
    shards: tuple[Shard, ...]
    reversed_words: tuple[Mapping[str, int], ...]  # word from its last letter to its first -> in how many documents
    clusters: Mapping[str, int]  # cluster of a script with marks -> how common it is, by the power of two

    @cached_property
    def cases(self) -> tuple[int, ...]:
        """The number of the case to which each document belongs: a case stands before its lessons."""
        starts = (number if document.kind == "case" else 0 for number, document in enumerate(self.documents))
        return tuple(accumulate(starts, max))

    @cached_property
    def separators(self) -> tuple[str, ...]:
        """For each shard the shortest text that is after all terms of the shard before it, and not after its own."""
        return _separators(self.shards)

    @cached_property
    def word_separators(self) -> tuple[str, ...]:
        """The same for the shards of reversed words."""
        return _separators(self.reversed_words)

    @cached_property
    def _firsts(self) -> list[bytes]:
        return [key(text) for text in self.separators]

    @cached_property
    def _reversed_firsts(self) -> list[bytes]:
        return [key(text) for text in self.word_separators]

    def posting(self, term: str) -> Posting | None:
        return self.shards[self.shard_of(term)].get(term)

    def shard_of(self, term: str) -> int:
        """Return the number of the shard in which a term stands or would stand."""
        return _place(self._firsts, key(term))

    def last_shard_of(self, prefix: str) -> int:
        """Return the number of the last shard in which a term with this beginning could stand."""
        return _place(self._firsts, key(prefix) + b"\xff\xff")

    def reversed_shards(self, beginning: str) -> tuple[int, int]:
        """Return the first and the last shard of reversed words with this beginning."""
        first = key(beginning)
        return _place(self._reversed_firsts, first), _place(self._reversed_firsts, first + b"\xff\xff")


def key(term: str) -> bytes:
    """Return a sort key in the order of UTF-16 units."""
    return term.encode("utf-16-be", "surrogatepass")


def _separators(shards: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """Return the separators of a B-tree with prefixes (Bayer and Unterauer 1977, "Prefix B-trees"): every page loads them all."""
    found: list[str] = []
    last = ""
    for shard in shards:
        first = next(iter(shard), "")
        lengths = range(1, len(first) + 1) if found else ()
        found.append(next((first[:length] for length in lengths if key(first[:length]) > key(last)), first))
        last = next(reversed(list(shard)), "")
    return tuple(found)


def _place(firsts: list[bytes], wanted: bytes) -> int:
    return max(0, bisect_right(firsts, wanted) - 1)


def make_table(documents: Iterable[Document], scores: Scores, language: str) -> Table:
    """Turn scores into impacts: the largest score becomes 63."""
    numbered = tuple(documents)
    largest = max((max(found.values()) for found in scores.terms.values()), default=1.0)
    postings = {
        term: _posting(scores.terms[term], LARGEST / largest, scores.stems.get(term, ""))
        for term in sorted(scores.terms, key=key)
    }
    words = {term[::-1]: len(posting.documents) for term, posting in postings.items() if is_correctable(term)}
    limit = next(shard for most, shard, _ in SIZES if len(numbered) <= most)
    shards = packed(postings.items(), limit, lambda item: len(item[0].encode()) + 2 * len(item[1].documents) + 2)
    reversed_words = packed(sorted(words.items(), key=lambda item: key(item[0])), max(limit, WORD_BYTES), lambda item: len(item[0].encode()) + 2)
    return Table(language, numbered, tuple(map(dict, shards)), tuple(map(dict, reversed_words)), _clusters(postings))


def _clusters(postings: Mapping[str, Posting]) -> dict[str, int]:
    """Return the clusters that pairs begin with; each cluster of a text begins one. Chinese signs are too many, and have no marks."""
    counts: Counter[str] = Counter()
    for term, posting in postings.items():
        if VARIANT not in term and BESIDE not in term and (first := next(pieces(term), None)) and not first.is_word and len(term) > 2:
            counts[first.text] += len(posting.documents)
    return {cluster: counts[cluster].bit_length() for cluster in sorted(counts, key=key)}


def packed(items: Iterable[T], limit: int, size: Callable[[T], int]) -> list[list[T]]:
    """Put neighbours together into parts of at most `limit`, but for items that are larger. There is always one part."""
    parts: list[list[T]] = [[]]
    total = 0
    for item in items:
        total += size(item)
        if total > limit and parts[-1]:
            parts.append([])
            total = size(item)
        parts[-1].append(item)
    return parts


def _posting(found: Mapping[int, float], scale: float, stem: str) -> Posting:
    numbers = tuple(sorted(found))
    return Posting(numbers, tuple(max(1, round(found[n] * scale)) for n in numbers), stem)


def matching(shard: Shard, prefix: str) -> Iterator[tuple[str, Posting]]:
    """Yield the longer terms that begin with a prefix, with their postings: of one word or pair of clusters, or of two side by side, as the prefix is."""
    is_double = BESIDE in prefix
    for term, posting in shard.items():
        if term.startswith(prefix) and term != prefix and VARIANT not in term and (BESIDE in term) == is_double:
            yield term, posting
