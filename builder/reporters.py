"""Problems -> text, JSON and CI annotations. Strings out; only cli.py prints them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from builder.problems import Problem, Severity

NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def human(problems: Sequence[Problem], lines: dict[str, list[str]] | None = None) -> str:
    """Return problems as text: place, reason, repair. `lines`: the lines of files, to show the offending one."""
    return "\n".join(_human(problem, (lines or {}).get(problem.path, [])) for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return problems as a JSON list."""
    entries = [
        {
            "path": p.path,
            "line": p.position.line,
            "column": p.position.column,
            "code": p.code,
            "severity": NAMES[p.severity],
            "reason": p.reason,
            "repair": p.repair,
            "subject": p.subject,
        }
        for p in problems
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


def github(problems: Sequence[Problem]) -> str:
    """Return problems as workflow commands of GitHub Actions, the most serious first (ten are shown a step).

    Form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    ordered = sorted(problems, key=lambda p: -p.severity)
    return "\n".join(
        f"::{NAMES[p.severity]} file={_property(p.path)},line={p.position.line},col={p.position.column},"
        f"title={_property(p.code)}::{_data(p.reason + ' ' + p.repair)}"
        for p in ordered
    )


FORMATS = {"human": human, "json": as_json, "github": github}


def _human(problem: Problem, lines: Sequence[str]) -> str:
    place = f"{problem.path}:{problem.position.line}:{problem.position.column}"
    shown = [f"{place}: {NAMES[problem.severity]} {problem.code}", f"    {problem.reason}", f"    → {problem.repair}"]
    if 0 < problem.position.line <= len(lines) and lines[problem.position.line - 1].strip():
        text = "".join(c if c.isprintable() else " " for c in lines[problem.position.line - 1][:160])
        shown.insert(1, f"  {problem.position.line:>4} | {text}")
    return "\n".join(shown) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
