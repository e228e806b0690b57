"""How well and how lightly the search finds, beside Material's worker, Pagefind extended and Whoosh's stock analyzer. Run:

    python bench/search.py [FOLDER] [--only NAME ...] [--sizes N ...]

FOLDER (or KB_SEARCH_DATA) holds sets of documents with queries (see queries.py); without one the sets are the languages of tests/search/corpus.json.
All engines get the same documents and queries in one run; all but Whoosh are asked in Chromium, as their readers ask them (see browser.py).

R@10 is recall, MRR the mean reciprocal rank and 0 the share without a result, of phrases of one to three words. The next four are shares with
a right document among the first ten: words cut short (cut), words with one edit anywhere (1 slip), words of eight letters or more with two (2 slips),
phrases of Thai and Lao without tone marks (tone); - where a set has fewer than ten such. KB 1 and files are what a first query loads, the engine's scripts with it, and KB 2 what a second
adds, in gzip; ms 1 is the time to the first result, without a network, and ms that of a later query. CPU s is the time of the build.
Every query is put to `kb search`, too, which must give the same documents in the same order. Then the growth of our own index. Fails where ours is worse than a peer by a wide margin; the four shares count for that in sets of 100 documents or more.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from browser import Load, ask, chromium  # noqa: E402
from growth import SIZES, curve  # noqa: E402
from peers import ENGINES, Engine, MissingError, stock, version  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402
from queries import PHRASES, Query, Set, sets  # noqa: E402

from builder.search.impacts import make_table  # noqa: E402
from builder.search.query import search  # noqa: E402
from builder.search.whoosh_index import build_index  # noqa: E402

WIDE = 0.10  # a share by which ours may be worse; anything less is for the reader of the table to judge
HEAVY = 1.5  # times the bytes of a peer
FEW = 10  # queries of a kind below which a share says nothing
MANY = 100  # documents
SPOILT = ("partial", "slip", "slips", "toneless")
GROWN = ("en", "km")  # a language with spaces and one without


@dataclass(frozen=True, slots=True)
class Row:
    """What one engine did with one set."""

    recall: float
    rank: float
    none: float
    spoilt: tuple[float | None, ...]  # for each of SPOILT
    seconds: float
    load: Load | None = None

    def __str__(self) -> str:
        spoilt = "".join("      -" if share is None else f"{share:7.2f}" for share in self.spoilt)
        found = f"{self.recall:5.2f} {self.rank:5.2f} {self.none:4.0%} |{spoilt}"
        return f"{found} | {_load(self.load)} | {self.seconds:6.2f}"


def _load(load: Load | None) -> str:
    if not load:
        return f"{'-':>6} {'-':>5} {'-':>6} {'-':>5} {'-':>5}"
    return f"{load.first_bytes / 1024:6.1f} {load.first_requests:5.1f} {load.second_bytes / 1024:6.1f} {load.first_ms:5.0f} {load.ms:5.1f}"


HEAD = (
    f"{'set':12} {'docs':>5} {'engine':9} {'R@10':>5} {'MRR':>5} {'0':>4} | {'cut':>6} {'1 slip':>6} {'2 slips':>7} {'tone':>5} "
    f"| {'KB 1':>6} {'files':>5} {'KB 2':>6} {'ms 1':>5} {'ms':>5} | {'CPU s':>6}"
)


def row(queries: Sequence[Query], answers: Sequence[Sequence[str]], seconds: float, load: Load | None = None) -> Row:
    """Sum up the answers, the ids of the best ten for each query."""
    pairs = list(zip(queries, answers, strict=True))
    phrases = [(q.relevant, found) for q, found in pairs if q.kind in PHRASES]
    return Row(
        statistics.mean(len(relevant.intersection(found)) / min(10, len(relevant)) for relevant, found in phrases),
        statistics.mean(next((1 / n for n, name in enumerate(found, 1) if name in relevant), 0) for relevant, found in phrases),
        statistics.mean(not found for _, found in phrases),
        tuple(_hits([not q.relevant.isdisjoint(found) for q, found in pairs if q.kind == kind]) for kind in SPOILT),
        seconds,
        load,
    )


def _hits(hits: Sequence[bool]) -> float | None:
    return statistics.mean(hits) if len(hits) >= FEW else None


def in_chromium(engine: Engine, browser: Browser | None, measured: Set) -> tuple[Row, list[list[str]]]:
    """Return the row of an engine, and its answers."""
    if not browser:
        raise MissingError("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        seconds = engine.build(measured.documents, measured.language, Path(folder))
        answers, load = ask(browser, Path(folder), [q.text for q in measured.queries], engine.shown)
    return row(measured.queries, answers, seconds, load), answers


def in_python(measured: Set) -> list[list[str]]:
    """Return the answers of `kb search`."""
    with tempfile.TemporaryDirectory() as folder:
        table = make_table(measured.documents, build_index(measured.documents, measured.language, Path(folder)), measured.language)
    return [[hit.document.id for hit in search(table, query.text, limit=10).hits] for query in measured.queries]


def differing(measured: Set, answers: Sequence[Sequence[str]]) -> list[str]:
    """Print how many queries have the same ten documents in the same order in Chromium and in Python; return the others."""
    found = [query.text for query, ours, other in zip(measured.queries, answers, in_python(measured), strict=True) if list(ours) != other]
    print(f"{measured.name:12} the same in Chromium and in Python: {len(measured.queries) - len(found)} of {len(measured.queries)} queries", flush=True)
    return found


def with_whoosh(measured: Set) -> Row:
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        find = stock(measured.documents, Path(folder))
        seconds = time.process_time() - start
        return row(measured.queries, [find(q.text) for q in measured.queries], seconds)


def rows(browser: Browser | None, measured: Set) -> Iterator[tuple[str, Row]]:
    """Yield each engine's row and print it, or why there is none."""
    for engine in ENGINES:
        name = f"{measured.name:12} {len(measured.documents):5} {engine.name:9}"
        try:
            made, answers = in_chromium(engine, browser, measured)
        except MissingError as missing:
            print(name, f"not measured: {missing}", flush=True)
            continue
        print(name, made, flush=True)
        if engine.name == "ours" and (others := differing(measured, answers)):
            raise SystemExit(f"{measured.name}: Chromium and Python differ: {others[:5]}")
        yield engine.name, made
    made = with_whoosh(measured)
    print(f"{measured.name:12} {len(measured.documents):5} {'Whoosh':9}", made, flush=True)
    yield "Whoosh", made


