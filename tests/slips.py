"""The slips of tests/corpus/bad: what is done to the good tree, step by step, read from edit.yml.

A step is named by its first key. Names of files are relative to the folder of the case; the text is meant where none is given.

    old, new        a piece of a text, which stands there once, is replaced; with `times`, by the new one so many times
    old, bytes      the same, by bytes: each character is one (Latin-1)
    example         the good lines of schema/examples.yml are replaced by the bad ones in the named file
    write, text     a file is written; with `times`, the text so many times
    encode          the text is saved in another encoding
    rename, copy, link, remove, pipe     what the words say; the second name is under `to`
    copies, to      a picture is copied so many times
    picture, made   a picture of samples() is put there and named in the head, with `alt`, and `more` lines
    translation     a whole translation is added; unless `accepted` is false, it agrees with the original
    disallow        the allowlist has a tag less
    failure         the checker fails on the case in this way
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builder import build, markup, verdict
from builder.model import Example, Reference
from builder.workers import Failure
from builder.yaml_text import parse
from tests.checks.test_pictures import add
from tests.conftest import TODAY, add_translation
from tests.pictures import samples

BAD = Path(__file__).parent / "corpus" / "bad"
TEXT = "index.en.md"
CASE = "cases/kh/village-library"
Step = Mapping[str, Any]


def slips(code: str) -> dict[str, list[Step]]:
    """Return the steps of each slip of a code by its name: the key of the message that it shows and, where it has several, a few words."""
    read = parse((BAD / code / "edit.yml").read_text("utf-8"))
    assert not read.errors, (code, read.errors)
    return {name: steps or [{"example": TEXT}] for name, steps in read.data.items()}


def make(steps: list[Step], case: Path, reference: Reference, example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do the steps of a slip to a case."""
    for step in steps:
        kind = next(iter(step))
        if kind == "example":
            _replace(case, {"old": example.good, "new": example.bad, "file": step[kind]})
        elif kind == "translation":
            path = add_translation(case.parents[2], reference)
            if step.get("accepted", True):
                path.write_text(build.accept(case.parents[2], path, reference, TODAY), "utf-8")
        elif kind == "disallow":
            monkeypatch.setattr(markup, "TAGS", markup.TAGS - {step[kind]})
        elif kind == "failure":
            monkeypatch.setattr(verdict, "judge", lambda *_, why=step[kind], **__: Failure(why))
        else:
            STEPS[kind](case, step)


def _replace(case: Path, step: Step) -> None:
    path = case / step.get("file", TEXT)
    old, new = str(step["old"]).rstrip("\n").encode(), str(step.get("new", "")).rstrip("\n").encode() * step.get("times", 1)
    data = path.read_bytes()
    assert data.count(old) == 1, step
    path.write_bytes(data.replace(old, step["bytes"].encode("latin-1") if "bytes" in step else new))


def _write(case: Path, step: Step) -> None:
    path = case / step["write"]
    path.parent.mkdir(exist_ok=True)
    path.write_text(step["text"] * step.get("times", 1), "utf-8")


def _encode(case: Path, step: Step) -> None:
    (case / TEXT).write_bytes((case / TEXT).read_text("utf-8").encode(step["encode"]))


def _copies(case: Path, step: Step) -> None:
    for number in range(step["copies"]):
        (case / step["to"].format(number)).write_bytes(samples.picture("jpg"))


def _remove(case: Path, step: Step) -> None:
    path = (case / step["remove"]).resolve()
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _picture(case: Path, step: Step) -> None:
    add(case.parents[2], step["picture"], pictures()[step["made"]], **{name: step[name] for name in ("alt", "more") if name in step})


STEPS: Mapping[str, Callable[[Path, Step], object]] = {
    "old": _replace,
    "write": _write,
    "encode": _encode,
    "rename": lambda case, step: (case / step["rename"]).rename(case / step["to"]),
    "copy": lambda case, step: shutil.copytree(case / step["copy"], case / step["to"]),
    "link": lambda case, step: (case / step["link"]).symlink_to(step["to"]),
    "pipe": lambda case, step: os.mkfifo(case / step["pipe"]),
    "copies": _copies,
    "remove": _remove,
    "picture": _picture,
}


@cache
def pictures() -> dict[str, bytes]:
    """Return the pictures of the slips by name."""
    person, gps = {0x013B: "Example Person"}, {2: (11.0, 33.0, 21.5)}
    return {
        "jpg": samples.picture("jpg"),
        "png": samples.picture("png"),
        "gif": b"GIF89a\0\0",
        "svg": b"<svg onload='alert(1)'/>",
        "empty": b"",
        "text": b"not a picture",
        "cut": samples.picture("jpg")[:-300],
        "damaged": samples.picture("png").replace(b"IDAT", b"IDAX"),
        "small": samples.picture("jpg", 160, 120),
        "large": samples.declared("png", 60000, 60000),
        "heavy": samples.in_png(samples.chunk(b"IDAT", b"\0" * 1024 * 1024)),
        "animated": samples.animated("png"),
        "behind": samples.picture("jpg") + b"PK\x03\x04" + b"\0" * 30,
        "inside": samples.in_jpeg((0xFE, b"<script>alert(1)</script>")),
        "place": samples.with_exif("jpg", {}, {}, gps),
        "person": samples.with_exif("jpg", person),
        "place_and_person": samples.with_exif("jpg", person, {0xA431: "1"}, gps),
        "camera": samples.with_exif("jpg", {}, {0xA431: "0123"}),
    }
