"""Markdown -> safe HTML, by one allowlist that the check shares; and a body -> its sections.

CommonMark (spec 0.31) with tables, by markdown-it-py with raw HTML switched off: a "<" is always text. nh3 stands behind it as a
second wall. The same function serves the pages and the check, so that what passes the check is what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "br", "h3", "h4", "sup", "code", "hr", "pre"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}, "h3": {"id"}, "h4": {"id"}}
WRONG_HEADINGS = ("h1", "h5", "h6")  # a check of their own reports them
SCHEMES = {"http", "https"}
SOURCE_MARK = re.compile(r"\[(S\d{1,3})\]")
WORD_JOINER, FIRST_IDEOGRAPH = "\u2060", "\u2e80"  # a line may end after every Chinese sign
CITED = re.compile(r" ?\[S\d{1,3}\]")
RISKY = re.compile(r"\]\(|\]:|<|^[ >*+0-9.)-]*#|^[ >*+0-9.)-]*(?:=+|-+)[ \t]*$", re.MULTILINE)  # links and headings: a text without is shown as it is written


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a body. `line` counts from 1 at the body's first line."""

    heading: str
    line: int
    text: str


def _engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"html": False, "linkify": False, "maxNesting": 20}).enable("table")
    engine.disable(["image", "html_block", "html_inline"])
    engine.core.ruler.push("source_marks", _source_marks)
    engine.core.ruler.push("alignment", _alignment)
    engine.core.ruler.push("plain_code", _plain_code)
    return engine