def worse(measured: Set, ours: Row, peer: str, theirs: Row) -> Iterator[str]:
    """Yield where ours is worse by a wide margin. Of a few documents, ten are most of them: what is spoilt is then found by chance."""
    name = measured.name
    shares = [("recall", ours.recall, theirs.recall), ("MRR", ours.rank, theirs.rank), ("share without a result", -ours.none, -theirs.none)]
    if len(measured.documents) >= MANY:
        shares += [(kind, a, b) for kind, a, b in zip(SPOILT, ours.spoilt, theirs.spoilt, strict=True) if a is not None and b is not None]
    for what, mine, other in shares:
        if mine < other - WIDE:
            yield f"{name}: {what} {abs(mine):.2f}, {peer} {abs(other):.2f}"
    if ours.load and theirs.load and ours.load.first_bytes > HEAVY * theirs.load.first_bytes:
        yield f"{name}: a first query loads {ours.load.first_bytes / 1024:.0f} KB, {peer} {theirs.load.first_bytes / 1024:.0f}"


def compare(browser: Browser | None, measured: Sequence[Set]) -> list[str]:
    """Print the table; return where ours is worse."""
    print(f"{version()}\n\n{HEAD}")
    failures = []
    for each in measured:
        made = dict(rows(browser, each))
        failures += [f for peer, theirs in made.items() if "ours" in made and peer != "ours" for f in worse(each, made["ours"], peer, theirs)]
    return failures


def show_growth(browser: Browser, measured: Sequence[Set], sizes: Sequence[int]) -> None:
    largest = {language: max((s for s in measured if s.language == language), key=lambda s: len(s.documents), default=None) for language in GROWN}
    print(f"\n{'ours':5} {'docs':>6} {'words':>7} {'KB 1':>7} {'files':>5} {'KB 2':>7} {'ms 1':>6} {'ms':>6} | index MB  texts MB   files  largest KB | {'CPU s':>6}")
    for language, grown in largest.items():
        for p in curve(browser, grown.documents, language, sizes) if grown else ():
            load = f"{p.load.first_bytes / 1024:7.1f} {p.load.first_requests:5.1f} {p.load.second_bytes / 1024:7.1f} {p.load.first_ms:6.0f} {p.load.ms:6.1f}"
            print(f"{language:5} {p.documents:6} {p.vocabulary:7} {load} | {p.shards / 2**20:8.2f} {p.texts / 2**20:9.2f} {p.files:7} {p.largest / 1024:11.1f} | {p.seconds:6.1f}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("folder", nargs="?", type=Path, default=os.environ.get("KB_SEARCH_DATA") or None)
    options.add_argument("--only", nargs="*", default=[], metavar="NAME", help="sets, such as udhr.th")
    options.add_argument("--sizes", nargs="*", type=int, default=SIZES, metavar="N", help="of the growth; none leaves it out")
    given = options.parse_args()
    measured = [s for s in sets(given.folder, ROOT / "tests/search/corpus.json") if not given.only or s.name in given.only]
    with chromium() as browser:
        failures = compare(browser, measured)
        if browser and given.sizes:
            show_growth(browser, measured, given.sizes)
    print("".join(f"\nworse: {failure}" for failure in failures), file=sys.stderr)
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
