"""For code scanning and editors: SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/).

The standard has no default for the unit of columns: a run with results must name it (section 3.14.27). Here it is the code point, as in
Position, so that a column is the same number in every format, also behind a character outside the Basic Multilingual Plane.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from builder.problems import Problem, Severity
from builder.reporters.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def text(report: Report) -> str:
    """Return a log with one run, one result a problem, and the rules that they break."""
    codes = sorted({problem.code for problem in report.problems})
    run = {
        "tool": {"driver": {"name": "kb", "rules": [_rule(report, code) for code in codes]}},
        "language": report.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(report, problem, codes.index(problem.code), fingerprint)
            for problem, fingerprint in zip(report.problems, report.fingerprints(), strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(report: Report, code: str) -> dict[str, Any]:
    rule = report.rules.get(code, code)
    address = report.help(code)
    return {
        "id": code,
        "shortDescription": {"text": rule.partition("\n")[0]},
        "fullDescription": {"text": rule},
        "help": {"text": f"{rule}\n\n{report.text('learn_more')} {address}"},
        **({"helpUri": address} if "://" in address else {}),  # must be absolute
    }


def _result(report: Report, problem: Problem, rule: int, fingerprint: str) -> dict[str, Any]:
    words, position = report.words(problem), problem.position
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": LEVELS[problem.severity],
        "message": {"text": _unlinked(f"{words.reason}\n{words.repair}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(problem.path)},
                    "region": {
                        "startLine": position.line,
                        "startColumn": position.column,
                        "endColumn": position.column + position.width,  # behind the last character
                    },
                }
            }
        ],
        "partialFingerprints": {"kbProblem/v1": fingerprint},
        "properties": {"message": problem.message, "field": problem.field, "suggestion": problem.suggestion},
    }


def _unlinked(text: str) -> str:
    """Return a text in which no words of a case become a link: SARIF reads [text](address) even in plain text (section 3.11.6)."""
    return text.replace("](", "]\u200b(")
