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
from playwright.sync_api import Browser, Page, expect

from builder.outputs import Artifact
from builder.search import shards
from builder.search.facets import SORTS
from builder.search.impacts import Table
from builder.search.query import SearchResult, search
from builder.search.shards import FORMAT_VERSION
from builder.search.stem import ALGORITHMS, RULES, stemmer
from builder.search.whoosh_index import VARIANT
from tests.search.conftest import CORPUS, SCRIPTS
from tests.search.test_tokenize import AS_VALUES, REAL, as_values, random_texts
from tests.search.ways import ways

LANGUAGES = tuple(CORPUS)  # all 13
LARGE = ("id", "my", "ta", "vi")  # whose separators are written in blocks, as those of large collections are
# slips in the first and the last letters, two slips, a known word that is one, words as one and apart, years, accents, scripts mixed
SPECIAL = ("lsavery", "slaveyr", "discrmnation", "recogntion dignitx", "form the right", "cooperation", "co-operation", "co operation", "1948",
           "everyone has the right", "nhân phẩm", "nhan phẩm", "distinção", "distincao", "สิทธิ OTOP", "สทธิมนุษย", "ပာရေး")
FACETS: tuple[dict[str, list[str]], ...] = ({}, {"area": ["B"]}, {"country": ["asean", "LA"]}, {"language": ["en"]}, {"area": ["C", "D"], "country": ["KH"]}, {"year": ["2020"], "evidence": []})
SEARCH = """async ([languages, query, filters, sort]) => {
  kbEngine.setRoot('./');
  window.indexes = window.indexes || {};
  const opened = await Promise.all(languages.map(language => indexes[language] = indexes[language] || kbEngine.open(language)));
  const result = await kbEngine.search(opened, query, filters, sort, true), hits = [];
  for (const number of result.numbers.slice(0, 20)) {
    const shown = await result.load(number);
    hits.push([shown.about.url, result.points.get(number), shown.heading, shown.excerpt]);
  }
  const groups = result.groups.slice(0, 20).map(([, numbers]) => numbers.length);
  return {mode: result.mode, total: result.numbers.length, cases: result.groups.length, groups, counts: result.counts, corrections: result.corrections, hits};
}"""
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types kb-search"
STRINGS = {
    **{key: key for key in ("searching", "no_results", "no_results_hint", "no_filtered", "lesson", "case", "more", "search_failed", "any_words", "recent")},
    "version_mismatch": "version_mismatch",
    "results_one": "{count} result",
    "results_other": "{count} results",
    "did_you_mean": "Did you mean {word}?",
    "evidence": "Evidence",
    "shown_other_language": "Text in {language}",
    "more_here": "{count} more",
    "remove": "Remove: {filter}",
    "show": "Show {count}",
    "kinds": {"avoid": "Avoid"},
    "words": ["Savings groups", "Water", "Women"],
    "languages": {"en": "English", "km": "Khmer"},
    "areas": dict.fromkeys("ABCDEFG", "Area"),
    "countries": {"KH": "Cambodia", "LA": "Laos", "asean": "ASEAN"},
}


def boxes(name: str, values: str) -> str:
    inner = "".join(f'<label><input type="checkbox" name="{name}" value="{v}"> <span>{v}</span> <small></small></label>' for v in values.split())
    return f'<details data-facet="{name}"><summary>{name} <span class="kb-filters__count"></span></summary><fieldset><legend>{name}</legend>{inner}</fieldset></details>'


def page_html(language: str) -> str:
    scripts = "".join(f'<script src="../../assets/search/{name}.js" defer></script>' for name in ("tokenize", "engine", "words", "page"))
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<form class="kb-search" action="" data-language="{language}" data-root="../../"><label for="q">q</label>'
        '<input id="q" name="q" type="search" role="combobox" aria-expanded="false" aria-controls="search-words">'
        '<ul id="search-words" role="listbox" aria-label="words" hidden></ul><button type="submit">go</button><p id="search-intro">intro</p>'
        '<details id="filters" open><summary>Filters <span class="kb-filters__count"></span></summary>'
        f'{boxes("area", "A B C")}{boxes("country", "KH LA asean")}{boxes("language", "en km")}{boxes("year", "")}'
        '<label><input type="checkbox" name="also" value="km">km</label><button type="button" id="search-show"></button><button type="button" id="search-clear">clear</button></details>'
        '<select name="sort" id="sort"><option>relevance</option><option>newest</option><option>evidence</option></select></form>'
        '<div class="kb-languages"><a href="../../km/search/" hreflang="km">km</a></div><ul id="search-chosen" hidden></ul>'
        '<div id="search-status" role="status" tabindex="-1"></div><p id="search-else" hidden>elsewhere</p><ol id="search-results"></ol><button type="button" id="search-forget" hidden>forget</button>'
        f'<script id="search-strings" type="application/json">{json.dumps(STRINGS)}</script>{scripts}'
    )


