"""Which lessons and cases a short page shows: the strongest evidence, different kinds, and what the reader can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from builder.model import Case, Lesson, Term
from builder.pages.view import View

Pair = tuple[Case, Lesson]
SHARES = {"do": 4, "avoid": 2, "adapt": 2}  # how many lessons of each kind a brief has room for
EACH = 2  # lessons of one case at most


def strongest_lessons(view: View, cases: Iterable[Case]) -> tuple[tuple[Term, tuple[Pair, ...]], ...]:
    """Return by kind as many lessons as SHARES allows; lessons_of has the strongest evidence first."""
    taken: Counter[str] = Counter()
    groups = []
    for kind, pairs in view.lessons_of(cases):
        chosen: list[Pair] = []
        for case, lesson in pairs:
            if len(chosen) < SHARES.get(kind.code, 0) and taken[case.id] < EACH and case not in [c for c, _ in chosen]:
                chosen.append((case, lesson))
                taken[case.id] += 1
        groups.append((kind, tuple(chosen)))
    return tuple(groups)


def contrasting_cases(view: View, cases: Sequence[Case], most: int) -> list[Case]:
    """Return cases to talk about: each next one brings a kind of lesson that is missing, can be read, has strong evidence, is from elsewhere."""
    chosen: list[Case] = []
    left = [case for case in cases if case.lessons]
    while left and len(chosen) < most:
        best = min(left, key=lambda case: _rank(view, case, chosen))
        chosen.append(best)
        left.remove(best)
    return chosen


def _rank(view: View, case: Case, chosen: Sequence[Case]) -> tuple[bool, bool, int, bool, str]:
    known = {lesson.kind for other in chosen for lesson in other.lessons}
    new = {lesson.kind for lesson in case.lessons} - known
    return (bool(chosen) and not new, view.code not in case.texts, -int(case.evidence.level), case.country in [c.country for c in chosen], case.id)


def contrasting_lessons(cases: Sequence[Case], most: int) -> list[Pair]:
    """Return lessons to ask about: from each case in turn, first what to avoid and adapt, of which there are fewer; then in the order of the cases."""
    queues = [[(case, lesson) for lesson in sorted(case.lessons, key=lambda found: found.kind == "do")] for case in cases]
    turns = [queue[n] for n in range(max(map(len, queues), default=0)) for queue in queues if n < len(queue)]
    return sorted(turns[:most], key=lambda pair: cases.index(pair[0]))
