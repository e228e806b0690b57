"""What is meant by a date or a year in another form."""

import pytest

from builder.aliases import common_year, dates
from builder.model import Reference


@pytest.mark.parametrize(("year", "common"), [(2399, 2399), (2400, 1857), (2555, 2012), (2699, 2156), (2700, 2700), (2012, 2012)])
def test_years_far_ahead_are_of_the_buddhist_era(year: int, common: int) -> None:
    assert common_year(year) == common


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("2555", ["2012"]),
        ("\u0e1e.\u0e28. \u0e52\u0e55\u0e55\u0e55", ["2012"]),  # with Thai digits
        ("BE 2699", ["2156"]),
        ("2012", []),  # it is what it should be, or no date
        ("BE 2012", []),
        ("12/03/2567", ["2024-03-12", "2024-12-03"]),
        ("March 2567", ["2024-03"]),
    ],
)
def test_dates_in_either_era(value: str, meant: list[str], reference: Reference) -> None:
    assert dates(value, reference) == meant
