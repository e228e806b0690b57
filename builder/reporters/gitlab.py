"""For the widget of a GitLab merge request: Code Quality, a subset of Code Climate's format.

Form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format and
https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md#issues. `type` and `categories` are only for the latter.
"""

from __future__ import annotations

import json
from typing import Any

from builder.problems import Position, Severity
from builder.reporters.report import Report

SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.NOTE: "info"}  # an error blocks publication


def text(report: Report) -> str:
    """Return a JSON list with one issue a problem."""
    issues = []
    for problem, fingerprint in zip(report.problems, report.fingerprints(), strict=True):
        words = report.words(problem)
        issues.append(
            {
                "type": "issue",
                "categories": ["Style"],
                "check_name": problem.code,
                "description": " ".join(f"{words.reason} {words.repair}".split()),  # must be one line
                "severity": SEVERITIES[problem.severity],
                "fingerprint": fingerprint,
                "location": {"path": problem.path, "positions": _range(problem.position)},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _range(position: Position) -> dict[str, Any]:
    return {
        "begin": {"line": position.line, "column": position.column},
        "end": {"line": position.line, "column": position.column + position.width},
    }
