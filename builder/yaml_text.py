"""YAML -> data and positions: the small, safe part of YAML that the head of a case needs.

Read from the event stream of libyaml, so that nothing is built before it is known to be harmless: no anchors, aliases, tags or
merge keys, no key twice, no depth. Only true, false, null and JSON's numbers have a type; all else is text, so that the
country code NO and the date 2024-03-12 stay what they were (YAML 1.2.2, section 10.2, restricted further).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from builder.problems import Position, clip

MAX_DEPTH = 12
MAX_NODES = 20_000
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?\Z")  # longer numbers stay text
CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

RULES = {
    "KB102": "The head of a file is YAML: each line has a key, a colon, a space and a value in quotes.",
    "KB103": "The head of a file uses no anchors (&), aliases (*), tags (!) and no merge keys (<<).",
    "KB104": "Each key stands once.",
    "KB105": "The head of a file is at most twelve levels deep and has at most 20,000 values.",
    "KB106": "The head of a file is a list of keys with values.",
}

Path = tuple[str | int, ...]
Place = tuple[int, int, int]  # line, column, width, as in Position


@dataclass(frozen=True, slots=True)
class YamlError:
    """Why a text is refused."""

    message: str  # see problems.Problem
    position: Position
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class YamlText:
    """Data with the places where it stands. `keys` and `values` map a path such as ("lessons", 0, "id") to a place.

    There are some hundred places in a head, and few are ever asked for: they are kept as numbers, not as Positions.
    """

    data: dict[str, Any]
    keys: Mapping[Path, Place] = field(default_factory=dict)
    values: Mapping[Path, Place] = field(default_factory=dict)
    errors: tuple[YamlError, ...] = ()


@dataclass(frozen=True, slots=True)
class Scalar:
    """A key or a single value as it is written. `start` and `end` count characters of the text from 0, quotes included."""

    path: Path  # of the value, for a key, too
    is_key: bool
    start: int
    end: int


class _RefusedError(Exception):
    def __init__(self, error: YamlError) -> None:
        super().__init__(error.message)
        self.error = error


def parse(text: str, first_line: int = 1) -> YamlText:
    """Parse a YAML mapping. `first_line`: the number of the text's first line in its file. Never raises."""
    reader = _Reader(first_line)
    try:
        data = reader.read(_events(text))
    except _RefusedError as refused:
        return YamlText({}, errors=(*reader.errors, refused.error))
    except yaml.YAMLError as error:
        return YamlText({}, errors=(*reader.errors, _syntax_error(error, text, first_line)))
    return YamlText(data, reader.keys, reader.values, tuple(reader.errors))


def scalars(text: str) -> tuple[Scalar, ...]:
    """Return the keys and single values of a YAML mapping in the order of the text, up to its first error. Never raises.

    What lies between them is syntax, space and comments.
    """
    reader = _PlaceReader(1)
    with suppress(_RefusedError, yaml.YAMLError):
        reader.read(_events(text))
    return tuple(reader.scalars)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: Any
    path: Path
    key: str | None = None  # of a mapping: the key whose value comes next
    skip: bool = False  # the value that comes next belongs to a key that stands twice


class _Reader:
    """Builds data from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, first_line: int) -> None:
        self.offset = first_line
        self.keys: dict[Path, Place] = {}
        self.values: dict[Path, Place] = {}
        self.errors: list[YamlError] = []
        self.stack: list[_Open] = []
        self.root: Any = None
        self.nodes = 0
        self.documents = 0

    def read(self, events: Iterator[Any]) -> dict[str, Any]:
        for event in events:
            kind = type(event)  # libyaml's events have exactly these types, and this loop is the checker's hottest
            if kind is yaml.ScalarEvent:
                self._plain(event)
                self._scalar(event)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self._plain(event)
                self._open(event)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self.stack.pop()
            elif kind is yaml.AliasEvent:
                raise self._refuse(event, "KB103.alias")
            elif kind is yaml.DocumentStartEvent:
                self._document(event)
        if not isinstance(self.root, dict):
            position = Position(self.offset, 1)
            raise _RefusedError(YamlError("KB106.not_keys", position))
        return self.root

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse(event, "KB102.two_heads")

    def _plain(self, event: Any) -> None:
        """Refuse what makes YAML dangerous, before anything is built."""
        self.nodes += 1
        if event.anchor is not None:
            raise self._refuse(event, "KB103.anchor")
        if event.tag is not None:
            raise self._refuse(event, "KB103.tag")
        if self.nodes > MAX_NODES or len(self.stack) > MAX_DEPTH:
            raise self._refuse(event, "KB105.too_deep")

    def _open(self, event: Any) -> None:
        if self._expects_key():
            raise self._refuse(event, "KB102.list_as_key")
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(event, value)
        self.stack.append(_Open(value, path))

    def _scalar(self, event: Any) -> None:
        if self._expects_key():
            self._key(event)
        else:
            plain = event.style is None or event.style == ""
            self._place(event, _typed(event.value) if plain else event.value)

    def _key(self, event: Any) -> None:
        top = self.stack[-1]
        key = event.value
        if key == "<<":
            raise self._refuse(event, "KB103.merge")
        if key in top.value:
            first = self.keys[(*top.path, key)]
            self.errors.append(YamlError("KB104.twice", Position(*self._at(event)), (("key", clip(key)), ("line", str(first[0])))))
            top.skip = True
        else:
            self.keys[(*top.path, key)] = self._at(event)
        top.key = key

    def _place(self, event: Any, value: Any) -> Path:
        """Put a value where it belongs, note its place, and return its path."""
        if not self.stack:
            self.root = value
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
        else:
            assert top.key is not None
            path = (*top.path, top.key)
            if not top.skip:
                top.value[top.key] = value
            top.key, top.skip = None, False
        self.values.setdefault(path, self._at(event))
        return path

    def _expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def _at(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return self.offset + start.line, start.column + 1, width or 1

    def _refuse(self, event: Any, message: str) -> _RefusedError:
        return _RefusedError(YamlError(message, Position(*self._at(event))))


def _events(text: str) -> Iterator[Any]:
    loader = yaml.CSafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


class _PlaceReader(_Reader):
    """Notes where every scalar begins and ends, which a check has no need of."""

    def __init__(self, first_line: int) -> None:
        super().__init__(first_line)
        self.scalars: list[Scalar] = []

    def _scalar(self, event: Any) -> None:
        top, is_key = self.stack[-1] if self.stack else _Open(None, ()), self._expects_key()
        last = event.value if is_key else len(top.value) if isinstance(top.value, list) else top.key or ""
        super()._scalar(event)
        start, end = event.start_mark.index, event.end_mark.index
        if end > start:  # an absent value has no place
            self.scalars.append(Scalar((*top.path, last), is_key, start, end))


def field_of(path: Path) -> str:
    """Return the name of the field that a path leads to, without the numbers of entries: "lessons[].kind"."""
    return "".join("[]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def _typed(text: str) -> Any:
    if text in CONSTANTS:
        return CONSTANTS[text]
    if NUMBER.match(text):
        return float(text) if "." in text else int(text)
    return text


def _syntax_error(error: yaml.YAMLError, text: str, first_line: int) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = Position(first_line + mark.line, mark.column + 1) if mark else Position(first_line, 1)
    problem = str(getattr(error, "problem", "") or "")
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    name = "syntax"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        name = "tab"
    elif "mapping values are not allowed" in problem:
        name = "colon"
    elif "end of stream" in problem or "quoted scalar" in problem:
        name = "open_quote"
    elif "indentation" in problem or "block" in problem:
        name = "indentation"
    return YamlError(f"KB102.{name}", position)
