"""A figure about a country, with its source; Catalogue holds those of each member."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure about a country, with the data set that it is from."""

    indicator: str  # vocabulary indicators
    value: str  # a plain decimal number
    year: str
    dataset: str
    publisher: str
    url: str
    licence: str  # SPDX
    accessed: str  # YYYY-MM-DD
    edition: str = ""
    language: str = ""  # of the data set's name, BCP 47
    note: str = ""
