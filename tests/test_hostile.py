"""Every input of tests/corpus/hostile gets its verdict, disturbs no other case, and does no harm on the page if it gets there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder import build, messages, pages
from builder.model import Catalogue
from builder.problems import Problem, Severity
from builder.reporters import FORMATS, Report
from builder.verdict import Verdict, check
from tests.conftest import ROOT, TODAY
from tests.corpus.hostile import INPUTS, Input

PASSING = {"warn", "pass"}
DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One tree with all inputs, each a case of its own."""
    made = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "schema", made / "schema")
    shutil.copytree(ROOT / "tests/corpus/good/cases", made / "cases")
    for entry in INPUTS:
        entry.plant(made)
    return made


@pytest.fixture(scope="module")
def verdict(root: Path) -> Verdict:
    return check(root, TODAY, jobs=2)


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return build.load(root, TODAY, jobs=2)[0]


def test_the_corpus_is_large() -> None:
    assert len(INPUTS) >= 300
    assert sum(entry.verdict == "pass" for entry in INPUTS) >= 80
    assert {entry.verdict for entry in INPUTS} == {"refuse", *PASSING}


@pytest.mark.parametrize("entry", INPUTS, ids=lambda entry: entry.name)
def test_verdict(verdict: Verdict, entry: Input) -> None:
    found = [p for p in verdict.problems if entry.owns(p.path) and p.severity is not Severity.NOTE]
    weights = {p.severity for p in found}
    expected = {"refuse": {Severity.ERROR}, "warn": {Severity.WARNING}, "pass": set()}[entry.verdict]
    assert weights - {Severity.WARNING} == expected - {Severity.WARNING}, found
    assert weights >= expected, found
    if expected:
        there = [p for p in found if p.path == entry.path and p.severity in expected]
        assert any(p.message.startswith(entry.message) for p in there), found
    assert not [p for p in found if p.code == "KB090"], "the checker itself gave up"


def test_no_other_case_is_disturbed(verdict: Verdict) -> None:
    assert [p for p in verdict.problems if not any(entry.owns(p.path) for entry in INPUTS)] == []


def test_what_is_published(catalogue: Catalogue) -> None:
    """The untouched case and those that pass; none that is refused for what is in it. (A wrong file beside a case stops only the release.)"""
    published = {f"cases/{case.folder}" for case in catalogue.cases.values()}
    passing = {entry.path if entry.where.startswith("..") else entry.folder for entry in INPUTS if entry.verdict in PASSING}
    assert published >= {"cases/kh/village-library", *passing}
    assert not published & {entry.folder for entry in INPUTS if entry.verdict == "refuse" and entry.kind != "paths"}


def test_every_problem_has_words(verdict: Verdict) -> None:
    for problem in verdict.problems:
        said = messages.words(problem, verdict.reference, "en")
        assert said.reason
        assert said.repair
        for text in (said.reason, said.repair, problem.path, problem.suggestion):
            assert len(text) < 2_000, problem
            assert not UNPRINTABLE.search(text), problem


def test_nothing_breaks_out_of_a_report(verdict: Verdict, root: Path) -> None:
    problems = in_a_sample(verdict.problems)
    report = Report(problems, verdict.reference, "en", {})
    for name, write in FORMATS.items():
        text = write(report)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text), name
    assert all(re.match("::(error|warning|notice) file=", line) for line in FORMATS["github"](report).splitlines())


def in_a_sample(problems: Sequence[Problem]) -> list[Problem]:
    """One problem of each input and kind: a report of all is long."""
    return list({(p.path.split("/")[:3][-1], p.message): p for p in problems}.values())


class Harm(HTMLParser):
    """Collects what a page must not have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "base", "link", "svg", "math", "template"):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name, _ in attrs if name.startswith("on") or name in ("style", "srcdoc")]
        for name, value in attrs:
            scheme = re.match(r"[^/?#]*:", re.sub(r"[\x00-\x20]", "", value or ""))
            if name in ("href", "src", "action") and scheme and scheme[0].lower() not in ("http:", "https:"):
                self.found.append(f"{tag} {name}={value}")
            if name == "src" and "//" in (value or ""):
                self.found.append(f"{tag} from elsewhere: {value}")


@pytest.mark.parametrize("language", ["en", "km", "my"])
def test_pages_do_no_harm(catalogue: Catalogue, language: str) -> None:
    for page in pages.make(catalogue, TODAY, language):
        reader = Harm()
        reader.feed(page.body)
        reader.close()
        assert set(reader.found) <= ({"script"} if page.kind in ("search", "compare") else set()), page.path  # the site's own, from a file
        assert not DIRECTION.search(page.body + page.title + page.description), page.path
