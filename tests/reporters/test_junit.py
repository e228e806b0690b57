"""JUnit XML, against the schema of Jenkins."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import main
from builder.model import Reference
from builder.problems import Severity
from builder.reporters import Report, junit
from tests.reporters.conftest import CASE, OTHER, SCHEMAS, UGLY


@pytest.fixture(scope="session")
def form() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"), allow="local")


def read(report: Report, form: xmlschema.XMLSchema) -> ElementTree.Element:
    text = junit.text(report)
    assert text.startswith("<?xml version='1.0' encoding='utf-8'?>\n")
    form.validate(text)
    return ElementTree.fromstring(text.encode())


def test_a_report_keeps_the_schema(broken: Report, reference: Reference, form: xmlschema.XMLSchema) -> None:
    assert read(Report([], reference), form).get("tests") == "0"
    root = read(broken, form)
    assert {name: root.get(name) for name in ("tests", "failures", "errors")} == {"tests": "8", "failures": "4", "errors": "0"}
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [OTHER, f"{Path(CASE).parent}/{UGLY}", CASE, "cases/th/whole/index.th.md"]
    assert suites[CASE].attrib == {"name": CASE, "tests": "4", "failures": "1", "errors": "0", "skipped": "3"}


def test_a_whole_file_passes(broken: Report, form: xmlschema.XMLSchema) -> None:
    cases = [list(case) for case in read(broken, form).iter("testcase") if case.get("classname") == "cases/th/whole/index.th.md"]
    assert cases == [[]]


def test_every_text_of_a_tree_is_a_case(tree: Path) -> None:
    root = ElementTree.fromstring(CliRunner().invoke(main, ["--root", str(tree), "check", "--format", "junit"]).stdout_bytes)
    assert [(case.get("classname"), case.get("name"), list(case)) for case in root.iter("testcase")] == [(CASE, "kb check", [])]


def test_only_an_error_fails(saying: Callable[..., Report], form: xmlschema.XMLSchema) -> None:
    outcomes = [read(saying("x", severity=severity), form).find(".//testcase/*") for severity in Severity]
    assert [outcome.tag for outcome in outcomes if outcome is not None] == ["skipped", "skipped", "failure"]


def test_hints_are_shown_to_those_who_ask(broken: Report, form: xmlschema.XMLSchema) -> None:
    assert read(dataclasses.replace(broken, hints=False), form).get("tests") == "6"


def test_a_case_says_what_people_read(broken: Report, form: xmlschema.XMLSchema) -> None:
    case = next(c for c in read(broken, form).iter("testcase") if str(c.get("name")).startswith("KB204"))
    assert case.get("name") == "KB204: “publishd” is no code for “Status”."
    assert case.get("classname") == CASE
    failure = case[0]
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "KB204", "“publishd” is no code for “Status”.")
    assert '8 | status: "publishd"\n        |         ^^^^^^^^^^\n' in str(failure.text)


def test_a_name_stands_once_and_has_no_line_number(broken: Report, form: xmlschema.XMLSchema) -> None:
    names = [(case.get("classname"), str(case.get("name"))) for case in read(broken, form).iter("testcase")]
    assert len(set(names)) == len(names)
    assert [name for _, name in names if name.startswith("KB503")][1].endswith(" (2)")


@given(st.lists(st.one_of(st.text(), st.sampled_from(["\x00\x0b\x1b\ufffe\uffff", "]]>", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;"])), max_size=3))
def test_any_words_are_xml(saying: Callable[..., Report], form: xmlschema.XMLSchema, words: list[str]) -> None:
    assert len(list(read(saying(*words), form).iter("failure"))) == len(words)
