"""Figures about countries: hostile and broken files give problems, and disturb nothing else."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import build, mend, messages, statistics, verdict, vocabulary
from builder.checks import World
from builder.problems import Problem, Severity
from builder.schema import Schemas
from builder.source import SourceFile, decode
from tests.conftest import ROOT, TODAY

REFERENCE = vocabulary.load(ROOT)
SCHEMAS = Schemas(ROOT, REFERENCE)
GOOD = {
    "indicator": "rural-population",
    "value": "60.25",
    "year": "2021",
    "dataset": "Example data",
    "publisher": "Example office",
    "url": "https://example.org/data",
    "licence": "CC-BY-4.0",
    "accessed": "2026-01-31",
}


def write(root: Path, *figures: dict[str, str], name: str = "kh.yml") -> Path:
    """Write a file of figures as a person would."""
    lines = ["figures:", *(f"  {'-' if n == 0 else ' '} {key}: {json.dumps(value, ensure_ascii=False)}" for figure in figures for n, (key, value) in enumerate(figure.items()))]
    path = root / "statistics" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def said(root: Path, jobs: int = 0) -> list[str]:
    return [problem.message for problem in verdict.check(root, TODAY, jobs=jobs).problems]


def test_figures_reach_the_catalogue(tree: Path) -> None:
    write(tree, GOOD, {**GOOD, "year": "2020", "note": "Counted in May."})
    catalogue, problems = build.load(tree, TODAY)
    assert not problems
    assert [(f.year, f.value, f.note) for f in catalogue.statistics["KH"]] == [("2021", "60.25", ""), ("2020", "60.25", "Counted in May.")]


def test_without_figures_there_are_none(tree: Path) -> None:
    assert build.load(tree, TODAY)[0].statistics == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"indicator": "happiness"}, "KB204.no_code"),
        ({"licence": "CC-BY-NC-4.0"}, "KB204.no_code"),
        ({"licence": "CC-BY-NC-SA-3.0-IGO"}, "KB204.no_code"),
        ({"value": "60,25"}, "KB205.form"),
        ({"value": "1e999999999"}, "KB205.form"),
        ({"value": "60.25%"}, "KB205.form"),
        ({"value": "٦٠"}, "KB205.form"),
        ({"value": "9" * 40}, "KB205.form"),
        ({"value": "100.0000001"}, "KB210.range"),
        ({"value": "-1"}, "KB210.range"),
        ({"year": "1066"}, "KB205.form"),
        ({"year": "2564"}, "KB208.buddhist"),
        ({"year": "2027"}, "KB210.future"),
        ({"accessed": "2026-02-30"}, "KB602.no_day"),
        ({"accessed": "2026-12-01"}, "KB210.future"),
        ({"url": "javascript:alert(1)"}, "KB205.form"),
        ({"url": "https://192.168.1.4/data"}, "KB508.inner"),
        ({"note": "=HYPERLINK(\"https://example.org\")"}, "KB707.formula"),
        ({"dataset": "x" * 300}, "KB206.long"),
        ({"publisher": ""}, "KB206.short"),
        ({"colour": "red"}, "KB202.unknown"),
        ({"note": "hidden\u2066 text"}, "KB012.direction"),
    ],
)
def test_what_is_refused(tree: Path, change: dict[str, str], message: str) -> None:
    write(tree, {**GOOD, **change})
    assert said(tree) == [message]
    catalogue, _ = build.load(tree, TODAY)
    assert not catalogue.statistics
    assert catalogue.cases


@pytest.mark.parametrize("field", ["value", "year", "dataset", "publisher", "url", "licence", "accessed"])
def test_nothing_may_be_missing(tree: Path, field: str) -> None:
    write(tree, {key: value for key, value in GOOD.items() if key != field})
    assert said(tree) == ["KB201.missing_in"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "KB101.empty"),
        (b"figures:\n", "KB203.nothing"),
        (b"figures: []\n", "KB206.few"),
        (b"figures: 3\n", "KB203.array"),
        (b"- a\n", "KB106.not_keys"),
        (b"figures: &a [*a]\n", "KB103.anchor"),
        (b"figures: [[[[[[[[[[[[[[[[\n", "KB105.too_deep"),
        (b"figures: !!python/object:os.system [x]\n", "KB103.tag"),
        (b"figures: \xff\xfe\n", "KB001.windows1252"),
        (b"PK\x03\x04", "KB001.document"),
        (b"figure:\n  - x\n", "KB202.mistyped"),
        (b"x" * 65_537, "KB002.text"),
        (b"<<<<<<< HEAD\nfigures:\n=======\nfigures: x\n>>>>>>> b\n", "KB015.conflict"),
    ],
)
def test_broken_files(tree: Path, data: bytes, message: str) -> None:
    write(tree, GOOD, name="th.yml")
    (tree / "statistics/kh.yml").write_bytes(data)
    found = verdict.check(tree, TODAY, jobs=1)
    assert message in [problem.message for problem in found.problems], found.problems
    assert {problem.path for problem in found.problems} == {"statistics/kh.yml"}
    assert found.whole == ("kh/village-library",)
    assert set(build.load(tree, TODAY)[0].statistics) == {"TH"}
    assert all(messages.words(problem, REFERENCE, language).repair for problem in found.problems for language in REFERENCE.languages)


@pytest.mark.parametrize("name", ["xx.yml", "asean.yml", "KH.yml", "kh.yaml", "kh.csv", "kh", "readme.md"])
def test_names(tree: Path, name: str) -> None:
    write(tree, GOOD, name=name)
    assert said(tree) == ["KB004.statistics"]


def test_links_are_not_followed(tree: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "elsewhere" if (tmp_path / "elsewhere").mkdir() is None else tmp_path, GOOD)
    (tree / "statistics").mkdir()
    (tree / "statistics/kh.yml").symlink_to(outside)
    assert said(tree) == ["KB003.link"]
    (tree / "statistics/kh.yml").unlink()
    (tree / "statistics").rmdir()
    (tree / "statistics").symlink_to(outside.parent)
    assert said(tree) == ["KB003.link"]


def test_a_failure_of_ours_is_one_problem(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tree, GOOD)
    monkeypatch.setattr("builder.judge.statistics.read", lambda *_: 1 / 0)
    assert said(tree, jobs=1) == ["KB090.mistake"]


def test_a_verdict_is_remembered_until_the_file_changes(tree: Path, tmp_path: Path) -> None:
    write(tree, {**GOOD, "year": "2027"})
    memory = tmp_path / "memory"
    first = verdict.check(tree, TODAY, memory)
    assert verdict.check(tree, TODAY, memory) == first
    write(tree, GOOD)
    assert not verdict.check(tree, TODAY, memory).problems


def test_fix_mends_the_syntax(tree: Path) -> None:
    path = write(tree, GOOD)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b'"Example office"', "“Example office”".encode()).replace(b"\n", b"\r\n"))
    for name, mended in mend.repaired(tree, REFERENCE, mend.below(tree, ())):
        mend.rewrite(tree, name, mended.data)
    assert path.read_text("utf-8") == write(tree, GOOD).read_text("utf-8")


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode), st.recursive(st.text(max_size=9), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*GOOD, "figures", "x"]), inner), max_leaves=12).map(lambda data: json.dumps(data).encode())))
def test_nothing_makes_it_raise(data: bytes) -> None:
    source = decode(data, "statistics/kh.yml", "statistics/kh", "en")
    if isinstance(source, SourceFile):
        figures, problems = statistics.read(source, SCHEMAS, World(REFERENCE, TODAY))
        assert figures or any(problem.severity is Severity.ERROR for problem in problems)
    else:
        assert isinstance(source, Problem)


@given(st.dictionaries(st.sampled_from(list(GOOD)), st.text(max_size=30), max_size=3))
def test_no_value_makes_it_raise(change: dict[str, str]) -> None:
    source = decode(json.dumps({"figures": [{**GOOD, **change}]}).encode(), "statistics/kh.yml", "statistics/kh", "en")
    if isinstance(source, SourceFile):
        statistics.read(source, SCHEMAS, World(REFERENCE, TODAY))


def test_the_collection_has_figures_and_no_problem() -> None:
    root, today = ROOT, datetime.date(2026, 11, 24)
    found = [p for p in verdict.check(root, today).problems if p.path.startswith("statistics")]
    figures = build.load(root, today)[0].statistics
    assert not found
    assert set(figures) == set(REFERENCE.vocabularies["countries"].terms)
    for about in figures.values():
        assert {figure.indicator for figure in about} >= {"rural-population"}


def test_the_form_in_the_documentation_is_accepted(tree: Path) -> None:
    form = re.search(r"```yaml\n(.*?)```", (ROOT / "docs/statistics.md").read_text("utf-8"), re.DOTALL)
    assert form
    write(tree, GOOD).write_text(form[1], "utf-8")
    assert not said(tree)


def test_bounds_of_every_indicator_are_numbers() -> None:
    for term in REFERENCE.vocabularies["indicators"].terms.values():
        assert float(term.facts["least"]) < float(term.facts["most"])
        assert term.facts["unit"] in ("percent", "index")
        assert set(term.facts["areas"]) <= set(REFERENCE.vocabularies["areas"].terms)
