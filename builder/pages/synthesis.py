"""What many cases say together: the strongest first, a few at once, the rest behind a fold, and no endless lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from builder import markup
from builder.model import Case, Lesson, Term, Text
from builder.pages.view import View

T = TypeVar("T")
Pair = tuple[Case, Lesson]
LEAD = re.compile(r"^(?:[-*] )?\*\*(.+?)\*\*", re.MULTILINE)
CITED = re.compile(r"\s*\[S[0-9]+\]")
AVOID = "avoid"
LONGEST = 240  # letters of a difficulty; a longer one is left to the page of its case


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """Part of a list that may be long."""

    first: Sequence[T]  # shown at once
    more: Sequence[T]  # shown when asked for
    left: int  # not on the page: how many


@dataclass(frozen=True, slots=True)
class Kind:
    """Lessons of one kind, by stage."""

    term: Term
    count: int
    stages: tuple[tuple[Term, Some[Pair]], ...]


def some(items: Sequence[T], first: int, more: int) -> Some[T]:
    """Divide a list. A single item is not put behind a fold, nor left out: the words that say so would be as long."""
    if len(items) == first + 1:
        first += 1
    elif len(items) == first + more + 1:
        more += 1
    return Some(items[:first], items[first : first + more], max(0, len(items) - first - more))


def highest(cases: Iterable[Case]) -> str:
    """Return the level of the strongest evidence, or nothing without a case."""
    return max((case.evidence.level for case in cases), default="")


def best_lessons(view: View, cases: Iterable[Case], most: int) -> tuple[Pair, ...]:
    """Return the lessons with the strongest evidence, one a case, so that several cases speak; of a case one of the kind that was told least so far.

    One of them says what to avoid, if any case does: what went wrong is asked for most, and told least.
    """
    told: Counter[str] = Counter()
    found = []
    ranked = [case for case in view.strongest(cases) if case.lessons]
    for case in ranked[:most]:
        lesson = min(case.lessons, key=lambda lesson: told[lesson.kind])
        told[lesson.kind] += 1
        found.append((case, lesson))
    warnings = ((place, case, lesson) for place, case in enumerate(ranked) for lesson in case.lessons if lesson.kind == AVOID)
    if not told[AVOID] and (warning := next(warnings, None)):
        found[min(warning[0], len(found) - 1)] = warning[1:]
    return tuple(found)


def by_kind(view: View, cases: Iterable[Case], first: int, more: int, *, own_first: bool = False) -> tuple[tuple[Term, Some[Pair]], ...]:
    """Return lessons by kind: the strongest evidence first, or, with `own_first`, what stands in the reader's language before the rest."""
    pairs = view.catalogue.lessons(view.strongest(cases))
    groups = _grouped(view.terms("lesson_kinds"), pairs, lambda lesson: lesson.kind)
    if own_first:
        groups = ((kind, tuple(sorted(found, key=lambda pair: view.code not in pair[0].texts))) for kind, found in groups)
    return tuple((kind, some(found, first, more)) for kind, found in groups)


def by_kind_and_stage(view: View, cases: Iterable[Case], first: int, more: int, *, told: Sequence[Pair] = ()) -> Iterator[Kind]:
    """Return lessons by kind and stage, but for those that the page has told already."""
    before = {(case.id, lesson.id) for case, lesson in told}
    pairs = [(case, lesson) for case, lesson in view.catalogue.lessons(view.strongest(cases)) if (case.id, lesson.id) not in before]
    for kind, found in _grouped(view.terms("lesson_kinds"), pairs, lambda lesson: lesson.kind):
        stages = _grouped(view.terms("stages"), found, lambda lesson: lesson.stage)
        yield Kind(kind, len(found), tuple((stage, some(those, first, more)) for stage, those in stages))


def _varied(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return lessons: the strongest evidence first, and among equals the first lesson of every case before the second of any."""
    seen: Counter[str] = Counter()
    ranked = []
    for case, lesson in pairs:
        ranked.append((-int(case.evidence.level), seen[case.id], (case, lesson)))
        seen[case.id] += 1
    return tuple(pair for *_, pair in sorted(ranked, key=lambda entry: entry[:2]))


def _grouped(terms: Iterable[Term], pairs: Sequence[Pair], of: Callable[[Lesson], str]) -> Iterator[tuple[Term, tuple[Pair, ...]]]:
    for term in terms:
        found = _varied(pair for pair in pairs if of(pair[1]) == term.code)
        if found:
            yield term, found


def difficulties(view: View, cases: Iterable[Case]) -> tuple[tuple[Case, str], ...]:
    """Return for each case that has them its difficulties in a few words of its own."""
    found = ((case, difficulty(case.text(view.code))) for case in view.strongest(cases))
    return tuple((case, words) for case, words in found if words)


def difficulty(text: Text) -> str:
    """Return the words that begin the paragraphs of "What did not work" in bold; without such words, its first statement, up to its source."""
    section = text.sections.get("challenges", "")
    leads = [CITED.sub("", lead).rstrip(".。။។ ") for lead in LEAD.findall(section)]
    words = " · ".join(leads) if leads else CITED.split(section, maxsplit=1)[0]
    plain = markup.to_text(words).strip()
    return plain if len(plain) <= LONGEST and "\n" not in plain else ""
