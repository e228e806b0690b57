"""Catalogue -> Page values. Each entry of PAGES makes one kind of page in one language; templates stand beside it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator

from builder.deployment import UNKNOWN, Deployment
from builder.model import Catalogue
from builder.outputs import Page
from builder.pages import (
    activities,
    area,
    brief,
    case,
    checks,
    compare,
    discuss,
    explore,
    gap_map,
    lists,
    newest,
    organisations,
    partners,
    place,
    plain,
    search,
    statistics,
    terms,
    timeline,
)
from builder.pages.bare import bare_pages
from builder.pages.comparison import comparison_files
from builder.pages.view import View

PAGES: tuple[Callable[[View], Iterator[Page]], ...] = (
    plain.home,
    area.areas,
    place.countries,
    gap_map.maps,
    statistics.statistics,
    lists.lessons,
    lists.cases,
    search.search,
    plain.about,
    plain.contribute,
    checks.checks,
    case.cases,
    explore.explore,
    terms.terms,
    activities.activities,
    organisations.organisations,
    partners.partners,
    timeline.timeline,
    newest.newest,
    compare.compare,
    brief.briefs,
    discuss.sheets,
    discuss.learn,
)


__all__ = ["PAGES", "bare_pages", "comparison_files", "make", "to_markdown"]


def make(catalogue: Catalogue, today: datetime.date, language: str, deployment: Deployment = UNKNOWN) -> Iterator[Page]:
    """Yield every page of one language."""
    view = View(catalogue, language, today, deployment)
    for pages in PAGES:
        yield from pages(view)


def to_markdown(page: Page) -> str:
    """Return a page as a Markdown file with front matter, for any generator. Its body is one block of HTML."""
    head = {
        "title": page.title,
        "description": page.description,
        "language": page.language,
        "kind": page.kind,
        "alternates": dict(page.translations),
        "breadcrumbs": [{"href": link.href, "text": link.text} for link in page.breadcrumbs],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return "\n".join(["---", *lines, "---", "", page.body, ""])
