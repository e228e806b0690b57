"""Questions that the collection does not answer: what is missing in it, or in the words by which it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder.search.impacts import Table
from builder.search.query import search

MAX_QUESTIONS = 100_000  # in one file


@dataclass(frozen=True, slots=True)
class Gap:
    """A question with no good answer."""

    language: str
    question: str
    mode: str  # "none": nothing at all; "any": only texts with some of its words


def read(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield language (BCP 47) and question of lines such as "km<TAB>words"; empty lines and those that begin with # say nothing.

    Raises ValueError, with the number of the line, for a line without a tab.
    """
    for number, line in enumerate(lines, 1):
        if number > MAX_QUESTIONS:
            return
        language, tab, question = line.strip("\n").partition("\t")
        if tab and question.strip():
            yield language.strip(), question.strip()
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"line {number} has no language, tab and question")


def gaps(questions: Iterable[tuple[str, str]], table_of: Callable[[str], Table]) -> Iterator[Gap]:
    """Yield the questions that find nothing, or nothing with all of their words."""
    for language, question in questions:
        found = search(table_of(language), question, limit=1)
        if not found.total or found.mode == "any":
            yield Gap(language, question, "any" if found.total else "none")
