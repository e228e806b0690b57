"""Personal data and secrets in a case: the code, the weight, the place; and that no message repeats them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import messages
from builder.model import Reference
from builder.problems import Position, Severity
from tests.checks.test_checks import CASE, Check, change

KEY = "AK" + "IAIOSFODNN7EXAMPLE"
SLIPS = [
    ("Children had", "Mr Sok, 012 345 678, had", Severity.WARNING, "KB701.phone", "012 345 678"),
    ("Children had", "Mr Sok (sok.dara@gmail.com) had", Severity.WARNING, "KB701.mailbox", "sok.dara@gmail.com"),
    ("Children had", "Mr Sok, born on 12 March 1985, had", Severity.WARNING, "KB702.birth", "born on 12 March 1985"),
    ('"One village"', '"One village, 13.36139, 103.85983"', Severity.WARNING, "KB703.coordinates", "13.36139, 103.85983"),
    ("Children had", "Mali 1-2345-45678-78-1 had", Severity.ERROR, "KB704.number", "1-2345-45678-78-1"),
    ('"Village committee"\n    role', '"Village committee (S1234567D)"\n    role', Severity.ERROR, "KB704.number", "S1234567D"),
    ("Children had", "Pay to 4111 1111 1111 1111. Children had", Severity.ERROR, "KB705.card", "4111 1111 1111 1111"),
    ('design: "Counts', 'design: "GB29 NWBK 6016 1331 9268 19. Counts', Severity.ERROR, "KB705.iban", "GB29 NWBK 6016 1331 9268 19"),
    ("Children had", f"`{KEY}` had", Severity.ERROR, "KB706.key", KEY),
    ("https://example.org/report", "https://kb:hunter2@example.org/report", Severity.ERROR, "KB706.password", "kb:hunter2"),
    ("schema_version", f"# our key: {KEY}\nschema_version", Severity.ERROR, "KB706.key", KEY),
]


@pytest.mark.parametrize(("old", "new", "severity", "message", "found"), SLIPS)
def test_a_slip_is_one_problem_at_its_place(
    tree: Path, problems_of: Check, reference: Reference, old: str, new: str, severity: Severity, message: str, found: str
) -> None:
    change(tree, old, new)
    (problem,) = problems_of()
    assert (problem.message, problem.severity) == (message, severity)
    line = (tree / CASE).read_text("utf-8").split("\n")[problem.position.line - 1]
    start = problem.position.column - 1
    assert line[start : start + problem.position.width] == found
    words = messages.words(problem, reference, "en")
    assert words.reason.endswith(".")
    assert found not in words.reason + words.repair
    assert all(found not in value for _, value in problem.values)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('licence: "CC', 'contact:\n  office: "Commune office"\n  mailbox: "commune.office@gmail.com"\nlicence: "CC'),
        ('value: "1234.5"', 'value: "1234545678781"'),
        ('amount: "900"', 'amount: "850101145678"'),
        ('direct: "120"', 'direct: "3171011708450001"'),
        ("https://example.org/report", "https://example.org/0812345678/1234545678781?lat=13.36139,103.85983"),
        ('year: "2021"\n    url', 'doi: "10.1000/1234545678781"\n    year: "2021"\n    url'),
    ],
)
def test_figures_addresses_and_offices_pass(tree: Path, problems_of: Check, old: str, new: str) -> None:
    change(tree, old, new)
    assert problems_of() == []


def test_a_fingerprint_of_digits_passes(tree: Path, translation: Path, problems_of: Check) -> None:
    change(tree, '  language: "en"\n', '  language: "en"\n  hash: "3171011708450001"\n', translation.relative_to(tree).as_posix())
    assert {p.message for p in problems_of()} == {"KB601.changed"}


def test_a_mailbox_in_the_text_is_no_contact(tree: Path, problems_of: Check) -> None:
    change(tree, "Children had", "mailbox: office@gmail.com had")
    assert [p.message for p in problems_of()] == ["KB701.mailbox"]


def test_escapes_hide_nothing(tree: Path, problems_of: Check) -> None:
    change(tree, '"One village"', '"One \\"village\\" 4111\\x20111\\u0031 1111 1111, S1234567D"')
    found = problems_of()
    line = (tree / CASE).read_text("utf-8").split("\n").index('location: "One \\"village\\" 4111\\x20111\\u0031 1111 1111, S1234567D"') + 1
    assert [(p.message, p.position) for p in found] == [("KB705.card", Position(line, 11)), ("KB704.number", Position(line, 57))]


def test_a_translation_is_searched_too(tree: Path, translation: Path, problems_of: Check) -> None:
    change(tree, "Perpustakaan", "Hubungi 0812-3456-7890", translation.relative_to(tree).as_posix())
    assert "KB701.phone" in {p.message for p in problems_of()}


@pytest.mark.parametrize("code", ["KB701", "KB702", "KB703", "KB704", "KB705", "KB706", "KB707"])
def test_an_example_shows_its_rule(tree: Path, problems_of: Check, reference: Reference, code: str) -> None:
    change(tree, reference.examples[code].good, reference.examples[code].bad)
    assert [p.code for p in problems_of()] == [code]
