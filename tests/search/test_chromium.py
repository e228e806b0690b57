"""The browser against Python: the same terms, the same results in the same order, the same marks; and the search page itself."""

from __future__ import annotations

import functools
import http.server
import json
import random
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from builder.search.impacts import Table
from builder.search.query import search
from builder.search.shards import artifacts
from tests.search.conftest import CORPUS, SCRIPTS
from tests.search.test_tokenize import AS_VALUES, REAL, as_values, random_texts

LANGUAGES = ("en", "th", "km", "my", "zh", "ta", "vi", "pt")
# slips in the first and the last letters, two slips, a known word that is one, words as one and apart, years, accents, scripts mixed
SPECIAL = ("lsavery", "slaveyr", "discrmnation", "recogntion dignitx", "form the right", "cooperation", "co-operation", "co operation", "1948",
           "everyone has the right", "nhân phẩm", "nhan phẩm", "distinção", "distincao", "สิทธิ OTOP", "สทธิมนุษย", "ပာရေး")
FACETS: tuple[dict[str, str], ...] = ({}, {"area": "B"}, {"country": "asean"}, {"language": "en"}, {"area": "C", "country": "KH"})
SEARCH = """async ([language, query, facets]) => {
  kbEngine.setRoot('./');
  window.indexes = window.indexes || {};
  const index = await (indexes[language] = indexes[language] || kbEngine.open(language));
  const result = await kbEngine.search(index, query, facets), hits = [];
  for (const number of result.numbers.slice(0, 20)) {
    const shown = await result.load(number);
    hits.push([shown.about.url, result.points.get(number), shown.heading, shown.excerpt]);
  }
  return {mode: result.mode, total: result.numbers.length, corrections: result.corrections, hits: hits};
}"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types kb-search"
STRINGS = {
    **{key: key for key in ("searching", "no_results", "no_results_hint", "lesson", "case", "more", "search_failed", "any_words")},
    "version_mismatch": "version_mismatch",
    "results_one": "{count} result",
    "results_other": "{count} results",
    "did_you_mean": "Did you mean {word}?",
    "shown_other_language": "Text in {language}",
    "languages": {"en": "English", "km": "Khmer"},
    "areas": dict.fromkeys("ABCDEFG", "Area"),
    "countries": {"KH": "Cambodia", "LA": "Laos", "asean": "ASEAN"},
}


def options(values: str) -> str:
    return '<option value="">All</option>' + "".join(f'<option value="{v}">{v}</option>' for v in values.split())


def page_html(language: str) -> str:
    scripts = "".join(f'<script src="../../assets/search/{name}.js" defer></script>' for name in ("tokenize", "engine", "page"))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<form class="kb-search" action="" data-language="{language}" data-root="../../"><label for="q">q</label>'
        f'<input id="q" name="q" type="search"><select name="area">{options("A B C")}</select><select name="country">{options("KH LA asean")}'
        f'</select><select name="language">{options("en km")}</select><button type="submit">go</button></form>'
        '<p id="search-status" role="status"></p><ol id="search-results"></ol>'
        f'<script id="search-strings" type="application/json">{json.dumps(STRINGS)}</script>{scripts}'
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, table_of: Callable[[str], Table]) -> Path:
    """A folder as it is published: the scripts, the shards, a bare page for the engine, and search pages."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(SCRIPTS, root / "assets/search")
    for language in LANGUAGES:
        for artifact in artifacts(table_of(language)):
            (root / artifact.path).parent.mkdir(parents=True, exist_ok=True)
            (root / artifact.path).write_bytes(artifact.content)
        (root / language / "search").mkdir(parents=True)
        (root / language / "search/index.html").write_text(page_html(language), "utf-8")
    scripts = "".join(f'<script src="assets/search/{name}.js"></script>' for name in ("tokenize", "engine"))
    (root / "bare.html").write_text(f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{scripts}', "utf-8")
    return root


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "favicon" not in m.location["url"] else None)
    yield opened
    opened.close()
    assert complaints == []


