"""The gap maps: their numbers, what they say without colour, and how light they are."""

from __future__ import annotations

import gzip
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from builder.model import Case, Catalogue
from builder.outputs import Page
from builder.pages import gap_map, gaps
from builder.pages.view import REGION, View
from builder.problems import Problem
from tests.conftest import TODAY

Collection = tuple[Catalogue, tuple[Problem, ...]]
LIGHT = 3_000  # bytes of a map, compressed
HEAVY = ("km", "my", "ta")


def view_of(collection: Collection, language: str = "en") -> View:
    return View(collection[0], language, TODAY)


def made(collection: Collection, language: str = "en") -> dict[str, Page]:
    return {page.path: page for page in gap_map.maps(view_of(collection, language))}


def part(body: str, tag: str, class_name: str) -> str:
    """Cut one element, which has none of its kind within, out of a page."""
    start = body.index(f'<{tag} class="{class_name}"')
    return body[start : body.index(f"</{tag}>", start)]


class Table(HTMLParser):
    """Collects rows of cells: the text, or the name that a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.named = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            assert tag == "td" or given["scope"] in ("row", "col")
        self.named = "aria-label" in given
        if self.named:
            self.rows[-1][-1] = given["aria-label"] or ""

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and not self.named:
            self.rows[-1][-1] += data.strip()


def test_every_case_is_counted_once_in_a_row_of_one_area(collection: Collection) -> None:
    view = view_of(collection)
    grid = gaps.by_area(view)
    for index, area in enumerate(view.terms("areas")):
        assert sum(row.fields[index].count for row in grid.rows) == grid.totals[index].count == len(view.catalogue.in_area(area.code))
    assert sum(row.total.count for row in grid.rows) == grid.total.count == len(view.cases)
    assert [row.code for row in grid.rows] == list(view.places())


def test_a_programme_of_the_region_hides_no_gap(collection: Collection) -> None:
    view = view_of(collection)
    case = next(c for c in view.cases if c.country == REGION and "TL" not in c.countries)
    member = case.countries[0]
    grid = gaps.grid([case], view.places(), case.areas, lambda c: (gaps.place(c),), lambda c: c.areas)
    assert {row.code: row.total.count for row in grid.rows if row.total.count} == {REGION: 1}
    assert member in view.places()


def test_the_strongest_evidence_is_that_of_a_field(collection: Collection) -> None:
    view = view_of(collection)
    for code, cases, field in gaps.by_place(view, view.cases):
        assert field.level == max(case.evidence.level for case in cases), code
        assert [c.evidence.level for c in cases] == sorted((c.evidence.level for c in cases), reverse=True)


def test_every_member_has_a_tile_in_the_order_of_reading(collection: Collection) -> None:
    view = view_of(collection)
    tiles = gaps.tiles(view)
    assert sorted(tile.code for tile in tiles) == sorted(view.places())
    assert [tile.column for tile in tiles] == [1, 2, 3, 1, 2, 4, 1, 2, 3, 2, 4, 0]
    assert tiles[-1].code == REGION


def test_a_screen_reader_hears_every_field(collection: Collection) -> None:
    body = made(collection)["en/map/"].body
    table = Table()
    table.feed(part(body, "table", "kb-map"))
    head, *rows = table.rows
    assert head[0] == "Country"
    assert head[3] == "CSocial protection"
    assert all(len(row) == len(head) for row in rows)
    cambodia = next(row for row in rows if row[0] == "Cambodia")
    assert cambodia[3] == "Cambodia, C: 2 cases, strongest evidence: level 3 of 5"
    assert cambodia[2] == "none"
    brunei = next(row for row in rows if row[0] == "Brunei Darussalam")
    assert brunei[4] == "Brunei Darussalam, D: 1 case · Evidence not assessed"
    assert "<caption" in body


def test_the_colour_is_that_of_the_evidence_and_the_key_stands_above_the_table(collection: Collection) -> None:
    body = made(collection)["en/map/"].body
    assert 'class="kb-v4"><a href="../areas/d/#th" aria-label="Thailand, D: 2 cases, strongest evidence: level 4 of 5">2</a>' in body
    assert body.index('<li class="kb-v0">Not assessed</li>') < body.index('<li class="kb-v4">4 · Cause confirmed independently</li>') < body.index("<table")
    assert body.index('<li class="kb-gap">no case yet</li>') < body.index("<table")
    assert part(body, "table", "kb-map").count('<td class="kb-gap"') == 84 - 48


def test_no_row_of_tiles_has_both_the_third_and_the_fourth() -> None:
    """On a narrow page the fourth stands in the place of the third."""
    assert not [line for line in gaps.TILES if "." not in line.split()[2:]]


def test_a_tile_says_its_country_and_number(collection: Collection) -> None:
    tiles = part(made(collection)["en/map/"].body, "ul", "kb-tilemap")
    assert 'href="../countries/kh/" aria-label="Cambodia: 4 cases, strongest evidence: level 3 of 5"' in tiles


def test_every_field_leads_to_its_cases(collection: Collection) -> None:
    """Without JavaScript: a part of the area's page. builder/verify.py finds out whether it is there."""
    pages = made(collection)
    assert 'href="../areas/c/#kh"' in pages["en/map/"].body
    assert 'href="../../areas/c/#activity-C.d.i"' in pages["en/map/activities/"].body
    assert 'href="../../areas/#activity-X.b"' in pages["en/map/activities/"].body


