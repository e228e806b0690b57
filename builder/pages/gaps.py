"""Counting cases by two subjects: the numbers of the gap maps.

A case is counted in one place, the one that it comes from (its folder), so that numbers add up, and a programme of the whole region
hides no member's gap: it has a line of its own. A case with several areas, or activities, is counted in each, and once in the totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from builder.model import Case
from builder.pages.synthesis import highest
from builder.pages.view import REGION, View

# Where the tiles of the members stand, row by row; "." is a gap. Roughly where the countries lie: the mainland from west to east, the
# Philippines east of it, the peninsula and Borneo below, then the islands of the south. Nothing is told by sizes, borders or flags.
# No row has both the third and the fourth: on a narrow page (site.css) the fourth stands in the place of the third, so that names have room.
TILES = (
    "MM LA VN .",
    "TH KH .  PH",
    "MY SG BN .",
    ".  ID .  TL",
)


@dataclass(frozen=True, slots=True)
class Field:
    """What there is where two subjects meet."""

    count: int = 0
    level: str = ""  # of the strongest evidence; empty without a case

    @classmethod
    def of(cls, cases: Collection[Case]) -> Field:
        """Return what some cases are together."""
        return cls(len(cases), highest(cases))


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    fields: tuple[Field, ...]
    total: Field


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[Row, ...]
    totals: tuple[Field, ...]  # of the columns
    total: Field

    @property
    def filled(self) -> int:
        return sum(bool(field.count) for row in self.rows for field in row.fields)

    @property
    def size(self) -> int:
        return sum(len(row.fields) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Tile:
    code: str
    column: int  # 1 to 4; a tile whose column is no greater than the one before begins a row. 0: across the whole row
    field: Field


def place(case: Case) -> str:
    """Return the code of the member that a case comes from, or of the region, as View.places has it."""
    return case.country if case.country == REGION else case.country.upper()


def grid(
    cases: Iterable[Case], rows: Sequence[str], columns: Sequence[str], of_row: Callable[[Case], Iterable[str]], of_column: Callable[[Case], Iterable[str]]
) -> Grid:
    held: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        for row in of_row(case):
            for column in of_column(case):
                held[row, column].append(case)

    def total(within: Iterable[tuple[str, str]]) -> Field:
        found = {case.id: case for key in within for case in held[key]}
        return Field.of(found.values())

    return Grid(
        tuple(Row(row, tuple(Field.of(held[row, column]) for column in columns), total((row, column) for column in columns)) for row in rows),
        tuple(total((row, column) for row in rows) for column in columns),
        total((row, column) for row in rows for column in columns),
    )


def by_area(view: View) -> Grid:
    """Places in rows, areas in columns: so the table fits a narrow page, and every name is written out."""
    return grid(view.cases, view.places(), [area.code for area in view.terms("areas")], lambda case: (place(case),), lambda case: case.areas)


def by_activity(view: View, activities: Sequence[str]) -> Grid:
    """Some activities in rows, places in columns."""
    return grid(view.cases, activities, view.places(), lambda case: case.activities, lambda case: (place(case),))


def by_place(view: View, cases: Iterable[Case]) -> tuple[tuple[str, tuple[Case, ...], Field], ...]:
    """Return for each place its cases, those with the strongest evidence first, and what there is."""
    held: dict[str, list[Case]] = defaultdict(list)
    for case in view.strongest(cases):
        held[place(case)].append(case)
    return tuple((code, tuple(held[code]), Field.of(held[code])) for code in view.places())


def tiles(view: View) -> tuple[Tile, ...]:
    """Return the tiles of the members in the order of reading, and the region last."""
    columns = {code: column for line in TILES for column, code in enumerate(line.split(), 1) if code != "."}
    found = {code: field for code, _, field in by_place(view, view.cases)}
    return tuple(Tile(code, columns.get(code, 0), found[code]) for code in (*columns, *(p for p in view.places() if p not in columns)))
