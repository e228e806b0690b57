"""The files of one case, or the figures about a country -> what is wrong with it, the Case if it is whole, and what the checks across cases need of it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder import statistics
from builder.catalogue import CaseFolder, make_case
from builder.checks import CHECKS, COMPARISONS, TEXT_CHECKS, Facts, World, facts
from builder.checks.body import text_is_bounded
from builder.figure import Figure
from builder.frontmatter import Document, read_document
from builder.model import Case, Reference
from builder.problems import Problem, Severity
from builder.schema import Schemas
from builder.source import STATISTICS, SourceFolder

MOST = 100  # of one kind in one file: more would help nobody


@dataclass(frozen=True, slots=True)
class Judged:
    """What can be said of a case without knowing the others."""

    problems: tuple[Problem, ...]
    facts: Facts
    case: Case | None  # when there is no error, and it was wanted
    figures: tuple[Figure, ...] = ()  # about a country


def judge(folder: SourceFolder, reference: Reference, schemas: Schemas, today: datetime.date, *, make: bool = True) -> Judged:
    """Parse and check one case, or the figures about a country, and make it if `make` and it is whole. Bad content gives problems; only a mistake of ours raises."""
    world = World(reference, today)
    if folder.folder.startswith(STATISTICS):
        figures, found = statistics.read(folder.texts[0], schemas, world)
        return Judged(tuple(_first(found)), facts(CaseFolder(folder.folder, (), {})), None, figures)
    files, problems = parse(folder, reference, schemas)
    problems += [problem for rule in CHECKS for problem in rule(files, world)]
    broken = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    if broken.isdisjoint(original.path for original in files.originals):
        problems += [problem for rule in COMPARISONS for problem in rule(files, world)]
    whole = not files.unreadable and not any(p.severity is Severity.ERROR for p in problems)
    return Judged(tuple(_first(problems)), facts(files), make_case(files, reference) if make and whole else None)


def _first(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each kind in each file. What is an error stays one: the weight is part of the kind."""
    counted: Counter[tuple[str, str, Severity]] = Counter()
    for problem in problems:
        kind = (problem.path, problem.message, problem.severity)
        counted[kind] += 1
        if counted[kind] <= MOST:
            yield problem


def parse(folder: SourceFolder, reference: Reference, schemas: Schemas) -> tuple[CaseFolder, list[Problem]]:
    """Parse the files of one case; only documents whose text is sound and that the schema accepts go on to the checks."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for source in folder.texts:
        found = [p for rule in TEXT_CHECKS for p in rule(source, reference)]
        if any(p.severity is Severity.ERROR for p in found):
            problems += found
            continue
        document, refused = read_document(source)
        against = [*refused, *((*schemas.problems(document), *text_is_bounded(document)) if document else ())]
        problems += [*found, *against]
        if document and not against:
            documents.append(document)
    unreadable = folder.unreadable or len(documents) < len(folder.texts)
    return CaseFolder(folder.folder, tuple(documents), folder.pictures, unreadable), problems
