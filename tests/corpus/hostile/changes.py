"""An input: a change to the folder of a case, and what must be said of it. And the changes that the tables are written with."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TEXT = "index.en.md"
GOOD = Path(__file__).parent.parent / "good/cases/kh/village-library" / TEXT
CONTEXT = "A village by the river, with a school of one room."
TITLE = "Village library (an example for tests)"
ALT = "Children choose books from a shelf"

Change = Callable[[Path], None]  # is given the folder of a whole case


@dataclass(frozen=True)
class Input:
    """One input, as a case of its own in cases/kh/<kind>-<name>/."""

    kind: str
    short: str
    verdict: str  # "refuse": an error at `where`; "warn": a warning there and no error; "pass": neither
    message: str  # how the problem's message begins, such as "KB503"; "": not certain
    change: Change
    where: str = TEXT  # the file with the problem, seen from the folder of the case

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.short}"

    @property
    def folder(self) -> str:
        return f"cases/kh/{self.name}"

    @property
    def path(self) -> str:
        return posixpath.normpath(f"{self.folder}/{self.where}")

    def owns(self, path: str) -> bool:
        """Return whether a problem at a path was caused by this input."""
        return any(path == own or path.startswith(f"{own}/") for own in (self.folder, self.path))

    def plant(self, root: Path) -> None:
        """Make the case below `root` and change it."""
        folder = root / self.folder
        folder.mkdir(parents=True)
        text = GOOD.read_text("utf-8").replace("kh-village-library", f"kh-{self.name}")
        (folder / TEXT).write_text(text, "utf-8")
        self.change(folder)


def edit(old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / TEXT).read_text("utf-8")
        assert text.count(old) >= 1, old
        (folder / TEXT).write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogatepass"))

    return change


def context(text: str) -> Change:
    """Put a text into the body, below a heading."""
    return edit(CONTEXT, text)


def line(key: str, rest: str) -> Change:
    """Write a top-level field of the head, that is there in one line, anew: `rest` is what stands behind its colon."""
    return edit_lines(lambda lines: [f"{key}:{rest}" if entry.startswith(f"{key}:") else entry for entry in lines])


def title(value: str) -> Change:
    return line("title", f" {json.dumps(value, ensure_ascii=False)}")


def add(lines: str) -> Change:
    """Add fields to the head."""
    return edit('licence: "CC', f'{lines}\nlicence: "CC')


def edit_lines(make: Callable[[list[str]], list[str]]) -> Change:
    def change(folder: Path) -> None:
        lines = (folder / TEXT).read_text("utf-8").split("\n")
        (folder / TEXT).write_bytes("\n".join(make(lines)).encode("utf-8", "surrogatepass"))

    return change


def raw(make: Callable[[bytes], bytes] | bytes, name: str = TEXT) -> Change:
    """Change the bytes of the text, or write a file of these bytes."""

    def change(folder: Path) -> None:
        data = make if isinstance(make, bytes) else make((folder / TEXT).read_bytes())
        (folder / name).write_bytes(data)

    return change


def renamed(name: str) -> Change:
    """Give the text another name."""
    return lambda folder: (folder / TEXT).rename(folder / name) and None


def moved(name: str) -> Change:
    """Give the folder of the case another name; its permanent name follows."""

    def change(folder: Path) -> None:
        edit(f"kh-{folder.name}", f"kh-{name}")(folder)
        folder.rename(folder.parent / name)

    return change


def symlink(name: str, target: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return change


def fifo(name: str) -> Change:
    def change(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return change


def folder(name: str) -> Change:
    return lambda case: (case / name).mkdir()


def picture(data: bytes, name: str = "shelf.jpg", alt: str = ALT, credit: str = "Committee") -> Change:
    """Put a picture beside the text, and name it there."""
    values = (("file", name), ("alt", alt), ("credit", credit), ("licence", "CC-BY-4.0"))
    entry = "\n    ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values)
    return both(raw(data, name), add(f"pictures:\n  - {entry}"))


def both(*changes: Change) -> Change:
    def change(folder: Path) -> None:
        for one in changes:
            one(folder)

    return change
