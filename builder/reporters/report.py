"""What every format is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder import messages
from builder.model import Reference
from builder.privacy import hide
from builder.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """Problems, the language they are told in, and the lines of the files they stand in."""

    problems: Sequence[Problem]
    reference: Reference
    language: str = "en"
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)  # path -> lines, of files that can be shown
    whole: int = 0  # how many cases have no error
    hints: bool = True  # whether people are shown the hints, too
    files: Sequence[str] = ()  # paths of the texts that were checked
    rules: Mapping[str, str] = field(default_factory=dict)  # code -> the rule behind it
    help_address: str = "docs/checks.md"  # the page that explains the codes

    def words(self, problem: Problem) -> messages.Words:
        return messages.words(problem, self.reference, self.language)

    def text(self, key: str, **values: object) -> str:
        """Return a text of schema/messages in the language of the report."""
        return messages.fill(self.reference.messages[self.language][key], {name: str(value) for name, value in values.items()})

    def help(self, code: str) -> str:
        """Return the address that explains a code."""
        return f"{self.help_address}#{code.lower()}"

    def line(self, problem: Problem) -> str:
        """Return the line in question, without what should not be public, for a report is; empty when it cannot be shown."""
        lines = self.lines.get(problem.path, ())
        return hide(lines[problem.position.line - 1]) if 0 < problem.position.line <= len(lines) else ""

    def count(self, severity: Severity) -> int:
        return sum(p.severity is severity for p in self.problems)

    def shown(self) -> list[Problem]:
        """Return the problems that people are shown."""
        return [p for p in self.problems if self.hints or p.severity is not Severity.NOTE]

    def summary(self) -> str:
        """Return how many cases are whole, and how many problems of each kind there are."""
        counts = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "hints": Severity.NOTE}
        return self.text("summary", cases=self.whole, **{name: self.count(severity) for name, severity in counts.items()})

    def fingerprints(self) -> list[str]:
        """Return for each problem a name that it keeps when lines above it move (BLAKE2b of file, code, words and line's text)."""
        seen: dict[str, int] = {}
        names = []
        for problem in self.problems:
            stable = "\0".join([problem.path, problem.message, *(f"{name}={value}" for name, value in problem.values if name != "line"), self.line(problem).strip()])
            seen[stable] = seen.get(stable, 0) + 1
            names.append(hashlib.blake2b(f"{stable}\0{seen[stable]}".encode("utf-8", "replace"), digest_size=16).hexdigest())
        return names


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems, the most serious first."""
    return sorted(problems, key=lambda p: -p.severity)
