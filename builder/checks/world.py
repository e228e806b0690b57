"""What a check is given besides the case itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.catalogue import CaseFolder
from builder.frontmatter import Document
from builder.model import Reference
from builder.problems import Position, Problem, Severity
from builder.yaml_text import Path


@dataclass(frozen=True, slots=True)
class World:
    """The reference data, the date, and the ids of all cases with the folders that claim them."""

    reference: Reference
    today: datetime.date
    ids: Mapping[str, tuple[str, ...]]


Check = Callable[[CaseFolder, World], Iterator[Problem]]


def at_value(document: Document, path: Path, code: str, reason: str, repair: str, severity: Severity = Severity.ERROR) -> Problem:
    """Make a problem at the value of a path in the head."""
    subject = ", ".join(str(part) for part in path)
    return Problem(document.path, document.value_at(path), code, reason, repair, severity, subject)


def at_line(document: Document, line: int, column: int, code: str, reason: str, repair: str, severity: Severity = Severity.ERROR) -> Problem:
    """Make a problem at a line of the body; `line` counts from 1 at the body's first line."""
    return Problem(document.path, Position(document.body_line + line - 1, column), code, reason, repair, severity)
