"""Files mended on a real tree: which are meant, what becomes of them, and that nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import mend, pictures
from builder.model import Reference
from tests.conftest import ROOT
from tests.pictures.samples import picture, with_exif

CASE = "cases/kh/village-library/index.en.md"


@pytest.mark.parametrize(
    ("paths", "meant"),
    [((), True), (["cases/kh"], True), ([CASE], True), (["."], True), (["cases/k"], False), (["cases/th"], False), (["../other"], False)],
)
def test_which_files_are_meant(tree: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], meant: bool) -> None:
    monkeypatch.chdir(tree)
    assert mend.below(tree, paths)(CASE) is meant


def test_broken_files_are_mended(tree: Path, translation: Path, reference: Reference) -> None:
    file = tree / CASE
    text = file.read_text("utf-8")
    file.write_bytes(text.replace('title: "Village library (an example for tests)"', "title: “Village library (an example for tests)”").replace("\n", "\r\n").encode("utf-16"))
    translation.write_text(translation.read_text("utf-8").replace("method:", 'status: "draft"\nmethod:'), "utf-8")
    (tree / "cases/kh/village-library/index.th.md").symlink_to(file)
    mended = dict(mend.repaired(tree, reference, mend.below(tree, ())))
    assert mended[CASE].data.decode() == text
    assert mended[CASE].done == ("utf_16", "line_ends", "smart_quotes")
    assert mended[f"{CASE[:-5]}id.md"].done == ("shared_facts",)
    assert len(mended) == 2
    file.unlink()  # with the original gone, the facts stay
    assert dict(mend.repaired(tree, reference, mend.below(tree, ()))) == {}


def test_pictures_that_tell_about_people_tell_no_more(tree: Path, reference: Reference) -> None:
    folder = tree / "cases/kh/village-library"
    telling = with_exif("jpg", {}, gps={1: "N", 2: (11.0, 33.0, 0.0), 3: "E", 4: (104.0, 55.0, 0.0)})
    for name, data in {"telling.jpg": telling, "behind.png": picture("png") + b"<script>", "plain.jpg": with_exif("jpg", {274: 6}), "cut.jpg": telling[:-60]}.items():
        (folder / name).write_bytes(data)
    mended = {path.rpartition("/")[2]: done for path, done in mend.repaired(tree, reference, mend.below(tree, ()))}
    assert {name: done.done for name, done in mended.items()} == {"behind.png": ("picture_traces",), "telling.jpg": ("picture_traces",)}
    assert mended["behind.png"].data == picture("png")
    assert pictures.facts(mended["telling.jpg"].data).traces == ()


def test_a_file_that_cannot_be_read_has_no_form(tree: Path, reference: Reference) -> None:
    (tree / CASE).write_bytes(b"\xff")
    assert list(mend.reformatted(tree, reference, mend.below(tree, ()))) == [(CASE, None)]
    assert list(mend.repaired(tree, reference, mend.below(tree, ()))) == []


def test_a_file_is_rewritten_whole_or_not_at_all(tree: Path) -> None:
    file = tree / CASE
    file.chmod(0o604)
    mend.rewrite(tree, CASE, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o604)
    link = file.with_name("index.th.md")
    link.symlink_to(ROOT / "README.md")
    with pytest.raises(OSError, match="no plain file"):
        mend.rewrite(tree, f"{CASE[:-5]}th.md", b"new")
    assert link.is_symlink()
    assert (ROOT / "README.md").read_bytes() != b"new"
    assert sorted(p.name for p in file.parent.iterdir()) == ["index.en.md", "index.th.md"]
