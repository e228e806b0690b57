"""What is wrong with the characters of a text, in a small real tree: one slip is one problem, at its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import messages, vocabulary
from builder.checks.characters import no_conflict_markers, spaces_and_line_ends
from builder.judge import judge
from builder.model import Reference
from builder.problems import Problem, Severity
from builder.schema import Schemas
from builder.source import SourceFile, SourceFolder, decode
from tests.checks.test_checks import CASE, change
from tests.conftest import ROOT, TODAY

REFERENCE = vocabulary.load(ROOT)
SCHEMAS = Schemas(ROOT, REFERENCE)
ERROR, WARNING = Severity.ERROR, Severity.WARNING
Check = Callable[[], list[Problem]]

# what is changed; the message, severity, line, column and width of the only problem that follows
SLIPS = [
    ("Children had", "Chil\u202edren\u202c had", "KB012.direction", ERROR, 76, 5, 1),
    ("Children had", "Chil&#8238;dren had", "KB012.direction", ERROR, 76, 5, 7),
    ("Children had", "Children\u200b had", "KB012.invisible", WARNING, 76, 9, 1),
    ("Children had", "Chil\xaddren had", "KB012.invisible", WARNING, 76, 5, 1),
    ("Children had", "Children\U000e0041\U000e0042 had", "KB012.hiding", ERROR, 76, 9, 2),
    ("- A shelf", "\uf0b7 A shelf", "KB012.private", ERROR, 84, 1, 1),
    ("Children had", "Children\ufdd0 had", "KB012.unknown", ERROR, 76, 9, 1),
    ("Children had", "Children\u2fe0 had", "KB012.unknown", WARNING, 76, 9, 1),
    ("Children had", "Childrеn had", "KB014.mixed", ERROR, 76, 1, 8),
    ("title:", "tіtle:", "KB014.mixed", ERROR, 4, 1, 5),
    ("Children had", "𝐂𝐡𝐢𝐥𝐝𝐫𝐞𝐧 had", "KB014.styled", WARNING, 76, 1, 8),
    ("Children had", "Childre\u0301n had", "KB011.parts", WARNING, 76, 7, 2),
    ("Children had", "Childre" + "\u0301" * 40 + "n had", "KB011.stacked", ERROR, 76, 8, 40),
    ("title: ", "title:\xa0", "KB013.space", ERROR, 4, 7, 1),
    ("title:", "title\xa0:", "KB013.space", ERROR, 4, 6, 1),
    ('tests)"', 'tests)"\xa0', "KB013.space", ERROR, 4, 48, 1),
    ('["B", "E"]', '["B",\xa0"E"]', "KB013.space", ERROR, 11, 13, 1),
    ('  - name: "V', '\xa0\xa0- name: "V', "KB013.space", ERROR, 24, 1, 2),
    ("---\n\n## The", "---\xa0\n\n## The", "KB013.space", ERROR, 72, 4, 1),
    ("## Context", "##\xa0Context", "KB013.space", ERROR, 78, 3, 1),
    ("- A shelf", "-\u202fA shelf", "KB013.space", ERROR, 84, 2, 1),
    ("books** at", "books** at\u2028", "KB013.line_end", WARNING, 76, 0, 1),
    ("## Context", "<<<<<<< HEAD\n## Context\n=======\n## Contexts\n>>>>>>> other", "KB015.conflict", ERROR, 78, 1, 7),
    ("title:", "<<<<<<< HEAD\ntitle:", "KB015.conflict", ERROR, 4, 1, 7),
    ("title:", ">>>>>>> 1f3a\ntitle:", "KB015.conflict", ERROR, 4, 1, 7),
    ("library (an", "library\\u202e (an", "KB005.code", ERROR, 4, 8, 0),
    ("library (an", "library\\0 (an", "KB005.code", ERROR, 4, 8, 0),
]


@pytest.mark.parametrize(("old", "new", "message", "severity", "line", "column", "width"), SLIPS)
def test_a_slip_is_one_problem(
    tree: Path, problems_of: Check, reference: Reference, old: str, new: str, message: str, severity: Severity, line: int, column: int, width: int
) -> None:
    change(tree, old, new)
    (problem,) = problems_of()
    assert (problem.path, problem.message, problem.severity, problem.position.line) == (CASE, message, severity, line)
    assert problem.position.column == column or not column
    assert problem.position.width == width or not width
    words = messages.words(problem, reference, "en")
    assert "{" not in words.reason + words.repair


# what is changed in the bytes of the file; the message of the only problem that follows
BROKEN = [
    (b"had", "\xe9".encode("latin-1"), "KB001.windows1252"),
    (b"had", "ห้องสมุด".encode("cp874"), "KB001.other"),
    (b"had", b"\0", "KB005.control"),
    (b"had", "Ã©".encode(), "KB009.misread"),
    (b"had", "\ufffd".encode(), "KB009.lost"),
    (b"had", "ျမန္မာႏိုင္ငံသည္ အေရွ႕ေတာင္အာရွ".encode(), "KB010.zawgyi"),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN)
def test_a_text_that_cannot_be_read_is_one_problem(tree: Path, problems_of: Check, old: bytes, new: bytes, message: str) -> None:
    path = tree / CASE
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    assert [(p.path, p.message, p.position.line) for p in problems_of()] == [(CASE, message, 76)]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_wide_text_is_one_problem(tree: Path, problems_of: Check, codec: str) -> None:
    path = tree / CASE
    path.write_bytes(path.read_text("utf-8").encode(codec))
    assert [p.code for p in problems_of()] == ["KB001"]


def test_a_misnamed_text_is_one_problem(tree: Path, problems_of: Check) -> None:
    (tree / CASE).rename((tree / CASE).with_name("Index.en.md"))
    assert [p.code for p in problems_of()] == ["KB004"]


HARMLESS = [
    ("Children had", "Children (ภาษา\u200bไทย) with 100\xa0km, 5 µm, 5 μm, 3 kΩ, α-amylase had"),
    ("Children had", "Россия, Ελλάδα, R&D, “quotes” – and … had"),
    ("Children had", "👩\u200d🌾 ❤\ufe0f 🇰🇭 had"),
    ("title: \"Village", 'title: "Village\xa0house'),
    ("title: \"Village library (an example for tests)\"", "title: Village\xa0library"),
    ("title: \"Village", 'title: "\\_Village \\"little\\"\\tC:\\\\users'),
    ("A village by", "```\n=======\n```\n\nA village by"),
]


@pytest.mark.parametrize(("old", "new"), HARMLESS)
def test_harmless_look_alikes_pass(tree: Path, problems_of: Check, old: str, new: str) -> None:
    change(tree, old, new)
    assert problems_of() == []


def test_the_plain_word_is_suggested(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "Childrеn had 𝐧𝐨 books")
    assert {(p.message, p.suggestion) for p in problems_of()} == {("KB014.mixed", "Children"), ("KB014.styled", "no")}


def test_the_old_line_ends_of_a_whole_file_are_one_warning(tree: Path, problems_of: Check) -> None:
    path = tree / CASE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    assert [(p.message, p.position.line, p.position.column) for p in problems_of()] == [("KB013.line_end", 1, 4)]


def test_many_places_are_not_told_one_by_one(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "Childrеn " * 500 + "\u202e " * 500)
    found = [p.code for p in problems_of()]
    assert (found.count("KB014"), found.count("KB012")) == (20, 1)


@given(st.text(st.sampled_from("-: \xa0\"'[]{}\\\nab"), max_size=80))
def test_any_head_is_looked_at(reference: Reference, text: str) -> None:
    source = SourceFile("p", "kh/x", "en", text)
    for problem in spaces_and_line_ends(source, reference):
        line = text.split("\n")[problem.position.line - 1]
        assert set(line[problem.position.column - 1 :][: problem.position.width]) == {"\xa0"}


@given(st.text(st.sampled_from("<>= \nab"), max_size=80))
def test_any_marks_are_looked_at(reference: Reference, text: str) -> None:
    for problem in no_conflict_markers(SourceFile("p", "kh/x", "en", text), reference):
        assert text.split("\n")[problem.position.line - 1].startswith(("<<<<<<<", ">>>>>>>"))


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("\u202e\u200b\u0301\ufdd0аbα𝐇ျမÃ©เธ<>=\n\r\x85&#8238;\\\"")), st.sampled_from(["Children had", "library (an"]))
def test_any_text_in_a_case_is_checked(text: str, place: str) -> None:
    whole = (ROOT / "tests/corpus/good" / CASE).read_text("utf-8").replace(place, text, 1)
    source = decode(whole.encode(), CASE, "kh/village-library", "en")
    if isinstance(source, SourceFile):
        judged = judge(SourceFolder(source.folder, (source,), {}), REFERENCE, SCHEMAS, TODAY)
        problems = judged.problems
        assert bool(judged.case) != any(p.severity is ERROR for p in problems)
        lines = whole.splitlines()
        assert all(p.position.line <= len(lines) for p in problems)
