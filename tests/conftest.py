"""What the tests share: the real schema folder, small real trees of cases, a fixed date, and the built site in a browser."""

from __future__ import annotations

import datetime
import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from builder import build, vocabulary
from builder.model import Catalogue, Reference
from builder.problems import Problem

ROOT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 24)
ALL = ("en", "id", "ms", "fil", "vi", "th", "lo", "km", "my", "zh", "ta", "pt", "tet")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
settings.register_profile("tests", deadline=None)  # no test depends on how fast a machine is
settings.load_profile("tests")


def chromium_path() -> str:
    """Return where Chromium is. A test that needs it fails without it, and is not skipped: nobody reads what was skipped."""
    path = shutil.which("chromium")
    if not path:
        pytest.fail("Chromium is not on the PATH. `make test` installs it; by hand: apt-get install chromium fonts-noto-core", pytrace=False)
    return path


def fonts_for_latin_only(folder: Path) -> Path:
    """Write what makes a browser one of a device without letters for any other script: the value of FONTCONFIG_FILE."""
    fonts = f"<dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{folder}</cachedir>"
    path = folder / "fonts.conf"
    path.write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{fonts}</fontconfig>', "utf-8")
    return path


@pytest.fixture(scope="session")
def reference() -> Reference:
    return vocabulary.load(ROOT)


@pytest.fixture(scope="session")
def collection() -> tuple[Catalogue, tuple[Problem, ...]]:
    """The collection of the repository itself."""
    return build.load(ROOT, TODAY)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test read or leave anything in the cache folder of the user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A root with the real schema and one whole case."""
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    shutil.copytree(Path(__file__).parent / "corpus" / "good" / "cases", tmp_path / "cases")
    return tmp_path


def change(tree: Path, *pairs: tuple[str, str]) -> None:
    """Change the text of the tree's case: each first text, which stands in it once, becomes the second."""
    path = tree / "cases/kh/village-library/index.en.md"
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


@pytest.fixture
def problems_of(tree: Path) -> Callable[[], list[Problem]]:
    """Check the tree and return its problems."""
    return lambda: list(build.load(tree, TODAY, drafts=True)[1])


def add_translation(tree: Path, reference: Reference) -> Path:
    """Add a whole translation of the tree's case into Indonesian, not yet accepted, and return its path."""
    labels = {code: term.label["id"] for code, term in reference.vocabularies["sections"].terms.items()}
    texts = {"problem": "Anak-anak tidak punya buku di rumah [S1].", "results": "Pada 2021 ada 120 pembaca [S1]."}
    head = (
        '---\ntitle: "Perpustakaan"\nsummary: "Sebuah desa meminjamkan buku."\nlanguage: "id"\nmethod: "human"\n'
        'translated_from:\n  language: "en"\nlocation: "Satu desa"\ncosts:\n  - id: "c1"\n    statement: "Rak"\n'
        'results:\n  - id: "r1"\n    statement: "Pembaca"\nlessons:\n  - id: "lend-freely"\n    text: "Pinjamkan buku."\n---\n'
    )
    path = tree / "cases/kh/village-library/index.id.md"
    path.write_text(head + "".join(f"\n## {label}\n\n{texts.get(code, 'Teks.')}\n" for code, label in labels.items()), "utf-8")
    return path


@pytest.fixture
def translation(tree: Path, reference: Reference) -> Path:
    """A whole translation of the tree's case into Indonesian, not yet accepted."""
    return add_translation(tree, reference)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole collection, built by the command that readers' sites are built by; once for all processes of the tests.

    KB_TEST_SITE names a site that was just built so, for whoever mends one test after another.
    """
    if os.environ.get("KB_TEST_SITE"):
        return Path(os.environ["KB_TEST_SITE"])
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    out = folder / "site"
    with (folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            command = [sys.executable, "-m", "builder", "--root", str(ROOT), "--today", TODAY.isoformat(), "site", "--quiet", "--out", str(out)]
            result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "KB_SITE_URL": ""})
            assert result.returncode == 0, result.stderr
    return out


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Of the session: only one may be started in a process at a time."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
    yield opened
    opened.close()


class Watched:
    """A page that notes every complaint of the console and every request."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("request", lambda r: self.requests.append(r.url))

    def assert_quiet(self, home: str) -> None:
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith((home, "data:"))] == []


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page())
    context.close()
