"""The figures about a country: statistics/<country>.yml -> what is wrong with the file, and its figures if it is whole.

They come from the same hands as cases, and go the same way: read, parse, schema, check.
"""

from __future__ import annotations

from builder.catalogue import CaseFolder
from builder.checks import DATA_CHECKS, DATA_TEXT_CHECKS, World
from builder.figure import Figure
from builder.frontmatter import Document, read_data
from builder.problems import Problem, Severity
from builder.schema import NAMES, Schemas
from builder.source import SourceFile


def read(file: SourceFile, schemas: Schemas, world: World) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Return the figures of a file, none when it has an error, and its problems. Bad content gives problems; only a mistake of ours raises."""
    found = [p for rule in DATA_TEXT_CHECKS for p in rule(file, world.reference)]
    document = None
    if not _is_wrong(found):
        document, refused = read_data(file)
        found += [*refused, *(schemas.problems(document, NAMES[2]) if document else ())]
    if document is None or _is_wrong(found):
        return (), tuple(found)
    found += _checked(document, world)
    return () if _is_wrong(found) else tuple(Figure(**entry) for entry in document.data["figures"]), tuple(found)


def _checked(document: Document, world: World) -> list[Problem]:
    files = CaseFolder(document.source.folder, (document,), {})
    return [p for rule in DATA_CHECKS for p in rule(files, world)]


def _is_wrong(problems: list[Problem]) -> bool:
    return any(p.severity is Severity.ERROR for p in problems)
