"""The years that the facts of a case tell of."""

from __future__ import annotations

from builder.model import Case


def latest(case: Case) -> str:
    """Return the latest year that the facts of a case tell of, or nothing; sources may be younger than what they tell."""
    years = [case.start, case.end, *(result.year for result in case.results), *(cost.year for cost in case.costs)]
    return max((year[:4] for year in years if year[:4].isdigit()), default="")
