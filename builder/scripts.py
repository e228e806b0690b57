"""The scripts of a page as one small file: fewer requests and bytes on a slow line than several files with their comments."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import minify

from builder.outputs import Artifact

FOLDER = "assets/search"  # where the scripts stand in the theme; they are published as one file only
COMPARE = "assets/compare"  # the same for the page that compares cases
FOLDERS = (FOLDER, COMPARE)
ORDER = ("tokenize", "engine", "words", "page")  # each uses those before it

minify.config({"js-version": 2015})  # what is newer, old telephones do not know


def search_script(root: Path) -> Artifact:
    """Return the script of the search page. Raises OSError when a file is missing, ValueError when one is no JavaScript."""
    return Artifact("assets/search.js", together(root, ORDER).encode())


def compare_script(root: Path) -> Artifact:
    """Return the script of the page that compares cases; raises as search_script does."""
    return Artifact("assets/compare.js", together(root, ["page"], COMPARE).encode())


def together(root: Path, names: Iterable[str], folder: str = FOLDER) -> str:
    """Return scripts of the theme as one, without comments and needless space, and with short names for what is local."""
    texts = ((root / "site_overrides/theme" / folder / f"{name}.js").read_text("utf-8") for name in names)
    try:
        minified: str = minify.string("application/javascript", "\n".join(texts))
    except minify.MinifyError as error:
        raise ValueError(str(error)) from error
    return minified + "\n"