def written(table: Table) -> tuple[Artifact, ...]:
    with pytest.MonkeyPatch.context() as patch:
        if table.language in LARGE:
            patch.setattr(shards, "INLINE", 0)
            patch.setattr(shards, "BLOCK", 3)
        return shards.artifacts(table)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, table_of: Callable[[str], Table]) -> Path:
    """A folder as it is published: the scripts, the shards, a bare page for the engine, and search pages."""
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(SCRIPTS, root / "assets/search")
    for language in LANGUAGES:
        for artifact in written(table_of(language)):
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
        other = chance.choice(text)
        word = max(phrase.split(" "), key=len)
        at = chance.randrange(len(word))
        made += [phrase, phrase.split(" ")[-1], phrase[:slip] + phrase[slip + 1 :], f"{phrase[:6]} {article['title']}"]
        made += [word[:at] + other + word[at:], word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]]
    return made


def test_terms(page: Page, site: Path) -> None:
    page.goto((site / "bare.html").as_uri())
    texts = REAL + random_texts(400)
    answers: list[Any] = page.evaluate(f"texts => texts.map({AS_VALUES})", texts)
    for text, answer in zip(texts, answers, strict=True):
        assert answer == as_values(text), text


def assert_equal_results(page: Page, tables: list[Table], query: str, filters: dict[str, list[str]], sort: str) -> SearchResult:
    found = page.evaluate(SEARCH, [[table.language for table in tables], query, filters, sort])
    wanted = search(tables[0], query, also=tables[1:], filters=filters, sort=sort)
    excerpts = [
        (hit.document.url, hit.score, *({"text": e.text, "marks": [list(m) for m in e.marks]} for e in (hit.heading, hit.excerpt)))
        for hit in wanted.hits
    ]
    assert (found["mode"], found["total"], found["cases"]) == (wanted.mode, wanted.total, wanted.cases), query
    assert [tuple(c) for c in found["corrections"]] == list(wanted.corrections), query
    assert [tuple(hit) for hit in found["hits"]] == excerpts, query
    assert found["groups"] == [group.total for group in wanted.groups], query
    assert found["counts"] == wanted.counts, query
    return wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_from_a_file(page: Page, site: Path, table_of: Callable[[str], Table], language: str) -> None:
    page.goto((site / "bare.html").as_uri())
    for number, query in enumerate(queries(language)):
        filters, sort = FACETS[number % len(FACETS)], list(SORTS)[number % 4 % 3]
        assert_equal_results(page, [table_of(language)], query, filters, sort)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_of_finding(page: Page, site: Path, table_of: Callable[[str], Table], language: str) -> None:
    """Beginnings, stems, slips, some of the words, tones left out, neighbours: each is met, and each gives the same in both."""
    page.goto((site / "bare.html").as_uri())
    table, asked = table_of(language), ways(language)
    results = {way: [assert_equal_results(page, [table], query, {}, "relevance") for query in made] for way, made in asked.items()}
    assert "any" in {result.mode for result in results["some"]}
    assert all(result.total for result in results["phrase"] + results["prefix"])
    if language in ("th", "lo"):
        assert "toneless" in {result.mode for result in results["toneless"]}
    if language in ALGORITHMS or language in RULES:
        roots = {stem(word) for word in map(str.strip, asked["stem"]) if (stem := stemmer(language))}
        assert sum(table.posting(root + VARIANT) is not None for root in roots) > 3
    if "slips" in asked:
        assert sum(bool(result.corrections) for result in results["slips"]) > len(asked["slips"]) / 2


@pytest.mark.parametrize("languages", [("km", "en"), ("vi", "pt", "th")])
def test_results_from_several_indexes(page: Page, site: Path, table_of: Callable[[str], Table], languages: tuple[str, ...]) -> None:
    page.goto((site / "bare.html").as_uri())
    tables = [table_of(language) for language in languages]
    for number, query in enumerate([*queries(languages[0]), *queries(languages[1])]):
        assert_equal_results(page, tables, query, FACETS[number % len(FACETS)], "relevance")


def test_the_page_answers_while_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/")
    page.locator("#q").press_sequentially("arbitrary arr")
    expect(page.locator("#search-status")).to_have_text("1 result")
    assert page.url.endswith("?q=arbitrary+arr")
    link = page.locator("#search-results li a").first
    assert link.evaluate("a => a.href") == f"{address}/en/cases/kh/u9/"
    assert page.locator("#search-results li").first.locator("mark").all_text_contents()[-2:] == ["arbitrary", "arrest"]


