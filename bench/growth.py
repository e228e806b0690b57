"""How our index grows: bytes and time at 100, 1,000 and 10,000 documents of the length of a case, made from the documents of a set.

Documents are the set's, joined in another order each time that they have all been used. So that the vocabulary grows as that of real text
does (Heaps' law: as the amount of text to the power of some 0.6), each time round a share of the rare words is new: as many as the law
asks for. A new word has the beginning of one and the end of another; a stretch of clusters without spaces is put in another order.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from browser import Load, ask
from peers import ENGINES, build_ours
from playwright.sync_api import Browser
from queries import PHRASES, cut_queries

from builder.search.documents import Document
from builder.search.tokenize import pieces

SIZES = (100, 1_000, 10_000)
LENGTH = 3_000  # letters of a document
HEAPS = 0.6
RARE = 5  # times a word occurs in the set at most, to be one of those that other texts have not
WORDS = re.compile(r"[^\s.,;:!?()\"\u3001\u3002\uff0c]+")


@dataclass(frozen=True, slots=True)
class Point:
    documents: int
    vocabulary: int  # different words, or stretches without spaces
    seconds: float  # of processor time for the index
    shards: int  # bytes of all files but the texts, on disk
    texts: int
    files: int
    largest: int  # bytes of the largest file
    load: Load


def curve(browser: Browser, found: Sequence[Document], language: str, sizes: Sequence[int] = SIZES) -> Iterator[Point]:
    for size in sizes:
        grown = grow(found, size)
        asked = [q.text for q in cut_queries([{"id": d.id, "title": "", "text": d.body} for d in grown[:100]], language) if q.kind in PHRASES]
        with tempfile.TemporaryDirectory() as folder:
            seconds = build_ours(grown, language, Path(folder))
            files = {path: path.stat().st_size for path in (Path(folder) / "search").rglob("*.js")}
            _, load = ask(browser, Path(folder), asked[:60], ENGINES[0].shown)
        texts = sum(size for path, size in files.items() if path.parent.name == "d")
        words = {word for d in grown for word in WORDS.findall(d.body)}
        yield Point(size, len(words), seconds, sum(files.values()) - texts, texts, len(files), max(files.values()), load)


def grow(found: Sequence[Document], size: int) -> tuple[Document, ...]:
    """Return `size` documents."""
    counts = Counter(word for d in found for word in WORDS.findall(d.body))
    rare = sorted(word for word, count in counts.items() if count <= RARE)
    source = _texts(found, rare)
    return tuple(_joined(source, number, found[number % len(found)]) for number in range(size))


def _joined(source: Iterator[str], number: int, like: Document) -> Document:
    body = ""
    while len(body) < LENGTH:
        body += next(source) + "\n"
    return Document(f"g{number}", "case", f"g{number}/", like.language, f"{like.title} {number}", body=body)


def _texts(found: Sequence[Document], rare: Sequence[str]) -> Iterator[str]:
    """Yield texts without end: those of the set, then the same in another order and with some other words, and again."""
    time = 0
    while True:
        time += 1
        chance = random.Random(time)
        new = chance.sample(rare, round(len(rare) * (time**HEAPS - (time - 1) ** HEAPS))) if time > 1 else []
        other = {word: _new(word, chance.choice(rare), chance) for word in new}
        for document in chance.sample(found, len(found)):
            yield _with_others(document.body, other)


def _with_others(text: str, other: dict[str, str]) -> str:
    return WORDS.sub(lambda match: other.get(match[0], match[0]), text)


def _new(word: str, second: str, chance: random.Random) -> str:
    clusters = [piece.text for piece in pieces(word)]
    if len(clusters) > 1:
        return "".join(chance.sample(clusters, len(clusters)))
    return word[: (len(word) + 1) // 2] + second[len(second) // 2 :]
