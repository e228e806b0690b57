"""A word that no document holds: the words that were meant, or the stem of a form of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.search.impacts import MAX_SHARDS, Table, key
from builder.search.tokenize import Chunk, is_correctable, query_terms
from builder.search.whoosh_index import VARIANT

LONG = 8  # letters: a word with so many may have two slips
NEIGHBOURS = 4  # words that are looked for instead of one; each may be in a shard of its own
LETTERS = 32  # of a stretch of clusters: in a longer one no slip is looked for, since all that it may be are made and looked up
RESPELLED = 48  # stretches that are looked up; their pairs may be in as many shards
PAIRS = 12  # pairs of clusters that are looked for instead of one; all are in the shards that are read anyway
ALL_WORDS = 24  # files of reversed words: if there are no more, all are read, and a slip is found wherever it is


def neighbours(table: Table, word: str) -> list[str]:
    """Return the words one edit away, or two if the word is long and unknown and has none; those that most documents hold first."""
    most = 2 if len(word) >= LONG and not table.posting(word) else 1
    known = dict(_alike(table, word, most))
    for edits in range(1, most + 1):
        found = [term for term in known if term != word and within(word, term, edits)]
        if found:
            return sorted(found, key=lambda term: (-known[term], key(term)))[:NEIGHBOURS]
    return []


def _alike(table: Table, word: str, most: int) -> Iterator[tuple[str, int]]:
    """Yield words and in how many documents they are: all, or those that begin or end as `word` does."""
    files, part = table.reversed_words, len(word) // (most + 1)
    if len(files) > ALL_WORDS:
        yield from _in_shards(table, word, word[:part])
        first, last = table.reversed_shards(word[len(word) - part :][::-1])
        files = files[first : min(last, first + MAX_SHARDS - 1) + 1]
    for words in files:
        for backwards, count in words.items():
            yield backwards[::-1], count


def _in_shards(table: Table, word: str, beginning: str) -> Iterator[tuple[str, int]]:
    here = table.shard_of(word)
    first, last = table.shard_of(beginning), table.last_shard_of(beginning)
    for shard in table.shards[max(first, here - 1) : min(last, here + 1) + 1]:
        for term, posting in shard.items():
            if is_correctable(term):
                yield term, len(posting.documents)


def neighbouring_pairs(table: Table, pair: str) -> list[str]:
    """Return the pairs of clusters one edit away that stand near in the index. Two signs of Chinese have too many to tell."""
    here = table.shard_of(pair)
    found = [
        (-len(posting.documents), key(term), term)
        for shard in table.shards[max(0, here - 1) : here + 2]
        for term, posting in shard.items()
        if len(pair) > 2 and term != pair and VARIANT not in term and within(pair, term, 1)
    ]
    return [term for *_, term in sorted(found)[:PAIRS]]


def within(a: str, b: str, edits: int) -> bool:
    """Tell whether so many letters changed, added, left out, or exchanged with their neighbour make `a` of `b`."""
    if abs(len(a) - len(b)) > edits:
        return False
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    a, b = a[i:], b[i:]
    if not a or not b or not edits:
        return len(a) + len(b) <= edits
    swapped = a[:2] == b[1::-1] and within(a[2:], b[2:], edits - 1)
    return swapped or within(a[1:], b[1:], edits - 1) or within(a[1:], b, edits - 1) or within(a, b[1:], edits - 1)


def stem_of_neighbour(table: Table, word: str) -> str:
    """Return the stem of the known word with the longest common beginning: a form of it that no document holds."""
    if not is_correctable(word):
        return ""
    stem, longest = "", max(3, len(word) - 4)
    for term, posting in table.shards[table.shard_of(word)].items():
        if posting.stem:
            common = next((i for i, (x, y) in enumerate(zip(word, term, strict=False)) if x != y), min(len(word), len(term)))
            if common > longest:
                stem, longest = posting.stem, common
    return stem


def respelled(table: Table, stretch: str) -> list[Chunk]:
    """Return the stretches one edit away whose clusters are all known: first those whose rarest cluster is the least rare."""
    known = table.clusters
    found: dict[str, tuple[int, Chunk]] = {}
    for other in _edited(stretch, _letters(known, stretch)) if len(stretch) <= LETTERS else ():
        chunks = query_terms(other)
        if len(chunks) == 1 and chunks[0].text not in found and len(chunks[0].text) > len(stretch) - 2:
            found[chunks[0].text] = min((known.get(cluster, 0) for cluster in chunks[0].clusters), default=0), chunks[0]
    best = sorted((pair for pair in found.values() if pair[0]), key=lambda pair: -pair[0])
    return [chunk for _, chunk in best[:RESPELLED]]


def _letters(known: Iterable[str], stretch: str) -> list[str]:
    """Return the letters of known clusters that are of the scripts of a stretch: of the same 128 code points."""
    blocks = {ord(letter) >> 7 for letter in stretch}
    return sorted({letter for cluster in known for letter in cluster if ord(letter) >> 7 in blocks})


def _edited(text: str, letters: Sequence[str]) -> Iterator[str]:
    """Yield a text with two letters exchanged, one left out, added or changed: what a hand does often comes first."""
    cuts = [(text[:i], text[i:]) for i in range(len(text) + 1)]
    yield from (before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1)
    yield from (before + after[1:] for before, after in cuts if after)
    yield from (before + letter + after for before, after in cuts for letter in letters)
    yield from (before + letter + after[1:] for before, after in cuts for letter in letters if after)
