"""The gap maps: how many cases there are by area and country, and by activity and country."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.outputs import Link, Page
from builder.pages import gaps
from builder.pages.crumbs import plain_page
from builder.pages.view import View


@dataclass(frozen=True, slots=True)
class Table:
    """The activities of an area, or those across all areas, by place. An area may have cases that are tied to none of its activities."""

    area: str  # its code; empty for those across all areas
    grid: gaps.Grid
    cases: int = 0  # of the area
    untied: int = 0  # of these, how many its activities do not count


def maps(view: View) -> Iterator[Page]:
    yield plain_page(view, "map", view.t("map.title"), view.t("map.intro"), grid=gaps.by_area(view), tiles=gaps.tiles(view))
    tables = [_table(view, area, codes) for area, codes in activities(view)]
    yield plain_page(
        view,
        "map_activities",
        view.t("map.activities_title"),
        view.t("map.activities_intro"),
        ("map", "activities"),
        (Link(view.path("map"), view.t("map.title")),),
        tables=tables,
        done=sum(bool(row.total.count) for table in tables for row in table.grid.rows),
        all=sum(len(table.grid.rows) for table in tables),
    )


def activities(view: View) -> Iterator[tuple[str, list[str]]]:
    """Yield the code of each area and those of its activities; at last an empty one, and the activities across all areas."""
    for area in (*(term.code for term in view.terms("areas")), ""):
        codes = [term.code for term in view.terms("activities") if term.facts.get("area", "") == area]
        if codes:
            yield area, codes


def _table(view: View, area: str, codes: list[str]) -> Table:
    cases = view.catalogue.in_area(area) if area else ()
    return Table(area, gaps.by_activity(view, codes), len(cases), sum(not set(codes) & set(case.activities) for case in cases))
