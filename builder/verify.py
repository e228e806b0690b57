"""Whether a built site is whole: every page is there, and every link within the site leads somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from builder.outputs import Page


class _Links(HTMLParser):
    """Collects the targets and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name in ("href", "src", "action"):
                self.targets.append(value)
            elif name == "id":
                self.ids.add(value)


def site(folder: Path, expected: Iterable[Page]) -> list[str]:
    """Return what is wrong with the site in `folder`, one line each; nothing when it is whole."""
    wrong = [f"missing page: {page.path}" for page in expected if not (folder / page.path / "index.html").is_file()]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    read = {name: _read(folder / name) for name in sorted(files) if name.endswith(".html") and name != "404.html"}
    for name, page in read.items():
        wrong += _broken(name, page, read, files)
    return wrong


def _read(path: Path) -> _Links:
    parser = _Links()
    parser.feed(path.read_text("utf-8"))
    return parser


def _broken(name: str, page: _Links, read: dict[str, _Links], files: set[str]) -> Iterator[str]:
    for target in sorted(set(page.targets)):
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
        if parts.path.endswith("/") or path == ".":
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        if path not in files:
            yield f"{name}: broken link {target}"
        elif parts.fragment and path in read and unquote(parts.fragment) not in read[path].ids:
            yield f"{name}: no place “{parts.fragment}” in {path}"
