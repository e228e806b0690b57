"""What Lighthouse says of a home page, an area, a case and the search, as a telephone on a slow line: `make audit` prints the scores.

Lighthouse comes from npm, into .cache/audit, and runs in the Node of Playwright's wheel. The goal is 100 everywhere, and held but for the speed of a busy
machine. A device without letters for the script draws boxes until the site's font has come; when the text then takes its place, lines move,
which costs points for layout shift: printed, not held.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import playwright
import pytest

from tests.conftest import ROOT, TODAY, chromium_path, fonts_for_latin_only
from tests.walking import kinds

LIGHTHOUSE = "lighthouse@13.5.0"
NPM = ROOT / ".cache/audit"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KINDS = ("home", "area", "case", "search")
LEAST = {"performance": 0.95}  # of a busy machine; the rest does not depend on one


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves as a static host does: text in gzip, kept for a day."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".woff2": "font/woff2"}  # noqa: RUF012

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        is_text = path.suffix in (".html", ".css", ".js", ".svg", ".txt", ".xml", ".json")
        body = gzip.compress(path.read_bytes(), 6) if is_text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if is_text else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=86400")
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site with its address in it, as search engines need it, and that address."""
    folder = tmp_path_factory.mktemp("public") / "site"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "builder", "--root", str(ROOT), "--today", TODAY.isoformat(), "site", "--quiet", "--out", str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "KB_SITE_URL": address})
    assert built.returncode == 0, built.stderr
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), lambda *given: Compressing(*given, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def lighthouse() -> list[str]:
    """Return the command. Fails, not skips, without it."""
    program = NPM / "node_modules/lighthouse/cli/index.js"
    if not program.exists():
        npm = shutil.which("npm") or pytest.fail("npm is not installed: `make audit` installs it.", pytrace=False)
        NPM.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(NPM), "--no-audit", "--no-fund", "--ignore-scripts", "--silent", LIGHTHOUSE]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return [str(Path(playwright.__file__).parent / "driver/node"), str(program)]


def audited(command: list[str], url: str, folder: Path, *, latin_only: bool = False) -> Any:
    out = folder / "report.json"
    flags = ["--output=json", f"--output-path={out}", "--quiet", "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": chromium_path(), **({"FONTCONFIG_FILE": str(fonts_for_latin_only(folder))} if latin_only else {})}
    chrome = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    done = subprocess.run([*command, url, *flags, chrome], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(out.read_text("utf-8"))


def lost(report: Any) -> Iterator[str]:
    """Yield what costs points."""
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"  {category['id']}: {audit['id']} {audit['score']} {audit.get('displayValue', '')}"


def told(report: Any, what: str) -> dict[str, float]:
    """Print the scores; pytest -rP shows them."""
    scores = {name: report["categories"][name]["score"] for name in CATEGORIES}
    print("\n".join([f"{what:24}" + " ".join(f"{name} {score * 100:3.0f}" for name, score in scores.items()), *lost(report)]))
    return scores


@pytest.mark.parametrize("language", ["en", "km", "ta"])
@pytest.mark.parametrize("kind", KINDS)
def test_scores(public: tuple[Path, str], lighthouse: list[str], tmp_path: Path, kind: str, language: str) -> None:
    folder, address = public
    scores = told(audited(lighthouse, address + kinds(folder, language)[kind], tmp_path), f"{kind} {language}")
    assert {name: score for name, score in scores.items() if score < LEAST.get(name, 1)} == {}


@pytest.mark.parametrize("language", ["km", "my", "ta"])
def test_scores_on_a_device_without_letters(public: tuple[Path, str], lighthouse: list[str], tmp_path: Path, language: str) -> None:
    folder, address = public
    scores = told(audited(lighthouse, address + kinds(folder, language)["case"], tmp_path, latin_only=True), f"case {language}, no letters")
    assert {name: score for name, score in scores.items() if name not in LEAST and score < 1} == {}
