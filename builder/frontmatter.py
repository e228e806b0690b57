"""SourceFile -> Document: the head of a file (front matter) and its body, with the places where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from builder.problems import Position, Problem, clip, place, problem
from builder.source import SourceFile
from builder.yaml_text import Path, YamlText, parse, texts

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
HEADING = re.compile(r"^## .*$", re.MULTILINE)  # of the text: in a head it is a comment to YAML
DASHES = re.compile(r"^(?!---[ \t]*$)[-_=*+~–—―−‐‑]{1,20}[ \t]*$", re.MULTILINE)  # a line that was meant to end a head, for one by a word processor
CURLY = re.compile(r"[“„”][^“”„\"]*[“”\"]|‘[^‘’]*’")  # a whole value in the quotation marks of a word processor

ORIGINAL = frozenset({"schema_version", "id", "status"})  # fields that every original has, and no translation

RULES = {
    "KB101": "A file begins with a head: a line of three hyphens, the fields, and another line of three hyphens.",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A file of a case: the data of its head, and its body as Markdown."""

    source: SourceFile
    data: Mapping[str, Any]
    yaml: YamlText
    texts: tuple[tuple[Path, str], ...]  # of the head, with their paths: several checks look at all of them
    body: str
    body_line: int  # number of the body's first line in the file

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def is_translation(self) -> bool:
        """Whether this is no original. A head without any of the fields that only an original has lacks `translated_from`."""
        return "translated_from" in self.data or not ORIGINAL.intersection(self.data)

    def key_at(self, path: Path) -> Position:
        """Return the place of a key, or of the nearest thing around it."""
        return self.yaml.key_at(path) or self._around(path)

    def value_at(self, path: Path) -> Position:
        """Return the place of a value, or of the nearest thing around it."""
        return self.yaml.value_at(path) or self._around(path)

    def _around(self, path: Path) -> Position:
        around = (path[:length] for length in range(len(path) - 1, 0, -1))
        return next((found for outer in around if (found := self.yaml.key_at(outer) or self.yaml.value_at(outer))), Position())


class StrictHandler(BaseHandler):
    """A handler for python-frontmatter that loads with our strict reader and keeps the places."""

    FM_BOUNDARY = FENCE
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self) -> None:
        super().__init__()
        self.result = YamlText({})

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        self.result = parse(fm)
        return dict(self.result.data)


def read_document(source: SourceFile) -> tuple[Document | None, tuple[Problem, ...]]:
    """Split and parse a file. With a head that cannot be read there is no document. Never raises."""
    fences = list(islice(FENCE.finditer(source.text), 2))
    if not fences or fences[0].start() != 0:
        return None, (problem(source.path, Position(), "KB101.no_head" if source.text.strip() else "KB101.empty"),)
    if len(fences) < 2:
        return None, (_no_end(source),)
    handler = StrictHandler()
    data, _ = frontmatter.parse(source.text, handler=handler)
    problems = tuple(Problem(source.path, e.position, e.message, e.values) for e in handler.result.errors)
    if problems and _goes_on(source.text, fences[1].start(), problems[-1].position.line):
        return None, (_no_end(source),)
    problems = problems or _curly(source, handler.result, fences[1].start())
    if any(p.code != "KB104" for p in problems):
        return None, problems
    end = fences[1].end()
    return Document(source, data, handler.result, tuple(texts(data)), source.text[end:], source.text.count("\n", 0, end) + 1), problems


def read_data(source: SourceFile) -> tuple[Document | None, tuple[Problem, ...]]:
    """Parse a file that is a head and nothing else: fields without fences around them. Never raises."""
    if not source.text.strip():
        return None, (problem(source.path, Position(), "KB101.empty"),)
    read = parse(source.text)
    problems = tuple(Problem(source.path, e.position, e.message, e.values) for e in read.errors) or _curly(source, read, len(source.text))
    if any(p.code != "KB104" for p in problems):
        return None, problems
    return Document(source, read.data, read, tuple(texts(read.data)), "", source.text.count("\n") + 2), problems


def _goes_on(text: str, end: int, line: int) -> bool:
    """Return whether a head that cannot be read from a line on should have ended before, at a line of dashes or above the first heading."""
    heading = HEADING.search(text, 0, end)
    return bool(DASHES.search(text, 4, end)) or (heading is not None and text.count("\n", 0, heading.start()) + 1 < line)


def _no_end(source: SourceFile) -> Problem:
    """Return the problem of a head that does not end before the text: perhaps its last line has other dashes than three hyphens."""
    heading = HEADING.search(source.text)
    dashes = DASHES.search(source.text, 4, heading.start() if heading else len(source.text))
    found = dashes or heading
    at = place(source.text, found.start(), len(found[0])) if found else Position()
    return problem(source.path, at, "KB101.other_end" if dashes else "KB101.no_end", {"dashes": clip(dashes[0]) if dashes else ""})


def _curly(source: SourceFile, read: YamlText, end: int) -> tuple[Problem, ...]:
    """Return a problem for the first value in curly quotation marks, which YAML takes for letters of the value."""
    head = source.text[: end]
    if not any(mark in head for mark in "“„”‘"):
        return ()
    lines = head.split("\n")
    for path in read.values:
        at = read.value_at(path)
        if at and CURLY.fullmatch(lines[at.line - 1], at.column - 1, at.column - 1 + at.width):
            return (problem(source.path, at, "KB102.curly_quotes"),)
    return ()
