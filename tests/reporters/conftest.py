"""What the tests of the formats share: reports of a real tree with problems of every kind, and of hostile words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder import build, explain
from builder.model import Reference
from builder.problems import Position, Problem, Severity, problem
from builder.reporters import Report
from tests.conftest import TODAY

CASE = "cases/kh/village-library/index.en.md"
OTHER = "cases/kh/other/index.en.md"
UGLY = "a`b](c) @d.jpg"
SCHEMAS = Path(__file__).parent / "schemas"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text("utf-8"))


@pytest.fixture
def broken(tree: Path, reference: Reference) -> Report:
    """Two cases with errors, two of them alike and one behind an astral character, and a file with an ugly name; a warning and two equal hints."""
    file, other = tree / CASE, tree / OTHER
    text = file.read_text("utf-8")
    file.write_text(text.replace('status: "published"', 'status: "publishd"'), "utf-8")
    (file.parent / UGLY).write_bytes(b"")
    other.parent.mkdir()
    text = text.replace("kh-village-library", "kh-other").replace("Children had", "😀 children <b>had</b>\n\n<b>had</b>")
    other.write_text(text, "utf-8")
    _, problems = build.load(tree, TODAY, drafts=True)
    unused = problem(CASE, Position(30, 10, 4), "KB407.unused", {"source": "S2"}, Severity.WARNING)
    hint = problem(CASE, Position(75, 3, 8), "KB204.no_code", {"value": "x", "codes": "y"}, Severity.NOTE, field="status")
    return report_of([*problems, unused, hint, hint], reference, tree)


def report_of(problems: list[Problem], reference: Reference, root: Path | None = None) -> Report:
    paths = {p.path for p in problems if root and (root / p.path).is_file()}
    lines = {path: (root / path).read_text("utf-8").split("\n") for path in paths} if root else {}
    return Report(problems, reference, lines=lines, whole=1, files=["cases/th/whole/index.th.md"], rules=explain.rules())


@pytest.fixture(scope="session")
def saying(reference: Reference) -> Callable[..., Report]:
    """Return a maker of reports whose problems say given words of a case."""

    def make(*words: str, path: str = CASE, severity: Severity = Severity.ERROR) -> Report:
        return report_of(
            [problem(path, Position(n, n, 2), "KB204.no_code", {"value": word, "codes": word}, severity, word) for n, word in enumerate(words, 1)],
            reference,
        )

    return make
