"""The tokenizer in Node and in Chromium against the one in Python, on the strings of vectors.py; and a hash of what all must say."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import playwright
import pytest
from playwright.sync_api import Browser

from builder.search.tokenize import TOKENIZER_VERSION
from tests.search.conftest import CORPUS, SCRIPTS
from tests.search.vectors import AS_VALUES, as_values, collection, digest, every_code_point, vectors

# Of the version of the tokenizer. Shards of another version are refused by the page, so new values need a new version:
# raise TOKENIZER_VERSION in tokenize.py and VERSION in tokenize.js, and write both numbers here.
PINNED = (4, "c373c579dbc6de814ead70cb4479a9ba")
SOURCES = (vectors, collection, every_code_point)
CHUNK = 4000  # strings a call
ANSWER = f"texts => JSON.stringify(JSON.parse(texts).map({AS_VALUES}))"  # as ASCII JSON: no half of a surrogate pair is lost on the way
TOKENIZER = (SCRIPTS / "tokenize.js").read_text("utf-8")


@cache
def texts() -> list[str]:
    return list(dict.fromkeys(text for source in SOURCES for text in source()))


@cache
def expected() -> list[Any]:
    return [as_values(text) for text in texts()]


def node() -> str:
    """Return the Node that Playwright's wheel holds, so that `make` has installed it by its hash; or the one of this machine."""
    own = Path(playwright.__file__).parent / "driver" / ("node.exe" if sys.platform == "win32" else "node")
    found = str(own) if own.is_file() else shutil.which("node")
    if not found:
        pytest.fail(f"There is no Node: not in {own}, where Playwright's wheel has it, and not on the PATH. Run `make test`, or install Node.", pytrace=False)
    return found


def compare(found: list[Any], where: str) -> None:
    rows = [row for row in zip(texts(), expected(), found, strict=True) if row[1] != row[2]]
    shown = "\n".join(f"{text!a:.300}\n  Python: {wanted!a:.300}\n  {where}: {answer!a:.300}" for text, wanted, answer in rows[:5])
    assert not rows, f"{where} cuts {len(rows)} of {len(texts())} strings otherwise than Python, such as:\n{shown}"


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
    done = subprocess.run([node(), "-e", script], input=json.dumps(texts()), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    compare(json.loads(done.stdout), "Node")


def test_chromium_cuts_alike(chromium: Browser) -> None:
    page = chromium.new_page()
    page.add_script_tag(content=TOKENIZER)
    found: list[Any] = []
    for start in range(0, len(texts()), CHUNK):
        found += json.loads(page.evaluate(ANSWER, json.dumps(texts()[start : start + CHUNK])))
    page.close()
    compare(found, "Chromium")
