"""The place where a YAML reader gave up -> the slip that made it do so, which often stands in a line above.

Each line is looked at by itself, with patterns that take time in proportion to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ENTRY = re.compile(r"[ \t]*(?:-[ \t]+)*(?:(?P<key>[^\W\d][\w-]*)[ \t]*:(?:[ \t]+|\Z))?(?P<value>.*)\Z")
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
END = re.compile(r"[ \t]*(?:#.*)?\Z")
CURLY = "“”„‘’"
SEVERAL = re.compile(r"[ \t]*,[ \t]*[\"']")  # behind a quoted value: another one
BULLET = re.compile(r"-(?=[\"'“‘]|[^\W\d])|[–—](?= ?(?:[\"'“‘]|[^\W\d]))|[•·●▪◦‣](?= ?\S)")  # what people begin an entry of a list with, for "- "


@dataclass(frozen=True, slots=True)
class Stop:
    """Where and why libyaml gave up. Lines and columns count from 0."""

    reason: str  # in libyaml's words: "did not find expected key"
    line: int
    column: int
    begun: tuple[int, int]  # line and column of the thing that it was reading


@dataclass(frozen=True, slots=True)
class Slip:
    """What the writer did. Line and column count from 0."""

    name: str  # the part of the message's key behind "KB102."
    line: int
    column: int
    width: int = 1
    sign: str = ""  # the character in question, where there is one
    count: int = 0  # of spaces that probably belong in front of the line


def slip(lines: Sequence[str], stop: Stop) -> Slip:
    """Return the slip behind a stop."""
    found = _in_line(lines, stop) or _item(lines, stop) or _quotes(lines, stop) or _list(lines, stop) or _field(lines, stop)
    return found or Slip("syntax", stop.line, stop.column)


def indent(lines: Sequence[str], number: int) -> int:
    """Return how many spaces a line should begin with, as the lines above show: an entry stands under entries, a field under fields."""
    is_entry = _line(lines, number).lstrip().startswith("-")
    for line in reversed(lines[:number]):
        space, found = len(line) - len(line.lstrip()), ENTRY.match(line)
        if not found or not line.strip() or "\t" in line[:space]:
            continue
        if is_entry and line.lstrip().startswith("-"):
            return space
        if found["key"] and not (is_entry and found["value"].strip()):
            return found.start("key") + (0 if found["value"].strip() else 2)
    return 0


def _space(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _above(lines: Sequence[str], number: int) -> int:
    """Return the number of the nearest line above that is not empty, or -1."""
    return next((n for n in range(min(number, len(lines)) - 1, -1, -1) if lines[n].strip()), -1)


def _value(line: str) -> tuple[int, str]:
    """Return where the value of a line begins, and the value."""
    found = ENTRY.match(line)
    return (found.start("value"), found["value"]) if found else (0, line)


def _in_line(lines: Sequence[str], stop: Stop) -> Slip | None:
    """Find what libyaml itself points at."""
    line = _line(lines, stop.line)
    space = line[: len(line) - len(line.lstrip())]
    if "\t" in space:
        return Slip("tab", stop.line, space.index("\t"), space.count("\t"), count=indent(lines, stop.line))
    if "escape" in stop.reason:
        return Slip("backslash", stop.line, stop.column, 2)
    if "cannot start any token" in stop.reason:
        return Slip("sign", stop.line, stop.column, 1, line[stop.column : stop.column + 1])
    return None


def _item(lines: Sequence[str], stop: Stop) -> Slip | None:
    """Find an entry of a list that does not begin with a hyphen and a space."""
    for number in dict.fromkeys((stop.begun[0], stop.line, _above(lines, stop.line))):
        line = _line(lines, number)
        text = line.strip()
        beside = _line(lines, number - 1).strip().startswith("- ") or _line(lines, number + 1).strip().startswith("- ")
        if BULLET.match(text) or (beside and QUOTED.fullmatch(text)):
            return Slip("item", number, line.index(text[0]), 1 if BULLET.match(text) else len(text))
    return None


def _quotes(lines: Sequence[str], stop: Stop) -> Slip | None:
    """Find quotation marks that are curly, that stand within a value, or that are not closed."""
    column, value = _value(_line(lines, stop.line))
    if value.startswith(tuple(CURLY)):
        return Slip("curly_quotes", stop.line, column, len(value.rstrip()))
    closed = QUOTED.match(value)
    if closed and not END.match(value, closed.end()):
        rest = value[closed.end() :]
        if SEVERAL.match(rest):
            return Slip("several", stop.line, column, len(value.rstrip()))
        if '"' not in rest and "'" not in rest:
            return Slip("behind", stop.line, column + closed.end(), len(rest.rstrip()))
        return Slip("quote_inside", stop.line, column + closed.end() - 1)
    if "quoted scalar" in stop.reason:
        return Slip("open_quote", *stop.begun)
    return _open_above(lines, stop.line)


def _open_above(lines: Sequence[str], number: int) -> Slip | None:
    """Find a value that is opened above and not closed: it goes on to the next quotation mark, in a line that is right."""
    for n in range(min(number, len(lines)) - 1, -1, -1):
        column, value = _value(lines[n])
        if value[:1] in ("'", '"') and not QUOTED.match(value):
            return Slip("open_quote", n, column, len(value))
        if "'" in value or '"' in value:
            return None
    return None


def _list(lines: Sequence[str], stop: Stop) -> Slip | None:
    if "did not find expected ','" not in stop.reason:
        return None
    line, column = stop.begun
    return Slip("list", line, column, max(1, len(_line(lines, line).rstrip()) - column))


def _field(lines: Sequence[str], stop: Stop) -> Slip | None:
    """Find a colon too much or too few, and lines that begin in another column than their neighbours."""
    if "could not find expected ':'" in stop.reason:
        return _no_colon(lines, stop.begun[0])
    line = _line(lines, stop.line)
    entry = ENTRY.match(line)
    if not entry or not entry["key"]:
        is_entry = line.lstrip().startswith("- ") and indent(lines, stop.line) != line.index("-")
        return _shifted(lines, stop.line, line.index("-"), 1) if is_entry else None
    if "mapping values" not in stop.reason:
        return _shifted(lines, stop.line, entry.start("key"), len(entry["key"])) if "expected" in stop.reason else None
    if stop.column >= entry.start("value"):
        return Slip("colon", stop.line, stop.column)
    above = ENTRY.match(_line(lines, _above(lines, stop.line)))
    if above and not above["key"]:
        return _no_colon(lines, _above(lines, stop.line))
    return _shifted(lines, stop.line, entry.start("key"), len(entry["key"]))


def _shifted(lines: Sequence[str], number: int, column: int, width: int) -> Slip:
    """Return the slip of a line that begins in a wrong column: the one above it, when this one stands where that one should."""
    above = _above(lines, number)
    own, begun, below = (_space(_line(lines, n)) for n in (number, above, number + 1))
    if above > 0 and begun != own == indent(lines, above):
        return Slip("indentation", above, begun, 1, count=own)
    if above > 0 and _line(lines, above).lstrip().startswith("- ") and own == below == begun + 4:
        return Slip("indentation", above, begun, 1, count=own - 2)
    return Slip("indentation", number, column, width, count=indent(lines, number))


def _no_colon(lines: Sequence[str], number: int) -> Slip:
    column, value = _value(_line(lines, number))
    return Slip("no_colon", number, column, max(1, len(value.rstrip())))
