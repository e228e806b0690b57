"""Values that a spreadsheet would take for something else than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Problem, clip
from builder.yaml_text import Path

# OWASP, "CSV Injection": a spreadsheet computes what begins with = + - @ or a tab, and in East Asian editions their wide forms. (A
# carriage return is KB005.) A sign before a number, as in -5% or +62, is none.
BEGINS = re.compile(r"\t| *(?:[=@＝＠]|[+＋](?=[^\W\d]|[=@+-])|[-－](?=[=@+]|[A-Za-z.]{2,20}\())")
# what reaches out of the table, wherever it stands
REACHES = re.compile(
    r"[=+@-] ?(?:HYPERLINK|WEBSERVICE|FILTERXML|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|IMAGE|DDE|CALL|EXEC|REGISTER\.ID|RTD) ?\("
    r"|\b(?:cmd|powershell|mshta|rundll32|regsvr32|msexcel)(?:\.exe)? ?\| ?['\"/]",
    re.IGNORECASE,
)
# what programs read as a number that has no size, or one of a million digits
NO_SIZE = re.compile(r"\s*[+-]?(?:\.?s?nan\d*|\.?inf(?:inity)?|[\d._]{1,50}e[+-]?\d+)\s*\Z", re.IGNORECASE)
NUMBERS = ("value", "baseline")


def values_are_no_formulas(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB707: A text in the head is no formula of a spreadsheet, and a figure is a plain number: tables are made of them for downloading."""
    for document in files.documents:
        for path, text in document.texts:
            found = BEGINS.match(text) or (REACHES.search(text) if "(" in text or "|" in text else None)
            if found:
                yield at_value(document, path, "KB707.formula", text=clip(found[0].strip() or "TAB"))
            elif _is_number(path) and NO_SIZE.match(text):
                yield at_value(document, path, "KB707.number", text=clip(text))


def _is_number(path: Path) -> bool:
    return path[0] == "results" and path[-1] in NUMBERS
