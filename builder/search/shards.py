"""A table -> the files that the browser loads, below search/<language>/. Same input, same bytes.

Each file is a script that makes one call, kbSearch(language, kind, number, build, ...), since a page read from a USB stick may load
scripts but not fetch files. `build` names the index a file belongs to: a reader whose cache mixes two of them is told to reload.

    m.js    kind "m": versions, count of documents, of each case the count of its documents (itself and its lessons), count of the
            shards t/, a separator before the terms of each, and the count of documents of each d/
    i/N.js  kind "i", where there are many t/: their separators, one a line; m.js has only the first of each "block" of so many
    t/N.js  kind "t": terms one a line ("term" or "term>stem"); for each term the count of documents, less 1, and for each document the
            distance to the one before, less 1, as numbers (below); for each of these documents its impact, a digit
    d/N.js  kind "d": what a list of results shows of neighbouring documents, and the text of their excerpts
    f.js    kind "f": facets. A document may have several areas and countries, so a facet is a bit set for each document
            (language too, for the sake of one rule) and not one byte
    w.js    kind "w", for slips: a separator before the words of each r/; clusters one a line, with how common they are
    r/N.js  kind "r": words from their last letter to their first, one a line with the count of their documents. A word with a
            slip in its first half is found among those that end alike, one in its second half among those that begin alike (t/)

Digits are those of base64url (RFC 4648). A number is written in groups of five bits, the lowest first; 32 is added to all but the last. So
every digit means one thing, which gzip makes use of: postings take a quarter less than in bytes as base64.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from builder.model import Catalogue
from builder.outputs import Artifact
from builder.search.documents import Document, documents
from builder.search.facets import FACETS
from builder.search.impacts import SIZES, Shard, Table, make_table, packed
from builder.search.tokenize import TOKENIZER_VERSION
from builder.search.whoosh_index import build_index

FORMAT_VERSION = 3
INLINE = 512  # shards up to which m.js has all separators: one request less, and few bytes more
BLOCK = 128  # separators in one file, if there are more
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def export(catalogue: Catalogue, language: str, folder: Path) -> tuple[Artifact, ...]:
    """Index a language of the catalogue in an empty folder and return its files."""
    found = documents(catalogue, language)
    return artifacts(make_table(found, build_index(found, language, folder), language))


def artifacts(table: Table) -> tuple[Artifact, ...]:
    """Return the files of a table."""
    numbered = list(enumerate(table.documents))
    limit = next(fragment for most, _, fragment in SIZES if len(numbered) <= most)
    fragments = packed(numbered, limit, lambda pair: len(_json(_fragment(pair[1], table.language)).encode()))
    contents: list[tuple[str, int, list[Any]]] = [
        *(("t", number, list(_terms(shard))) for number, shard in enumerate(table.shards)),
        *(("d", number, [[_fragment(d, table.language) for _, d in part]]) for number, part in enumerate(fragments)),
        *(("r", number, ["\n".join(f"{w} {n}" for w, n in part.items())]) for number, part in enumerate(table.reversed_words)),
        ("w", 0, ["\n".join(table.word_separators), "\n".join(f"{cluster} {count}" for cluster, count in table.clusters.items())]),
        ("f", 0, [_facets(table.documents)]),
        *(("i", number, ["\n".join(block)]) for number, block in enumerate(_blocks(table))),
        ("m", 0, [_contents(table, fragments)]),
    ]
    build = hashlib.sha256(_json(contents).encode()).hexdigest()[:8]
    return tuple(_artifact(table.language, kind, number, [build, *values]) for kind, number, values in contents)


def _artifact(language: str, kind: str, number: int, values: Sequence[Any]) -> Artifact:
    path = f"search/{language}/{kind}.js" if kind in "mfw" else f"search/{language}/{kind}/{number}.js"
    arguments = ",".join(_json(value) for value in (language, kind, number, *values))
    return Artifact(path, f"kbSearch({arguments});\n".encode())


def _json(value: Any) -> str:
    """Return JSON that is a JavaScript expression too: the two line separators may not stand in strings before ES2019."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _contents(table: Table, fragments: Sequence[Sequence[tuple[int, Document]]]) -> dict[str, Any]:
    return {
        "format": FORMAT_VERSION,
        "tokenizer": TOKENIZER_VERSION,
        "count": len(table.documents),
        "cases": list(Counter(table.cases).values()),
        "shards": len(table.shards),
        "block": BLOCK if _blocks(table) else 1,
        "terms": [block[0] for block in _blocks(table)] or table.separators,
        "texts": [len(part) for part in fragments],
    }


def _blocks(table: Table) -> list[tuple[str, ...]]:
    starts = range(0, len(table.separators), BLOCK) if len(table.separators) > INLINE else ()
    return [table.separators[start : start + BLOCK] for start in starts]


def _terms(shard: Shard) -> Iterator[str]:
    yield "\n".join(f"{term}>{posting.stem}" if posting.stem else term for term, posting in shard.items())
    yield "".join(_numbers(posting.documents) for posting in shard.values())
    yield "".join(DIGITS[impact] for posting in shard.values() for impact in posting.impacts)


def _numbers(documents: Sequence[int]) -> str:
    distances = (number - last - 1 for last, number in pairwise((-1, *documents)))
    return _number(len(documents) - 1) + "".join(map(_number, distances))


def _number(number: int) -> str:
    digits = ""
    while number > 31:
        digits += DIGITS[number & 31 | 32]
        number >>= 5
    return digits + DIGITS[number]


def _fragment(document: Document, language: str) -> list[Any]:
    """Return address, language if it is another than that of the index, heading, text, areas, countries, level of evidence; of a lesson,
    title of the case and kind."""
    own = "" if document.language == language else document.language
    about = [document.url, own, document.heading, document.excerpt_text, document.areas, document.countries, document.evidence]
    return [*about, document.title, document.lesson_kind] if document.kind == "lesson" else about


def _facets(found: Sequence[Document]) -> dict[str, Any]:
    return {name: _bit_sets([values(d) for d in found]) for name, values in FACETS.items()}


def _bit_sets(values: Sequence[Iterable[str]]) -> list[Any]:
    """Return the values that occur, and for each document a bit for each of them, in as few whole bytes as they need."""
    known = sorted({value for each in values for value in each})
    width = (len(known) + 7) // 8
    rows = (sum(1 << known.index(value) for value in set(each)).to_bytes(width, "little") for each in values)
    return [known, base64.b64encode(b"".join(rows)).decode()]
