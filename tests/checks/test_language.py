"""Whether a text is in the language of its file, tried with every text of the collection under every name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.language import text_is_in_its_language
from builder.model import Reference
from builder.problems import Problem, Severity
from builder.source import SourceFile
from tests.checks.test_checks import CASE, change
from tests.conftest import ROOT

TEXTS = {(path.parent.name, path.name.split(".")[1]): path.read_text("utf-8") for path in sorted(ROOT.glob("cases/*/*/*.md"))}


def problems(text: str, language: str, reference: Reference) -> list[Problem]:
    return list(text_is_in_its_language(SourceFile("p", "kh/x", language, text), reference))


def test_no_text_of_the_collection_is_suspected(reference: Reference) -> None:
    assert [name for name, text in TEXTS.items() if problems(text, name[1], reference)] == []


def test_apart_accents_are_no_other_language(reference: Reference) -> None:
    assert [name for name, text in TEXTS.items() if problems(unicodedata.normalize("NFD", text), name[1], reference)] == []


def test_every_text_is_known_under_another_name(reference: Reference) -> None:
    for (_, language), text in TEXTS.items():
        for other in reference.languages:
            if other != language and {other, language} != {"id", "ms"}:
                (problem,) = problems(text, other, reference)
                about = reference.languages[language]
                assert dict(problem.values)["found"] in (f"{about.name} ({language})", "Bahasa Indonesia (id)"), (language, other)
                assert problem.severity is Severity.ERROR, (language, other)
                assert text.split("\n")[problem.position.line - 1].startswith("## ")


def test_indonesian_and_malay_are_never_told_apart(reference: Reference) -> None:
    for (_, language), text in TEXTS.items():
        if language in ("id", "ms"):
            assert not problems(text, "id", reference)
            assert not problems(text, "ms", reference)


def test_an_english_text_in_a_thai_file_is_one_problem(tree: Path, problems_of: Callable[[], list[Problem]]) -> None:
    change(tree, "Children had", "Children had little to read, and the nearest shop was a day away. " * 4 + "They had")
    (tree / CASE).rename(tree / CASE.replace(".en.", ".th."))
    change(tree, 'language: "en"\nmethod', 'language: "th"\nmethod', CASE.replace(".en.", ".th."))
    (problem,) = problems_of()
    assert (problem.message, problem.position.line, problem.position.column) == ("KB016.other", 74, 4)


@pytest.mark.parametrize("language", ["fil", "pt", "vi"])
def test_with_the_right_headings_it_is_a_warning(reference: Reference, language: str) -> None:
    heading = next(iter(reference.vocabularies["sections"].terms.values())).label[language]
    text = f"---\n---\n\n## {heading}\n\n" + "The shelf that was built by the village is in the school, and books were bought from the fund. " * 10
    assert [(p.message, p.severity) for p in problems(text, language, reference)] == [("KB016.other", Severity.WARNING)]


def test_vietnamese_without_its_marks(reference: Reference) -> None:
    text = "---\n---\n\n## Ket qua\n\n" + "Nguoi dan trong xa duoc muon sach mien phi va tra lai sau mot tuan. " * 10
    assert [p.message for p in problems(text, "vi", reference)] == ["KB016.not"]


def test_short_and_unknown_texts_are_left_alone(reference: Reference) -> None:
    assert problems("---\n---\n## Text\n\nShort.", "th", reference) == []
    assert problems("---\n---\n" + "Wong ndesa padha nyilih buku saka sekolah. " * 30, "id", reference) == []  # Javanese
    assert problems("---\n---\n" + "The words of a language. " * 90, "xx", reference) == []


@given(st.text(), st.sampled_from(["en", "th", "vi", "id"]))
def test_any_text(reference: Reference, text: str, language: str) -> None:
    assert len(problems(f"---\n---\n{text * 20}", language, reference)) <= 1
