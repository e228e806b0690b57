"""SARIF, against the schema of OASIS."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

from jsonschema import Draft7Validator

from builder.model import Reference
from builder.problems import Severity
from builder.reporters import Report, sarif
from tests.reporters.conftest import schema

VALIDATOR = Draft7Validator(schema("sarif-schema-2.1.0.json"))


def run(report: Report) -> dict[str, Any]:
    found = json.loads(sarif.text(report))
    VALIDATOR.validate(found)
    run: dict[str, Any] = found["runs"][0]
    return run


def test_a_report_keeps_the_schema(broken: Report, reference: Reference) -> None:
    assert run(Report([], reference))["results"] == []
    found = run(broken)
    assert [result["level"] for result in found["results"]] == ["error"] * 4 + ["warning", "note", "note"]
    assert len({result["partialFingerprints"]["kbProblem/v1"] for result in found["results"]}) == 7


def test_every_language_keeps_the_schema(broken: Report) -> None:
    for language in broken.reference.languages:
        assert run(dataclasses.replace(broken, language=language))["language"] == language


def test_a_rule_says_what_it_demands_and_where_to_read_more(broken: Report) -> None:
    at = dataclasses.replace(broken, help_address="https://example.org/en/checks/")
    found = run(at)
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({p.code for p in broken.problems})
    for rule in rules:
        assert rule["fullDescription"]["text"] == broken.rules[rule["id"]]
        assert rule["helpUri"] == f"https://example.org/en/checks/#{rule['id'].lower()}"
        assert rule["help"]["text"].endswith(rule["helpUri"])
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])
    assert "helpUri" not in run(broken)["tool"]["driver"]["rules"][0]


def test_a_rule_that_is_not_known_is_named(saying: Callable[..., Report]) -> None:
    rules = run(dataclasses.replace(saying("x"), rules={}))["tool"]["driver"]["rules"]
    assert [rule["shortDescription"]["text"] for rule in rules] == ["KB204"]


def test_columns_are_code_points(broken: Report) -> None:
    found = run(broken)
    assert found["columnKind"] == "unicodeCodePoints"
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in found["results"] if r["ruleId"] == "KB503"]
    line = "😀 children <b>had</b>"
    assert (regions[0]["startColumn"], line[regions[0]["startColumn"] - 1]) == (12, "<")
    assert regions[0]["endColumn"] > regions[0]["startColumn"]


def test_a_name_is_an_address(broken: Report) -> None:
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run(broken)["results"]}
    assert "cases/kh/village-library/a%60b%5D%28c%29%20%40d.jpg" in uris


def test_the_suggestion_is_in_the_message(broken: Report) -> None:
    status = next(r for r in run(broken)["results"] if r["ruleId"] == "KB204")
    assert "Did you mean “published”?" in status["message"]["text"]
    assert status["properties"] == {"message": "KB204.no_code", "field": "status", "suggestion": "published"}


def test_words_of_a_case_are_no_link(saying: Callable[..., Report]) -> None:
    result = run(saying("[here](https://example.org)", severity=Severity.NOTE))["results"][0]
    assert "](" not in result["message"]["text"]
    assert "[here]" in result["message"]["text"]
