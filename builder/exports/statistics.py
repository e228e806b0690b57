"""statistics.csv (RFC 4180, UTF-8): every figure about a country, as it was published, with its source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import asdict

from builder.model import Catalogue
from builder.outputs import Artifact

COLUMNS = ("country", "indicator", "label", "unit", "value", "year", "dataset", "publisher", "url", "licence", "accessed", "edition", "language", "note")
COMPUTED = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")  # OWASP, "CSV Injection": a spreadsheet computes what begins so
NUMBER = re.compile(r"-?[0-9.]+\Z")


def statistics(catalogue: Catalogue, _: str) -> Iterator[Artifact]:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for country, figures in sorted(catalogue.statistics.items()):
        for figure in figures:
            term = catalogue.reference.term("indicators", figure.indicator)
            row = {"country": country, "label": term.label["en"], "unit": term.facts["unit"], **asdict(figure)}
            writer.writerow({name: _safe(value) for name, value in row.items()})
    yield Artifact("statistics.csv", text.getvalue().encode("utf-8-sig"))  # with the mark by which Excel knows UTF-8


def _safe(value: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute."""
    return f"'{value}" if COMPUTED.match(value) and not NUMBER.match(value) else value
