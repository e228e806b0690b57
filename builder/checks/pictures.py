"""The pictures of a case: that they can be shown, harm nobody, and are described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.pictures import FORMATS, Facts
from builder.problems import Position, Problem, Severity, clip, problem

MIN_SIDE = 320  # pixels of the longer side: the width of a small telephone
MAX_SIDE = 8000  # pixels
MAX_PIXELS = 40_000_000  # 160 MB in the memory of a reader's telephone
LIGHT = 1024 * 1024  # bytes: 30 seconds at 0.3 Mbit/s
CAMERA_NAME = re.compile(r"(?:img|dscn?|dscf|pxl|dji|sam|photo|image|picture|pic|scan|screenshot)?[-_ ]?[0-9][0-9_-]*")  # as cameras name pictures
# how a text begins that says of a picture that it is one, in the languages where such words stand first and mean nothing else
OPENINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("image of ", "picture of ", "photo of ", "photograph of "),
    "id": ("gambar dari ", "foto dari "),
    "ms": ("gambar bagi ", "foto bagi "),
    "fil": ("larawan ng ", "litrato ng "),
    "vi": ("hình ảnh của ", "hình ảnh về ", "bức ảnh về "),
    "th": ("ภาพของ", "รูปของ", "รูปภาพของ", "ภาพถ่ายของ"),
    "lo": ("ຮູບຂອງ", "ຮູບພາບຂອງ"),
    "km": ("រូបភាពនៃ", "រូបថតនៃ"),
    "pt": ("imagem de ", "foto de ", "fotografia de "),
    "tet": ("imajen husi ", "foto husi "),
}


def format_is_name(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB408: A picture is what the ending of its name says: a JPEG (jpg), PNG (png) or WebP (webp) picture."""
    for name, facts in files.pictures.items():
        path = PurePosixPath(name)
        if facts.kind in FORMATS and facts.kind != path.suffix[1:]:
            yield _at_picture(files, name, "KB408.other_name", suggestion=f"{path.stem}.{facts.kind}", kind=facts.kind.upper())
        elif facts.kind and facts.kind not in FORMATS:
            yield _at_picture(files, name, "KB408.other_kind", kind=facts.kind)


def picture_is_whole(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB409: A picture is whole, and built so that every browser can show it."""
    for name, facts in files.pictures.items():
        if facts.fault:
            yield _at_picture(files, name, f"KB409.{facts.fault}")


def size_is_right(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB410: A picture has 320 pixels or more on its longer side, at most 8,000 on each and 40 million in all; more than 1 MiB is a hint."""
    for name, facts in _whole(files):
        longer = max(facts.width, facts.height)
        if longer < MIN_SIDE:
            yield _at_picture(files, name, "KB410.small", width=facts.width, height=facts.height, limit=MIN_SIDE)
        elif longer > MAX_SIDE or facts.width * facts.height > MAX_PIXELS:
            yield _at_picture(files, name, "KB410.large", width=facts.width, height=facts.height, limit=MAX_SIDE, millions=MAX_PIXELS // 1_000_000)
        elif facts.weight > LIGHT:
            yield _at_picture(files, name, "KB410.heavy", Severity.NOTE, size=facts.weight // 1024)


def nothing_else_inside(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB411: A picture is one still picture, and its file holds nothing else: no film, no second picture, no page, no program."""
    for name, facts in _whole(files):
        if facts.animated:
            yield _at_picture(files, name, "KB411.animated")
        if facts.foreign:
            yield _at_picture(files, name, f"KB411.{facts.foreign}")


def no_traces_of_people(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB412: A picture does not tell where it was taken, who made it or who is in it; the number of a camera is a warning.

    Telephones and cameras write such remarks into the file. They can lead somebody to the house of those who are shown. Remarks that
    tell nothing about people (the model of the camera, the time, a copyright line, a caption) may stay. All traces of a picture are one problem.
    """
    for name, facts in _whole(files):
        about = {trace.about for trace in facts.traces}
        kind = "place_and_person" if {"place", "person"} <= about else next((k for k in ("place", "person", "camera") if k in about), "")
        fields = ", ".join(trace.field for trace in facts.traces)
        if kind:
            yield _at_picture(files, name, f"KB412.{kind}", Severity.WARNING if kind == "camera" else Severity.ERROR, fields=fields)


def alt_describes(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB413: The text for those who cannot see a picture says what it shows: no file name, and not “image of”. This is a hint."""
    for document in files.documents:
        for index, entry in enumerate(document.data.get("pictures", ())):
            alt = entry["alt"].strip().casefold()
            openings = OPENINGS.get(document.source.language, ())
            if _is_file_name(alt, entry["file"]):
                yield at_value(document, ("pictures", index, "alt"), "KB413.file_name", Severity.NOTE, alt=clip(entry["alt"]))
            elif alt.startswith(openings):
                yield at_value(document, ("pictures", index, "alt"), "KB413.opening", Severity.NOTE, alt=clip(entry["alt"]))


def people_have_agreed(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB414: A picture of people who have not agreed (consent: false) is not published."""
    for document in files.originals:
        for index, entry in enumerate(document.data.get("pictures", ())):
            if entry.get("consent") is False:
                yield at_value(document, ("pictures", index, "consent"), "KB414.not_agreed", file=clip(entry["file"]))


def _whole(files: CaseFolder) -> Iterator[tuple[str, Facts]]:
    """Yield the pictures of which more is known than their kind."""
    return ((name, facts) for name, facts in files.pictures.items() if facts.width)


def _is_file_name(alt: str, file: str) -> bool:
    """Whether a text (trimmed, in small letters) is a name of a file. A plain word may be the name of the file and a description, too."""
    stem = PurePosixPath(file).stem
    named = alt in (file, stem) and not alt.isalpha()
    ending = " " not in alt and alt.endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic"))
    return named or ending or bool(CAMERA_NAME.fullmatch(alt))


def _at_picture(files: CaseFolder, name: str, message: str, severity: Severity = Severity.ERROR, suggestion: str = "", **values: object) -> Problem:
    """Make a problem of a whole picture: it has no lines."""
    return problem(f"cases/{files.folder}/{name}", Position(), message, values, severity, suggestion)
