"""The gap maps: how many cases there are by area and country, and by activity and country."""

from __future__ import annotations

from collections.abc import Iterator

from builder.outputs import Link, Page
from builder.pages import gaps
from builder.pages.crumbs import plain_page
from builder.pages.view import View


def maps(view: View) -> Iterator[Page]:
    yield plain_page(view, "map", view.t("map.title"), view.t("map.intro"), grid=gaps.by_area(view), tiles=gaps.tiles(view))
    tables = [(area, gaps.by_activity(view, codes)) for area, codes in activities(view)]
    yield plain_page(
        view,
        "map_activities",
        view.t("map.activities_title"),
        view.t("map.activities_intro"),
        ("map", "activities"),
        (Link(view.path("map"), view.t("map.title")),),
        tables=tables,
        done=sum(bool(row.total.count) for _, grid in tables for row in grid.rows),
        all=sum(len(grid.rows) for _, grid in tables),
    )


def activities(view: View) -> Iterator[tuple[str, list[str]]]:
    """Yield the code of each area and those of its activities; at last an empty one, and the activities across all areas."""
    for area in (*(term.code for term in view.terms("areas")), ""):
        codes = [term.code for term in view.terms("activities") if term.facts.get("area", "") == area]
        if codes:
            yield area, codes
