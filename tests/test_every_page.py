"""A page of every kind in every language, found in the built site: what is new is tested as soon as it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.model import Reference
from tests import walking
from tests.conftest import ALL, Watched

BARE = ("", "404.html")  # the pages that belong to no language
THREE = ("en", "km", "ta")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """As wide as a small telephone, or a screen of 1280 pixels at 400%."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def addresses(site: Path, language: str) -> list[str]:
    return [*walking.kinds(site, language).values(), *(BARE if language == "en" else ())]


@pytest.mark.parametrize("language", ALL)
def test_axe_finds_nothing(narrow: Page, site: Path, address: str, language: str) -> None:
    """By day in every second language, by night in the others: colours are the same in all."""
    narrow.emulate_media(color_scheme="light" if ALL.index(language) % 2 else "dark")
    found = {}
    for path in addresses(site, language):
        narrow.goto(address + path)
        found[path] = walking.violations(narrow)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ALL)
def test_headings_languages_and_width(narrow: Page, site: Path, address: str, reference: Reference, language: str) -> None:
    """No heading is skipped; every part is in the language it is marked with; nothing scrolls sideways, nor with letters twice as large."""
    scripts = {code: about.script for code, about in reference.languages.items()}
    watched = Watched(narrow)
    faults: dict[str, list[str]] = {}
    for path in addresses(site, language):
        narrow.set_viewport_size({"width": 320, "height": 640})
        narrow.goto(address + path)
        wrong = ((part, walking.in_wrong_language(part, scripts)) for part in walking.parts(narrow))
        faults[path] = [*walking.heading_faults(narrow), *(f"{part.place} {part.language}: {why}: {part.text[:80]}" for part, why in wrong if why)]
        narrow.evaluate("document.querySelectorAll('.kb-languages').forEach(menu => menu.open = true)")
        faults[path] += [f"{width} pixels wide at 320"] if (width := width_of(narrow)) > 320 else []
        narrow.set_viewport_size({"width": 640, "height": 900})
        narrow.evaluate("document.documentElement.style.fontSize = '200%'")
        faults[path] += [f"{width} pixels wide at 640 with letters of 200%"] if (width := width_of(narrow)) > 640 else []
    assert {path: found for path, found in faults.items() if found} == {}
    watched.assert_quiet(address)


def width_of(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@pytest.mark.parametrize("language", ALL)
def test_without_javascript_a_page_says_the_same(browser: Browser, site: Path, address: str, language: str) -> None:
    """But for the search, which says what else there is."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for kind, path in walking.kinds(site, language).items():
        page.goto(address + path)
        assert page.locator("h1").is_visible(), path
        assert len(page.locator("main").inner_text()) > 60, path  # Chinese says much in few signs
        assert kind != "search" or page.locator("noscript a").count() > 0
        page.locator(".kb-languages summary").click()
        assert page.locator(f".kb-languages a[hreflang={'my' if language != 'my' else 'en'}]").is_visible(), path
    context.close()


@pytest.mark.parametrize("language", ["en", "my"])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(narrow: Page, site: Path, address: str, language: str) -> None:
    faults = {}
    for path in addresses(site, language):
        narrow.goto(address + path)
        listed = path.endswith("/search/")  # there results come by themselves, more of them as one nears their end: only what stands before them has a fixed place
        faults[path] = list(walking.tab_faults(narrow, most=12 if listed else 80))
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("language", ALL)
def test_the_menu_of_languages_on_a_small_telephone_by_keyboard(narrow: Page, address: str, language: str) -> None:
    narrow.goto(f"{address}{language}/")
    narrow.locator(".kb-languages summary").focus()
    narrow.keyboard.press("Enter")
    for code in ALL:
        narrow.keyboard.press("Tab")
        focused = narrow.evaluate("(e => [e.lang, e.hreflang, e.getBoundingClientRect().toJSON()])(document.activeElement)")
        assert focused[:2] == [code, code]
        box = focused[2]
        assert box["left"] >= 0, code
        assert box["right"] <= 320, code
        assert box["height"] >= 24, code
    assert walking.violations(narrow, within=".kb-languages") == []
    narrow.locator(".kb-languages a[hreflang=lo]").focus()
    narrow.keyboard.press("Enter")
    narrow.wait_for_url("**/lo/")


def test_nothing_moves_for_those_who_ask_for_less_motion(browser: Browser, site: Path, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in addresses(site, "en"):
        page.goto(address + path)
        assert page.evaluate(walking.MOVING) == [], path
    context.close()


UNNAMED = re.compile(r"- (link|button|combobox|textbox|searchbox|checkbox|navigation|region|heading|img)( \[[^\]]*\])*:?$")


@pytest.mark.parametrize("language", THREE)
def test_a_screen_reader_meets_named_landmarks_and_parts(narrow: Page, site: Path, address: str, reference: Reference, language: str) -> None:
    """Walks through the tree that a screen reader reads aloud."""
    said = reference.strings[language]
    for kind, path in walking.kinds(site, language).items():
        narrow.goto(address + path)
        tree = narrow.locator("body").aria_snapshot()
        lines = [re.sub("^- '(.*)'(:?)$", r"- \1\2", line.strip()) for line in tree.splitlines()]  # as YAML, with quotes around what has a colon
        assert [line for line in lines if UNNAMED.match(line)] == [], path
        marks = [next((n for n, line in enumerate(lines) if line.startswith(mark)), -1) for mark in ("- link", "- banner", "- main", "- contentinfo")]
        assert marks == sorted(marks), (path, marks)
        assert -1 not in marks, (path, marks)
        assert f'- link "{said["nav.skip"]}":' in lines, path
        assert f'- navigation "{said["nav.main"]}":' in lines, path
        headings = [line for line in lines if line.startswith("- heading")]
        assert headings[0].endswith(("[level=1]", "[level=1]:")), path
        main = lines[marks[2] : marks[3]]
        assert headings[0] in main, path
        assert kind == "home" or f'- navigation "{said["nav.breadcrumb"]}":' in lines, path
