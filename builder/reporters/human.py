"""For people: place, the line with a mark under the word in question, what is wrong, what to do."""

from __future__ import annotations

from wcwidth import wcwidth

from builder.problems import Problem, Severity
from builder.reporters.report import Report

WIDTH = 100  # of the part of a line that is shown, in columns


def text(report: Report) -> str:
    """Return the problems as text, and at the end how many there are."""
    told = [_one(report, problem) for problem in report.problems if report.hints or problem.severity is not Severity.NOTE]
    counts = {"errors": report.count(Severity.ERROR), "warnings": report.count(Severity.WARNING), "hints": report.count(Severity.NOTE)}
    told.append(report.text("summary", cases=report.whole, **counts))
    if counts["hints"] and not report.hints:
        told.append(report.text("show_hints"))
    return "\n".join(told)


def _one(report: Report, problem: Problem) -> str:
    words = report.words(problem)
    position = problem.position
    lines = [f"{problem.path}:{position.line}:{position.column}: {words.severity} {problem.code}"]
    if report.line(problem).strip():
        shown, mark = excerpt(report.line(problem), position.column, position.width)
        lines += [f"  {position.line:>5} | {shown}", f"        | {mark}"]
    lines += [f"    {words.reason}", f"    → {words.repair}", f"    {report.text('learn_more')} {report.help(problem.code)}"]
    return "\n".join(lines) + "\n"


def excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return the part of a line around a place, and a line with carets under `width` characters from `column` on.

    Counted in terminal columns: a combining vowel or tone mark has none, a Chinese character two (Unicode Standard Annex 11, by wcwidth).
    A mark that begins within a cluster is moved to the character that it sits on.
    """
    characters = [c if c.isprintable() else " " for c in line]
    start = min(max(column - 1, 0), len(characters))
    while 0 < start < len(characters) and columns(characters[start]) == 0:
        start -= 1
    first = start
    while first and sum(columns(c) for c in characters[first - 1 : start]) < WIDTH // 2:
        first -= 1
    last = first
    while last < len(characters) and sum(columns(c) for c in characters[first : last + 1]) <= WIDTH:
        last += 1
    before = "…" if first else ""
    after = "…" if last < len(characters) else ""
    end = min(start + max(width, 1), last)
    indent = len(before) + sum(columns(c) for c in characters[first:start])
    return before + "".join(characters[first:last]) + after, " " * indent + "^" * max(1, sum(columns(c) for c in characters[start:end]))


def columns(character: str) -> int:
    """Return how many columns of a terminal a character takes."""
    return max(0, wcwidth(character))
