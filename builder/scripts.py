"""Scripts, styles and pages as small files: without comments, needless space and tags that may be left out, and with short names for
what is local.

Scripts that are needed together become one file: fewer requests and bytes on a slow line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import minify

from builder.outputs import Artifact

THEME = "site_overrides/theme"
ASSETS = "assets"  # below the theme; what stands here is published by scripts() and by no one else
ORDER = ("tokenize", "engine", "words", "page")  # of assets/search, which becomes search.js: each uses those before it
TYPES = {".js": "application/javascript", ".css": "text/css"}

minify.config({"js-version": 2015, "html-keep-document-tags": True})  # what is newer than 2015, old telephones do not know


def is_script(path: str) -> bool:
    """Tell whether a file of the theme is published from here, and not as it is."""
    return path.startswith(f"{ASSETS}/") and path.endswith(tuple(TYPES))


def scripts(root: Path) -> Iterator[Artifact]:
    """Yield the scripts and styles of the site. Raises OSError when a file is missing, ValueError when one is not well formed."""
    folder = root / THEME / ASSETS
    for path in sorted(path for path in folder.iterdir() if path.suffix in TYPES):
        parts = [folder / "fonts/faces.css", path] if path.name == "site.css" else [path]
        yield Artifact(f"{ASSETS}/{path.name}", smaller(parts).encode())
    yield search_script(root)


def search_script(root: Path) -> Artifact:
    """Return the script of the search page."""
    return Artifact(f"{ASSETS}/search.js", together(root, ORDER).encode())


def together(root: Path, names: Iterable[str]) -> str:
    """Return scripts of the search as one."""
    return smaller([root / THEME / ASSETS / f"search/{name}.js" for name in names])


def smaller(paths: list[Path]) -> str:
    """Return files of one type as one small text."""
    return _minified(TYPES[paths[0].suffix], "\n".join(path.read_text("utf-8") for path in paths)) + "\n"


def small_page(html: str) -> str:
    """Return a page that a browser reads as the same."""
    return _minified("text/html", html)


def _minified(kind: str, text: str) -> str:
    try:
        minified: str = minify.string(kind, text)
    except minify.MinifyError as error:
        raise ValueError(str(error)) from error
    return minified