def queries(language: str) -> list[str]:
    """Return phrases cut from the text, cut words, typing errors and mixtures; the same ones on every run."""
    chance = random.Random(language)
    made = ["", "freedom", "village bank", "xyzzy", "12", *SPECIAL]
    for article in chance.sample(CORPUS[language], 12):
        text = article["text"]
        start = chance.randrange(max(1, len(text) - 30))
        phrase = text[start : start + chance.randrange(2, 30)]
        slip = chance.randrange(len(phrase))
        made += [phrase, phrase.split(" ")[-1], phrase[:slip] + phrase[slip + 1 :], f"{phrase[:6]} {article['title']}"]
    return made


def test_terms(page: Page, site: Path) -> None:
    page.goto((site / "bare.html").as_uri())
    texts = REAL + random_texts(400)
    answers: list[Any] = page.evaluate(f"texts => texts.map({AS_VALUES})", texts)
    for text, answer in zip(texts, answers, strict=True):
        assert answer == as_values(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_from_a_file(page: Page, site: Path, table_of: Callable[[str], Table], language: str) -> None:
    page.goto((site / "bare.html").as_uri())
    for number, query in enumerate(queries(language)):
        facets = FACETS[number % len(FACETS)]
        found = page.evaluate(SEARCH, [language, query, facets])
        wanted = search(table_of(language), query, **facets)
        excerpts = [
            (hit.document.url, hit.score, *({"text": e.text, "marks": [list(m) for m in e.marks]} for e in (hit.heading, hit.excerpt)))
            for hit in wanted.hits
        ]
        assert (found["mode"], found["total"]) == (wanted.mode, wanted.total), query
        assert [tuple(c) for c in found["corrections"]] == list(wanted.corrections), query
        assert [tuple(hit) for hit in found["hits"]] == excerpts, query


def test_the_page_answers_while_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/")
    page.locator("#q").press_sequentially("arbitrary arr")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("location.search.includes('arr') && document.querySelector('#search-status').textContent === '1 result'")
    link = page.locator("#search-results li a").first
    assert link.evaluate("a => a.href") == f"{address}/en/cases/kh/u9/"
    assert page.locator("#search-results li").first.locator("mark").all_text_contents()[-2:] == ["arbitrary", "arrest"]
    assert page.locator("#search-status").text_content() == "1 result"


def test_the_page_reads_and_writes_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=right&area=B")
    page.wait_for_selector("#search-results li a")
    narrow = page.locator("#search-results li").count()
    page.select_option("[name=area]", "")
    page.locator("#search-results li").nth(narrow).wait_for()
    assert page.url == f"{address}/en/search/?q=right"
    page.select_option("[name=country]", "asean")
    page.wait_for_url("**country=asean**")
    page.locator("[name=area] option[value=B]", has_text=re.compile(r"\(\d+\)")).wait_for(state="attached")


def test_the_page_names_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}/km/search/?q=savings&language=en")
    page.wait_for_selector("#search-results li a")
    item = page.locator("#search-results li").first
    assert "Text in English" in (item.text_content() or "")
    assert item.locator("a").get_attribute("lang") == "en"


def test_did_you_mean(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=xlavery")
    page.get_by_role("button", name="Did you mean slavery?").click()
    page.wait_for_function("location.search === '?q=slavery'")
    assert page.input_value("#q") == "slavery"


def test_another_version_is_told(page: Page, address: str) -> None:
    def outdated(route: Any) -> None:
        route.fulfill(body=route.fetch().text().replace('"format":1', '"format":0'), content_type="text/javascript")

    page.route("**/m.js*", outdated)
    page.goto(f"{address}/en/search/?q=right")
    page.wait_for_function("document.getElementById('search-status').textContent === 'version_mismatch'")


def test_only_search_files_are_loaded(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/en/search/?q=right")
    page.wait_for_selector("#search-results li a")
    refused = page.evaluate("() => { const s = document.createElement('script'); try { s.src = 'x.js'; } catch (e) { return e.name; } }")
    assert refused == "TypeError"
    assert page.evaluate("kbEngine.open('../en').then(() => 'loaded', e => e.message)") != "loaded"
    page.close()
