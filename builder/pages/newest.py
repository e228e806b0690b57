"""The newest figures, and the latest reviews if there are any. What was added lately cannot be told: cases hold no date for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder.model import Case
from builder.outputs import Page
from builder.pages.crumbs import plain_page
from builder.pages.view import View
from builder.years import latest

MOST = 20


def newest(view: View) -> Iterator[Page]:
    dated = sorted((case for case in view.cases if latest(case)), key=lambda case: (-int(latest(case)), case.id))
    years = [(year, list(cases)) for year, cases in groupby(dated[:MOST], key=latest)]
    yield plain_page(view, "new", view.t("new.title"), view.t("new.intro"), years=years, total=len(dated), looked_at=_looked_at(view)[:MOST])


def _looked_at(view: View) -> list[tuple[str, Case]]:
    """Return the cases with a review or an endorsement, each with the date of its latest; the latest first."""
    found = ((max((case.last_reviewed, *(e.date for e in case.endorsed_by))), case) for case in view.cases)
    return sorted(((date, case) for date, case in found if date), key=lambda pair: (pair[0], pair[1].id), reverse=True)
