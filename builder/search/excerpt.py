"""The part of a text that shows best why it was found, with the places to be marked. engine.js does the same."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.search.tokenize import BURMESE_BASE, BURMESE_ORDER, fold, normalise, pieces, toneless

LENGTH = 220  # of an excerpt
BEFORE = 60  # of it before the first mark
ELLIPSIS = "\u2026"

# What normalise() changes together: a letter with the vowels typed before it, subscripts, marks, and what is not seen.
_UNIT = re.compile(
    f"[\u0e40-\u0e44\u0ec0-\u0ec4]*(?:.)(?:\u17d2[\u1780-\u17b3]|\u1039{BURMESE_BASE}|[\u0300-\u036f\u0b82\u0bbe-\u0bcd\u0bd7"
    f"\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece\u17b4-\u17d1\u17d3\u17dd{BURMESE_ORDER}"
    "\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff])*",
    re.DOTALL,
)
_STRETCH = re.compile(r"[ \n]|[^ \n]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be marked."""

    exact: frozenset[str]  # terms
    beginnings: tuple[str, ...]  # of terms
    loose: bool = False  # compare without tone marks
    least: int = 1  # pairs of clusters side by side that are marked

    def has(self, term: str) -> bool:
        return term in self.exact or term.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Excerpt:
    text: str
    marks: tuple[tuple[int, int], ...]  # start and end in `text`


@dataclass(frozen=True, slots=True)
class _Place:
    """A word or a cluster, and where it stands in the text as written."""

    text: str
    start: int
    end: int
    run: int
    is_word: bool


def excerpt(text: str, wanted: Wanted, length: int = LENGTH) -> Excerpt:
    """Return the stretch of a text with most marks, the first of those with as many."""
    places = list(_places(text))
    marks = _marks(places, wanted)
    if len(text) <= length:
        return Excerpt(text, marks)
    anchor = max((start for start, _ in marks), key=lambda s: (_within(marks, s, s + length - BEFORE), -s), default=0)
    start = 0 if anchor <= BEFORE else next(p.start for p in places if p.start >= anchor - BEFORE)
    end = max((p.end for p in places if p.end <= start + length), default=length)
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    return Excerpt(before + text[start:end] + after, tuple((a + shift, b + shift) for a, b in marks if start <= a and b <= end))


def _within(marks: Iterable[tuple[int, int]], start: int, end: int) -> int:
    return sum(start <= a and b <= end for a, b in marks)


def _marks(places: list[_Place], wanted: Wanted) -> tuple[tuple[int, int], ...]:
    """Return what to mark: words, and runs of clusters; a run of one pair only if there is no longer one."""
    words = [(p.start, p.end) for p in places if p.is_word and wanted.has(fold(p.text))]
    runs: list[tuple[int, int, int]] = []
    open_at = -1  # the place at which the last run ends
    for i, place in enumerate(places):
        if place.is_word or not (width := _pair(places, i, wanted)):
            continue
        end = places[i + width - 1].end
        if open_at >= i and runs:
            runs[-1] = (runs[-1][0], end, runs[-1][2] + 1)
        else:
            runs.append((place.start, end, 1))
        open_at = i + width - 1
    longest = max((pairs for _, _, pairs in runs), default=0)
    least = 2 if longest > 1 else wanted.least
    return tuple(sorted(words + [(start, end) for start, end, pairs in runs if pairs >= least]))


def _pair(places: list[_Place], i: int, wanted: Wanted) -> int:
    """Return how many clusters from number `i` on are wanted: two, one (the query holds it alone), or none."""
    clean = toneless if wanted.loose else str
    after = places[i + 1] if i + 1 < len(places) and places[i + 1].run == places[i].run else None
    alone = clean(places[i].text)
    if after and wanted.has(alone + clean(after.text)):
        return 1 if any(alone.startswith(b) for b in wanted.beginnings) else 2
    return 1 if alone in wanted.exact else 0


def _places(text: str) -> Iterator[_Place]:
    """Cut a text as pieces() does, but remember where each piece stands in the text before it was normalised."""
    normalised, starts, origins = _mapped(text)
    for piece in pieces(normalised):
        first = bisect_right(starts, piece.start) - 1
        last = bisect_right(starts, piece.start + len(piece.text) - 1) - 1
        yield _Place(piece.text, origins[first], origins[last + 1], piece.run, piece.is_word)


def _mapped(text: str) -> tuple[str, list[int], list[int]]:
    """Return the normalised text, the starts of its units, and the starts of the same units in the text (and its end)."""
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    total = 0
    for stretch in _STRETCH.finditer(text):
        for origin, unit in _units(stretch):
            parts.append(unit)
            starts.append(total)
            origins.append(origin)
            total += len(unit)
    return "".join(parts), starts, [*origins, len(text)]


def _units(stretch: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield units, with their place; letter by letter where normalising moves nothing, which is the usual case."""
    normalised = normalise(stretch[0])
    if normalised == stretch[0].lower() and len(normalised) == len(stretch[0]):
        yield from enumerate(normalised, stretch.start())
    else:
        yield from ((stretch.start() + unit.start(), normalise(unit[0])) for unit in _UNIT.finditer(stretch[0]))
