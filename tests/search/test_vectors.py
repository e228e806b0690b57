"""The tokenizer in Node and in Chromium against the one in Python, on the strings of vectors.py; and a hash of what all must say."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import playwright
import pytest
from playwright.sync_api import Browser

from builder.search.tokenize import TOKENIZER_VERSION
from tests.search.conftest import CORPUS, SCRIPTS
from tests.search.vectors import AS_VALUES, as_line, collection, digest, every_code_point, vectors

# Of the version of the tokenizer. Shards of another version are refused by the page, so new values need a new version:
# raise TOKENIZER_VERSION in tokenize.py and VERSION in tokenize.js, and write both numbers here.
PINNED = (4, "33a33e00c8fee5b27fe4d4d0bcd5921b")
SOURCES = (vectors, collection, every_code_point)
CHUNK = 4000  # strings a call
# Texts go there as ASCII JSON, in which no half of a surrogate pair is lost; what comes back is a line each, compared as it is
ANSWER = f"texts => JSON.parse(texts).map({AS_VALUES}).map(values => JSON.stringify(values)).join('\\n')"
TOKENIZER = (SCRIPTS / "tokenize.js").read_text("utf-8")


@cache
def expected() -> dict[str, str]:
    """Return what Python says of each text, as a line: lists would be millions of objects, and slow the collector of garbage."""
    return {text: as_line(text) for text in dict.fromkeys(text for source in SOURCES for text in source())}


def node() -> str:
    """Return the Node that Playwright's wheel holds, so that `make` has installed it by its hash; or the one of this machine."""
    own = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
    found = str(own) if own.is_file() else shutil.which("node")
    if not found:
        pytest.fail(f"There is no Node: not in {own}, where Playwright's wheel has it, and not on the PATH. Run `make test`, or install Node.", pytrace=False)
    return found


def compare(found: list[str], where: str) -> None:
    rows = [(text, wanted, answer) for (text, wanted), answer in zip(expected().items(), found, strict=True) if wanted != answer]
    shown = "\n".join(f"{text!a:.300}\n  Python: {wanted!a:.300}\n  {where}: {answer!a:.300}" for text, wanted, answer in rows[:5])
    assert not rows, f"{where} cuts {len(rows)} of {len(expected())} strings otherwise than Python, such as:\n{shown}"


def test_there_are_enough_and_always_the_same() -> None:
    made = vectors()
    assert len(made) >= 20_000
    assert made == vectors()
    assert len(CORPUS) == 13


def test_new_values_need_a_new_version() -> None:
    now = (TOKENIZER_VERSION, digest(vectors()))
    assert now == PINNED, "The tokenizer gives other values: raise TOKENIZER_VERSION and VERSION (tokenize.js), and write both numbers into PINNED."
    assert f"var VERSION = {TOKENIZER_VERSION};" in TOKENIZER


def test_node_cuts_alike() -> None:
    script = f"{TOKENIZER}\nprocess.stdout.write(({ANSWER})(require('fs').readFileSync(0, 'utf8')));"
    done = subprocess.run([node(), "-e", script], input=json.dumps(list(expected())), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    compare(done.stdout.split("\n"), "Node")


def test_chromium_cuts_alike(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=TOKENIZER)
    texts, found = list(expected()), []
    for start in range(0, len(texts), CHUNK):
        found += page.evaluate(ANSWER, json.dumps(texts[start : start + CHUNK])).split("\n")
    page.close()
    compare(found, "Chromium")
