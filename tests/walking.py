"""What a page says to a machine that reads it: its parts of text with the language each stands in, its headings, what Tab reaches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from builder.checks.language import SCRIPTS, WORD, WORDS

KIND = re.compile(r"kb-page--([\w-]+)")
RULES = {"target-size": {"enabled": True}}  # of WCAG 2.2; axe leaves it out unless it is asked for
OTHER_SCRIPTS = {"ja": "Hans", "yue": "Hans", "shn": "Mymr", "mnw": "Mymr", "ksw": "Mymr"}  # languages of names, sources and local terms
SENTENCE = 6  # words: fewer are a name, which a text in another script may hold


def kinds(site: Path, language: str) -> dict[str, str]:
    """Return the address of a page of every kind in a language: of each, the longest, which holds the most parts."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted((site / language).rglob("index.html")):
        text = path.read_text("utf-8")
        address = path.parent.relative_to(site).as_posix() + "/"
        kind = KIND.search(text)
        assert kind, address
        found[kind[1]] = max(found.get(kind[1], (0, "")), (len(text), address))
    return {kind: address for kind, (_, address) in sorted(found.items())}


def violations(page: Page, *, within: str = "html") -> list[Any]:
    """Return what axe finds in a part of a page."""
    found = Axe().run(page, context=within, options={"rules": RULES}).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]


class Part(NamedTuple):
    """A piece of text, and the language that a screen reader takes it to be in."""

    language: str
    text: str
    place: str


# the text between two tags, and what is read aloud of attributes; what is never shown or is in no language is left out
PARTS = """() => {
  const found = [], name = e => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined ? '.' + e.className : '');
  const add = (element, text) => {
    if (text && text.trim()) found.push([(element.closest('[lang]') || {lang: ''}).lang, text.trim().replace(/\\s+/g, ' '), name(element)]);
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === 3) {
      if (!node.parentElement.closest('script, style, code, [translate=no]')) add(node.parentElement, node.data);
    } else {
      for (const attribute of ['alt', 'title', 'placeholder', 'aria-label', 'aria-description']) add(node, node.getAttribute(attribute));
      if (node.matches('meta[name=description]')) add(node, node.content);
    }
  }
  return found;
}"""


def parts(page: Page) -> list[Part]:
    return [Part(*found) for found in page.evaluate(PARTS)]


def in_wrong_language(part: Part, scripts: dict[str, str]) -> str:
    """Return why a part can't be in its language; empty if it can. `scripts`: language -> script."""
    own = scripts.get(part.language) or OTHER_SCRIPTS.get(part.language, "Latn")
    letters = {name: sum(map(len, pattern.findall(part.text))) for name, pattern in SCRIPTS.items()}
    others = [name for name, count in letters.items() if count and name not in (own, "Latn")]
    if others:
        return f"letters of {others[0]}"
    if own != "Latn":
        return "a sentence in Latin script" if len(WORD.findall(part.text)) >= SENTENCE and not letters[own] else ""
    return _other_words(part)


def _other_words(part: Part) -> str:
    """Return which other language a sentence in Latin script has the common words of, and none of its own."""
    counts = Counter(WORD.findall(part.text.lower().replace("’", "'")))
    common = {code: sum(counts[word] for word in words) for code, words in WORDS.items()}
    if counts.total() < SENTENCE or common.get(part.language, 0):
        return ""
    other = max(common, key=lambda code: common[code])
    return f"words of {other}" if common[other] >= 3 else ""


HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])"


def heading_faults(page: Page) -> list[str]:
    levels = page.evaluate(HEADINGS)
    skipped = [f"h{b} after h{a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
    return [*skipped, *(["not one h1"] if levels.count(1) != 1 else [])]


# what is meant to be reached: visible, and neither switched off nor taken out on purpose
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)"""
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return [(%s)().indexOf(e), box.width > 0 && box.left >= 0 && box.right <= innerWidth + 1, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
}""" % REACHABLE  # noqa: UP031 - braces stand in it


def tab_faults(page: Page, most: int) -> Iterator[str]:
    """Press Tab from the top; yield what is not reached in the order of the page, lies beyond the sides of the screen, or shows no focus."""
    count = page.evaluate(f"({REACHABLE})().length")
    for number in range(min(count, most)):
        page.keyboard.press("Tab")
        at, inside, outlined = page.evaluate(FOCUSED)
        if (at, inside, outlined) != (number, True, True):
            yield f"Tab {number + 1} of {count}: reaches {at}, inside {inside}, outlined {outlined}: {page.evaluate('document.activeElement.outerHTML.slice(0, 100)')}"
            return


MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e);
  return style.animationName !== 'none' || style.transitionDuration.split(', ').some(t => parseFloat(t) > 0.01) || style.scrollBehavior === 'smooth';
}).map(e => e.tagName + '.' + e.className)"""
