"""The engines that bench/search.py sets side by side, each as a folder with a page that asks it: ours, Material's worker, Pagefind extended.

Each build gets the same documents and says how many seconds of processor time it took. Material's worker gets the index that Material's
plugin writes, with what Material sets for the language (and without jieba, which has to be installed apart). It is built anew in every
reader's browser, which is in ms 1. Pagefind is the one of npm, kept in .cache/bench; it indexes HTML pages.
"""

from __future__ import annotations

import html
import json
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import material
from browser import PAGE
from material.plugins.search.plugin import SearchPlugin
from whoosh import fields, qparser
from whoosh.filedb.filestore import FileStorage

from builder.scripts import together
from builder.search.documents import Document
from builder.search.impacts import make_table
from builder.search.shards import artifacts
from builder.search.whoosh_index import build_index

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(material.__file__).parent / "templates"
PAGEFIND = "pagefind@1.6.0"
NPM = ROOT / ".cache/bench"


class MissingError(Exception):
    """An engine that cannot be had here."""


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    shown: int  # results that its own list shows at first, and so loads
    build: Callable[[Sequence[Document], str, Path], float]  # documents, language, folder -> seconds of processor time


def _page(folder: Path, language: str, script: str, *sources: str) -> None:
    scripts = "".join(f'<script src="{source}"></script>' for source in sources)
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><link rel="icon" href="data:,">'
    (folder / PAGE).write_text(f"{head}{scripts}<script>{script}</script>", "utf-8")


OURS = """kbEngine.setRoot('./');
let opened;
window.kbFind = async (query, count) => {
  const result = await kbEngine.search([await (opened = opened || kbEngine.open(LANGUAGE))], query, {}, 'relevance', false);
  return (await Promise.all(result.numbers.slice(0, count).map(result.load))).map(hit => hit.about.url);
};"""


def build_ours(found: Sequence[Document], language: str, folder: Path) -> float:
    start = time.process_time()
    with tempfile.TemporaryDirectory() as whoosh:
        made = artifacts(make_table(found, build_index(found, language, Path(whoosh)), language))
    seconds = time.process_time() - start
    for artifact in made:
        (folder / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / artifact.path).write_bytes(artifact.content)
    (folder / "engine.js").write_text(together(ROOT, ("tokenize", "engine")), "utf-8")
    _page(folder, language, OURS.replace("LANGUAGE", json.dumps(language)), "engine.js")
    return seconds


# The messages are those of Material's own page: 0 sets up, 1 is ready, 2 asks, 3 answers. Over HTTP it sets up as soon as it is opened.
MATERIAL = """const worker = new Worker('javascripts/workers/WORKER');
const told = type => new Promise(done => worker.addEventListener('message', function hear(event) {
  if (event.data.type !== type) return;
  worker.removeEventListener('message', hear);
  done(event.data.data);
}));
const ready = fetch('search/search_index.json').then(r => r.json()).then(index => {
  worker.postMessage({type: 0, data: {...index, options: {suggest: false}}});
  return told(1);
});
window.kbFind = async (query, count) => {
  await ready;
  const answer = told(3);
  worker.postMessage({type: 2, data: query});
  return (await answer).items.slice(0, count).map(group => group[0].location);
};"""


def build_material(found: Sequence[Document], language: str, folder: Path) -> float:
    start = time.process_time()
    index = material_index(found, language)
    seconds = time.process_time() - start
    (folder / "search").mkdir()
    (folder / "search/search_index.json").write_text(index, "utf-8")
    shutil.copytree(TEMPLATES / "assets/javascripts", folder / "javascripts")
    (worker,) = (folder / "javascripts/workers").glob("search.*.min.js")
    _page(folder, language, MATERIAL.replace("WORKER", worker.name))
    return seconds


def material_index(found: Sequence[Document], language: str) -> str:
    """Return what Material's plugin writes for pages with these documents, with its settings for the language."""
    known = {"fil": "tl"}.get(language, language)
    theme = SimpleNamespace(
        language=known if (TEMPLATES / f"partials/languages/{known}.html").is_file() else "en",
        get_env=lambda: jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES)),  # no page is made: nothing to escape
    )
    plugin: Any = SearchPlugin()
    plugin.load_config({})
    plugin.on_startup(command="build", dirty=False)
    plugin.on_config(SimpleNamespace(theme=theme))
    for d in found:
        page = SimpleNamespace(content=_content(d), meta={}, toc=[], url=d.url, title=d.title)
        plugin.on_page_context({}, page=page, config=None, nav=None)
    written: str = plugin.search_index.generate_search_index(None)
    return written


def _content(document: Document) -> str:
    return f'<h1 id="title">{html.escape(document.title)}</h1>\n<p>{html.escape(document.body)}</p>'


PAGEFIND_PAGE = """let loaded;
window.kbFind = async (query, count) => {
  const pagefind = await (loaded = loaded || import('/pagefind/pagefind.js'));
  const found = await pagefind.search(query);
  return (await Promise.all(found.results.slice(0, count).map(result => result.data()))).map(data => data.url);
};"""


def build_pagefind(found: Sequence[Document], language: str, folder: Path) -> float:
    program = _pagefind()
    for d in found:
        (folder / d.url).mkdir()
        text = f"<title>{html.escape(d.title)}</title><main data-pagefind-body>{_content(d)}</main>"
        (folder / d.url / "index.html").write_text(f'<!doctype html><html lang="{language}"><meta charset="utf-8">{text}', "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(program), "--site", str(folder)], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode or "(Extended)" not in done.stdout:
        raise MissingError(f"pagefind: {(done.stderr or done.stdout).strip().splitlines()[-1:]}")
    _page(folder, language, PAGEFIND_PAGE)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _pagefind() -> Path:
    """Return Pagefind's program, from npm when it is not here yet."""
    program = NPM / "node_modules/.bin/pagefind"
    if not program.exists():
        npm = shutil.which("npm")
        if not npm:
            raise MissingError("npm is not installed")
        NPM.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(NPM), "--no-audit", "--no-fund", "--silent", PAGEFIND]
        if subprocess.run(command, capture_output=True, check=False).returncode or not program.exists():
            raise MissingError(f"npm has no {PAGEFIND}")
    return program


def stock(found: Sequence[Document], folder: Path) -> Callable[[str], list[str]]:
    """Return the search of an index with Whoosh's StandardAnalyzer, as its documentation shows it."""
    index = FileStorage(str(folder)).create_index(fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, body=fields.TEXT))
    writer = index.writer()
    for document in found:
        writer.add_document(id=document.id, title=document.title, body=document.body)
    writer.commit()
    parser = qparser.MultifieldParser(["title", "body"], index.schema)
    searcher = index.searcher()
    return lambda query: [hit["id"] for hit in searcher.search(parser.parse(query), limit=10)]


ENGINES = (Engine("ours", 5, build_ours), Engine("Material", 10, build_material), Engine("Pagefind", 5, build_pagefind))


def version() -> str:
    """Return the versions of the peers."""
    worker = next((TEMPLATES / "assets/javascripts/workers").glob("search.*.min.js"))
    lunr = re.search(r'\.version="([\d.]+)"', worker.read_text("utf-8"))
    return f"mkdocs-material (lunr {lunr[1] if lunr else '?'}), {PAGEFIND}"
