"""What holds for every format: the same codes and places in every language, whatever words a case has, and nothing else on standard output."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from builder.cli import main
from builder.model import Reference
from builder.problems import Severity
from builder.reporters import FORMATS, Report
from tests.conftest import ROOT
from tests.reporters.conftest import CASE

Place = tuple[str, int, int, str]  # file, line, column, code
HEAD = re.compile(r"^(cases/.*|-):(\d+):(\d+): .+ (KB\d{3})$", re.MULTILINE)
COMMAND = re.compile(r"^::\S+ file=(.*),line=(\d+),col=(\d+),endColumn=\d+,title=(KB\d{3})::", re.MULTILINE)


def heads(text: str, form: re.Pattern[str] = HEAD) -> list[Place]:
    return [(path, int(line), int(column), code) for path, line, column, code in form.findall(text)]


def of_json(text: str) -> list[Place]:
    return [(p["path"], p["line"], p["column"], p["code"]) for p in json.loads(text)["problems"]]


def of_sarif(text: str) -> list[Place]:
    places = [(r["locations"][0]["physicalLocation"], r["ruleId"]) for r in json.loads(text)["runs"][0]["results"]]
    return [
        (unquote(at["artifactLocation"]["uri"]), at["region"]["startLine"], at["region"]["startColumn"], code) for at, code in places
    ]


def of_gitlab(text: str) -> list[Place]:
    places = [(i["location"]["path"], i["location"]["positions"]["begin"], i["check_name"]) for i in json.loads(text)]
    return [(path, at["line"], at["column"], code) for path, at, code in places]


def of_junit(text: str) -> list[Place]:
    cases = ElementTree.fromstring(text.encode()).iter("testcase")
    return heads("\n".join(told.text or "" for case in cases for told in case))


def of_markdown(text: str) -> list[Place]:
    found = []
    for part in text.split("### ")[1:]:
        path = part.split("\n")[0].strip("` ")
        found += [(path, int(line), int(column), code) for code, line, column in re.findall(r"(KB\d{3})\S*\*\* (\d+):(\d+) ", part)]
    return found


READERS: dict[str, Callable[[str], list[Place]]] = {
    "human": heads,
    "json": of_json,
    "github": lambda text: heads(text, COMMAND),
    "sarif": of_sarif,
    "gitlab": of_gitlab,
    "junit": of_junit,
    "markdown": of_markdown,
}


@pytest.mark.parametrize("form", FORMATS)
def test_codes_and_places_are_the_same_in_every_format_and_language(form: str, broken: Report) -> None:
    expected = sorted((p.path, p.position.line, p.position.column, p.code) for p in broken.problems)
    for language, texts in broken.reference.messages.items():
        told = {key: f"{language}.ខ្មែរ.{text}" for key, text in texts.items()}
        translated = dataclasses.replace(broken.reference, messages={language: told})
        report = dataclasses.replace(broken, reference=translated, language=language)
        assert sorted(READERS[form](FORMATS[form](report))) == expected
        assert f"{language}.ខ្មែរ." in FORMATS[form](report)


@pytest.mark.parametrize("form", FORMATS)
def test_no_problem_is_told_in_every_format(form: str, reference: Reference) -> None:
    assert READERS[form](FORMATS[form](Report([], reference))) == []


@given(st.lists(st.text(), max_size=3), st.sampled_from(Severity))
@pytest.mark.parametrize("form", FORMATS)
def test_any_words_of_a_case_are_told(form: str, saying: Callable[..., Report], words: list[str], severity: Severity) -> None:
    report = saying(*words, severity=severity)
    assert sorted(READERS[form](FORMATS[form](report))) == [(CASE, n, n, "KB204") for n in range(1, len(words) + 1)]


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_the_format_and_nothing_else(form: str, broken: Report, tree: Path) -> None:
    result = CliRunner().invoke(main, ["--root", str(tree), "--today", "2026-11-24", "check", "--format", form])
    assert result.exit_code == 1
    assert result.stderr == ""
    assert len(READERS[form](result.stdout)) == 4


@pytest.mark.parametrize("form", ["json", "junit"])
def test_programs_read_utf8_whatever_the_terminal_is_set_to(form: str, broken: Report, tree: Path) -> None:
    command = [sys.executable, "-m", "builder", "--root", str(tree), "check", "--format", form]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    result = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (result.returncode, result.stderr) == (1, b"")
    assert "“publishd”" in result.stdout.decode()
    assert READERS[form](result.stdout.decode())


@pytest.mark.parametrize("form", FORMATS)
def test_standard_input_is_told_in_every_format(form: str, broken: Report, tree: Path) -> None:
    text = (tree / CASE).read_bytes()
    result = CliRunner().invoke(main, ["--root", str(tree), "check", "--format", form, "-"], input=text)
    assert [(path, code) for path, _, _, code in READERS[form](result.stdout)] == [("-", "KB204")]


@pytest.mark.parametrize("wrong", [["--lang", "xx"], []])
def test_a_failure_of_the_tool_is_not_on_standard_output(wrong: list[str], tree: Path) -> None:
    root = tree if wrong else tree / "cases"
    result = CliRunner().invoke(main, ["--root", str(root), "check", "--format", "json", *wrong])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("kb: ")
