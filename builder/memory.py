"""What was said of a case the last time: files that have not changed are not checked again.

An entry is found by a hash of the case's files, of the program, of schema/ and of the date; so a wrong entry cannot be found, only
forged. That is why the memory lies in the user's own cache folder, never in the tree that is checked. It is safe to delete.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from builder.checks import Facts
from builder.checks.world import Named
from builder.problems import Position, Problem, Severity
from builder.source import SourceFolder

Told = tuple[tuple[Problem, ...], Facts]


def digest(folder: SourceFolder) -> str:
    """Return a hash (BLAKE2b, 16 bytes) of the files of a case and of its place: two empty folders are two cases."""
    made = hashlib.blake2b(folder.folder.encode("utf-8", "surrogatepass"), digest_size=16)
    for text in folder.texts:
        for piece in (text.path, text.text):
            made.update(b"%d:" % len(piece) + piece.encode("utf-8", "surrogatepass"))
    made.update(repr(sorted(folder.pictures.items())).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def program(root: Path, today: str) -> str:
    """Return a hash of all that a verdict rests on besides the case: the program, schema/, the version of Python, the date."""
    made = hashlib.blake2b(f"{sys.version}\0{today}".encode(), digest_size=16)
    here = Path(__file__).parent
    for base, pattern in ((here, "**/*.py"), (root / "schema", "**/*.*"), (here.parent, "requirements.lock")):
        for path in sorted(base.glob(pattern)):
            made.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def read(path: Path, key: str) -> dict[str, Told]:
    """Return what is remembered, by the digest of a case; nothing when the memory is of another program or damaged."""
    try:
        stored = json.loads(path.read_bytes())
        return {name: _told(entry) for name, entry in stored["cases"].items()} if stored["key"] == key else {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def write(key: str, told: Mapping[str, Told]) -> bytes:
    """Return the bytes of a memory."""
    return json.dumps({"key": key, "cases": {name: [[_problem(p) for p in problems], _facts(facts)] for name, (problems, facts) in told.items()}}).encode()


def _problem(p: Problem) -> list[Any]:
    return [p.path, _place(p.position), p.message, list(p.values), int(p.severity), p.suggestion, p.field]


def _facts(facts: Facts) -> list[Any]:
    return [facts.folder, facts.path, *([[n.id, n.path, _place(n.position), n.field] for n in names] for names in (facts.claims, facts.named)), list(facts.sentences)]


def _place(position: Position) -> list[int]:
    return [position.line, position.column, position.width]


def _told(entry: Any) -> Told:
    problems = tuple(
        Problem(path, Position(*place), message, tuple((n, v) for n, v in values), Severity(severity), suggestion, field)
        for path, place, message, values, severity, suggestion, field in entry[0]
    )
    folder, path, claims, named, sentences = entry[1]
    return problems, Facts(folder, path, _names(claims), _names(named), tuple(sentences))


def _names(entries: Iterable[Any]) -> tuple[Named, ...]:
    return tuple(Named(id_, path, Position(*place), field) for id_, path, place, field in entries)
