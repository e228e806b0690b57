"""The rules about pictures, each broken in a small real tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder import build, messages
from builder.model import Reference
from builder.problems import Problem, Severity
from builder.source import read_lines
from tests.conftest import TODAY
from tests.pictures.samples import animated, chunk, declared, in_jpeg, in_png, picture, with_exif

FOLDER = "cases/kh/village-library"
ALT = "Children choose books from a shelf"
BOMB = declared("png", 60000, 60000)
HEAVY = in_png(chunk(b"IDAT", b"\0" * 1024 * 1024))
PLACE = with_exif("jpg", {}, {}, {2: (11.0, 33.0, 21.5)})
Check = Callable[[], list[Problem]]


def add(tree: Path, name: str, data: bytes, alt: str = ALT, more: str = "") -> None:
    """Put a picture into the case and name it there."""
    (tree / FOLDER / name).write_bytes(data)
    text = (tree / FOLDER / "index.en.md").read_text("utf-8")
    entry = f'pictures:\n  - file: "{name}"\n    alt: "{alt}"\n    credit: "Committee"\n    licence: "CC-BY-4.0"\n{more}'
    (tree / FOLDER / "index.en.md").write_text(text.replace("licence: ", f"{entry}licence: ", 1), "utf-8")


@pytest.mark.parametrize(
    ("name", "data", "message", "severity"),
    [
        ("shelf.jpg", picture("jpg"), "", None),
        ("shelf.png", picture("png"), "", None),
        ("shelf.webp", picture("webp"), "", None),
        ("shelf.png", picture("png", 320, 10), "", None),
        ("shelf.png", declared("png", 8000, 5000), "", None),
        ("shelf.jpg", with_exif("jpg", {0x010F: "Canon", 0x8298: "CC BY 4.0"}), "", None),
        ("shelf.jpg", picture("png"), "KB408.other_name", Severity.ERROR),
        ("shelf.png", picture("webp"), "KB408.other_name", Severity.ERROR),
        ("shelf.png", b"GIF89a\0\0", "KB408.other_kind", Severity.ERROR),
        ("shelf.jpg", b"<svg onload='alert(1)'/>", "KB408.other_kind", Severity.ERROR),
        ("shelf.jpg", b"<!doctype html><script>alert(1)</script>", "KB408.other_kind", Severity.ERROR),
        ("shelf.jpg", b"", "KB409.empty", Severity.ERROR),
        ("shelf.jpg", b"not a picture", "KB409.unknown", Severity.ERROR),
        ("shelf.jpg", picture("jpg")[:-300], "KB409.cut", Severity.ERROR),
        ("shelf.png", picture("png").replace(b"IDAT", b"IDAX"), "KB409.damaged", Severity.ERROR),
        ("shelf.png", picture("png", 319, 319), "KB410.small", Severity.ERROR),
        ("shelf.png", BOMB, "KB410.large", Severity.ERROR),
        ("shelf.png", declared("png", 8001, 400), "KB410.large", Severity.ERROR),
        ("shelf.png", declared("png", 6400, 6400), "KB410.large", Severity.ERROR),
        ("shelf.png", HEAVY, "KB410.heavy", Severity.NOTE),
        ("shelf.png", animated("png"), "KB411.animated", Severity.ERROR),
        ("shelf.webp", animated("webp"), "KB411.animated", Severity.ERROR),
        ("shelf.jpg", picture("jpg") + b"PK\x03\x04" + b"\0" * 30, "KB411.behind", Severity.ERROR),
        ("shelf.jpg", in_jpeg((0xFE, b"<script>alert(1)</script>")), "KB411.inside", Severity.ERROR),
        ("shelf.jpg", PLACE, "KB412.place", Severity.ERROR),
        ("shelf.jpg", with_exif("jpg", {0x013B: "Sok Dara"}), "KB412.person", Severity.ERROR),
        ("shelf.jpg", with_exif("jpg", {0x013B: "Sok Dara"}, {0xA431: "1"}, {2: (11.0, 33.0, 21.5)}), "KB412.place_and_person", Severity.ERROR),
        ("shelf.jpg", with_exif("jpg", {}, {0xA431: "0123"}), "KB412.camera", Severity.WARNING),
    ],
)
def test_a_picture(tree: Path, problems_of: Check, reference: Reference, name: str, data: bytes, message: str, severity: Severity | None) -> None:
    add(tree, name, data)
    found = problems_of()
    assert [(p.message, p.severity, p.path) for p in found] == ([(message, severity, f"{FOLDER}/{name}")] if message else [])
    for problem in found:
        words = messages.words(problem, reference, "en")
        assert "{" not in words.reason + words.repair


def test_a_picture_with_another_ending_gets_a_new_name(tree: Path, problems_of: Check) -> None:
    add(tree, "shelf.jpg", picture("png"))
    assert [p.suggestion for p in problems_of()] == ["shelf.png"]


def test_a_case_with_a_picture_that_endangers_is_left_out(tree: Path) -> None:
    add(tree, "shelf.jpg", PLACE)
    assert not build.load(tree, TODAY)[0].cases


@pytest.mark.parametrize(
    ("alt", "message"),
    [
        (ALT, ""),
        ("shelf.jpg", "KB413.file_name"),
        ("shelf-2.JPG", "KB413.file_name"),
        ("IMG_2031", "KB413.file_name"),
        ("20240312-101500", "KB413.file_name"),
        ("Picture 3", "KB413.file_name"),
        ("Photo of a shelf", "KB413.opening"),
        ("image of children with books", "KB413.opening"),
        # harmless
        ("Shelf", ""),
        ("Photographers of the village", ""),
        ("Form 12", ""),
        ("Picture books on a shelf", ""),
        ("12 readers", ""),
        ("Covid-19", ""),
    ],
)
def test_alt(tree: Path, problems_of: Check, alt: str, message: str) -> None:
    add(tree, "shelf.jpg", picture("jpg"), alt)
    found = problems_of()
    assert [(p.message, p.severity) for p in found] == ([(message, Severity.NOTE)] if message else [])
    for problem in found:
        line = (tree / problem.path).read_text("utf-8").split("\n")[problem.position.line - 1]
        assert alt in line[problem.position.column - 1 :][: problem.position.width]


def test_alt_is_looked_at_in_its_own_language(tree: Path, translation: Path, reference: Reference, problems_of: Check) -> None:
    add(tree, "shelf.jpg", picture("jpg"))
    text = translation.read_text("utf-8").replace("lessons:", 'pictures:\n  - file: "shelf.jpg"\n    alt: "Foto dari rak"\nlessons:', 1)
    translation.write_text(text, "utf-8")
    translation.write_text(build.accept(tree, translation, reference, TODAY), "utf-8")
    assert [(p.message, Path(p.path).name) for p in problems_of()] == [("KB413.opening", "index.id.md")]


@pytest.mark.parametrize(("consent", "messages_found"), [("true", []), ("false", ["KB414.not_agreed"])])
def test_consent(tree: Path, problems_of: Check, consent: str, messages_found: list[str]) -> None:
    add(tree, "shelf.jpg", picture("jpg"), more=f"    consent: {consent}\n")
    found = problems_of()
    assert [p.message for p in found] == messages_found
    for problem in found:
        line = (tree / problem.path).read_text("utf-8").split("\n")[problem.position.line - 1]
        assert line[problem.position.column - 1 :][: problem.position.width] == "false"


def test_the_bytes_of_a_picture_are_not_shown(tree: Path, problems_of: Check) -> None:
    add(tree, "shelf.jpg", PLACE)
    assert read_lines(tree, problems_of()) == {}
