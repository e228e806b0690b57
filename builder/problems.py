"""What is wrong with a contribution, as a value. The words for it are in schema/messages, in every language."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class Severity(enum.IntEnum):
    """How much a problem weighs. Only an ERROR keeps a case from being published."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, counted from 1, in characters; `width` characters of the line belong to it."""

    line: int = 1
    column: int = 1
    width: int = field(default=1, compare=False)


def place(text: str, start: int, width: int = 1) -> Position:
    """Return where in a text, whose lines end with \\n, the character with an index from 0 stands."""
    return Position(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), width)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    path: str  # relative to the root, with forward slashes
    position: Position
    message: str  # which words to use: the code, a full stop and a name, "KB501.unknown"
    values: tuple[tuple[str, str], ...] = ()  # what the words are filled with, by name
    severity: Severity = Severity.ERROR
    suggestion: str = ""  # what was probably meant, as it should be written there
    field: str = ""  # the field of the schema in question, without numbers of entries: "lessons.kind"

    @property
    def code(self) -> str:
        """The stable code: KB and three digits."""
        return self.message.partition(".")[0]


def problem(
    path: str,
    position: Position,
    message: str,
    values: Mapping[str, object] | None = None,
    severity: Severity = Severity.ERROR,
    suggestion: str = "",
    field: str = "",
) -> Problem:
    """Make a Problem; `values` are shown as text."""
    shown = tuple((name, str(value)) for name, value in sorted((values or {}).items()))
    return Problem(path, position, message, shown, severity, suggestion, field)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repetition, by file and place."""
    return tuple(sorted(set(problems), key=lambda p: (p.path, p.position.line, p.position.column, p.message, p.values)))


def clip(text: str, length: int = 60) -> str:
    """Return a text that is fit to be shown in a message: one line, printable, not long."""
    shown = "".join(c if c.isprintable() else "�" for c in text[: length + 1])
    return shown if len(shown) <= length else shown[:length] + "…"
