"""A word that no document holds: the word that was meant, or the stem of a form of it."""

from __future__ import annotations

from collections.abc import Iterator

from builder.search.impacts import MAX_SHARDS, Table
from builder.search.tokenize import is_correctable


def one_edit_away(table: Table, word: str) -> Iterator[tuple[str, int]]:
    """Yield words and in how many documents they are: those that begin as `word` does, then those that end so."""
    half = len(word) // 2
    here = table.shard_of(word)
    first, last = table.shard_of(word[:half]), table.last_shard_of(word[:half])
    for shard in table.shards[max(first, here - 1) : min(last, here + 1) + 1]:
        for term, posting in shard.items():
            if is_correctable(term) and one_edit(word, term):
                yield term, len(posting.documents)
    first, last = table.reversed_shards(word[half:][::-1])
    for words in table.reversed_words[first : min(last, first + MAX_SHARDS - 1) + 1]:
        for backwards, count in words.items():
            if one_edit(word, backwards[::-1]):
                yield backwards[::-1], count


def one_edit(a: str, b: str) -> bool:
    """Tell whether one letter changed, added, left out, or two neighbours exchanged, make `a` of `b`."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return False
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    a, b = a[i:], b[i:]
    return a[1:] in (b[1:], b) or a == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])


def stem_of_neighbour(table: Table, word: str) -> str:
    """Return the stem of the known word with the longest common beginning: a form of it that no document holds."""
    stem, longest = "", max(3, len(word) - 4)
    for term, posting in table.shards[table.shard_of(word)].items():
        if posting.stem:
            common = next((i for i, (x, y) in enumerate(zip(word, term, strict=False)) if x != y), min(len(word), len(term)))
            if common > longest:
                stem, longest = posting.stem, common
    return stem
