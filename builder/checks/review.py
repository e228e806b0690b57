"""Whether somebody should look at a case again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Problem, Severity, clip


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
                yield at_value(document, (name,), "KB602.no_day", day=clip(value))
                continue
            if name == "review_due" and day < world.today:
                yield at_value(document, (name,), "KB602.due", Severity.WARNING, day=value)
