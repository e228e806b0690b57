"""The only reader of contributed files: `cases/<country>/<slug>/index.<language>.md` and the pictures beside them.

Every byte may be hostile or broken. What cannot be read becomes a Problem; the other files are read all the same.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.pictures import Facts, facts
from builder.problems import Position, Problem, problem

MAX_TEXT_BYTES = 256 * 1024  # a case of 2,000 words in Burmese has some 40 KB
MAX_PICTURE_BYTES = 4 * 1024 * 1024
MAX_FILES_IN_FOLDER = 200
FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
TEXT_NAME = re.compile(r"index\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.md\Z")
PICTURE_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.(jpg|png|webp)\Z")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

RULES = {
    "KB001": "A text file is written in UTF-8. Save it again with the encoding UTF-8.",
    "KB002": "A text file has at most 256 KiB, a picture at most 4 MiB.",
    "KB003": "Under cases/ there are only folders and plain files: no links to other places.",
    "KB004": (
        "A case stands in cases/<country>/<name>/, in files named index.<language>.md, for example "
        "cases/kh/idpoor/index.km.md; its pictures (jpg, png, webp) stand beside it, with names of small letters, digits and hyphens."
    ),
    "KB005": "A text file holds no invisible control characters.",
    "KB006": "The country folder is the ISO 3166-1 code of an ASEAN member in small letters, or asean for the region.",
    "KB007": "A file can be read.",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One text file of a case."""

    path: str  # relative to the root, with forward slashes
    folder: str  # "kh/idpoor"
    language: str  # from the file's name
    text: str  # without byte-order mark, lines ended by \n


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The files of one case. Of its pictures only the facts are kept: their bytes are read one by one and let go."""

    folder: str
    texts: tuple[SourceFile, ...]
    pictures: Mapping[str, Facts]  # by name


def read_folders(root: Path, countries: frozenset[str]) -> tuple[tuple[SourceFolder, ...], tuple[Problem, ...]]:
    """Read every case below `root`/cases. `countries`: the allowed names of country folders."""
    folders: list[SourceFolder] = []
    problems: list[Problem] = []
    for country in _entries(root, "cases", problems):
        if not _is_folder(root, country, problems):
            continue
        if country.name not in countries:
            problems.append(_problem(f"cases/{country.name}", "KB006.no_country", name=country.name, countries=", ".join(sorted(countries))))
            continue
        for case in _entries(root, f"cases/{country.name}", problems):
            if _is_folder(root, case, problems):
                folders.append(_read_folder(root, f"{country.name}/{case.name}", problems))
    return tuple(folders), tuple(problems)


def read_picture(root: Path, folder: str, name: str) -> bytes:
    """Return the bytes of a picture that read_folders has found; raises OSError when it is gone since."""
    problems: list[Problem] = []
    data = _read_file(root, f"cases/{folder}/{name}", MAX_PICTURE_BYTES, problems)
    if data is None:
        raise OSError(f"cases/{folder}/{name} cannot be read ({problems[0].message})")
    return data


def decode(data: bytes, path: str, folder: str, language: str) -> SourceFile | Problem:
    """Turn the bytes of a text file into a SourceFile, or say why that cannot be done."""
    if len(data) > MAX_TEXT_BYTES:
        return _problem(path, "KB002.text", limit=MAX_TEXT_BYTES // 1024)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _problem(path, "KB001.not_utf8", Position(data[: error.start].count(b"\n") + 1))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        return _problem(path, "KB005.control", Position(line, column), character=f"U+{ord(found[0]):04X}")
    return SourceFile(path, folder, language, text)


def _read_folder(root: Path, folder: str, problems: list[Problem]) -> SourceFolder:
    texts: list[SourceFile] = []
    pictures: dict[str, Facts] = {}
    base = f"cases/{folder}"
    if not FOLDER_NAME.match(folder.split("/")[1]) or len(folder) > 80:
        problems.append(_problem(base, "KB004.folder"))
    for entry in _entries(root, base, problems):
        path = f"{base}/{entry.name}"
        text = TEXT_NAME.match(entry.name)
        picture = PICTURE_NAME.match(entry.name)
        if not text and not picture:
            problems.append(_problem(path, "KB004.file", name=entry.name))
            continue
        data = _read_file(root, path, MAX_TEXT_BYTES if text else MAX_PICTURE_BYTES, problems)
        if data is None:
            continue
        if picture:
            pictures[entry.name] = facts(data)
        elif text:
            result = decode(data, path, folder, text[1])
            texts.append(result) if isinstance(result, SourceFile) else problems.append(result)
    return SourceFolder(folder, tuple(texts), pictures)


def _entries(root: Path, relative: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """List a folder in the order of names; names that start with a dot are of tools, not of cases."""
    try:
        with os.scandir(root / relative) as entries:
            found = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        problems.append(_problem(relative, "KB007.folder", why=error.strerror))
        return
    limit = MAX_FILES_IN_FOLDER if relative.count("/") == 2 else len(found)
    for entry in found[limit:]:
        problems.append(_problem(f"{relative}/{_shown(entry.name)}", "KB002.files", limit=limit))
        break
    for entry in found[:limit]:
        if _shown(entry.name) != entry.name:
            problems.append(_problem(f"{relative}/{_shown(entry.name)}", "KB004.characters"))
        else:
            yield entry


def _is_folder(root: Path, entry: os.DirEntry[str], problems: list[Problem]) -> bool:
    path = Path(entry.path).relative_to(root).as_posix()
    if entry.is_symlink():
        problems.append(_problem(path, "KB003.link"))
        return False
    if not entry.is_dir(follow_symlinks=False):
        problems.append(_problem(path, "KB004.place"))
        return False
    return True


def _read_file(root: Path, path: str, limit: int, problems: list[Problem]) -> bytes | None:
    """Read at most `limit` bytes of a plain file; a link, a pipe or a larger file is a problem."""
    try:
        descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if (root / path).is_symlink():
            problems.append(_problem(path, "KB003.link"))
        else:
            problems.append(_problem(path, "KB007.file", why=error.strerror))
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # asked first: a folder cannot be opened as a file
        os.close(descriptor)
        problems.append(_problem(path, "KB003.not_plain"))
        return None
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        problems.append(_problem(path, "KB002.file", limit=limit // 1024))
        return None
    return data


def _shown(name: str) -> str:
    """Return a name that can be printed anywhere: other characters as question marks."""
    return "".join(c if c.isprintable() and c.isascii() else "?" for c in name)


def _problem(path: str, message: str, position: Position = Position(), **values: object) -> Problem:  # noqa: B008
    return problem(path, position, message, values)
