"""Whether somebody should look at a case again."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.aliases import common_year
from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Problem, Severity, clip
from builder.yaml_text import Path

YEARS = frozenset({"start", "end", "year", "date", "accessed", "last_reviewed", "review_due"})
YEAR = re.compile(r"([0-9]{4})((?:-[0-9]{2}){0,2})")


def review_is_due(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB602: Dates are real days, and the next review of a case lies in the future. An overdue review is a warning."""
    for document in files.documents:
        for path, value in _dates(document.data):
            if not _is_day(value):
                yield at_value(document, path, "KB602.no_day", day=clip(value))
            elif path == ("review_due",) and value < world.today.isoformat():
                yield at_value(document, path, "KB602.due", Severity.WARNING, day=value)


def years_are_of_the_common_era(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB208: Years are of the common era: 2012, not 2555."""
    for document in files.documents:
        for path, value in document.texts:
            written = YEAR.fullmatch(value) if path[-1] in YEARS else None
            if written and (year := common_year(int(written[1]))) != int(written[1]):
                yield at_value(document, path, "KB208.buddhist", suggestion=f"{year}{written[2]}", value=value)


def _dates(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield all dates of a head that are written to the day."""
    found: list[tuple[Path, str]] = [((name,), data[name]) for name in ("start", "end", "last_reviewed", "review_due") if name in data]
    for name, field in (("endorsed_by", "date"), ("sources", "accessed"), ("figures", "accessed")):
        found += [((name, index, field), entry[field]) for index, entry in enumerate(data.get(name, ())) if field in entry]
    return ((path, value) for path, value in found if value.count("-") == 2)


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
