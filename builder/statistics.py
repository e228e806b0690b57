"""The figures about countries: statistics/<country>.yml -> what is wrong with each file, and the figures of those that are whole.

They come from the same hands as cases, and go the same way: read, parse, schema, check. No file disturbs another, or a case.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.catalogue import CaseFolder
from builder.checks import DATA_CHECKS, DATA_TEXT_CHECKS, World
from builder.figure import Figure
from builder.frontmatter import read_data
from builder.model import Reference
from builder.problems import Position, Problem, Severity, problem
from builder.schema import NAMES, Schemas
from builder.source import SourceFile, read_statistics
from builder.vocabulary import MEMBERS
from builder.workers import Failure, work


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of each country by its ISO code, and what was found on the way."""

    figures: Mapping[str, tuple[Figure, ...]]
    problems: tuple[Problem, ...]
    files: tuple[str, ...]  # paths


def load(root: Path, reference: Reference, today: datetime.date, jobs: int = 0) -> Statistics:
    """Read and check the figures below `root`; a file with an error is left out. `jobs`: in how many processes of their own, see verdict."""
    files, problems = read_statistics(root, frozenset(code.lower() for code in reference.vocabularies[MEMBERS].terms))
    if not files:
        return Statistics({}, problems, ())
    schemas = Schemas(root, reference)

    def one(file: SourceFile) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
        return judge(file, reference, schemas, today)

    results = dict(work(one, files, jobs) if jobs else ((number, one(file)) for number, file in enumerate(files)))
    judged = [_failed(file, results[number]) for number, file in enumerate(files)]
    figures = {Path(file.path).stem.upper(): made for file, (made, _) in zip(files, judged, strict=True) if made}
    return Statistics(figures, (*problems, *(p for _, found in judged for p in found)), tuple(file.path for file in files))


def judge(file: SourceFile, reference: Reference, schemas: Schemas, today: datetime.date) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Return the figures of a file, none when it has an error, and its problems. Bad content gives problems; only a mistake of ours raises."""
    found = [p for rule in DATA_TEXT_CHECKS for p in rule(file, reference)]
    if any(p.severity is Severity.ERROR for p in found):
        return (), tuple(found)
    document, refused = read_data(file)
    found += refused
    if document and not refused:
        found += schemas.problems(document, NAMES[2])
        checked = CaseFolder("statistics", () if any(p.severity is Severity.ERROR for p in found) else (document,), {})
        found += [p for rule in DATA_CHECKS for p in rule(checked, World(reference, today))]
    whole = document is not None and not any(p.severity is Severity.ERROR for p in found)
    return tuple(Figure(**entry) for entry in document.data["figures"]) if document and whole else (), tuple(found)


def _failed(file: SourceFile, result: tuple[tuple[Figure, ...], tuple[Problem, ...]] | Failure) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    if not isinstance(result, Failure):
        return result
    name = result.why if result.why in ("time", "memory", "crash") else "mistake"
    return (), (problem(file.path, Position(), f"KB090.{name}", {"error": result.why}),)
