"""What is remembered is what would be found again."""

import json
from pathlib import Path

import pytest

from builder import memory, verdict
from builder.problems import Problem
from tests.checks.test_checks import CASE, change
from tests.conftest import TODAY


def problems(root: Path, file: Path) -> tuple[Problem, ...]:
    return verdict.check(root, TODAY, file).problems


def test_a_remembered_verdict_is_the_same(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    change(tree, 'status: "published"', 'status: "publishd"')
    first = problems(tree, file)
    assert first == verdict.check(tree, TODAY).problems
    assert [p.code for p in first] == ["KB204"]
    before = file.read_bytes()
    assert problems(tree, file) == first
    assert file.read_bytes() == before


def test_two_empty_folders_are_two_cases(tree: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tree / "cases/kh" / name).mkdir()
    assert [p.path for p in problems(tree, tmp_path / "memory.json")] == ["cases/kh/one", "cases/kh/two"]


def test_a_changed_file_is_checked_again(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    assert problems(tree, file) == ()
    change(tree, "## Context", "## Contexts")
    assert {p.code for p in problems(tree, file)} == {"KB501"}
    change(tree, "## Contexts", "## Context")
    assert problems(tree, file) == ()


def test_another_schema_or_date_forgets(tree: Path, tmp_path: Path) -> None:
    key = memory.program(tree, "2026-11-24")
    assert memory.program(tree, "2026-11-24") == key
    assert memory.program(tree, "2026-11-25") != key
    strings = tree / "schema/strings/en.yml"
    strings.write_text(strings.read_text("utf-8") + "\n", "utf-8")
    assert memory.program(tree, "2026-11-24") != key


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"key": 1}', b'{"key": "KEY", "cases": {"a": [[1], []]}}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_memory_is_none(tree: Path, tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "memory.json"
    file.write_bytes(damage.replace(b"KEY", memory.program(tree, TODAY.isoformat()).encode()))
    assert problems(tree, file) == ()


def test_what_cannot_be_written_is_not_remembered(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert problems(tree, tmp_path / "file" / "memory.json") == ()
    assert not (tree / CASE).with_name("memory.json").exists()


def test_nothing_is_kept_of_cases_that_are_gone(tree: Path, tmp_path: Path) -> None:
    file = tmp_path / "memory.json"
    problems(tree, file)
    (tree / CASE).unlink()
    problems(tree, file)
    assert len(json.loads(file.read_bytes())["cases"]) == 1
