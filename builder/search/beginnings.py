"""Terms that begin with an open one, the last of a query, which may still be being typed. engine.js does the same."""

from __future__ import annotations

from builder.search.impacts import MAX_SHARDS, Posting, Table, matching
from builder.search.tokenize import pieces

PREFIX = 3  # what an impact counts of a longer term than was typed
SHORT = 3  # letters: a known word with fewer is no beginning of others

Points = dict[int, int]  # number of a document -> points


def add(points: Points, posting: Posting | None, weight: int) -> None:
    if posting:
        for number, impact in zip(posting.documents, posting.impacts, strict=True):
            points[number] = points.get(number, 0) + weight * impact


def add_beginning(points: Points, table: Table, term: str, *, is_word: bool, grows: bool) -> bool:
    """Add what begins with an open term, unless the term is known as it stands and no longer word. Return whether anything longer may count.

    A lone cluster is no term, but terms begin with it: if some have it whole, only they count.
    """
    if table.posting(term) and not grows and (not is_word or len(term) < SHORT):
        return False
    return not add_longer(points, table, term, whole=not is_word and not grows and next(pieces(term)).text == term)


def add_longer(points: Points, table: Table, prefix: str, *, whole: bool = False) -> bool:
    """Add the best longer term of each document: were they added up, a text full of rare words would win.

    `whole`: of terms that begin with the whole cluster alone, if there are any. Return whether there are.
    """
    best: Points = {}
    first = table.shard_of(prefix)
    shards = table.shards[first : min(table.last_shard_of(prefix) + 1, first + MAX_SHARDS)]
    longer = [pair for shard in shards for pair in matching(shard, prefix)]
    kept = [(term, posting) for term, posting in longer if next(pieces(term)).text == prefix] if whole else []
    for _, posting in kept or longer:
        for number, impact in zip(posting.documents, posting.impacts, strict=True):
            best[number] = max(best.get(number, 0), impact)
    for number, impact in best.items():
        points[number] = points.get(number, 0) + PREFIX * impact
    return bool(kept)
