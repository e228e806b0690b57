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


def test_a_folder_with_the_name_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "cases/kh/x/index.en.md").mkdir(parents=True)
    put(tmp_path, "kh/y/index.en.md")
    folders, problems = read_folders(tmp_path, COUNTRIES)
    assert [(p.path, p.code) for p in problems] == [("cases/kh/x/index.en.md", "KB003")]
    assert [len(folder.texts) for folder in folders] == [0, 1]


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
        ("kh/x/index.en.md", "a\u0084b".encode(), "KB005"),
        ("kh/x/index.en.md", "caf\ufffd".encode(), "KB009"),
        ("kh/x/index.en.md", "cafÃ©".encode(), "KB009"),
        ("kh/x/con.jpg", b"", "KB008"),
        ("kh/x/nul.md", b"", "KB008"),
        ("kh/x/.index.en.md.swp", b"", "KB008"),
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


def test_names_that_do_not_work_everywhere(tmp_path: Path) -> None:
    put(tmp_path, "kh/aux/index.en.md")
    put(tmp_path, f"kh/{'long-' * 20}name/index.en.md")
    put(tmp_path, "kh/.hidden/index.en.md")
    put(tmp_path, "kh/twin/index.en.md")
    put(tmp_path, "kh/twin/INDEX.EN.MD")
    put(tmp_path, "KH/other/index.en.md")
    put(tmp_path, "kh/con-artists/index.en.md")
    found = {p.path.removeprefix("cases/")[:12]: p for p in read_folders(tmp_path, COUNTRIES)[1]}
    messages = {path: problem.message for path, problem in found.items()}
    assert messages == {"kh/aux": "KB008.reserved", "kh/long-long": "KB008.long", "kh/.hidden": "KB008.hidden", "kh/twin/INDE": "KB008.twin", "KH": "KB008.twin"}
    assert dict(found["kh/twin/INDE"].values) == {"name": "INDEX.EN.MD", "other": "index.en.md"}


def test_files_that_tools_put_everywhere_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "kh/x/index.en.md")
    for path in (".gitkeep", "kh/.DS_Store", "kh/x/.gitkeep", "kh/x/Thumbs.db"):
        put(tmp_path, path)
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "codec", "language", "message", "encoding"),
    [
        ("---\ntitle: ไทย", "utf-16", "th", "KB001.utf16", "UTF-16"),
        ("---\ntitle: ไทย", "utf-16-le", "th", "KB001.utf16", "UTF-16"),
        ("---\ntitle: ไทย", "utf-16-be", "th", "KB001.utf16", "UTF-16"),
        ("---\ntitle: ไทย", "utf-32", "th", "KB001.other", "UTF-32"),
        ("---\ntitle: José", "cp1252", "pt", "KB001.windows1252", "Windows-1252"),
        ("---\ntitle: ห้องสมุดหมู่บ้าน", "cp874", "th", "KB001.other", "Windows-874, TIS-620"),
        ("---\ntitle: 乡村图书馆", "gb18030", "zh", "KB001.other", "GB18030, GBK"),
        ("---\ntitle: 鄉村圖書館", "big5", "zh", "KB001.other", "Big5"),
    ],
)
def test_an_encoding_is_named(text: str, codec: str, language: str, message: str, encoding: str) -> None:
    found = decode(text.encode(codec), "p", "kh/x", language)
    assert isinstance(found, Problem)
    assert (found.message, dict(found.values)["encoding"]) == (message, encoding)


def test_the_first_wrong_byte_is_shown() -> None:
    found = decode("---\ntitle: ไทย ".encode() + b"\xe9 ..." + "ไทย".encode(), "p", "kh/x", "th")
    assert isinstance(found, Problem)
    assert (found.message, found.position) == ("KB001.damaged", Position(2, 12))


def test_garbled_letters_are_read_back() -> None:
    found = decode("---\ntitle: José".encode().decode("cp1252").encode(), "p", "kh/x", "pt")
    assert isinstance(found, Problem)
    assert (found.position, found.position.width, dict(found.values)) == (Position(2, 11), 2, {"found": "Ã©", "meant": "é"})


@pytest.mark.parametrize("end", ["\r", "\u0085", "\u2028", "\u2029"])
def test_an_odd_line_end_ends_a_line(end: str) -> None:
    source = decode(f"---\r\na: 1{end}b: 2\n".encode(), "p", "kh/x", "en")
    assert isinstance(source, SourceFile)
    assert source.text == "---\na: 1\nb: 2\n"
    assert source.odd_end == Position(2, 5)


def test_no_cases_at_all(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("cases", "KB007")]


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    result = decode(data, "p", "kh/x", "en")
    if isinstance(result, SourceFile):
        assert "\r" not in result.text
    else:
        assert result.code in ("KB001", "KB005", "KB009")


def test_lines_are_those_that_are_counted(tree: Path) -> None:
    paths = {"cases/kh/village-library/index.en.md": b"\xef\xbb\xbfa\r\nb\rc\n\xe2\x80\xa8d\xff", "cases/kh/village-library/long.md": b"x" * 300_000}
    for path, data in paths.items():
        (tree / path).write_bytes(data)
    (tree / "cases/kh/village-library/link.md").symlink_to("/etc/passwd")
    named = [*paths, "cases/kh/village-library/link.md", "cases/kh/village-library/none.md", "cases/kh/village-library", "-"]
    found = read_lines(tree, [problem(path, Position(), "KB001.not_utf8") for path in named])
    assert found == {"cases/kh/village-library/index.en.md": ["a", "b", "c", "", "d\ufffd"]}


@given(st.text())
def test_lines_are_those_of_the_text(text: str) -> None:
    source = decode(text.encode(), "-", "kh/x", "en")
    assert isinstance(source, Problem) or lines_of(text.encode()) == source.text.split("\n")
