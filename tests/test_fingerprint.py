"""Translations that fall behind."""

from dataclasses import replace

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


def test_accepting_a_translation(tree, reference: Reference) -> None:  # type: ignore[no-untyped-def]
    labels = [t.label["id"] for t in reference.vocabularies["sections"].terms.values()]
    path = tree / "cases/kh/village-library/index.id.md"
    head = (
        '---\ntitle: "Perpustakaan"\nsummary: "Sebuah desa meminjamkan buku."\nlanguage: "id"\nmethod: "human"\n'
        'translated_from:\n  language: "en"\nlocation: "Satu desa"\ncosts:\n  - id: "c1"\n    statement: "Rak"\n'
        'results:\n  - id: "r1"\n    statement: "Pembaca"\nlessons:\n  - id: "lend-freely"\n    text: "Pinjamkan buku."\n---\n'
    )
    path.write_text(head + "".join(f"\n## {label}\n\nTeks.\n" for label in labels), "utf-8")
    assert [(p.code, p.severity) for p in load(tree, TODAY)[1]] == [("KB601", Severity.WARNING)]
    path.write_text(accept(tree, path, reference), "utf-8")
    assert load(tree, TODAY)[1] == ()
    original = tree / "cases/kh/village-library/index.en.md"
    original.write_text(original.read_text("utf-8").replace("by the river", "by a lake"), "utf-8")
    catalogue, problems = load(tree, TODAY)
    assert [p.code for p in problems] == ["KB601"]
    assert catalogue.cases["kh-village-library"].texts["id"].stale == ("context",)
