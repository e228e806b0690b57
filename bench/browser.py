"""Asks a search engine in Chromium, over HTTP, and counts what it loads.

An engine is a folder with a page find.html that defines kbFind(query, count), a promise of the addresses of the best documents. The
server here compresses with gzip what that makes smaller, as hosts of static sites do. The bodies of all files are counted, scripts of the
engine as well as the index, but for the page itself: headers, and what draws the form and the results, are counted for no engine.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import shutil
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PAGE = "find.html"
SAMPLES = 5  # pairs of queries, each by a reader who was never here before
ASK = """async ([queries, count]) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now(), found = await kbFind(query, count);
    answers.push([found.map(url => url.replace(/^\\/|\\/?(#.*)?$/g, '')), performance.now() - start]);
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Load:
    """What a reader waits for, on average."""

    first_bytes: float  # of a first query
    first_requests: float
    second_bytes: float  # what a second one adds
    first_ms: float  # from a page without anything to the result of the first query; the network takes no time
    ms: float  # median of all queries on a page that has been used


class Counting(http.server.BaseHTTPRequestHandler):
    """Serves files of a folder, and notes the size of each."""

    protocol_version = "HTTP/1.1"
    folder: Path
    sent: list[int]

    def __init__(self, *given: object, folder: Path, sent: list[int]) -> None:
        self.folder, self.sent = folder, sent
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.folder / self.path.split("?")[0].lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        body, coding = _body(path)
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if coding:
            self.send_header("Content-Encoding", coding)
        self.end_headers()
        self.wfile.write(body)
        if path.name != PAGE:
            self.sent.append(len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".css": "text/css"}


@functools.lru_cache(maxsize=4096)
def _body(path: Path) -> tuple[bytes, str]:
    raw = path.read_bytes()
    small = gzip.compress(raw, 6)
    return (small, "gzip") if len(small) < len(raw) else (raw, "")


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Give Chromium, or None where it is not installed."""
    path = shutil.which("chromium")
    if not path:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Give the address of a folder and the list of the sizes of what was loaded from it."""
    sent: list[int] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, folder=folder, sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{PAGE}", sent
    server.shutdown()
    server.server_close()


@contextmanager
def _opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def ask(browser: Browser, folder: Path, queries: Sequence[str], shown: int) -> tuple[list[list[str]], Load]:
    """Return the ids of the best ten for each query, and what a reader waits for who is shown `shown` results."""
    with served(folder) as (address, sent):
        firsts = [_first(browser, address, sent, queries[n::SAMPLES][:2], shown) for n in range(min(SAMPLES, len(queries) // 2))]
        with _opened(browser, address) as page:
            answers = page.evaluate(ASK, [list(queries), 10])
    first, requests, second, first_ms = (statistics.mean(column) for column in zip(*firsts, strict=True))
    return [found for found, _ in answers], Load(first, requests, second, first_ms, statistics.median(ms for _, ms in answers))


def _first(browser: Browser, address: str, sent: list[int], pair: Sequence[str], shown: int) -> tuple[int, int, int, float]:
    """Return bytes and requests of a first query, bytes of a second, and the milliseconds of the first."""
    sent.clear()
    with _opened(browser, address) as page:
        page.evaluate(ASK, [pair[:1], shown])
        elapsed: float = page.evaluate("performance.now()")
        first, requests = sum(sent), len(sent)
        page.evaluate(ASK, [pair[1:], shown])
        return first, requests, sum(sent) - first, elapsed
