"""What the schema cannot say of figures about a country."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from builder.aliases import common_year
from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Problem


def figures_are_sound(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB210: A figure about a country stands once for each indicator and year, is of no day to come, and lies within what its indicator can be."""
    for document in files.documents:
        seen: set[tuple[str, str]] = set()
        for index, figure in enumerate(document.data.get("figures", ())):
            at, key = ("figures", index), (figure["indicator"], figure["year"])
            if key in seen:
                yield at_value(document, (*at, "year"), "KB210.twice", indicator=key[0], year=key[1])
            seen.add(key)
            for field, now in (("year", str(world.today.year)), ("accessed", world.today.isoformat())):
                if figure[field] > now and common_year(int(figure[field][:4])) == int(figure[field][:4]):
                    yield at_value(document, (*at, field), "KB210.future", value=figure[field])
            least, most = _bounds(world, figure)
            if not least <= Decimal(figure["value"]) <= most:
                yield at_value(document, (*at, "value"), "KB210.range", value=figure["value"], least=least, most=most)


def _bounds(world: World, figure: Any) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value that an indicator can have; a text that the schema has accepted."""
    facts = world.reference.term("indicators", figure["indicator"]).facts
    return Decimal(facts["least"]), Decimal(facts["most"])
