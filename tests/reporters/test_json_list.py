"""JSON, against the schema that is published."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from builder.model import Reference
from builder.reporters import Report, json_list
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "schema/problems.schema.json").read_text("utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_report_keeps_the_schema(broken: Report, reference: Reference) -> None:
    for report in (broken, Report([], reference)):
        found = json.loads(json_list.text(report))
        Draft202012Validator(SCHEMA).validate(found)
        assert set(found) == set(SCHEMA["properties"])
        for entry in found["problems"]:
            assert set(entry) == set(SCHEMA["$defs"]["problem"]["properties"])
    fingerprints = [entry["fingerprint"] for entry in json.loads(json_list.text(broken))["problems"]]
    assert len(set(fingerprints)) == len(fingerprints)
