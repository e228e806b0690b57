"""The one canonical form of a file: keys in the schema's order, text in double quotes, block lists; what is said stays the same.

The head has the bytes that Sveltia CMS writes with `output: {yaml: {quote: double}}`, so that a save there changes only what was
changed: the npm package yaml, `stringify` with indentSeq, lineWidth 0 and QUOTE_DOUBLE (src/stringify/stringifyString.ts).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder import comments, markup
from builder.comments import Comments
from builder.frontmatter import read_data, read_document
from builder.schema import Schemas
from builder.source import SourceFile
from builder.yaml_text import CONSTANTS, Path, parse

PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
FOLDED_FROM = 40  # a text with line ends whose JSON has so many characters is written on several lines
SHORT_ESCAPES = {"\0": "\\0", "\a": "\\a", "\v": "\\v", "\x1b": "\\e", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # JSON leaves them, libyaml would not read them back
LINE_ENDS = re.compile(r"\\[^n]|(?P<space> ?)(?P<ends>(?:\\n)+)(?P<before_space>(?= (?!\\n)))?")
JSON_ESCAPE = re.compile(r"\\(?:u(....)|.)")
Order = Mapping[str, Any]  # a schema: its properties stand in the order in which they are written


def canonical(text: str, schemas: Schemas) -> str | None:
    """Return the canonical form of a file's text, or None when its head cannot be read."""
    document, problems = read_document(SourceFile("", "", "", text))
    if document is None or problems:
        return None
    order = schemas.translation if document.is_translation else schemas.case
    source = text[: len(text) - len(document.body)].split("\n", 1)[1].rpartition("---")[0]
    head = _written(source, document.data, order)
    return f"---\n{head}\n---\n{body(document.body)}" if head is not None else None


def canonical_data(text: str, schemas: Schemas, more: Sequence[Mapping[str, str]] = ()) -> str | None:
    """Return the canonical form of the text of a file of figures, with `more` figures at its end, or None when it cannot be read."""
    document, problems = read_data(SourceFile("", "", "", text))
    if document is None or problems:
        return None
    figures = document.data.get("figures", [])
    if more and not isinstance(figures, list):
        return None
    written = _written(text, {**document.data, "figures": [*figures, *more]} if more else document.data, schemas.statistics)
    return f"{written}\n" if written is not None else None


def _written(source: str, data: Mapping[str, Any], order: Order) -> str | None:
    """Return the lines of fields with the comments of `source`, or None where they would not be read back, such as a key of over 1,024 characters."""
    lines = "\n".join(_Head(source, data).lines(data, order))
    return lines if parse(lines).data == data else None


def head_lines(data: Mapping[str, Any]) -> list[str]:
    """Return the lines of a head for data without comments, in its own order."""
    return list(_Head("", {}).lines(data, {}))


def body(text: str) -> str:
    """Return a body with single blank lines, one around each heading, and without space at the end of lines, save in code."""
    lines = text.split("\n")
    code, heads = markup.fixed_lines(text)
    borders = {line for head in heads for line in head}
    written: list[str] = []
    for number, line in enumerate(lines):
        if number in borders and written and written[-1]:
            written.append("")
        if number in code:
            written.append(line)
        elif line.strip(" \t") or (written and written[-1]):
            before_text = number + 1 < len(lines) and number + 1 not in borders and bool(lines[number + 1].strip(" \t"))
            written.append(_without_end_space(line, before_text))
    whole = "\n".join(written).rstrip("\n")
    return f"\n{whole}\n" if whole else ""


def _without_end_space(line: str, before_text: bool) -> str:
    """Take the space at the end of a line away, save where it means something: two spaces break a line, one parts a \\ from the line end."""
    bare = line.rstrip(" \t")
    if before_text and bare and line.endswith("  "):
        return f"{bare}  "
    return f"{bare} " if bare.endswith("\\") and bare != line else bare


class _Head:
    """Writes the lines of a head. `source`: the head as it was, for its comments."""

    def __init__(self, source: str, data: Mapping[str, Any]) -> None:
        self.comments = comments.read(source, data) if "#" in source else Comments()

    def lines(self, data: Mapping[str, Any], order: Order) -> Iterator[str]:
        yield from self._mapping(data, order, (), "")
        yield from self.comments.end

    def _mapping(self, data: Mapping[str, Any], order: Order, path: Path, indent: str) -> Iterator[str]:
        fields = order.get("properties", {})
        for key in (*(k for k in fields if k in data), *(k for k in data if k not in fields)):
            name = key if PLAIN_KEY.match(key) and key not in CONSTANTS else _quoted(key)
            yield from self._above((*path, key), indent)
            yield from self._value(f"{indent}{name}:", data[key], fields.get(key, {}), (*path, key), indent)

    def _value(self, name: str, value: Any, order: Order, path: Path, indent: str) -> Iterator[str]:
        beside = "".join(f" {text}" for text in self.comments.beside.get(path, ()))
        if value and isinstance(value, dict | list):
            yield f"{name}{beside}"
            yield from self._inner(value, order, path, f"{indent}  ")
        else:
            yield f"{name} {_scalar(value, f'{indent}  ')}{beside}"

    def _inner(self, value: Any, order: Order, path: Path, indent: str) -> Iterator[str]:
        if isinstance(value, dict):
            yield from self._mapping(value, order, path, indent)
            return
        for number, entry in enumerate(value):
            yield from self._above((*path, number), indent)
            yield from self._entry(entry, order.get("items", {}), (*path, number), indent)

    def _entry(self, entry: Any, order: Order, path: Path, indent: str) -> Iterator[str]:
        if not entry or not isinstance(entry, dict | list):
            yield from self._value(f"{indent}-", entry, order, path, indent)
            return
        lines = self._inner(entry, order, path, f"{indent}  ")
        for line in lines:
            if not line.lstrip().startswith("#"):
                yield f"{indent}- {line[len(indent) + 2 :]}"
                break
            yield line[2:]  # a comment above what the entry begins with stands above the entry
        yield from lines

    def _above(self, path: Path, indent: str) -> Iterator[str]:
        yield from (f"{indent}{text}" for text in self.comments.above.get(path, ()))


def _scalar(value: Any, indent: str) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    as_json = json.dumps(value, ensure_ascii=False)
    units = len(as_json.encode("utf-16-le")) // 2  # as JavaScript counts
    return LINE_ENDS.sub(lambda match: _line_ends(match, indent if units >= FOLDED_FROM else None), _quoted(value))


def _quoted(text: str) -> str:
    """Return a text in double quotes on one line, with an escape only where YAML needs one."""
    written = JSON_ESCAPE.sub(lambda m: _escape(chr(int(m[1], 16))) if m[1] else m[0], json.dumps(text, ensure_ascii=False))
    return UNPRINTABLE.sub(lambda m: _escape(m[0]), written)


def _escape(character: str) -> str:
    code = ord(character)
    return SHORT_ESCAPES.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _line_ends(match: re.Match[str], indent: str | None) -> str:
    """Write line ends as lines; on one line (no `indent`), and where the text ends with one, as \\n."""
    if not match["ends"]:
        return match[0]
    space = "\\ " if match["space"] else ""  # else the fold would swallow it
    at_end = match.end() == len(match.string) - 1
    folded = len(match["ends"]) // 2 - at_end
    if indent is None or not folded:
        return f"{space}{match['ends']}"
    return space + "\n" * (folded + 1) + indent + ("\\n" if at_end else "\\" if match["before_space"] is not None else "")
