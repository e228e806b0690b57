"""Repairs that ask the schema what a field means."""

from __future__ import annotations

import copy
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from builder import aliases
from builder.repairs.head import Edit, Known, edited, head_of, quoted
from builder.schema import Schemas
from builder.yaml_text import Path, Scalar, parse, scalars

SURPRISING = re.compile(r"(?i:y|n|yes|no|on|off|true|false)\Z|[-+.]?\d[\d_,.:/eE+-]*%?\Z|0[xob][\da-fA-F_]+\Z")  # YAML 1.1
Field = Mapping[str, Any]
Change = Callable[[str, Any, Field, Known], str]  # from what is written, what was read and the schema: what to write, or nothing


def quoted_text(text: str, known: Known) -> str:
    """Bare numbers, dates, percent values and words like NO, which programs take for something else, are in quotes where text belongs."""
    return _changed(text, known, _surprising)


def _surprising(written: str, value: Any, field: Field, _: Known) -> str:
    is_text = field.get("type") == "string" or isinstance(field.get("const"), str)
    bare = written[0] not in "\"'|>" and value is not None
    return quoted(written) if is_text and bare and (not isinstance(value, str) or SURPRISING.match(written)) else ""


def codes(text: str, known: Known) -> str:
    """A code is written as the list of codes has it: not in other case, and not as its label."""
    return _changed(text, known, _code)


def _code(written: str, value: Any, field: Field, known: Known) -> str:
    if not isinstance(value, str) or "\n" in written:
        return ""
    if "x-vocabulary" in field:
        found = "" if value in field["enum"] else aliases.exact(value, field["x-vocabulary"], field["enum"], known.reference)
    elif "x-code" in field:
        pattern = re.compile(field["pattern"])
        found = "" if pattern.search(value) else aliases.exact_cldr(value, field["x-code"], known.reference)
        found = found if pattern.search(found) else ""
    else:
        found = ""
    return quoted(found) if found else ""


def _changed(text: str, known: Known, change: Change) -> str:
    """Change the values of a head that can be read."""
    head = head_of(text)[1]
    read = parse(head)
    return text if read.errors else edited(text, _edits(head, read.data, known, change))


def _edits(head: str, data: Mapping[str, Any], known: Known, change: Change) -> Iterator[Edit]:
    is_translation = "translated_from" in data
    for scalar in scalars(head):
        field = None if scalar.is_key else known.schemas.field(scalar.path, is_translation)
        new = change(head[scalar.start : scalar.end], _at(data, scalar.path), field, known) if field else ""
        if new:
            yield Edit(scalar.start, scalar.end, new)


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def shared_facts(text: str, known: Known) -> str:
    """A translation does not repeat the facts of its original, if the original is there."""
    start, head = head_of(text)
    read = parse(head)
    about = read.data.get("translated_from")
    if read.errors or not isinstance(about, dict) or about.get("language") not in known.languages:
        return text
    shared = set(_shared(read.data, (), known.schemas))
    lines, placed = head.split("\n"), scalars(head)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    for number in range(len(placed) - 1, -1, -1):
        if placed[number].is_key and placed[number].path in shared:
            _take_out(lines, starts, placed, number)
    new = "\n".join(lines)
    return f"{text[:start]}{new}{text[start + len(head) :]}" if parse(new).data == _without(read.data, shared) else text


def _shared(value: Any, path: Path, schemas: Schemas) -> Iterator[Path]:
    """Yield the paths of fields that only an original has; for a group that has nothing else, its own path."""
    for part, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        here = (*path, part)
        found = list(_shared(inner, here, schemas))
        if schemas.field(here, True) is None:
            yield from [here] if schemas.field(here, False) is not None else []
        elif isinstance(inner, dict) and inner and isinstance(part, str) and {(*here, key) for key in inner} <= set(found):
            yield here
        else:
            yield from found


def _without(data: Mapping[str, Any], paths: set[Path]) -> Any:
    left = copy.deepcopy(data)
    for path in paths:
        del _at(left, path[:-1])[path[-1]]
    return left


def _take_out(lines: list[str], starts: Sequence[int], placed: Sequence[Scalar], number: int) -> None:
    """Take a key with its value out of the lines, which began at `starts`; what stands further down may be gone already. Comments on lines of their own stay."""
    key, depth = placed[number], len(placed[number].path)
    line = bisect_right(starts, key.start) - 1
    column = key.start - starts[line]
    following = next((n for n in range(number + 1, len(placed)) if placed[n].path[:depth] != key.path), None)
    end = bisect_right(starts, placed[following].start) - 1 if following else len(starts) - 2
    front = lines[line][:column]
    margin = front[: len(front) - len(front.lstrip(" "))]
    kept = [f"{margin}{lines[n].strip()}" for n in range(line + 1, end) if lines[n].lstrip(" \t").startswith("#") and not _is_within(starts[n], placed, number)]
    if "-" not in front:
        lines[line:end] = kept if not front.strip() else lines[line:end]
    elif not lines[end][:column].strip() and lines[end][column : column + 1] not in ("", " ", "-", "#"):
        lines[line : end + 1] = [*kept, front + lines[end][column:]]  # the next key takes the place behind the hyphen


def _is_within(place: int, placed: Sequence[Scalar], number: int) -> bool:
    """Whether a place behind a key lies within a value."""
    before = bisect_left(placed, place, number, key=lambda scalar: scalar.start) - 1
    return placed[before].end > place
