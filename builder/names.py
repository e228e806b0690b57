"""Which names of files and folders a case may have, so that every computer can hold it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

MAX_FOLDER_NAME = 80  # "kh/village-fund"; with the root and the site's folders it stays below the 260 characters of Windows
FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
TEXT_NAME = re.compile(r"index\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.md\Z")
PICTURE_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.(jpg|png|webp)\Z")
MEANT_TEXT = re.compile(r"index[._ -]((?!md|txt)[a-z]{2,3})(?:\.md|\.markdown|\.txt|\.md\.txt)?", re.IGNORECASE)
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, with any ending
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.IGNORECASE)
TOOL_FILES = frozenset({".gitkeep", ".keep", ".gitignore", ".gitattributes", ".editorconfig", ".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})


def is_folder_name(folder: str) -> bool:
    """Return whether a folder such as "kh/village-fund" has a name that a case may have."""
    name = folder.rpartition("/")[2]
    return len(folder) <= MAX_FOLDER_NAME and FOLDER_NAME.match(name) is not None and not RESERVED.match(name)


def folder_name(name: str) -> str:
    """Return a name for a folder made from another: Latin letters in small, digits, hyphens; empty when none of these are in it."""
    return "-".join(re.findall("[a-z0-9]+", name.lower()))[:MAX_FOLDER_NAME] if name.isascii() else ""


def twins(names: Iterable[str]) -> dict[str, str]:
    """Return the names that differ from another one by capital letters only, each with that other one; the last in order is kept.

    On Windows and macOS the two are one file. Capital letters come first in order, so that index.en.md is kept.
    """
    kept: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in sorted(names, reverse=True):
        other = kept.setdefault(name.lower(), name)
        if other != name:
            found[name] = other
    return found


def file_name(name: str) -> str:
    """Return the name that a file of a case was probably meant to have; empty when that is unknown.

    It is known for texts (index.en.md.txt, Index_en.MD) and for pictures (IMG 2031.JPG).
    """
    text = MEANT_TEXT.fullmatch(name)
    meant = f"index.{text[1].lower()}.md" if text else picture_name(name)
    return meant if TEXT_NAME.match(meant) or PICTURE_NAME.match(meant) else ""


def picture_name(name: str) -> str:
    """Return a name for a picture made from another; empty when it has no Latin letter or digit, or is no picture's."""
    stem, _, kind = name.lower().rpartition(".")
    made, kind = folder_name(stem), "jpg" if kind in ("jpeg", "jpe") else kind
    return f"{made}.{kind}" if made and PICTURE_NAME.match(f"{made}.{kind}") else ""


def picture_lines(file: str, alt: str, *, first: bool) -> str:
    """Return the lines that describe a picture in a head, with … for what only the writer knows; `first`: with the name of the list."""
    fields = {"file": file, "alt": alt or "…", "credit": "…", "licence": "…"}
    lines = [f"    {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join([*(["pictures:"] if first else []), f"  - {lines[0].strip()}", *lines[1:]])
