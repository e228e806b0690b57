"""For people: place, the line with a mark under the word in question, what is wrong, what to do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, takewhile

from wcwidth import iter_graphemes, wcswidth

from builder.problems import Problem, Severity
from builder.reporters.report import Report, by_weight

WIDTH = 100  # of the part of a line that is shown, in columns
WINDOW = 400  # how far on each side of the place is looked, in characters: a hostile line may have any number that take no column


def text(report: Report) -> str:
    """Return the problems as text, the most serious first, and at the end how many there are."""
    told = [*(one(report, problem) for problem in by_weight(report.shown())), report.summary()]
    if not report.count(Severity.ERROR):
        told.append(report.text("no_errors"))
    if len(report.shown()) < len(report.problems):
        told.append(report.text("show_hints"))
    return "\n".join(told)


def one(report: Report, problem: Problem) -> str:
    """Return what is said about one problem, with a line break at the end."""
    words = report.words(problem)
    position = problem.position
    lines = [f"{problem.path}:{position.line}:{position.column}: {words.severity} {problem.code}"]
    if report.line(problem).strip():
        shown, mark = excerpt(report.line(problem), position.column, position.width)
        lines += [f"  {position.line:>5} | {shown}", f"        | {mark}"]
    lines += [f"    {words.reason}", f"    → {words.repair}", *words.lines.splitlines(), f"    {report.text('learn_more')} {report.help(problem.code)}"]
    return "\n".join(lines) + "\n"


def excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return the part of a line around a place, and a line with carets under `width` characters from `column` on.

    Counted in terminal columns, cluster by cluster (Unicode Standard Annexes 11 and 29, by wcwidth): most marks above and below a letter
    have no column, a Burmese or Khmer mark beside it has one, a Chinese character two. A place within a cluster is the whole cluster.
    What cannot be printed, a tab among it, is shown as a space.
    """
    place = min(max(column - 1, 0), len(line))
    begin, end = max(0, place - WINDOW), place + WINDOW
    clusters = list(iter_graphemes("".join(c if c.isprintable() else " " for c in line[begin:end])))
    ends = list(accumulate(map(len, clusters)))
    start = bisect_right(ends, place - begin)
    stop = bisect_left(ends, place - begin + max(width, 1)) + 1
    first = start - _fitting(accumulate(reversed(clusters[:start]), lambda behind, cluster: cluster + behind), WIDTH // 2)
    before = "…" if begin or first else ""
    indent = _columns(clusters[first:start])
    last = start + _fitting(accumulate(clusters[start:]), WIDTH - indent)
    after = "…" if end < len(line) or last < len(clusters) else ""
    carets = max(1, _columns(clusters[first : min(stop, last)]) - indent)
    return before + "".join(clusters[first:last]) + after, " " * (len(before) + indent) + "^" * carets


def _fitting(texts: Iterable[str], room: int) -> int:
    """Return how many texts, each longer than the one before, fit into so many columns."""
    return sum(1 for _ in takewhile(lambda text: wcswidth(text) <= room, texts))


def _columns(clusters: Iterable[str]) -> int:
    """Return how many columns clusters take together: the sum of each alone is another number, since neighbours join."""
    return max(0, wcswidth("".join(clusters)))
