"""The only reader of contributed files: `cases/<country>/<slug>/index.<language>.md` and the pictures beside them; `statistics/<country>.yml`.

Every byte may be hostile or broken. What cannot be read becomes a Problem; the other files are read all the same.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import encoding
from builder.names import (
    FOLDER_NAME,
    MAX_FOLDER_NAME,
    PICTURE_NAME,
    RESERVED,
    TEXT_NAME,
    TOOL_FILES,
    file_name,
    folder_name,
    twins,
)
from builder.pictures import Facts, facts
from builder.problems import Position, Problem, clip, place, problem

MAX_TEXT_BYTES = 256 * 1024  # a case of 2,000 words in Burmese has some 40 KB
MAX_PICTURE_BYTES = 4 * 1024 * 1024
MAX_STATISTICS_BYTES = 64 * 1024  # some 150 figures
MAX_FILES_IN_FOLDER = 200
TEXTS = (".md", ".yml")
STATISTICS = "statistics/"  # how the folders of figures about countries begin
DOCUMENTS = {b"PK\x03\x04": "Word, LibreOffice, ZIP", b"\xd0\xcf\x11\xe0": "Word 97", b"%PDF-": "PDF", b"{\\rtf": "RTF"}  # how their files begin
ODD_END = re.compile("[\r\x85\u2028\u2029]")  # line ends to YAML or to other programs, but not to all
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LOST = re.compile("\ufffd+|(?:锟斤拷)+")  # what is put for letters that could not be read; the latter is the former, read as Chinese

RULES = {
    "KB001": "A text file is written in UTF-8. Save it again with the encoding UTF-8.",
    "KB002": "A text file has at most 256 KiB, a picture at most 4 MiB.",
    "KB003": "Under cases/ there are only folders and plain files: no links to other places.",
    "KB004": (
        "A case stands in cases/<country>/<name>/, in files named index.<language>.md, for example "
        "cases/kh/idpoor/index.km.md; its pictures (jpg, png, webp) stand beside it, with names of small letters, digits and hyphens."
    ),
    "KB006": "The country folder is the ISO 3166-1 code of an ASEAN member in small letters, or asean for the region.",
    "KB007": "A file can be read.",
    "KB008": "The names of files and folders work on every computer: not too long, not reserved by Windows, not hidden, not the same but for capital letters.",
    "KB009": "No letters are lost or garbled by having been read in a wrong encoding.",
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One text file of a case."""

    path: str  # relative to the root, with forward slashes
    folder: str  # "kh/idpoor"
    language: str  # from the file's name
    text: str  # without byte-order mark, lines ended by \n
    odd_end: Position | None = None  # the first line end that was none of the usual \n and \r\n


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The files of one case. Of its pictures only the facts are kept: their bytes are read one by one and let go."""

    folder: str
    texts: tuple[SourceFile, ...]
    pictures: Mapping[str, Facts]  # by name
    unreadable: bool = False  # whether something of the case could not be read, or has a wrong name


def read_folders(root: Path, countries: frozenset[str]) -> tuple[tuple[SourceFolder, ...], tuple[Problem, ...]]:
    """Read every case below `root`/cases. `countries`: the allowed names of country folders."""
    problems: list[Problem] = []
    folders = tuple(_read_folder(root, folder, problems) for folder in _case_folders(root, countries, problems))
    return folders, tuple(problems)


def read_statistics(root: Path, countries: frozenset[str]) -> tuple[tuple[SourceFolder, ...], tuple[Problem, ...]]:
    """Read the figures about countries, each file as a folder of its own, "statistics/kh"; there need be none."""
    problems: list[Problem] = []
    found = [decode(data, path, path.removesuffix(".yml"), "en") for path, data in read_data_files(root, countries, problems)]
    folders = tuple(SourceFolder(f.folder, (f,), {}) for f in found if isinstance(f, SourceFile))
    return folders, (*problems, *(f for f in found if isinstance(f, Problem)))


def read_data_files(root: Path, countries: frozenset[str], problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of `root`/statistics/<country>.yml, whatever they hold. `countries`: the allowed names of the files."""
    if (root / "statistics").is_symlink():
        problems.append(_problem("statistics", "KB003.link"))
        return
    for entry in _entries(root, "statistics", problems) if (root / "statistics").exists() else ():
        path, (country, _, end) = f"statistics/{entry.name}", entry.name.partition(".")
        if country not in countries or end != "yml":
            meant = f"{country.lower()}.yml" if country.lower() in countries else ""
            problems.append(problem(path, Position(), "KB004.statistics", {"name": entry.name, "countries": ", ".join(sorted(countries))}, suggestion=meant))
        elif (data := _read_file(root, path, MAX_STATISTICS_BYTES, problems)) is not None:
            yield path, data


