"""The index as small static files that the browser reads, by script elements, so that they work from `file:`, too.

Below search/<language>/:
    m.js    version of the format and of the tokenizer, number of documents, first term of each shard
    t/N.js  a shard: terms in the order of UTF-16 code units, and base64 of their postings
    d/N.js  a pack of documents: what is shown of them, and the text that excerpts are cut from
    f.js    the facets: a byte a document for single values, lists of numbers for several

Postings of a term: varint number of documents; then for each a varint gap to the one before and a byte of impact
(1 to 255, the share of the largest score of the index). A term with a stem is written `term>stem`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.model import Artifact, Catalogue
from builder.search.documents import Document, documents
from builder.search.tokenize import TOKENIZER_VERSION
from builder.search.whoosh_index import Postings, build, stem_of

FORMAT_VERSION = 1
SHARD_BYTES = 6 * 1024
PACK_BYTES = 12 * 1024


@dataclass(frozen=True, slots=True)
class Index:
    """An index in memory: documents, and for each term (document number, impact) in ascending order, and the term's stem."""

    language: str
    documents: tuple[Document, ...]
    terms: dict[str, list[tuple[int, int]]]  # in the order of UTF-16
    stems: dict[str, str]


def open_index(catalogue: Catalogue, language: str, folder: Path) -> Index:
    """Build the index of a language in an empty folder."""
    found = documents(catalogue, language)
    return make_index(found, language, folder)


def make_index(found: tuple[Document, ...], language: str, folder: Path) -> Index:
    postings = build(found, language, folder)
    terms = _impacts(postings)
    stems = {term: mark for term in terms if not term.endswith("=") and (mark := stem_of(term, language)) in terms}
    return Index(language, found, terms, stems)


def export(catalogue: Catalogue, language: str, folder: Path) -> tuple[Artifact, ...]:
    """Return the files of a language's index; `folder`: an empty one for Whoosh."""
    return tuple(_files(open_index(catalogue, language, folder)))


def _impacts(postings: Postings) -> dict[str, list[tuple[int, int]]]:
    largest = max((score for found in postings.terms.values() for score in found.values()), default=1.0)
    return {
        term: [(number, max(1, round(255 * score / largest))) for number, score in sorted(postings.terms[term].items())]
        for term in sorted(postings.terms, key=utf16)
    }


def utf16(text: str) -> bytes:
    """Return a key that sorts as JavaScript compares strings."""
    return text.encode("utf-16-be")


def _files(index: Index) -> Iterator[Artifact]:
    base = f"search/{index.language}"
    firsts: list[str] = []
    for number, (lines, blob) in enumerate(_shards(index)):
        firsts.append(lines[0].split(">")[0])
        yield _script(f"{base}/t/{number}.js", "shard", index.language, number, "\n".join(lines), base64.b64encode(blob).decode())
    starts: list[int] = []
    for number, (start, pack) in enumerate(_packs(index.documents)):
        starts.append(start)
        yield _script(f"{base}/d/{number}.js", "pack", index.language, number, pack)
    about = {"format": FORMAT_VERSION, "tokenizer": TOKENIZER_VERSION, "count": len(index.documents), "shards": firsts, "packs": starts}
    yield _script(f"{base}/m.js", "meta", index.language, about)
    yield _script(f"{base}/f.js", "facets", index.language, _facets(index.documents))


def _shards(index: Index) -> Iterator[tuple[list[str], bytes]]:
    lines: list[str] = []
    blob = bytearray()
    size = 0
    for term, postings in index.terms.items():
        line = f"{term}>{index.stems[term]}" if term in index.stems else term
        encoded = _encode(postings)
        added = len(line.encode()) + len(encoded)
        if lines and size + added > SHARD_BYTES:
            yield lines, bytes(blob)
            lines, blob, size = [], bytearray(), 0
        lines.append(line)
        blob += encoded
        size += added
    if lines:
        yield lines, bytes(blob)


def _encode(postings: Sequence[tuple[int, int]]) -> bytes:
    out = bytearray(_varint(len(postings)))
    last = -1
    for number, impact in postings:
        out += _varint(number - last - 1)
        out.append(impact)
        last = number
    return bytes(out)


def _varint(number: int) -> bytes:
    """LEB128 without sign: seven bits a byte, the lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _packs(found: Sequence[Document]) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Yield the number of the first document of a pack, and the pack. One file a document would be slow on a USB stick."""
    pack: list[dict[str, str]] = []
    start = size = 0
    for number, document in enumerate(found):
        entry = shown(document)
        added = sum(len(value.encode()) for value in entry.values())
        if pack and size + added > PACK_BYTES:
            yield start, pack
            pack, start, size = [], number, 0
        pack.append(entry)
        size += added
    if pack:
        yield start, pack


def shown(document: Document) -> dict[str, str]:
    """Return what the page shows of a document: kind, url, language, title, text."""
    return {"k": document.kind, "u": document.url, "l": document.language, "t": document.title, "x": document.text}


def _facets(found: Sequence[Document]) -> dict[str, dict[str, list[int]]]:
    """Return for each facet and value the numbers of the documents that have it."""
    facets: dict[str, dict[str, list[int]]] = {"area": {}, "country": {}, "language": {}}
    for number, document in enumerate(found):
        for name, values in (("area", document.areas), ("country", document.countries), ("language", (document.language,))):
            for value in values:
                facets[name].setdefault(value, []).append(number)
    return {name: dict(sorted(values.items())) for name, values in facets.items()}


def _script(path: str, function: str, *arguments: Any) -> Artifact:
    """Return a script that hands its arguments to the engine. U+2028 and U+2029 end a line in old engines: they are escaped."""
    text = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":")) for a in arguments)
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Artifact(path, f"KB.{function}({text})".encode())
