"""Each rule, broken in one place of a small real tree: the problem, its place, and that the repair mends it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import build, explain, messages
from builder.checks.translations import figures
from builder.model import Reference
from builder.problems import Problem, Severity
from tests.pictures.samples import picture

CASE = "cases/kh/village-library/index.en.md"
Check = Callable[[], list[Problem]]


def change(tree: Path, old: str, new: str, path: str = CASE) -> None:
    file = tree / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_good_tree_is_clean(problems_of: Check) -> None:
    assert problems_of() == []


# what is changed, and the code, line and subject of the only problem that follows
SLIPS = [
    ('id: "kh-village-library"', 'id: "kh-library"', "KB301", 3),
    ('language: "en"\nmethod', 'language: "km"\nmethod', "KB303", 6),
    ('sources: ["S1"]\ncosts', 'sources: ["S2"]\ncosts', "KB401", 32),
    ("at home [S1]", "at home [S3]", "KB401", 76),
    ('licence: "CC', 'related: ["kh-nothing"]\nlicence: "CC', "KB403", 0),
    ('licence: "CC', 'related: ["kh-village-library"]\nlicence: "CC', "KB403", 0),
    ('activities: ["B.c.i"]', 'activities: ["D.a.i"]', "KB404", 13),
    ('topics: ["public-access"]', 'topics: ["pensions"]', "KB405", 12),
    ("## Context", "## Contexts", "KB501", 78),
    ("## Context", "## Results", "KB501", 0),
    ("## The problem", "Hello.\n\n## The problem", "KB501", 0),
    ("Children had", "Children <b>had</b>", "KB503", 76),
    ("Children had", "Children <script>alert(1)</script> had", "KB503", 76),
    ("Village library (", "<b>Village</b> library (", "KB503", 4),
    ("Children had", "```\nx\n~~~\n```\n\n<b>Children</b> had", "KB503", 81),
    ("Children had", "[Children](javascript:alert(1)) had", "KB504", 76),
    ("Children had", "![Children][1] had\n\n[1]: https://example.org/child.jpg\n\nThey had", "KB506", 76),
    ("Children had", "[" * 6000 + "Children had", "KB509", 76),
    ("Children had", "> " * 17 + "Children\n\nThey had", "KB509", 76),
    ('start: "2019"', 'start: "2019-02-30"', "KB602", 0),
    ("Children had", "[Children](../other/) had", "KB504", 76),
    ("Children had", "![Children](child.jpg) had", "KB506", 76),
    ("Children had", "x ![Children](https://example.org/child.jpg) had", "KB506", 76),
    ("Children had", "# Children\n\nThey had", "KB507", 76),
    ("Children had", "They had\n\n##### Children\n\nThey had", "KB507", 78),
    ("Children had", "> # Children\n\nThey had", "KB507", 76),
    ("Children had", "[Children](https://) had", "KB508", 76),
    ("Children had", "[Children](http://192.168.1.5/report.pdf) had", "KB508", 76),
    ("Children had", "<https://server.local/x> had", "KB508", 76),
    ("Children had", "[Children](\n../other/) had", "KB504", 77),
    ('url: "https://example.org/report"', 'url: "http://localhost:8080/report"', "KB508", 0),
    ("Adults who cannot read were not reached.", "", "KB505", 0),
    ('title: "Village', 'titel: "Village', "KB202", 4),
    ('status: "published"', 'status: "publishd"', "KB204", 8),
    ('start: "2019"', 'start: "12/03/2019"', "KB205", 0),
    ('start: "2019"', "start: 2019", "KB203", 0),
    ("independent: false", 'independent: "no"', "KB203", 0),
    ('year: "2021"\n    url', 'year: "20211"\n    url', "KB206", 0),
    ('groups: ["children"]', 'groups: ["children", "children"]', "KB207", 15),
    ('areas: ["B", "E"]', "areas: [*x]", "KB103", 11),
    ('title: "Village', 'title: "Village"\ntitle: "Village', "KB104", 5),
    ("---\nschema_version", "schema_version", "KB101", 1),
]


@pytest.mark.parametrize(("old", "new", "code", "line"), SLIPS)
def test_a_slip_is_one_problem(tree: Path, problems_of: Check, reference: Reference, old: str, new: str, code: str, line: int) -> None:
    change(tree, old, new)
    problems = [p for p in problems_of() if p.severity is Severity.ERROR]
    assert code in {p.code for p in problems}, problems
    assert len({p.code for p in problems}) == 1 or code in ("KB101", "KB201", "KB501", "KB502", "KB202"), problems
    problem = next(p for p in problems if p.code == code)
    if line:
        assert problem.position.line == line
    assert problem.path == CASE
    words = messages.words(problem, reference, "en")
    assert words.reason.endswith(".")
    assert words.repair
    assert "{" not in words.reason + words.repair
    assert problem.code in explain.rules()


def test_code_is_no_markup(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "They had `<b>`, ``<i> ` `` and `[a](javascript:b)`:\n\n```html\n<b>![a](b.png)</b>\n```\n\nChildren had")
    assert problems_of() == []


def test_of_one_kind_a_hundred_problems_are_told(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "\n\n".join(f"[a](javascript:{number})" for number in range(300)))
    assert [p.code for p in problems_of()] == ["KB504"] * 100


def test_a_mistyped_field_names_the_right_one(tree: Path, problems_of: Check) -> None:
    change(tree, 'summary: "An', 'sumary: "An')
    found = {p.code: p for p in problems_of()}
    assert found["KB202"].suggestion == "summary"
    assert found["KB201"].field == "summary"


def test_missing_section(tree: Path, problems_of: Check) -> None:
    change(tree, "## Context\n\nA village by the river, with a school of one room.\n", "")
    assert [(p.code, dict(p.values)["heading"]) for p in problems_of()] == [("KB502", "Context")]


def test_one_broken_case_leaves_the_others_whole(tree: Path, problems_of: Check) -> None:
    shutil.copytree(tree / "cases/kh/village-library", tree / "cases/kh/other")
    change(tree, "kh-village-library", "kh-other", "cases/kh/other/index.en.md")
    change(tree, 'licence: "CC', 'related: ["kh-other"]\nlicence: "CC')
    (tree / "cases/kh/other/index.en.md").write_text("---\n: : :\n", "utf-8")
    assert {p.path for p in problems_of()} == {"cases/kh/other/index.en.md"}


def test_an_id_is_claimed_once(tree: Path, problems_of: Check) -> None:
    shutil.copytree(tree / "cases/kh/village-library", tree / "cases/kh/other")
    assert {p.code for p in problems_of()} == {"KB301", "KB302"}


def test_pictures(tree: Path, problems_of: Check) -> None:
    (tree / "cases/kh/village-library/shelf.jpg").write_bytes(picture("jpg"))
    assert [p.code for p in problems_of()] == ["KB406"]
    change(tree, 'licence: "CC', 'pictures:\n  - file: "shelves.jpg"\n    alt: "A shelf"\n    credit: "Committee"\n    licence: "CC-BY-4.0"\nlicence: "CC')
    assert [p.code for p in problems_of()] == ["KB406", "KB406"]


def test_an_unused_source_is_a_warning(tree: Path, problems_of: Check) -> None:
    change(tree, 'licence: "CC', '  - id: "S2"\n    title: "Unused"\nlicence: "CC')
    assert [(p.code, p.severity) for p in problems_of()] == [("KB407", Severity.WARNING)]


def test_an_overdue_review_is_a_warning(tree: Path, problems_of: Check) -> None:
    change(tree, 'maturity: "pro', 'review_due: "2026-11-23"\nmaturity: "pro')
    assert [(p.code, p.severity) for p in problems_of()] == [("KB602", Severity.WARNING)]


def test_a_day_that_is_none(tree: Path, problems_of: Check) -> None:
    change(tree, 'maturity: "pro', 'review_due: "2027-02-30"\nmaturity: "pro')
    assert [(p.code, p.severity) for p in problems_of()] == [("KB602", Severity.ERROR)]


def test_two_originals(tree: Path, problems_of: Check) -> None:
    text = (tree / CASE).read_text("utf-8")
    (tree / "cases/kh/village-library/index.ms.md").write_text(text, "utf-8")
    assert "KB304" in {p.code for p in problems_of()}


def test_a_translation_without_original(tree: Path, problems_of: Check) -> None:
    (tree / CASE).unlink()
    head = '---\ntitle: "Perpustakaan"\nsummary: "Sebuah desa meminjamkan buku."\nlanguage: "id"\nmethod: "human"\ntranslated_from:\n  language: "en"\n---\n'
    (tree / "cases/kh/village-library/index.id.md").write_text(head, "utf-8")
    assert [p.code for p in problems_of()] == ["KB304"]


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("rumah [S1]", "rumah", "KB603.fewer", "[S1]"),
        ("rumah [S1]", "rumah [S1][S1]", "KB603.more", "[S1]"),
        ("120 pembaca", "1.3 pembaca", "KB604.missing", "120"),
        ("120 pembaca", "pembaca", "KB604.missing", "120"),
        ("120 pembaca", "1.2 ratus pembaca", None, ""),
        ("Pinjamkan buku.", "Pinjamkan 45 buku.", "KB604.added", "45"),
        ('"Perpustakaan"', '"Perpustakaan 2020"', "KB604.added", "2020"),
    ],
)
def test_a_translation_keeps_marks_and_figures(
    tree: Path, translation: Path, problems_of: Check, reference: Reference, old: str, new: str, code: str | None, word: str
) -> None:
    translation.write_text(build.accept(tree, translation, reference), "utf-8")
    assert problems_of() == []
    change(tree, old, new, "cases/kh/village-library/index.id.md")
    found = problems_of()
    assert all(p.severity is Severity.WARNING for p in found)
    assert (code in {p.message for p in found}) if code else not found
    for problem in found[:1]:
        assert word in dict(problem.values).values() or code != problem.message
        shown = translation.read_text("utf-8").split("\n")[problem.position.line - 1]
        assert shown.startswith("## ") or new in shown, shown


@given(st.integers(11, 10**12).filter(lambda n: n % 10), st.sampled_from(["{:,}", "{}", "{:,} million"]))
def test_a_figure_is_the_same_in_every_way_of_writing(number: int, form: str) -> None:
    written = form.format(number)
    digits = {ord(str(n)): chr(0x1040 + n) for n in range(10)}  # Burmese
    for other in (written, written.replace(",", "."), written.replace(",", "\u202f"), written.translate(digits), f"{number}00"):
        assert set(figures(other)) == set(figures(written))


@given(st.text())
def test_figures_of_any_text(text: str) -> None:
    assert all(len(digits) > 1 and digits.isdecimal() for digits in figures(text))


def test_every_check_states_its_rule() -> None:
    for code, rule in explain.rules().items():
        assert re.fullmatch(r"KB\d{3}", code)
        assert rule[0].isupper()
        assert rule.endswith(".")
