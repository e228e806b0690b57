"""What a check is given besides the case itself, and what one case must know of the others."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from builder.catalogue import CaseFolder
from builder.frontmatter import Document
from builder.model import Reference
from builder.problems import Position, Problem, Severity, problem
from builder.source import SourceFile
from builder.yaml_text import Path, field_of


@dataclass(frozen=True, slots=True)
class World:
    """The reference data and the date."""

    reference: Reference
    today: datetime.date


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a case, with the place where it stands."""

    id: str
    path: str
    position: Position
    field: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks across cases need of one case; small, for they are given those of all cases together."""

    folder: str
    path: str  # of its original, or of the folder when no original can be read
    claims: tuple[Named, ...]  # its own permanent name, once for each original
    named: tuple[Named, ...]  # the other cases that it names
    sentences: tuple[int, ...]  # a number for each longer sentence


Check = Callable[[CaseFolder, World], Iterator[Problem]]
TextCheck = Callable[[SourceFile, Reference], Iterator[Problem]]
CheckAcross = Callable[[Sequence[Facts]], Iterator[Problem]]


def at_value(document: Document, path: Path, message: str, severity: Severity = Severity.ERROR, suggestion: str = "", **values: object) -> Problem:
    """Make a problem at the value of a path in the head."""
    return problem(document.path, document.value_at(path), message, values, severity, suggestion, field_of(path))


def at_line(document: Document, line: int, column: int, message: str, severity: Severity = Severity.ERROR, width: int = 1, suggestion: str = "", **values: object) -> Problem:
    """Make a problem at a line of the body; `line` counts from 1 at the body's first line."""
    return problem(document.path, Position(document.body_line + line - 1, column, width), message, values, severity, suggestion)
