"""Repairs of what a text is made of: line ends, letters, and the signs of YAML. None asks what a field means."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from builder.repairs.head import Edit, Known, edited, head_of, open_lines, quoted
from builder.yaml_slips import indent
from builder.yaml_text import parse, scalars

MAX_MARKS = 30  # combining marks in a row (UAX 15, Stream-Safe Text Format); sorting more costs the square of their number
SPACES = str.maketrans("\u00a0\u202f", "  ")
COMMENT_OR_SPACE = re.compile("(#[^\n]*)|[\u00a0\u202f]")
INDENT = re.compile(r"[ \t]*(?:-[ \t]+)*")
FRONT = re.compile(r" *(?:- +)*(?:[A-Za-z_][A-Za-z0-9_-]*: +)?")
QUOTED = re.compile(r"(?:[“„]([^“”„]*)[“”]|‘([^‘]*)’|[“„]([^“”„\"]*)\"|\"([^“”„\"\\]*)”)(?P<rest> *(?: #.*)?)\Z")
IN_LIST = re.compile(r"(\"(?:[^\"\\]|\\.)*\")|(?<=[\[,])( *)“([^“”„\[\]]*)”(?= *[,\]])")
MAX_LIST = 2_000  # characters of a list in brackets that are looked through for quotes
RESERVED = "%@`"  # no bare value may begin with these (YAML 1.2.2, section 5.3)


def line_ends(text: str, _: Known) -> str:
    """Lines end with a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def composed(text: str, _: Known) -> str:
    """Letters and their marks are composed (Unicode NFC), so that the same word is the same characters."""
    marks = 0
    for character in "" if text.isascii() else text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MAX_MARKS:
            return text
    return unicodedata.normalize("NFC", text)


def no_break_spaces(text: str, known: Known) -> str:
    """A no-break space between the values is a space; within a value it stays."""
    head = head_of(text)[1]
    plain = head.translate(SPACES)
    if plain == head:
        return text
    old, new = parse(head), parse(plain)
    made = [path for path in new.keys if path not in old.keys]
    if not old.errors and (new.errors or any(known.schemas.field(path, "translated_from" in new.data) is None for path in made)):
        return text  # a bare value with a colon in it would become a key
    borders = [0, *(border for scalar in scalars(plain) for border in (scalar.start, scalar.end))]
    gaps = zip(borders[::2], [*borders[1::2], *([] if new.errors else [len(head)])], strict=False)
    return edited(text, (Edit(a, b, COMMENT_OR_SPACE.sub(lambda m: m[1] or " ", head[a:b])) for a, b in gaps))


def tabs(text: str, _: Known) -> str:
    """The head is indented with spaces, two for each tab, or as many as the lines above have."""
    head = head_of(text)[1]
    if "\t" not in head or not parse(head).errors:
        return text
    indents = [(at, match[0]) for at, line in open_lines(head) if (match := INDENT.match(line))]
    two_each = edited(text, (Edit(at, at + len(space), _without_tabs(space)) for at, space in indents))
    aligned = _aligned(text, head)
    return aligned if parse(head_of(two_each)[1]).errors and not parse(head_of(aligned)[1]).errors else two_each


def _aligned(text: str, head: str) -> str:
    """Return a text whose lines with tabs begin in the column that the lines above show."""
    lines = head.split("\n")
    for number, line in enumerate(lines):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            lines[number] = " " * indent(lines, number) + line.lstrip()
    return edited(text, (Edit(0, len(head), "\n".join(lines)),))


def _without_tabs(indent: str) -> str:
    before, dash, behind = indent.partition("-")
    return before.replace("\t", "  ") + dash + behind.replace("\t", " ")


def smart_quotes(text: str, _: Known) -> str:
    """A whole value is quoted with straight quotation marks, not with those of a word processor."""
    head = head_of(text)[1]
    if not any(mark in head for mark in "“”‘„"):
        return text
    return edited(text, (edit for at, value in _values(head) for edit in _straight(at, value)))


def _straight(at: int, value: str) -> Iterator[Edit]:
    found = QUOTED.match(value)
    if found:
        inner = next(group for group in found.groups() if group is not None)
        yield Edit(at, at + found.start("rest"), quoted(inner))
    elif value.startswith("[") and len(value) <= MAX_LIST:
        yield Edit(at, at + len(value), IN_LIST.sub(lambda m: m[1] or f"{m[2]}{quoted(m[3])}", value))


def reserved_signs(text: str, _: Known) -> str:
    """A value that begins with %, @ or ` is in quotes."""
    head = head_of(text)[1]
    signs = ((at, value.rstrip(" ")) for at, value in _values(head) if value[0] in RESERVED and " #" not in value)
    return edited(text, (Edit(at, at + len(value), quoted(value)) for at, value in signs))


def _values(head: str) -> Iterator[tuple[int, str]]:
    """Yield place and text of what stands behind a key or a hyphen, to the end of the line. Lines within a value are left out."""
    placed = scalars(head)
    starts = [scalar.start for scalar in placed]
    for at, line in open_lines(head):
        front = FRONT.match(line)
        value = line[front.end() :] if front and front[0].strip() else ""
        place = at + len(line) - len(value)
        around = bisect_left(starts, place) - 1
        if value and (around < 0 or placed[around].end <= place):
            yield place, value
