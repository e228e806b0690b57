"""Nothing that leads to a person, an account or a system: cases, their history and the reports about them are public for good.

What is warned of can be right, an office's telephone for one; what is refused never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World
from builder.frontmatter import Document
from builder.privacy import Finding, find, mask
from builder.problems import Position, Problem, Severity, problem
from builder.yaml_text import Path

# the numbers in these fields are figures, or those of documents, or fingerprints; contact holds the mailbox of an office
FIGURES = re.compile(r"\s*(?:- )?(?:(?:amount|baseline|direct|indirect|value|url|archive_url|doi|ror):|[a-z-]+: \"[0-9a-f]{16}\"\Z)")
OFFICE = re.compile(r"\s*mailbox:")


def contacts_are_public(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB701: A case gives no telephone numbers and no private mailboxes; an office's mailbox stands under `contact`. This is a warning."""
    yield from _found(files, "KB701", Severity.WARNING)


def births_are_left_out(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB702: A case gives nobody's day of birth; a year or an age is enough. This is a warning."""
    yield from _found(files, "KB702", Severity.WARNING)


def places_are_rough(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB703: Coordinates have at most two decimals, so that no house can be found with them. This is a warning."""
    yield from _found(files, "KB703", Severity.WARNING)


def identity_numbers_are_left_out(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB704: A case gives nobody's identity number or passport number."""
    yield from _found(files, "KB704", Severity.ERROR)


def accounts_are_left_out(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB705: A case gives no numbers of payment cards or bank accounts."""
    yield from _found(files, "KB705", Severity.ERROR)


def secrets_are_left_out(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB706: A case holds no passwords, private keys or access keys of computer systems, nor web addresses with such a thing in them."""
    yield from _found(files, "KB706", Severity.ERROR)


def _found(files: CaseFolder, code: str, severity: Severity) -> Iterator[Problem]:
    for document in files.documents:
        for finding in find(document.source.text):
            if finding.message.startswith(code) and not _is_allowed(document, finding):
                position = Position(finding.line, finding.column, len(finding.text))
                yield problem(document.path, position, finding.message, _shown(finding), severity)
        for path, finding in _escaped(document):
            if finding.message.startswith(code):
                yield problem(document.path, document.value_at(path), finding.message, _shown(finding), severity)


def _is_allowed(document: Document, finding: Finding) -> bool:
    if finding.line >= document.body_line:
        return False
    line = document.source.text.split("\n")[finding.line - 1]
    if finding.message == "KB701.mailbox":
        return bool(OFFICE.match(line))
    return finding.message.split(".")[0] != "KB706" and bool(FIGURES.match(line))


def _escaped(document: Document) -> Iterator[tuple[Path, Finding]]:
    """Yield what only the escapes of YAML hide: in double quotes, "\\x41" is the letter A."""
    text = document.source.text
    if "\\" in text[: len(text) - len(document.body)]:
        for path, value in document.texts:
            if value not in text:
                yield from ((path, finding) for finding in find(value) if finding.text not in text)


def _shown(finding: Finding) -> dict[str, object]:
    return {"masked": mask(finding.text), "kind": finding.kind}
