"""What walks through pages sees faults where there are some."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from builder.model import Reference
from tests import walking

HEAD = '<!doctype html><html lang="km"><title>ក</title><body>'
SENTENCE = "This is what was said of the people and the land"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>ทดสอบ</p>", "letters of Thai"),
        ('<p lang="th">ทดสอบ <i lang="lo">ລາວ</i></p>', ""),
        ('<p lang="th">ทดสอบ <i>ລາວ</i></p>', "letters of Laoo"),
        ('<img src="data:," alt="ทดสอบ">', "letters of Thai"),
        ('<input placeholder="မြန်မာ">', "letters of Mymr"),
        (f"<p>{SENTENCE}</p>", "a sentence in Latin script"),
        (f'<p lang="en">{SENTENCE}</p>', ""),
        (f'<p lang="id">{SENTENCE}</p>', "words of en"),
        ("<p>ខ្មែរ (World Bank Group)</p><p>ASEAN Secretariat</p>", ""),
        ('<p lang="ja">東京</p>', ""),
        (f"<code>{SENTENCE}</code>", ""),
    ],
)
def test_a_part_in_the_wrong_language(browser: Browser, reference: Reference, html: str, why: str) -> None:
    scripts = {code: about.script for code, about in reference.languages.items()}
    page = browser.new_page()
    page.set_content(HEAD + html)
    found = [said for part in walking.parts(page) if (said := walking.in_wrong_language(part, scripts))]
    page.close()
    assert found == ([why] if why else [])


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>", []),
        ("<h1>a</h1><h3>b</h3>", ["h3 after h1"]),
        ("<h2>a</h2><h1>b</h1><h1>c</h1>", ["h2 after h0", "not one h1"]),
    ],
)
def test_headings(browser: Browser, html: str, faults: list[str]) -> None:
    page = browser.new_page()
    page.set_content(HEAD + html)
    assert walking.heading_faults(page) == faults
    page.close()


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<a href="#a">a</a><button>b</button><input hidden><details><summary>c</summary><a href="#d">d</a></details>', 0),
        ('<a href="#a">a</a><button style="position: absolute; left: -900px">b</button>', 1),
        ('<a href="#a">a</a><a href="#b" tabindex="3">b</a>', 1),
        ('<a href="#a" style="outline: none">a</a>', 1),
    ],
)
def test_tab(browser: Browser, html: str, faults: int) -> None:
    page = browser.new_page()
    page.set_content(f"{HEAD}<style>:focus-visible {{ outline: 3px solid }}</style>{html}")
    assert len(list(walking.tab_faults(page, most=9))) == faults
    page.close()


def test_motion(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f'{HEAD}<p style="transition: color 1s">a</p>')
    assert page.evaluate(walking.MOVING) == ["P."]
    page.close()
