"""Reading the tree of cases."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pictures import facts
from builder.problems import Position, Problem, problem
from builder.source import MAX_TEXT_BYTES, SourceFile, decode, lines_of, read_folders, read_lines

COUNTRIES = frozenset({"kh", "asean"})


def put(root: Path, path: str, data: bytes = b"---\n---\n") -> Path:
    file = root / "cases" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def codes(root: Path) -> list[tuple[str, str]]:
    return [(p.path, p.code) for p in read_folders(root, COUNTRIES)[1]]


def test_a_whole_folder(tmp_path: Path) -> None:
    put(tmp_path, "kh/x/index.en.md", b"\xef\xbb\xbf---\r\na: 1\r\n---\r\n")
    put(tmp_path, "kh/x/picture.jpg", b"GIF89a")
    folders, problems = read_folders(tmp_path, COUNTRIES)
    assert not problems
    assert folders[0].texts[0].text == "---\na: 1\n---\n"
    assert folders[0].pictures == {"picture.jpg": facts(b"GIF89a")}


@pytest.mark.parametrize(
    ("path", "data", "code"),
    [
        ("kh/x/index.en.md", "é".encode("latin-1"), "KB001"),
        ("kh/x/index.en.md", "a".encode("utf-16"), "KB001"),
        ("kh/x/index.en.md", b"a" * (MAX_TEXT_BYTES + 1), "KB002"),
        ("kh/x/index.en.md", b"a\x00b", "KB005"),
        ("kh/x/index.en.md", "a\u0085b".encode(), "KB005"),
        ("kh/x/readme.txt", b"", "KB004"),
        ("kh/x/index.md", b"", "KB004"),
        ("kh/x/drawing.svg", b"", "KB004"),
        ("kh/x/INDEX.EN.MD", b"", "KB004"),
    ],
)
def test_what_is_refused(tmp_path: Path, path: str, data: bytes, code: str) -> None:
    put(tmp_path, path, data)
    put(tmp_path, "kh/y/index.en.md")
    assert codes(tmp_path) == [(f"cases/{path}", code)]
    assert any(f.folder == "kh/y" for f in read_folders(tmp_path, COUNTRIES)[0])


def test_links_pipes_and_strange_places(tmp_path: Path) -> None:
    put(tmp_path, "kh/x/index.en.md").rename(tmp_path / "secret.md")
    (tmp_path / "cases/kh/x/index.en.md").symlink_to(tmp_path / "secret.md")
    os.mkfifo(tmp_path / "cases/kh/x/index.km.md")
    (tmp_path / "cases/kh/link").symlink_to(tmp_path / "cases/kh/x")
    put(tmp_path, "loose.md")
    put(tmp_path, "us/x/index.en.md")
    assert sorted(codes(tmp_path)) == [
        ("cases/kh/link", "KB003"),
        ("cases/kh/x/index.en.md", "KB003"),
        ("cases/kh/x/index.km.md", "KB003"),
        ("cases/loose.md", "KB004"),
        ("cases/us", "KB006"),
    ]


def test_no_cases_at_all(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("cases", "KB007")]


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    result = decode(data, "p", "kh/x", "en")
    if isinstance(result, SourceFile):
        assert "\r" not in result.text
    else:
        assert result.code in ("KB001", "KB005")


def test_lines_are_those_that_are_counted(tree: Path) -> None:
    paths = {"cases/kh/village-library/index.en.md": b"\xef\xbb\xbfa\r\nb\rc\n\xe2\x80\xa8d\xff", "cases/kh/village-library/long.md": b"x" * 300_000}
    for path, data in paths.items():
        (tree / path).write_bytes(data)
    (tree / "cases/kh/village-library/link.md").symlink_to("/etc/passwd")
    named = [*paths, "cases/kh/village-library/link.md", "cases/kh/village-library/none.md", "cases/kh/village-library", "-"]
    found = read_lines(tree, [problem(path, Position(), "KB001.not_utf8") for path in named])
    assert found == {"cases/kh/village-library/index.en.md": ["a", "b", "c", "\u2028d\ufffd"]}


@given(st.text())
def test_lines_are_those_of_the_text(text: str) -> None:
    source = decode(text.encode(), "-", "kh/x", "en")
    assert isinstance(source, Problem) or lines_of(text.encode()) == source.text.split("\n")
