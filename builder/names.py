"""Which names of files and folders a case may have, so that every computer can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_FOLDER_NAME = 80  # "kh/village-fund"; with the root and the site's folders it stays below the 260 characters of Windows
FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
TEXT_NAME = re.compile(r"index\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.md\Z")
PICTURE_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*\.(jpg|png|webp)\Z")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: devices, with any ending
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\Z)", re.IGNORECASE)
TOOL_FILES = frozenset({".gitkeep", ".keep", ".gitignore", ".gitattributes", ".editorconfig", ".DS_Store", ".directory", "Thumbs.db", "desktop.ini"})


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
