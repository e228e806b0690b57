"""The built site in a real browser, as a reader meets it: over HTTP and from a folder on a disk."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from builder import markup
from builder.model import Case, Catalogue
from builder.problems import Problem
from tests.conftest import ALL, Watched

WALKED = ("en", "lo", "my", "th", "km")


def a_case(catalogue: Catalogue, language: str) -> Case:
    """Return a case that has a text in the language, if there is one."""
    return next((c for c in catalogue.cases.values() if language in c.texts), next(iter(catalogue.cases.values())))


def phrase_of(case: Case, language: str) -> str:
    """Cut a phrase from the middle of a sentence of the text that readers of a language are shown."""
    text = case.text(language)
    words = markup.to_text(text.sections["action"]).replace("\n", " ")
    middle = len(words) // 2
    if text.language in ("th", "lo", "km", "my", "zh"):
        run = next(p for p in re.split(r"[ ၊။，。；：、]+", words[middle:]) if len(p) >= 8)
        # People copy and type whole letters: a phrase that began with the mark of a letter cut off would be another word.
        starts = [n for n, sign in enumerate(run) if not unicodedata.category(sign).startswith("M") and run[n - 1 : n] not in ("\u1039", "\u17d2")]
        return run[starts[1] : starts[min(6, len(starts) - 1)]]
    return " ".join(words[words.index(" ", middle) + 1 :].split(" ")[:3])


@pytest.mark.parametrize("language", WALKED)
def test_from_area_to_case_to_lesson(watched: Watched, address: str, language: str) -> None:
    page = watched.page
    page.goto(f"{address}{language}/")
    assert page.locator("html").get_attribute("lang") == language
    page.locator("[aria-labelledby=areas] .kb-tile a").nth(2).click()
    page.wait_for_url(f"**/{language}/areas/c/")
    page.locator("[aria-labelledby=cases] li a[href*='/cases/']").first.click()
    page.wait_for_url("**/cases/**")
    assert page.locator("h1").count() == 1
    link = page.locator(".kb-lesson a[href^='#lesson-']").first
    target = link.get_attribute("href") or ""
    link.click()
    assert page.url.endswith(target)
    assert page.locator(target).is_visible()
    watched.assert_quiet(address)


@pytest.mark.parametrize("language", ALL)
def test_a_phrase_from_the_middle_of_a_sentence_is_found(
    watched: Watched, address: str, language: str, collection: tuple[Catalogue, tuple[Problem, ...]]
) -> None:
    case = a_case(collection[0], language)
    phrase = phrase_of(case, language)
    page = watched.page
    page.goto(f"{address}{language}/search/?{urlencode({'q': phrase})}")
    page.wait_for_selector("#search-results li a")
    found = page.locator("#search-results li a").evaluate_all("links => links.slice(0, 3).map(a => a.getAttribute('href'))")
    wanted = f"{language}/cases/{case.folder}/"
    assert any(wanted in (href or "") for href in found), (phrase, found)
    watched.assert_quiet(address)


def test_search_from_a_usb_stick(watched: Watched, site: Path) -> None:
    home = site.as_uri()
    page = watched.page
    page.goto(f"{home}/en/index.html")
    page.fill("#home-q", "village fund")
    page.press("#home-q", "Enter")
    page.wait_for_selector("#search-results li a")
    page.locator("#search-results li a").first.click()
    page.wait_for_selector("h1")
    assert "/cases/" in page.url
    assert ".html" in page.url
    watched.assert_quiet(home)


def test_facets_narrow_the_results(
    watched: Watched, address: str, collection: tuple[Catalogue, tuple[Problem, ...]]
) -> None:
    page = watched.page
    page.goto(f"{address}en/search/?q=village")
    page.wait_for_selector("#search-results li a")
    before = page.locator("#search-status").inner_text()
    page.locator("#filters > summary").click()
    page.locator("[data-facet=country] summary").click()
    page.locator("[name=country][value=TH]").check()
    page.wait_for_function("before => document.querySelector('#search-status').innerText !== before", arg=before)
    page.wait_for_selector("#search-results li a")
    hrefs = page.locator("#search-results li > :first-child a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    thai = {f"cases/{case.folder}/" for case in collection[0].in_country("TH")}
    assert hrefs
    assert all(any(folder in href for folder in thai) for href in hrefs), hrefs
    assert "country=TH" in page.url
    watched.assert_quiet(address)


def test_a_case_without_translation_is_found_by_words_of_the_readers_language(
    watched: Watched, address: str, collection: tuple[Catalogue, tuple[Problem, ...]]
) -> None:
    catalogue = collection[0]
    case = next(c for c in catalogue.cases.values() if "km" not in c.texts and "microcredit" in c.keywords)
    page = watched.page
    page.goto(f"{address}km/search/?{urlencode({'q': catalogue.reference.label('keywords', 'microcredit', 'km')})}")
    page.wait_for_selector("#search-results li a")
    results = page.locator("#search-results")
    assert results.locator(f"a[href*='cases/{case.folder}/']").count() >= 1


def test_the_root_leads_to_the_readers_language(browser: Browser, address: str) -> None:
    for asked, path in (("km-KH", "km/"), ("tl-PH", "fil/"), ("fr-FR", "")):
        context = browser.new_context(locale=asked)
        page = context.new_page()
        page.goto(address)
        page.wait_for_url(f"{address}{path}")
        context.close()


def test_an_address_that_leads_nowhere_answers_in_the_readers_language(browser: Browser, address: str) -> None:
    for asked, wanted in (("km-KH", "km"), ("fr-FR", "en")):
        context = browser.new_context(locale=asked)
        page = context.new_page()
        page.goto(f"{address}404.html")
        assert page.locator("#lost > li").first.get_attribute("lang") == page.evaluate("document.documentElement.lang") == wanted
        assert page.locator("h1").inner_text() == page.locator("#lost h2").first.inner_text()
        page.fill("#site-q", "OTOP")
        page.press("#site-q", "Enter")
        page.wait_for_url(f"{address}{wanted}/search/?q=OTOP")
        context.close()


def test_without_javascript_everything_but_search_works(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("a[hreflang=lo]").click()
    page.locator(".kb-nav a[href='cases/']").click()
    page.locator("main li a[href^='kh/']").first.click()
    assert page.locator("h1").is_visible()
    page.goto(f"{address}lo/search/")
    assert page.locator("noscript a").count() == 3
    context.close()


@pytest.mark.parametrize("language", ["en", "lo", "my"])
def test_axe_finds_nothing_in_a_search_with_open_filters_and_offered_words(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}{language}/search/?q=OTOP&evidence=2&country=TH")
    page.locator("#search-results > li").first.wait_for()
    for facet in page.locator("#filters, [data-facet]").all():
        facet.evaluate("details => details.open = true")
    page.focus("#q")
    page.keyboard.press("Control+A")
    page.keyboard.type(page.locator("[data-facet=country] label:has(input:not(:checked)) span").first.text_content()[:2])
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")  # one of them is marked now
    page.locator("[role=option][aria-selected=true]").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in Axe().run(page).response["violations"]]
    assert found == []
    context.close()


def test_a_search_by_keyboard_alone(watched: Watched, address: str) -> None:
    """From the box to a filter and to a result, as somebody without a mouse does it."""
    page = watched.page
    page.goto(f"{address}en/search/")
    page.focus("#q")
    page.keyboard.type("village")
    page.keyboard.press("Enter")
    page.locator("#search-results a").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.parentNode.id") == "filters"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in "ABCD":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**area=D**")
    page.locator("#search-status").filter(has_text="result").wait_for()
    assert page.evaluate("document.activeElement.value") == "D"
    page.locator("#search-results a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/**")
    watched.assert_quiet(address)


def test_the_keyboard_reaches_everything(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "kb-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator(".kb-languages summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".kb-languages ul").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".kb-languages ul").is_visible()


def test_cases_are_chosen_and_compared_by_keyboard(watched: Watched, address: str) -> None:
    """Found by a word, ticked, put side by side, kept in the address, taken away again."""
    page = watched.page
    page.goto(f"{address}en/compare/")
    page.focus("#compare-filter")
    page.keyboard.type("idpoor")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**?case=kh-idpoor")
    page.locator(".kb-compare").wait_for()
    assert "1 of 4" in page.locator("#compare-status").inner_text()
    page.focus("#compare-filter")
    page.keyboard.press("Control+A")
    page.keyboard.type("keluarga indonesia")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator(".kb-compare--2").wait_for()
    assert page.evaluate("document.activeElement.value") == "id-pkh", "the choice keeps the focus"
    page.reload()
    page.locator(".kb-compare--2").wait_for()
    assert page.locator("thead th a").evaluate_all("links => links.map(a => a.getAttribute('href'))") == ["../../en/cases/kh/idpoor/", "../../en/cases/id/pkh/"]
    assert page.locator("tbody th").first.inner_text() == "Where"
    page.locator("thead button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?case=id-pkh")
    page.locator(".kb-compare--1").wait_for()
    assert page.evaluate("document.activeElement.id") == "compare-status"
    watched.assert_quiet(address)


def test_on_a_small_screen_a_button_leads_from_the_choice_to_the_comparison(watched: Watched, address: str) -> None:
    """Long rows are folded there; a link to one opens it; on a wide screen nothing is."""
    page = watched.page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}en/compare/")
    button = page.locator("#compare-see")
    for case, shown in (("kh-idpoor", False), ("id-pkh", True)):
        page.locator(f"#compare-list input[value={case}]").check()
        page.locator(f".kb-compare--{2 if shown else 1}").wait_for()
        assert button.is_visible() is shown
    box = button.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640, "in sight, however long the list"
    button.click()
    assert page.evaluate("document.activeElement.id") == "compare-result"
    assert not page.locator("#compare-list").is_visible()
    cells = page.locator("#row-challenges td")
    assert not cells.first.is_visible()
    page.locator(".kb-toc a[href='#row-challenges']").click()
    assert cells.first.is_visible()
    page.locator("#row-challenges button").click()
    assert not cells.first.is_visible()
    page.set_viewport_size({"width": 1280, "height": 640})
    page.locator("tbody button").first.wait_for(state="detached")
    assert cells.first.is_visible()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    assert page.locator("thead th a").first.evaluate("link => link.getBoundingClientRect().top") < 60
    watched.assert_quiet(address)


def test_rows_that_say_the_same_can_be_left_out(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}en/compare/?case=kh-idpoor&case=vn-programme-135")
    page.locator(".kb-compare--2").wait_for()
    rows = page.locator("tbody tr").count()
    page.locator("#compare-only input").check()
    page.locator("#row-maturity").wait_for(state="detached")
    assert page.locator("tbody tr").count() < rows
    assert page.evaluate("document.activeElement.type") == "checkbox", "the box keeps the focus"
    watched.assert_quiet(address)


def test_four_cases_are_the_most_and_an_unknown_one_is_named(watched: Watched, address: str) -> None:
    page = watched.page
    page.goto(f"{address}en/compare/?case=kh-idpoor&case=id-pkh&case=nobody&case=ph-4ps&case=th-otop&case=kh-idpoor")
    page.locator(".kb-compare--4").wait_for()
    assert "nobody" in page.locator("#compare-status").inner_text()
    page.locator("#compare-choose > summary").click()
    box = page.locator("#compare-list input:not(:checked)").first
    box.click()
    assert not box.is_checked()
    assert "More than 4" in page.locator("#compare-status").inner_text()
    page.locator("#compare-filter").fill("zzzz")
    assert page.locator("#compare-list input").count() == 0
    watched.assert_quiet(address)


def test_a_comparison_from_a_usb_stick_goes_on_in_another_language(watched: Watched, site: Path) -> None:
    home = site.as_uri()
    page = watched.page
    page.goto(f"{home}/en/compare/index.html?case=kh-idpoor&case=vn-programme-135")
    page.locator(".kb-compare--2").wait_for()
    page.evaluate("document.querySelector('.kb-languages').open = true")
    page.locator("header a[hreflang=km]").click()
    page.wait_for_url("**/km/compare/**case=vn-programme-135")
    page.locator(".kb-compare--2").wait_for()
    heads = page.locator("thead th a")
    assert heads.evaluate_all("links => links.map(a => a.lang)") == ["", "en"]
    assert page.locator("tbody td [lang=en]").count() > 3
    heads.first.click()
    page.wait_for_url("**/km/cases/kh/idpoor/index.html")
    watched.assert_quiet(home)


@pytest.mark.parametrize("language", ["en", "km", "ta"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_comparison(browser: Browser, address: str, language: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(f"{address}{language}/compare/?case=kh-idpoor&case=id-pkh&case=vn-programme-135&case=sg-workfare")
        page.locator(".kb-compare--4").wait_for()
        page.locator("#compare-choose > summary").click()
        page.locator("#compare-list input").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in Axe().run(page).response["violations"]]
        assert found == []
    context.close()


@pytest.mark.parametrize("language", ["en", "my", "ta"])
def test_sheets_fit_on_paper(browser: Browser, address: str, language: str) -> None:
    """A discussion sheet is one sheet of A4, an agenda brief at most two."""
    context = browser.new_context()
    page = context.new_page()
    for path, most in (("areas/c/discuss/", 1), ("areas/d/discuss/", 1), ("areas/c/brief/", 2), ("countries/kh/brief/", 2)):
        page.goto(f"{address}{language}/{path}")
        made = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", made)) <= most, path
    page.goto(f"{address}{language}/compare/?case=kh-idpoor&case=id-pkh")
    page.locator(".kb-compare--2").wait_for()
    page.emulate_media(media="print")
    assert not any(place.is_visible() for place in page.locator("form, .kb-compare thead button").all())
    assert page.locator(".kb-compare thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
    context.close()
