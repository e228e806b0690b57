"""For programs: JSON after schema/problems.schema.json."""

from __future__ import annotations

import json

from builder.reporters.report import LEVELS, Report


def text(report: Report) -> str:
    """Return the problems as a JSON object."""
    entries = []
    for problem, fingerprint in zip(report.problems, report.fingerprints(), strict=True):
        words = report.words(problem)
        entries.append(
            {
                "path": problem.path,
                "line": problem.position.line,
                "column": problem.position.column,
                "width": problem.position.width,
                "code": problem.code,
                "message": problem.message,
                "severity": LEVELS[problem.severity],
                "reason": words.reason,
                "repair": words.repair,
                "lines": words.lines,
                "suggestion": problem.suggestion,
                "field": problem.field,
                "help": report.help(problem.code),
                "fingerprint": fingerprint,
            }
        )
    return json.dumps({"version": 1, "language": report.language, "whole": report.whole, "problems": entries}, ensure_ascii=False, indent=2)
