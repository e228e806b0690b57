"""Code Quality, against the schema of Code Climate's issues, and what GitLab says beyond it."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from builder.model import Reference
from builder.reporters import Report, gitlab
from tests.reporters.conftest import schema

VALIDATOR = Draft7Validator(schema("code-climate-issue.schema.json"))


def test_a_report_keeps_the_schema(broken: Report, reference: Reference) -> None:
    assert gitlab.text(Report([], reference)) == "[]"
    issues = json.loads(gitlab.text(broken))
    assert [issue["severity"] for issue in issues] == ["blocker"] * 4 + ["minor", "info", "info"]
    for issue in issues:
        VALIDATOR.validate(issue)


def test_a_report_is_what_gitlab_reads(broken: Report) -> None:
    issues = json.loads(gitlab.text(broken))
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert isinstance(issue["location"]["positions"]["begin"]["line"], int)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)  # GitLab drops a second one


@given(st.text())
def test_a_description_is_one_line(saying: Callable[..., Report], word: str) -> None:
    issue = json.loads(gitlab.text(saying(word)))[0]
    VALIDATOR.validate(issue)
    assert len(issue["description"].splitlines()) == 1
