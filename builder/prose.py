"""A body without its code: where raw HTML, links and pictures stand in it, and whether it is more than a page can hold.

Code (CommonMark 0.31, sections 4.4, 4.5 and 6.1) is shown as it is written, so that nothing in it is HTML or a link. All patterns
here are linear; none can run on beyond the next sign that it begins with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from builder.markup import deepest, fixed_lines, running_text

MAX_SIGNS = 5_000  # of one kind in a text: a table of 1,000 rows and four columns has as many
MAX_GROWTH = 5_000_000  # characters that definitions of links may come to when they are put in where they are used
MAX_DEPTH = 16  # levels of HTML: quotations within one another, or half as many lists
SIGNS = "[]|`*_<>&#\\=~-+!()"
NUMBERED = re.compile(r"^[ \t>]*[0-9]{1,9}[.)][ \t]", re.MULTILINE)  # an entry of a numbered list
TICKS = re.compile("`+")
BLANK = "\u00a0"  # stands in place of code; it is a space, but none that Markdown indents with
ADDRESS = re.compile(r"<https?://[^\s<>]+>|\]\(\s*<[^<>\n]*>|\]:\s*<[^<>\n]*>")
WITHIN = r"(?:[^<>\n]|\n(?![ \t]*\n))*"  # up to the end of a paragraph
RAW_HTML = re.compile(rf"<(?:[a-z]{WITHIN}>|[a-z][\w:-]*[\s/][^<>=\n]*=|/[a-z]|!--|!\[|!DOCTYPE|\?)", re.IGNORECASE)
DEFINITIONS = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:(?:[^\n]|\n(?![ \t]*\n))*", re.MULTILINE)


@lru_cache(maxsize=64)  # several checks ask for the same few bodies
def without_code(body: str) -> str:
    """Return a body with blanks in place of code; everything else stays where it is."""
    if "`" not in body and "~~~" not in body and "    " not in body and "\t" not in body:
        return body
    code, _ = fixed_lines(body)
    lines = [BLANK * len(line) if number in code else line for number, line in enumerate(body.split("\n"))]
    for start, end in running_text(body) if "`" in body else ():
        lines[start:end] = _without_spans("\n".join(lines[start:end])).split("\n")
    return "\n".join(lines)


def places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Yield line and column, both from 1, of everything that a pattern finds."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for found in pattern.finditer(text):
        line = bisect_right(starts, found.start())
        yield line, found.start() - starts[line - 1] + 1, found


def tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield line and column of what a browser could take for HTML in a text without code. A "<" that compares two things is none."""
    if "<" in text:
        masked = ADDRESS.sub(lambda m: BLANK * len(m[0]), text)
        yield from ((line, column) for line, column, _ in places(RAW_HTML, masked))


def raw_html(body: str) -> Iterator[tuple[int, int]]:
    """Yield line and column of what a browser could take for HTML in a body."""
    return tags(without_code(body)) if "<" in body else iter(())


def too_much(body: str) -> tuple[int, str, dict[str, object]] | None:
    """Return line, message and values for a body that no page should hold, or None. The cheap questions come first: a body with too
    many signs is not parsed."""
    count, sign = max((body.count(sign), sign) for sign in SIGNS)
    if len(body) > 3 * MAX_SIGNS:
        count, sign = max((count, sign), (sum(1 for _ in NUMBERED.finditer(body)), "1."))
    if count > MAX_SIGNS:
        return _line(body, body.find(sign)), "KB509.signs", {"sign": sign, "count": count, "limit": MAX_SIGNS}
    longest, start = max(((len(found[0]), found.start()) for found in DEFINITIONS.finditer(body)), default=(0, 0))
    if longest * body.count("]") > MAX_GROWTH:
        return _line(body, start), "KB509.grows", {}
    depth, line = deepest(body)
    return (line, "KB509.deep", {}) if depth > MAX_DEPTH else None


def _line(body: str, at: int) -> int:
    return body.count("\n", 0, max(0, at)) + 1


def _without_spans(paragraph: str) -> str:
    """Blank the code spans: from a run of backticks to the next run of the same length."""
    runs = [found.span() for found in TICKS.finditer(paragraph)]
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    for number, (start, end) in reversed(list(enumerate(runs))):
        waiting[end - start].append(number)
    pieces: list[str] = []
    done = number = 0
    while number < len(runs):
        start, end = runs[number]
        start += _is_escaped(paragraph, start)
        same = waiting[end - start]
        while same and same[-1] <= number:
            same.pop()
        if start < end and same:
            number = same[-1]
            end = runs[number][1]
            pieces += paragraph[done:start], re.sub("[^\n]", BLANK, paragraph[start:end])
            done = end
        number += 1
    return "".join((*pieces, paragraph[done:]))


def _is_escaped(text: str, at: int) -> bool:
    before = text[max(0, at - 50) : at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