def test_an_activity_without_a_case_says_so_and_asks_for_one(collection: Collection) -> None:
    body = made(collection)["en/map/activities/"].body
    assert body.count("no case yet · ") == 21
    assert '<th scope="row"><a href="../../activities/#a-a-i">' in body
    assert 'href="../../contribute/" aria-label="Fill a gap: Study visits on integrated farming">Fill a gap</a>' in body


def test_a_narrow_page_names_the_country_in_each_field(collection: Collection) -> None:
    body = made(collection)["en/map/activities/"].body
    assert body.count("data-of=") == body.count('<td class="kb-v')
    assert '<td class="kb-v2" data-of="Cambodia"><a' in body


def test_cases_of_an_area_that_no_activity_counts_are_said(collection: Collection) -> None:
    view = view_of(collection)
    body = made(collection)["en/map/activities/"].body
    assert "Cases of this area that are tied to none of its activities: 6 of 8" in body[body.index("Area F") : body.index("Area G")]
    assert body.count("tied to none") <= len(view.terms("areas"))


def test_every_activity_has_a_row(collection: Collection) -> None:
    view = view_of(collection)
    codes = [code for _, group in gap_map.activities(view) for code in group]
    assert sorted(codes) == sorted(term.code for term in view.terms("activities"))


@pytest.mark.parametrize("language", ["en", *HEAVY])
def test_the_maps_are_light(collection: Collection, language: str) -> None:
    pages = made(collection, language)
    body = pages[f"{language}/map/"].body
    weights = {
        "table": len(gzip.compress(part(body, "table", "kb-map").encode())),
        "tiles": len(gzip.compress(part(body, "ul", "kb-tilemap").encode())),
        "activities": len(gzip.compress(pages[f"{language}/map/activities/"].body.encode())),
    }
    print(language, weights)
    assert weights["table"] < LIGHT
    assert weights["tiles"] < LIGHT
    assert weights["activities"] < 2 * LIGHT


def many(collection: Collection, count: int) -> Catalogue:
    """Return a catalogue of many cases, made from those of the collection; each is like those made from the same one."""
    first = list(collection[0].cases.values())
    cases: dict[str, Case] = {}
    for number in range(count):
        case = first[number % len(first)]
        name = f"{case.id}-{number}"
        cases[name] = replace(case, id=name, folder=f"{case.folder}-{number}")
    names = sorted(cases)
    alike = {name: tuple(other for other in names[place + 1 : place + 5]) for place, name in enumerate(names)}
    return Catalogue(collection[0].reference, {name: cases[name] for name in names}, alike)