def read_files(root: Path, countries: frozenset[str], name: re.Pattern[str], limit: int) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the files of cases that have such a name, whatever they hold; links and files above the limit are left out."""
    ignored: list[Problem] = []
    for folder in _case_folders(root, countries, ignored):
        for entry in _entries(root, f"cases/{folder}", ignored):
            path = f"cases/{folder}/{entry.name}"
            data = _read_file(root, path, limit, ignored) if name.match(entry.name) else None
            if data is not None:
                yield path, data


def read_picture(root: Path, folder: str, name: str) -> bytes:
    """Return the bytes of a picture that read_folders has found; raises OSError when it is gone since."""
    problems: list[Problem] = []
    data = _read_file(root, f"cases/{folder}/{name}", MAX_PICTURE_BYTES, problems)
    if data is None:
        raise OSError(f"cases/{folder}/{name} cannot be read ({problems[0].message})")
    return data


def read_lines(root: Path, problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Return the lines of the texts with problems, by path, for showing them; a text that cannot be read is left out."""
    paths = {p.path for p in problems if p.path.endswith(TEXTS)}
    return {path: lines_of(data) for path in paths if (data := _read_file(root, path, MAX_TEXT_BYTES, [])) is not None}


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a text as `decode` counts them."""
    return _unix(data.decode("utf-8-sig", "replace")).split("\n")


def decode(data: bytes, path: str, folder: str, language: str) -> SourceFile | Problem:
    """Turn the bytes of a text file into a SourceFile, or say why that cannot be done."""
    if len(data) > MAX_TEXT_BYTES:
        return _problem(path, "KB002.text", limit=MAX_TEXT_BYTES // 1024)
    program = next((name for begin, name in DOCUMENTS.items() if data.startswith(begin)), "")
    if program:
        return _problem(path, "KB001.document", program=program)
    wide = encoding.wide(data)
    if wide:
        return _encoded(path, Position(), wide)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        return _encoded(path, place(before, len(before)), encoding.probable(data, language))
    text = text.replace("\r\n", "\n")
    odd = ODD_END.search(text)
    end = place(text, odd.start()) if odd else None
    return _garbled(text, path) or _whole(ODD_END.sub("\n", text), path, folder, language, end)


def _encoded(path: str, position: Position, codec: str) -> Problem:
    """Return the problem of a file that is not in UTF-8. `codec`: see encoding.probable."""
    names = {"": "not_utf8", "utf-8": "damaged", "cp1252": "windows1252", "utf-16-le": "utf16", "utf-16-be": "utf16"}
    return _problem(path, f"KB001.{names.get(codec, 'other')}", position, encoding=encoding.NAMES.get(codec, ""))


def _garbled(text: str, path: str) -> Problem | None:
    found = encoding.misread(text)
    if found:
        start, width, meant = found
        return _problem(path, "KB009.misread", place(text, start, width), found=clip(text[start : start + width]), meant=clip(meant))
    lost = LOST.search(text) if "\ufffd" in text or "锟" in text else None
    if lost:
        return _problem(path, "KB009.lost", place(text, lost.start(), len(lost[0])), count=len(LOST.findall(text)))
    return None


def _whole(text: str, path: str, folder: str, language: str, end: Position | None) -> SourceFile | Problem:
    found = CONTROL.search(text)
    if found:
        return _problem(path, "KB005.control", place(text, found.start()), character=f"U+{ord(found[0]):04X}")
    return SourceFile(path, folder, language, text, end)


def _unix(text: str) -> str:
    return ODD_END.sub("\n", text.replace("\r\n", "\n"))


def _case_folders(root: Path, countries: frozenset[str], problems: list[Problem]) -> Iterator[str]:
    """Yield the folders of cases, such as "kh/idpoor"."""
    for country in _entries(root, "cases", problems):
        if not _is_folder(root, country, problems):
            continue
        if country.name not in countries:
            problems.append(_problem(f"cases/{country.name}", "KB006.no_country", name=country.name, countries=", ".join(sorted(countries))))
            continue
        for case in _entries(root, f"cases/{country.name}", problems):
            if _is_folder(root, case, problems):
                yield f"{country.name}/{case.name}"


def _read_folder(root: Path, folder: str, problems: list[Problem]) -> SourceFolder:
    texts: list[SourceFile] = []
    pictures: dict[str, Facts] = {}
    base = f"cases/{folder}"
    problems += _folder_name(base, folder)
    before = len(problems)
    for entry in _entries(root, base, problems):
        path = f"{base}/{entry.name}"
        text = TEXT_NAME.match(entry.name)
        if (not text and not PICTURE_NAME.match(entry.name)) or RESERVED.match(entry.name):
            reserved = RESERVED.match(entry.name)
            message, meant = ("KB008.reserved", "") if reserved else ("KB004.file", file_name(entry.name))
            problems.append(problem(path, Position(), message, {"name": entry.name}, suggestion=meant))
            continue
        data = _read_file(root, path, MAX_TEXT_BYTES if text else MAX_PICTURE_BYTES, problems)
        if text and data is not None:
            result = decode(data, path, folder, text[1])
            texts.append(result) if isinstance(result, SourceFile) else problems.append(result)
        elif not text:
            pictures[entry.name] = facts(data) if data is not None else Facts("", 0)  # it is there, though it cannot be read
    return SourceFolder(folder, tuple(texts), pictures, any(map(_is_lost, problems[before:])))


def _is_lost(problem: Problem) -> bool:
    """Whether a problem of a folder means that something of its case cannot be read; other things may only stand beside the case."""
    return problem.code not in ("KB004", "KB008") or problem.path.lower().endswith(".md")


def _folder_name(path: str, folder: str) -> Iterator[Problem]:
    country, name = folder.split("/")
    if len(folder) > MAX_FOLDER_NAME:
        yield _problem(path, "KB008.long", limit=MAX_FOLDER_NAME - len(country) - 1)
    elif RESERVED.match(name):
        yield _problem(path, "KB008.reserved", name=name)
    elif not FOLDER_NAME.match(name):
        yield problem(path, Position(), "KB004.folder", suggestion=folder_name(name))


def _entries(root: Path, relative: str, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """List a folder in the order of names, without the few files that tools put everywhere."""
    try:
        with os.scandir(root / relative) as entries:
            found = sorted((e for e in entries if e.name not in TOOL_FILES), key=lambda e: e.name)
    except OSError as error:
        problems.append(_problem(relative, "KB007.folder", why=error.strerror))
        return
    if relative.count("/") == 2 and len(found) > MAX_FILES_IN_FOLDER:
        problems.append(_problem(relative, "KB002.files", limit=MAX_FILES_IN_FOLDER, count=len(found)))
        return
    twin = twins(e.name for e in found)
    for entry in found:
        path = f"{relative}/{_shown(entry.name)}"
        if _shown(entry.name) != entry.name:
            problems.append(_problem(path, "KB004.characters"))
        elif entry.name.startswith("."):
            problems.append(_problem(path, "KB008.hidden", name=clip(entry.name)))
        elif entry.name in twin:
            problems.append(_problem(path, "KB008.twin", name=clip(entry.name), other=clip(twin[entry.name])))
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
        problems.append(_problem(path, "KB002.text" if path.endswith(TEXTS) else "KB002.file", limit=limit // 1024))
        return None
    return data


def _shown(name: str) -> str:
    """Return a name that can be printed anywhere: other characters as question marks."""
    return "".join(c if c.isprintable() and c.isascii() else "?" for c in name)


def _problem(path: str, message: str, position: Position = Position(), **values: object) -> Problem:  # noqa: B008
    return problem(path, position, message, values)
