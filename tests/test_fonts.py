"""The fonts that come with the site: they shape as the whole fonts do, and are loaded by those alone who need them."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from builder.model import Catalogue
from builder.problems import Problem
from tests.conftest import ARGUMENTS, ROOT, chromium_path, fonts_for_latin_only
from tools.fonts import FOLDER, NOTO, SCRIPTS, Script, known, make

LIMITS = {"th": 8100, "lo": 6900, "km": 15400, "my": 36900, "ta": 12500}  # bytes
BY_LANGUAGE = {script.language: script for script in SCRIPTS}


def texts(language: str) -> str:
    """Return everything that the repository says in a language."""
    paths = [*sorted((ROOT / "schema").rglob(f"{language}.*")), *sorted((ROOT / "cases").rglob(f"index.{language}.md")), *sorted((ROOT / "schema/vocabularies").glob("*.yml"))]
    return "\n".join(path.read_text("utf-8") for path in paths)


def words(script: Script) -> list[str]:
    """Return each word of the script once; where words are not divided, each run of letters."""
    return sorted(set(re.findall(f"[\\u{script.first:04x}-\\u{script.last:04x}\u200b-\u200d]+", texts(script.language))))


def drawn(page: Page, script: Script, font: bytes, found: list[str]) -> bytes:
    """Return a picture of words in a font; spaces between them are those of another, as on the site's pages."""
    data = base64.b64encode(font).decode()
    page.set_content(
        f"<style>@font-face {{ font-family: f; src: url(data:font/woff2;base64,{data}); unicode-range: U+{script.first:X}-{script.last:X}, U+200B-200D }} "
        f"body {{ font: 15px/2 f; width: 1240px }} b {{ font-size: 22px }}</style>{' '.join(found)} <b>{' '.join(found[::20])}</b>"
    )
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded"]
    return page.screenshot(full_page=True)


@pytest.mark.parametrize("language", LIMITS)
def test_every_word_looks_as_in_the_whole_font(unhinted: Browser, language: str) -> None:
    """No ligature, stacked letter or mark was lost: compared dot by dot, with all words of the collection and the interface."""
    script = BY_LANGUAGE[language]
    found = words(script)
    assert len(found) > 500
    page = unhinted.new_page(viewport={"width": 1280, "height": 600})
    for start in range(0, len(found), 1500):
        some = found[start : start + 1500]
        ours, whole = (drawn(page, script, path.read_bytes(), some) for path in (FOLDER / f"{language}.woff2", script.path))
        assert ours == whole, start
    page.close()


def test_a_lost_form_would_be_seen(unhinted: Browser) -> None:
    """The test above fails with another font."""
    page = unhinted.new_page()
    assert len({drawn(page, BY_LANGUAGE["th"], path.read_bytes(), ["ที่"]) for path in (BY_LANGUAGE["th"].path, NOTO / "NotoLoopedThai-Regular.ttf")}) == 2
    page.close()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.language)
def test_the_same_source_gives_the_same_bytes(script: Script) -> None:
    content = (FOLDER / f"{script.language}.woff2").read_bytes()
    assert len(content) <= LIMITS[script.language]
    made = make(script)
    assert made == make(script)
    assert made == content or not known(script)


def test_the_licence_and_every_file_are_named() -> None:
    licence, faces = ((FOLDER / name).read_text("utf-8") for name in ("OFL.txt", "faces.css"))
    assert "SIL OPEN FONT LICENSE" in licence
    for script in SCRIPTS:
        assert f"{script.language}.woff2 of" in licence
        assert f"url(fonts/{script.language}.woff2)" in faces
        assert f"unicode-range: U+{script.first:X}-{script.last:X}," in faces
        assert f":root:lang({script.language})" in faces


@pytest.fixture(scope="module")
def unhinted(playwright: Playwright) -> Iterator[Browser]:
    """A browser that draws the forms as they are: our fonts have no hints."""
    opened = playwright.chromium.launch(executable_path=chromium_path(), args=[*ARGUMENTS, "--font-render-hinting=none"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def poor(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a device that has letters for Latin only."""
    config = fonts_for_latin_only(tmp_path_factory.mktemp("fonts"))
    opened = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS, env={**os.environ, "FONTCONFIG_FILE": str(config)})
    yield opened
    opened.close()


def loaded(browser: Browser, address: str, *, menu: bool = False) -> list[str]:
    """Return which fonts a page loads."""
    page = browser.new_page()
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url.rsplit("/", 1)[1]) if request.resource_type == "font" else None)
    page.goto(address, wait_until="networkidle")
    if menu:
        page.locator(".kb-languages summary").click()
        page.evaluate("document.fonts.ready")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
    page.close()
    return sorted(fonts)


@pytest.mark.parametrize("language", LIMITS)
def test_a_device_without_letters_loads_one_font_on_pages_in_its_script(poor: Browser, browser: Browser, address: str, language: str) -> None:
    assert loaded(poor, f"{address}{language}/") == [f"{language}.woff2"]
    assert loaded(browser, f"{address}{language}/") == [], "Noto of the system is used"


def test_pages_in_other_scripts_load_none(poor: Browser, browser: Browser, address: str, collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    translated = next(c for c in collection[0].cases.values() if {"km", "my"} & set(c.texts) and "en" in c.texts)
    for path in ("en/", "zh/", f"en/cases/{translated.folder}/", "en/cases/", "en/search/", ""):
        assert loaded(poor, address + path) == [], path
    assert loaded(poor, f"{address}en/", menu=True) == [f"{name}.woff2" for name in sorted(LIMITS)], "the names of the languages can be read"
    assert loaded(browser, f"{address}en/", menu=True) == []


def test_fonts_are_loaded_from_a_usb_stick(poor: Browser, site: Path) -> None:
    page = poor.new_page()
    page.goto(f"{site.as_uri()}/km/index.html", wait_until="networkidle")
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)") == ["kb-km"]
    page.close()
