"""What is wrong with a contribution, as a value."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Severity(enum.IntEnum):
    """How much a problem weighs. Only an ERROR keeps a case from being published."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file, counted from 1, in characters."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in words that a contributor can act on."""

    path: str  # relative to the root, with forward slashes
    position: Position
    code: str  # stable: KB and three digits
    reason: str  # what is wrong, in plain words
    repair: str  # what to do about it
    severity: Severity = Severity.ERROR
    subject: str = ""  # the field or word in question, for people who search the file


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repetition, by file and place."""
    return tuple(
        sorted(set(problems), key=lambda p: (p.path, p.position.line, p.position.column, p.code, p.reason))
    )
