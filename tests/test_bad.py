"""Each rule broken on purpose in the small good tree, and what `kb check` says then, word for word: tests/corpus/bad.

A slip is one problem. With KB_WRITE=1 in the environment the reports are written anew; read them before you keep them.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from builder import build, explain, mend, reporters, verdict
from builder.model import Reference
from builder.schema import Schemas
from builder.source import read_lines
from tests.conftest import ROOT, TODAY
from tests.slips import BAD, CASE, TEXT, make, slips
from tests.test_messages import MESSAGE

CODES = sorted(path.name for path in BAD.iterdir())
GOOD = ROOT / "tests/corpus/good"
# Messages that cannot be had on every machine, and why
ELSEWHERE = {
    "KB007.file": "an administrator may read every file, and tests may run as one",
}
# Slips that are more than one problem, and why
SEVERAL = {
    "KB307.copy": "both cases are told, for the same reason",
}


@pytest.fixture(scope="session")
def schemas(reference: Reference) -> Schemas:
    return Schemas(ROOT, reference)


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch, reference: Reference, schemas: Schemas) -> None:
    """Read the schema folder once, not for every slip."""
    monkeypatch.setattr(verdict.vocabulary, "load", lambda _: reference)
    for module in (build, verdict):
        monkeypatch.setattr(module, "Schemas", lambda *_: schemas)


@pytest.mark.usefixtures("prepared")
@pytest.mark.parametrize("code", CODES)
def test_what_is_said(code: str, tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch) -> None:
    told, found = [], {}
    for number, (name, steps) in enumerate(slips(code).items()):
        root = shutil.copytree(GOOD, tmp_path / str(number))
        with monkeypatch.context() as patch:
            make(steps, root / CASE, reference, reference.examples[code], patch)
            said = verdict.check(root, TODAY, jobs=int("failure" in steps[0]))
        found[name] = [problem.message for problem in said.problems]
        report = reporters.Report(said.problems, reference, "en", read_lines(root, said.problems), len(said.whole))
        told.append(f"== {name}\n\n{reporters.FORMATS['human'](report)}\n")
    expected = BAD / code / "expected.txt"
    if os.environ.get("KB_WRITE"):
        expected.write_text("\n".join(told), "utf-8")
    assert expected.read_text("utf-8") == "\n".join(told)
    assert {name: shown for name, shown in found.items() if name not in SEVERAL} == {name: [_message(name)] for name in found if name not in SEVERAL}
    assert all(_message(name) in shown for name, shown in found.items())


@pytest.mark.usefixtures("prepared")
@pytest.mark.parametrize("code", CODES)
def test_what_fix_is_said_to_mend_it_mends(code: str, tmp_path: Path, reference: Reference, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, steps in slips(code).items():
        if "kb check --fix" in reference.messages["en"][f"{_message(name)}.repair"]:
            root = shutil.copytree(GOOD, tmp_path / name)
            shutil.copytree(ROOT / "schema", root / "schema")
            make(steps, root / CASE, reference, reference.examples[code], monkeypatch)
            for path, mended in mend.repaired(root, reference, mend.below(root, ())):
                mend.rewrite(root, path, mended.data)
            assert verdict.check(root, TODAY).problems == ()


def _message(name: str) -> str:
    return name.partition(",")[0]


def test_every_code_has_slips_and_an_example(reference: Reference) -> None:
    assert set(CODES) == set(explain.rules()) == set(reference.examples)


def test_every_message_is_shown(reference: Reference) -> None:
    shown = {_message(name) for code in CODES for name in slips(code)}
    assert shown | set(ELSEWHERE) == {key for key in reference.messages["en"] if MESSAGE.fullmatch(key) and not key.endswith(".rule")}


@pytest.mark.parametrize("code", CODES)
def test_slips_stand_with_their_code(code: str) -> None:
    assert all(_message(name).startswith(f"{code}.") for name in slips(code))


@pytest.mark.parametrize("code", CODES)
def test_an_example_that_fits_into_the_good_text_is_tried(code: str, reference: Reference) -> None:
    """So that what `kb explain` shows is wrong indeed."""
    good = reference.examples[code].good.rstrip("\n")
    if (GOOD / CASE / TEXT).read_text("utf-8").count(good) == 1:
        assert [{"example": TEXT}] in slips(code).values() or any("example" in step for steps in slips(code).values() for step in steps)


def test_exceptions_are_needed() -> None:
    names = {name for code in CODES for name in slips(code)}
    assert set(SEVERAL) <= names
    assert not set(ELSEWHERE) & {_message(name) for name in names}
    assert all(re.match(r"[a-z]", why) for why in (*SEVERAL.values(), *ELSEWHERE.values()))