def test_the_page_reads_and_writes_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=right&area=B&sort=newest")
    page.locator("#search-results > li a").first.wait_for()
    expect(page.locator("#search-status")).to_have_text("6 results")
    assert page.input_value("#sort") == "newest"
    page.locator("[name=area][value=B]").uncheck()
    expect(page).to_have_url(f"{address}/en/search/?q=right&sort=newest")
    expect(page.locator("#search-status")).to_have_text("10 results")
    page.locator("[data-facet=country] summary").click()
    page.locator("[name=country][value=asean]").check()
    page.locator("[name=country][value=KH]").check()
    expect(page).to_have_url(re.compile("country=KH&country=asean"))
    expect(page.locator("label:has([name=area][value=B]) small")).to_have_text(re.compile(r"\(\d+\)"))
    assert page.locator(".kb-languages a").evaluate("a => a.href").endswith("/km/search/?q=right&country=KH&country=asean&sort=newest")
    page.locator("#search-clear").click()
    expect(page).to_have_url(f"{address}/en/search/?q=right&sort=newest")


def test_filters_alone_list_the_cases(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?area=B&year=2016")
    page.locator("#search-results > li a").first.wait_for()
    assert page.locator("[name=year][value='2016']").is_checked()


def test_without_words_all_cases_are_listed_and_counted(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/")
    page.locator("#search-results > li a").first.wait_for()
    assert page.input_value("#sort") == "evidence"
    assert page.locator(".kb-hits").count() == 0  # the cases alone
    expect(page.locator("label:has([name=area][value=B]) small")).to_have_text(re.compile(r"\([1-9]\d*\)"))
    page.locator("#q").fill("right")
    expect(page.locator("#sort")).to_have_value("relevance")
    assert page.url.endswith("?q=right")


def test_filters_in_use_are_taken_away_one_by_one(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/en/search/?area=B&year=2016")
    chips = page.locator("#search-chosen button")
    assert [chip.get_attribute("aria-label") for chip in chips.all()] == ["Remove: B", "Remove: 2016"]
    chips.first.click()
    expect(page).to_have_url(f"{address}/en/search/?year=2016")
    assert chips.count() == 1
    assert page.locator("[data-facet=area] label input").first.get_attribute("value") == "B"  # what was chosen on arrival stands first


def test_a_reader_who_comes_with_words_lands_on_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=freedom")
    page.locator("#search-results h2 a").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "search-status"
    assert page.title().startswith("freedom \u2013 ")
    assert page.locator("#search-intro").is_hidden()
    page.goto(f"{address}/en/search/?q=xyzzy")
    expect(page.locator("#search-else")).to_be_visible()


def test_the_page_names_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}/km/search/?q=savings&language=en")
    page.locator("#search-results li a").first.wait_for()
    item = page.locator("#search-results > li").first
    assert "Text in English" in (item.text_content() or "")
    assert item.locator("a").first.get_attribute("lang") == "en"


def test_another_language_is_asked_too(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=សេរីភាព")
    expect(page.locator("#search-status")).to_contain_text("no_results")
    page.locator("[name=also]").check()
    page.locator("#search-results li a").first.wait_for()
    assert page.url.endswith("&also=km")
    page.goto(f"{address}/en/search/")
    assert page.locator("[name=also]").is_checked()  # the reader's choice is kept on this device


def test_words_are_offered_and_chosen_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/")
    box = page.locator("#q")
    box.press_sequentially("w")
    assert page.locator("[role=option]").all_inner_texts() == ["Water", "Women"]
    box.press("ArrowDown")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "search-word-1"
    assert page.locator("[aria-selected=true]").inner_text() == "Women"
    box.press("Enter")
    assert (box.input_value(), box.get_attribute("aria-expanded")) == ("Women", "false")
    expect(page).to_have_url(f"{address}/en/search/?q=Women")
    page.goto(f"{address}/en/search/")
    box.press("ArrowDown")
    assert [text.split() for text in page.locator("[role=option]").all_inner_texts()] == [["Women", "recent"]]
    box.press("Escape")
    assert page.locator("#search-words").is_hidden()
    page.get_by_role("button", name="forget").click()
    assert page.evaluate("localStorage.getItem('kb-recent')") is None


def test_did_you_mean(page: Page, address: str) -> None:
    page.goto(f"{address}/en/search/?q=xlavery")
    page.get_by_role("button", name="Did you mean slavery?").click()
    expect(page).to_have_url(f"{address}/en/search/?q=slavery")
    assert page.input_value("#q") == "slavery"


def test_another_version_is_told(page: Page, address: str) -> None:
    def outdated(route: Any) -> None:
        route.fulfill(body=route.fetch().text().replace(f'"format":{FORMAT_VERSION}', '"format":0'), content_type="text/javascript")

    page.route("**/m.js*", outdated)
    page.goto(f"{address}/en/search/?q=right")
    expect(page.locator("#search-status")).to_have_text("version_mismatch")


def test_only_search_files_are_loaded(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}/en/search/?q=right")
    page.locator("#search-results li a").first.wait_for()
    refused = page.evaluate("() => { const s = document.createElement('script'); try { s.src = 'x.js'; } catch (e) { return e.name; } }")
    assert refused == "TypeError"
    assert page.evaluate("kbEngine.open('../en').then(() => 'loaded', e => e.message)") != "loaded"
    page.close()
