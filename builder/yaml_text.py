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
from builder.yaml_slips import BULLET, Stop, slip

MAX_DEPTH = 12
MAX_NODES = 20_000
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?\Z")  # longer numbers stay text
CUT = re.compile(r"[ \t]+#[^\s#]")  # a comment to YAML, and part of the text to who writes "Village #1"; a remark has a space behind its sign
CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

RULES = {
    "KB102": "The head of a file is YAML: each line has a key, a colon, a space and a value in quotes.",
    "KB103": "The head of a file uses no anchors (&), aliases (*), tags (!) and no merge keys (<<).",
    "KB104": "Each key stands once.",
    "KB105": "The head of a file is at most twelve levels deep and has at most 20,000 values.",
    "KB106": "The head of a file is a list of keys with values.",
}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlError:
    """Why a text is refused."""

    message: str  # see problems.Problem
    position: Position
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class YamlText:
    """Data with the places where it stands. `keys` and `values` lead from a path such as ("lessons", 0, "id") to the event of libyaml.

    There are some hundred places in a head, and few are ever asked for: they are made when they are.
    """

    data: dict[str, Any]
    keys: Mapping[Path, Any] = field(default_factory=dict)
    values: Mapping[Path, Any] = field(default_factory=dict)
    errors: tuple[YamlError, ...] = ()
    first_line: int = 1

    def key_at(self, path: Path) -> Position | None:
        """Return the place of a key, if there is one."""
        return _at(self.keys[path], self.first_line) if path in self.keys else None

    def value_at(self, path: Path) -> Position | None:
        """Return the place of a value, if there is one."""
        return _at(self.values[path], self.first_line) if path in self.values else None


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
    reader = _Reader(text, first_line)
    try:
        data = _read(reader, text)
    except _RefusedError as refused:
        return YamlText({}, errors=(*reader.errors, refused.error))
    except yaml.YAMLError as error:
        return YamlText({}, errors=(*reader.errors, _syntax_error(error, text, first_line)))
    return YamlText(data, reader.keys, reader.values, tuple(reader.errors), first_line)


def scalars(text: str) -> tuple[Scalar, ...]:
    """Return the keys and single values of a YAML mapping in the order of the text, up to its first error. Never raises.

    What lies between them is syntax, space and comments.
    """
    reader = _PlaceReader(text, 1)
    with suppress(_RefusedError, yaml.YAMLError):
        _read(reader, text)
    return tuple(reader.scalars)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: Any
    path: Path
    expects_key: bool  # whether a key comes next
    next: Path = ()  # of a mapping: the path of the value that comes next
    skip: bool = False  # the value that comes next belongs to a key that stands twice


