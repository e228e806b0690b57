"""Translations that fall behind."""

from dataclasses import replace
from pathlib import Path

from builder.build import accept, load
from builder.fingerprint import changed, parts, whole
from builder.model import Reference, Text
from builder.problems import Severity
from tests.conftest import TODAY

TEXT = Text("en", "p", "Title", "Summary", "human", {"problem": "one  two", "context": "three"})


def test_space_and_normal_form_do_not_matter() -> None:
    other = replace(TEXT, sections={"problem": "one\ntwo ", "context": "three"})
    assert parts(TEXT) == parts(other)


def test_what_has_changed_is_named() -> None:
    other = replace(TEXT, summary="Other", sections={"problem": "one two", "context": "four", "action": "new"})
    assert changed(parts(TEXT), parts(other)) == ("head", "context", "action")
    assert changed(parts(other), parts(TEXT)) == ("head", "context", "action")
    assert whole(parts(TEXT)) != whole(parts(other))


def test_accepting_a_translation(tree: Path, translation: Path, reference: Reference) -> None:
    assert [(p.code, p.severity) for p in load(tree, TODAY)[1]] == [("KB601", Severity.WARNING)]
    translation.write_text(accept(tree, translation, reference, TODAY), "utf-8")
    assert load(tree, TODAY)[1] == ()
    original = tree / "cases/kh/village-library/index.en.md"
    original.write_text(original.read_text("utf-8").replace("by the river", "by a lake"), "utf-8")
    catalogue, problems = load(tree, TODAY)
    assert [p.code for p in problems] == ["KB601"]
    assert catalogue.cases["kh-village-library"].texts["id"].stale == ("context",)
