"""What a reader's telephone loads, beside stock Material built from the same pages in the same run:

    python bench/weight.py [--site FOLDER] [--languages CODE ...]

For each kind of page and language, the largest such page is opened in Chromium by a reader who was never here and whose device has letters
for Latin only, which is the worst that can be: with a font of its own, `fonts` is 0. KB of 1024 bytes: HTML, CSS, scripts and pictures in gzip, as hosts of
static sites send them (_body in browser.py), fonts as they are; headers are not counted. `2nd` is another case opened after it: what is not in the
browser's memory. Stock Material: theme and search as they come, no fonts of Google (none can be loaded without a third party), cases out of the menu.
Fails where ours is not lighter by a wide margin; prints the goals of the project and whether they are met.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from browser import TYPES, _body  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from tests.conftest import fonts_for_latin_only  # noqa: E402
from tests.walking import kinds  # noqa: E402

LANGUAGES = ("en", "km", "my", "ta", "th", "lo")
KINDS = {".html": "HTML", ".css": "CSS", ".js": "JS", ".woff2": "fonts", ".svg": "images", ".png": "images", ".jpg": "images", ".webp": "images"}
COLUMNS = ("HTML", "CSS", "JS", "fonts", "images", "other")
GOALS = {**dict.fromkeys(("en", "id", "ms", "fil", "vi", "pt", "tet", "zh"), 18), "km": 50, "my": 60}  # KB of a case on a first visit
GOAL_SECOND = 8  # KB of another page
WIDE = 0.8  # of stock Material's bytes; with letters of the script, which it leaves to the device, not counted


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes on the wire."""

    first: Counter[str]  # by column
    second: int

    @property
    def total(self) -> int:
        return self.first.total()


class Telling(http.server.BaseHTTPRequestHandler):
    """Serves a folder as a static host does, and notes what it sent."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: object, folder: Path, sent: Counter[str]) -> None:
        self.folder, self.sent = folder, sent
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name = self.path.split("?")[0].lstrip("/")
        path = self.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
        if not path.is_file():
            self.send_error(404)
            return
        body, coding = (path.read_bytes(), "") if path.suffix == ".woff2" else _body(path)
        self.send_response(200)
        types = {**TYPES, ".svg": "image/svg+xml", ".woff2": "font/woff2"}
        for header, value in {"Content-Type": types.get(path.suffix, "application/octet-stream"), "Content-Length": str(len(body)), "Cache-Control": "max-age=600"}.items():
            self.send_header(header, value)
        if coding:
            self.send_header("Content-Encoding", coding)
        self.end_headers()
        self.wfile.write(body)
        self.sent[KINDS.get(path.suffix, "other")] += len(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def told(folder: Path) -> Iterator[tuple[str, Counter[str]]]:
    sent: Counter[str] = Counter()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Telling, folder=folder, sent=sent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", sent
    server.shutdown()
    server.server_close()


def weigh(browser: Browser, folder: Path, path: str, other: str) -> Weight:
    """Open a page as somebody new, then another."""
    with told(folder) as (address, sent):
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(address + path, wait_until="networkidle")
        page.wait_for_timeout(300)
        first = Counter(sent)
        page.goto(address + other, wait_until="networkidle")
        context.close()
        return Weight(first, sent.total() - first.total())


@contextmanager
def poor_browser(folder: Path) -> Iterator[Browser]:
    """Give a browser on a device without letters for any script but Latin."""
    chromium = shutil.which("chromium")
    if not chromium:
        sys.exit("Chromium is not installed: run make bench")
    with sync_playwright() as playwright:
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts_for_latin_only(folder))}
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"], env=environment)
        yield browser
        browser.close()


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def stock(pages: Path, language: str, folder: Path) -> Path:
    """Build the pages of a language with Material as it comes, and return the folder of the site; its addresses are those of ours."""
    known = {"fil": "tl"}.get(language, language)
    material = Path(__import__("material").__file__).parent / "templates/partials/languages"
    docs = folder / f"docs-{language}"
    shutil.copytree(pages / language, docs / language)
    config = {
        "site_name": "Stock",
        "docs_dir": str(docs),
        "theme": {"name": "material", "font": False, "language": known if (material / f"{known}.html").is_file() else "en"},
        "plugins": ["search"],
        "not_in_nav": f"/{language}/cases/*/",
        "nav": [f"{language}/index.md", *(f"{language}/{p}/index.md" for p in ("areas", "countries", "lessons", "cases", "about") if (docs / language / p).exists())],
    }
    file = folder / f"{language}.yml"
    file.write_text(json.dumps(config), "utf-8")  # YAML reads JSON
    run("mkdocs", "build", "--quiet", "--config-file", str(file), "--site-dir", str(folder / f"stock-{language}"))
    return folder / f"stock-{language}"


def other_case(site: Path, language: str, path: str) -> str:
    """Return another case: the one in the middle by size."""
    cases = sorted((p for p in (site / language / "cases").glob("*/*/index.html")), key=lambda p: p.stat().st_size)
    found = [p.parent.relative_to(site).as_posix() + "/" for p in cases]
    return next(p for p in (found[len(found) // 2], *found) if p != path)


def line(language: str, kind: str, ours: Weight, theirs: Weight) -> str:
    parts = "".join(f"{ours.first[column] / 1024:7.1f}" for column in COLUMNS)
    return f"{language:4} {kind:10} {parts} {ours.total / 1024:7.1f} {ours.second / 1024:6.1f} | {theirs.total / 1024:7.1f} {theirs.second / 1024:6.1f} | {ours.total / theirs.total:5.0%}"


def compare(browser: Browser, site: Path, languages: Sequence[str], folder: Path) -> tuple[list[str], list[str]]:
    """Print the table; return what is heavy beside stock Material, and what is said of the goals."""
    run("builder", "pages", "--out", str(folder / "pages"))
    print(f"{'':15} {''.join(f'{c:>7}' for c in COLUMNS)} {'total':>7} {'2nd':>6} | {'stock':>7} {'2nd':>6} |")
    heavy, goals = [], []
    for language in languages:
        peer = stock(folder / "pages", language, folder)
        for kind, path in kinds(site, language).items():
            other = other_case(site, language, path)
            ours, theirs = weigh(browser, site, path, other), weigh(browser, peer, path, other)
            print(line(language, kind, ours, theirs), flush=True)
            if ours.total - ours.first["fonts"] > WIDE * theirs.total:
                heavy.append(f"{language} {kind}: {ours.total / 1024:.1f} KB, stock Material {theirs.total / 1024:.1f}")
            if kind == "case":
                goals.append(told_goal(f"{language} case", ours.total, GOALS.get(language)))
                goals.append(told_goal(f"{language} second page", ours.second, GOAL_SECOND))
    return heavy, goals


def told_goal(what: str, measured: int, goal: int | None) -> str:
    told = f"goal {goal} {'met' if measured <= goal * 1024 else 'NOT MET'}" if goal else "no goal is set"
    return f"{what}: {measured / 1024:.1f} KB, {told}"


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--site", type=Path, help="the built site; without it, it is built")
    options.add_argument("--languages", nargs="*", default=LANGUAGES, metavar="CODE")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not given.site:
            run("builder", "site", "--quiet", "--out", str(folder / "site"))
        with poor_browser(folder) as browser:
            heavy, goals = compare(browser, given.site or folder / "site", given.languages, folder)
    print("", *goals, sep="\n")
    print("".join(f"\nheavy: {failure}" for failure in heavy), file=sys.stderr)
    return bool(heavy)


if __name__ == "__main__":
    sys.exit(main())
