"""Which lessons and cases a short page shows: the strongest evidence, different kinds, and what the reader can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from builder.model import Case, Lesson, Term
from builder.pages.view import View

Pair = tuple[Case, Lesson]
SHARES = {"do": 4, "avoid": 2, "adapt": 2}  # how many lessons of each kind a brief has room for
EACH = 2  # lessons of one case at most


def strongest_lessons(view: View, cases: Iterable[Case]) -> tuple[tuple[Term, tuple[Pair, ...]], ...]:
    """Return by kind as many lessons as SHARES allows, the strongest evidence first. Half of the places are for what stands in the reader's language."""
    taken: Counter[str] = Counter()
    groups = []
    for kind, pairs in view.lessons_of(cases):
        share = SHARES.get(kind.code, 0)
        chosen: list[Pair] = []
        for offered, most in (([pair for pair in pairs if can_read(view, pair[0])], (share + 1) // 2), (pairs, share)):
            for case, lesson in offered:
                if len(chosen) < most and taken[case.id] < EACH and case not in [c for c, _ in chosen]:
                    chosen.append((case, lesson))
                    taken[case.id] += 1
        groups.append((kind, tuple(sorted(chosen, key=pairs.index))))
    return tuple(groups)


def can_read(view: View, case: Case) -> bool:
    """Tell whether a case stands in the reader's language."""
    return view.code in case.texts


def in_turns(groups: Iterable[Sequence[Pair]]) -> list[Pair]:
    """Return one of each group in turn: the first ones first."""
    queues = list(groups)
    return [queue[n] for n in range(max(map(len, queues), default=0)) for queue in queues if n < len(queue)]


def contrasting_cases(view: View, cases: Sequence[Case], most: int, used: Collection[str] = ()) -> list[Case]:
    """Return cases to talk about: each can be read, is not `used` already, brings a kind of lesson that is missing, has strong evidence, is from elsewhere."""
    chosen: list[Case] = []
    left = [case for case in cases if case.lessons]
    while left and len(chosen) < most:
        best = min(left, key=lambda case: _rank(view, case, chosen, used))
        chosen.append(best)
        left.remove(best)
    return chosen


def _rank(view: View, case: Case, chosen: Sequence[Case], used: Collection[str]) -> tuple[bool, bool, bool, int, bool, str]:
    known = {lesson.kind for other in chosen for lesson in other.lessons}
    new = {lesson.kind for lesson in case.lessons} - known
    same = case.country in [c.country for c in chosen]
    return (not can_read(view, case), case.id in used, bool(chosen) and not new, -int(case.evidence.level), same, case.id)


def contrasting_lessons(cases: Sequence[Case], most: int) -> list[Pair]:
    """Return lessons to ask about: from each case in turn, first what to avoid and adapt, of which there are fewer; then in the order of the cases."""
    queues = [[(case, lesson) for lesson in sorted(case.lessons, key=lambda found: found.kind == "do")] for case in cases]
    return sorted(in_turns(queues)[:most], key=lambda pair: cases.index(pair[0]))