class _Reader:
    """Builds data from events with a stack of its own, so that depth costs no recursion."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.offset = first_line
        self.keys: dict[Path, Any] = {}
        self.values: dict[Path, Any] = {}
        self.errors: list[YamlError] = []
        self.stack: list[_Open] = []
        self.root: Any = None
        self.nodes = 0
        self.documents = 0

    def read(self, events: Iterator[Any]) -> dict[str, Any]:
        for event in events:
            kind = type(event)  # libyaml's events have exactly these types, and this loop is the checker's hottest
            if kind is yaml.ScalarEvent:
                self._guard(event)
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._guard(event)
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
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

    def _guard(self, event: Any) -> None:
        """Refuse what makes YAML dangerous, before anything is built."""
        self.nodes += 1
        if event.anchor is not None:
            raise self._refuse(event, "KB103.anchor")
        if event.tag is not None:
            raise self._refuse(event, "KB103.tag")
        if self.nodes > MAX_NODES or len(self.stack) > MAX_DEPTH:
            raise self._refuse(event, "KB105.too_deep")

    def _open(self, event: Any, value: Any) -> None:
        if self.stack and self.stack[-1].expects_key:
            raise self._refuse(event, "KB102.list_as_key")
        self.stack.append(_Open(value, self._place(event, value), expects_key=type(value) is dict))

    def _scalar(self, event: Any) -> None:
        if self.stack and self.stack[-1].expects_key:
            self._key(event)
        else:
            self._place(event, event.value if event.style else self._bare(event))

    def _bare(self, event: Any) -> Any:
        """Return a value without quotation marks; note where YAML reads less or more than was meant."""
        text: str = event.value
        at, end = _at(event, self.offset), event.end_mark.index
        if text.endswith('"') and len(text) > 1 and not BULLET.match(text):
            self.errors.append(YamlError("KB102.half_quote", at))
        elif CUT.match(self.text, end) and isinstance(_typed(text), str):
            self.errors.append(YamlError("KB102.cut", at, (("rest", clip(self.text[end:].split("\n")[0].strip())),)))
        return _typed(text)

    def _key(self, event: Any) -> None:
        top = self.stack[-1]
        key = event.value
        if key == "<<":
            raise self._refuse(event, "KB103.merge")
        path = (*top.path, key)
        if key in top.value:
            first = _at(self.keys[path], self.offset)
            self.errors.append(YamlError("KB104.twice", _at(event, self.offset), (("key", clip(key)), ("line", str(first.line)))))
            top.skip = True
        else:
            self.keys[path] = event
        top.next, top.expects_key = path, False

    def _place(self, event: Any, value: Any) -> Path:
        """Put a value where it belongs, note its place, and return its path."""
        if not self.stack:
            self.root = value
            return ()
        top = self.stack[-1]
        if type(top.value) is list:
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
        else:
            path = top.next
            if not top.skip:
                top.value[path[-1]] = value
            top.skip, top.expects_key = False, True
        self.values.setdefault(path, event)
        return path

    def _refuse(self, event: Any, message: str) -> _RefusedError:
        return _RefusedError(YamlError(message, _at(event, self.offset)))


def _at(event: Any, first_line: int) -> Position:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Position(first_line + start.line, start.column + 1, width or 1)


def _read(reader: _Reader, text: str) -> dict[str, Any]:
    loader = yaml.CSafeLoader(text)
    try:
        return reader.read(iter(loader.get_event, None))
    finally:
        loader.dispose()


class _PlaceReader(_Reader):
    """Notes where every scalar begins and ends, which a check has no need of."""

    def __init__(self, text: str, first_line: int) -> None:
        super().__init__(text, first_line)
        self.scalars: list[Scalar] = []

    def _scalar(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else _Open(None, (), expects_key=False)
        is_key, following = top.expects_key, top.next
        length = len(top.value) if type(top.value) is list else 0
        super()._scalar(event)
        path = (*top.path, event.value) if is_key else following if type(top.value) is dict else (*top.path, length)
        start, end = event.start_mark.index, event.end_mark.index
        if end > start:  # an absent value has no place
            self.scalars.append(Scalar(path, is_key, start, end))


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text in data, with its path."""
    for key, inner in value.items() if type(value) is dict else enumerate(value):
        if type(inner) is str:
            yield (*path, key), inner
        elif type(inner) is dict or type(inner) is list:
            yield from texts(inner, (*path, key))


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
    """Return what is wrong where libyaml gave up; its errors have marks, but for those of characters that YAML does not know."""
    mark = getattr(error, "problem_mark", None)
    if not mark:
        return YamlError("KB102.syntax", Position(first_line, 1))
    begun = getattr(error, "context_mark", None) or mark
    reason = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', '')}"
    found = slip(text.split("\n"), Stop(reason, mark.line, mark.column, (begun.line, begun.column)))
    values = (("sign", found.sign),) if found.sign else (("count", str(found.count)),) if found.name in ("tab", "indentation") else ()
    return YamlError(f"KB102.{found.name}", Position(first_line + found.line, found.column + 1, found.width), values)