def _alignment(state: Any) -> None:
    """Say how a column is aligned by the attribute `align`: the page's security policy allows no style."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}


def _plain_code(state: Any) -> None:
    """Leave out the language of a block of code: nothing is coloured, and the allowlist has no class."""
    for token in state.tokens:
        if token.type == "fence":
            token.info = ""


def _source_marks(state: Any) -> None:
    """Turn [S1] in text into a link to the source; nowhere else (not in code, not in links)."""
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        children: list[Token] = []
        in_link = 0
        for child in token.children:
            in_link += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            children.extend(_marked(child) if child.type == "text" and not in_link else [child])
        token.children = children


def _marked(token: Token) -> list[Token]:
    pieces: list[Token] = []
    end = 0
    for match in SOURCE_MARK.finditer(token.content):
        before = token.content[end : match.start()].rstrip(" ")  # a mark stands at its word, and never at the beginning of a line
        pieces.append(Token("text", "", 0, content=before + WORD_JOINER if before[-1:] >= FIRST_IDEOGRAPH else before))
        pieces.append(Token("sup_open", "sup", 1))
        pieces.append(Token("link_open", "a", 1, attrs={"href": f"#source-{match[1]}"}))
        pieces.append(Token("text", "", 0, content=match[1]))
        pieces.append(Token("link_close", "a", -1))
        pieces.append(Token("sup_close", "sup", -1))
        end = match.end()
    pieces.append(Token("text", "", 0, content=token.content[end:]))
    return pieces


_ENGINE = _engine()
_BLOCKS = _engine()
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])  # headings need no more, and this is the dear half
_PICTURES = _engine().enable("image")


def to_html(markdown: str) -> str:
    """Render Markdown to HTML that holds only TAGS and ATTRIBUTES, and links only of SCHEMES or to places on the page."""
    return _allowed(_ENGINE.render(markdown))


def is_shown_as_written(markdown: str) -> bool:
    """Return whether the allowlist takes nothing away from a text but addresses of links, which have checks of their own. Both sides are
    compared as a browser reads them."""
    return not RISKY.search(markdown) or _is_left_alone(markdown)


def _is_left_alone(markdown: str) -> bool:
    html = _ENGINE.render(markdown)
    return _pieces(html) == _pieces(_allowed(html))


def _allowed(html: str) -> str:
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")


def _pieces(html: str) -> list[tuple[str, ...]]:
    reader = _Pieces(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    return reader.found


class _Pieces(HTMLParser):
    """Reads HTML into tags, attributes and text; how they are written does not matter."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WRONG_HEADINGS:
            self.found.append((tag, *(f"{name}={value}" for name, value in sorted(attrs) if name not in ("rel", "href"))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr", *WRONG_HEADINGS):
            self.found.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "":
            data = self.found.pop()[1] + data
        self.found.append(("", data))


def to_text(markdown: str) -> str:
    """Return the words of a Markdown text without marks, for search and excerpts."""
    words: list[str] = []
    for token in _ENGINE.parse(CITED.sub("", markdown)):
        if token.type == "inline" and token.children:
            words.append("".join(" " if c.type in ("softbreak", "hardbreak") else c.content for c in token.children))
        elif token.type in ("fence", "code_block"):
            words.append(token.content)
    return "\n".join(w.strip() for w in words if w.strip())


@lru_cache(maxsize=64)  # each check asks again for the blocks of the same few bodies
def _blocks(body: str) -> tuple[Token, ...]:
    return tuple(_BLOCKS.parse(body))


def running_text(body: str) -> tuple[tuple[int, int], ...]:
    """Return the first line (from 0) and the end of everything that has running text: no code span goes beyond one of them."""
    return tuple({(token.map[0], token.map[1]): None for token in _blocks(body) if token.type == "inline" and token.map})


def deepest(body: str) -> tuple[int, int]:
    """Return how many quotations, lists and entries of lists stand within one another, and in which line (from 1) the deepest begins.
    From 20 levels on Markdown-It loses text."""
    levels = ((token.level + 1, token.map) for token in _blocks(body) if token.type in ("blockquote_open", "list_item_open"))
    depth, lines = max(levels, key=lambda level: level[0], default=(0, None))
    return depth, lines[0] + 1 if lines else 1


@lru_cache(maxsize=64)  # each check asks again for the sections of the same few bodies
def split_sections(body: str) -> tuple[str, tuple[Section, ...]]:
    """Split a body at its headings of the second level. Returns what stands before the first, and the sections."""
    lines = body.split("\n")
    tokens = _blocks(body)
    heads = [
        (token.map[0], tokens[index + 1].content.strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0 and token.map
    ]
    starts = [line for line, _ in heads] + [len(lines)]
    before = "\n".join(lines[: starts[0]]).strip()
    sections = tuple(
        Section(heading, line + 1, "\n".join(_without_heading(lines[line : starts[i + 1]])).strip("\n"))
        for i, (line, heading) in enumerate(heads)
    )
    return before, sections


def all_headings(body: str) -> list[tuple[int, int, str]]:
    """Return line (from 1), level and text of every heading of a body."""
    tokens = _blocks(body)
    return [
        (token.map[0] + 1, int(token.tag[1]), tokens[index + 1].content.strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.map
    ]


def rendered_links(body: str) -> list[tuple[int, str]]:
    """Return the address of every link as the page will have it, with the line at which its paragraph begins."""
    return [
        (token.map[0] + 1 if token.map else 1, str(child.attrs["href"]))
        for token in _ENGINE.parse(body)
        for child in token.children or ()
        if child.type == "link_open" and not str(child.attrs["href"]).startswith("#source-")
    ]


def rendered_pictures(body: str) -> list[tuple[int, str]]:
    """Return the address of every picture that a body asks for, with the line at which its paragraph begins. The page shows none."""
    return [
        (token.map[0] + 1 if token.map else 1, str(child.attrs["src"]))
        for token in _PICTURES.parse(body)
        for child in token.children or ()
        if child.type == "image"
    ]


def fixed_lines(body: str) -> tuple[frozenset[int], tuple[tuple[int, int], ...]]:
    """Return which lines of a body (from 0) are code, where space counts, and the first line and the end of each heading."""
    code: set[int] = set()
    heads: list[tuple[int, int]] = []
    for token in _blocks(body):
        if token.map and token.type in ("fence", "code_block"):
            code.update(range(*token.map))
        elif token.map and token.type == "heading_open" and token.level == 0:
            heads.append((token.map[0], token.map[1]))
    return frozenset(code), tuple(heads)


def _without_heading(lines: Sequence[str]) -> Sequence[str]:
    underlined = len(lines) > 1 and not lines[0].lstrip().startswith("#")
    return lines[2:] if underlined else lines[1:]


def headings(labels: Mapping[str, str]) -> dict[str, str]:
    """Return code by heading, compared without case and outer space."""
    return {label.strip().casefold(): code for code, label in labels.items()}
