"""How well the search finds, beside Whoosh's stock analyzer, on the real text of tests/search/corpus.json. Run: python bench/search.py

Queries are phrases cut from the text, the same on every run; relevant are all documents that hold the phrase. R is recall@10, MRR the
mean reciprocal rank, 0 the share of queries with no result, typo the share of phrases with one letter wrong whose document is
among the first ten. KB is gzip for a first query: what it reads of the index, and the scripts.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, SupportsIndex

from whoosh import fields, qparser
from whoosh.filedb.filestore import FileStorage

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from builder.search.documents import Document  # noqa: E402
from builder.search.impacts import Shard, Table, make_table  # noqa: E402
from builder.search.query import CHECKED, search  # noqa: E402
from builder.search.shards import artifacts  # noqa: E402
from builder.search.tokenize import pieces  # noqa: E402
from builder.search.whoosh_index import build_index  # noqa: E402

Find = Callable[[str], list[str]]  # query -> ids of the best ten


class Watched(tuple[Shard, ...]):
    """Shards that note which of them are read."""

    read: set[int]

    def __getitem__(self, wanted: SupportsIndex | slice) -> Any:
        found = range(len(self))[wanted]
        self.read.update(found if isinstance(found, range) else [found])
        return super().__getitem__(wanted)


def phrases(found: Iterable[Document], language: str, count: int = 200) -> list[tuple[str, str, set[str]]]:
    """Return (phrase, the same with one letter wrong, ids of the documents that hold it)."""
    chance = random.Random(language)
    texts = {d.id: unicodedata.normalize("NFC", d.body) for d in found}
    made = []
    for _ in range(count):
        text = chance.choice(list(texts.values()))
        cut = list(pieces(text.lower()))  # positions are those of the text: lower case moves nothing here
        start = chance.randrange(len(cut))
        end = min(start + (chance.randint(1, 3) if cut[start].is_word else chance.randint(3, 9)), len(cut)) - 1
        phrase = text[cut[start].start : cut[end].start + len(cut[end].text)]
        slip = chance.randrange(len(phrase))
        made.append((phrase, phrase[:slip] + phrase[slip + 1 :], {name for name, t in texts.items() if phrase in t}))
    return [entry for entry in made if len(entry[0]) > 3]


def measure(find: Find, queries: list[tuple[str, str, set[str]]]) -> str:
    recall = rank = none = typo = 0.0
    for phrase, wrong, relevant in queries:
        got = find(phrase)
        recall += len(relevant.intersection(got)) / min(10, len(relevant))
        rank += next((1 / n for n, name in enumerate(got, 1) if name in relevant), 0)
        none += not got
        typo += bool(relevant.intersection(find(wrong)))
    count = len(queries)
    return f"{recall / count:5.2f} {rank / count:5.2f} {none / count:4.0%} {typo / count:5.2f}"


def stock(found: tuple[Document, ...], folder: Path) -> Find:
    """Return the search of an index with Whoosh's StandardAnalyzer, as its documentation shows it."""
    index = FileStorage(str(folder)).create_index(fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, body=fields.TEXT))
    writer = index.writer()
    for document in found:
        writer.add_document(id=document.id, title=document.title, body=document.body)
    writer.commit()
    parser = qparser.MultifieldParser(["title", "body"], index.schema)
    searcher = index.searcher()
    return lambda query: [hit["id"] for hit in searcher.search(parser.parse(query), limit=10)]


def kilobytes(table: Table, queries: list[tuple[str, str, set[str]]]) -> float:
    """Return what a first query reads of the index, on average."""
    size = {a.path.split("/", 2)[2]: len(gzip.compress(a.content, 6)) for a in artifacts(table)}
    starts = json.loads(next(a.content for a in artifacts(table) if a.path.endswith("/m.js")).decode()[9:-3].join("[]"))[4]["texts"]
    place = {d.id: max(n for n, first in enumerate(starts) if first <= i) for i, d in enumerate(table.documents)}
    total = 0
    for phrase, _, _ in queries:
        shards = Watched(table.shards)
        shards.read = set()
        hits = search(replace(table, shards=shards), phrase, limit=CHECKED).hits
        total += size["m.js"] + sum(size[f"t/{n}.js"] for n in shards.read) + sum(size[f"d/{n}.js"] for n in {place[h.document.id] for h in hits})
    return total / len(queries) / 1024


def main() -> None:
    scripts = sum(len(gzip.compress(p.read_bytes(), 6)) for p in (ROOT / "site_overrides/theme/assets/search").glob("*.js"))
    corpus = json.loads((ROOT / "tests/search/corpus.json").read_text("utf-8"))
    print(f"{'':4} {'ours: R':>7}   MRR    0   typo   KB (+ scripts {scripts / 1024:.1f}) | Whoosh's StandardAnalyzer: R MRR 0 typo")
    for language, articles in corpus["languages"].items():
        found = tuple(
            Document(a["id"], "case", f"{language}/{a['id']}/", language, a["title"], body=a["text"]) for a in articles
        )
        queries = phrases(found, language)
        with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
            table = make_table(found, build_index(found, language, Path(ours)), language)
            mine = measure(lambda query, table=table: [h.document.id for h in search(table, query, limit=10).hits], queries)  # type: ignore[misc]
            print(f"{language:4}   {mine}  {kilobytes(table, queries):5.1f} {'':17}| {measure(stock(found, Path(theirs)), queries)}", flush=True)


if __name__ == "__main__":
    main()
