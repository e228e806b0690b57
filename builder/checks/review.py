"""Whether somebody should look at a case again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Problem, Severity


def review_is_due(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB602: Dates are real days, and the next review of a case lies in the future. An overdue review is a warning."""
    for document in files.originals:
        for name in ("last_reviewed", "review_due"):
            value = document.data.get(name)
            if value is None:
                continue
            try:
                day = datetime.date.fromisoformat(value)
            except ValueError:
                yield at_value(document, (name,), "KB602", f"“{value}” is no day of the calendar.", "Write the year, the month and the day, for example 2026-11-24.")
                continue
            if name == "review_due" and day < world.today:
                yield at_value(document, (name,), "KB602", f"The review was due on {value}.", "Review the case; then write last_reviewed and a new review_due.", Severity.WARNING)
