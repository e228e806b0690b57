"""What is told about a picture -> what of that can endanger somebody: where it was taken, who made it or is in it, which camera."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from builder.pictures import tiff

PLACE, PERSON, CAMERA = "place", "person", "camera"


class Trace(NamedTuple):
    """One thing that a picture tells about somebody."""

    about: str  # "place", "person" or "camera"
    field: str  # where it stands, as programs name it: "EXIF GPSLatitude"


EXIF_FIELDS = {
    ("gps", 0x02): Trace(PLACE, "EXIF GPSLatitude"),
    ("gps", 0x04): Trace(PLACE, "EXIF GPSLongitude"),
    ("gps", 0x14): Trace(PLACE, "EXIF GPSDestLatitude"),
    ("gps", 0x16): Trace(PLACE, "EXIF GPSDestLongitude"),
    ("main", 0x013B): Trace(PERSON, "EXIF Artist"),
    ("main", 0x9C9D): Trace(PERSON, "EXIF XPAuthor"),
    ("exif", 0xA430): Trace(PERSON, "EXIF CameraOwnerName"),
    ("exif", 0xA437): Trace(PERSON, "EXIF Photographer"),
    ("exif", 0xA438): Trace(PERSON, "EXIF ImageEditor"),
    ("exif", 0xA431): Trace(CAMERA, "EXIF BodySerialNumber"),
    ("exif", 0xA435): Trace(CAMERA, "EXIF LensSerialNumber"),
    ("main", 0xC62F): Trace(CAMERA, "EXIF CameraSerialNumber"),
    ("exif", 0x927C): Trace(CAMERA, "EXIF MakerNote"),  # in a form of the maker's own; many hold the number of the camera and its owner
}
XMP_FIELDS = {  # by the usual prefix of the namespace; also the keywords of PNG texts
    "exif:GPSLatitude": PLACE,
    "exif:GPSLongitude": PLACE,
    "drone-dji:GpsLatitude": PLACE,
    "drone-dji:GpsLongitude": PLACE,
    "dc:creator": PERSON,
    "tiff:Artist": PERSON,
    "exif:Artist": PERSON,
    "aux:OwnerName": PERSON,
    "exifEX:CameraOwnerName": PERSON,
    "xmpRights:Owner": PERSON,
    "Iptc4xmpExt:PersonInImage": PERSON,
    "Iptc4xmpCore:CiEmailWork": PERSON,
    "Iptc4xmpCore:CiTelWork": PERSON,
    "mwg-rs:Name": PERSON,  # who is in a part of the picture
    "MPReg:PersonDisplayName": PERSON,  # the same, by Microsoft
    "Author": PERSON,
    "aux:SerialNumber": CAMERA,
    "aux:LensSerialNumber": CAMERA,
    "exifEX:BodySerialNumber": CAMERA,
    "exifEX:LensSerialNumber": CAMERA,
}
IPTC_FIELDS = {80: "IPTC By-line", 118: "IPTC Contact", 122: "IPTC Writer/Editor"}  # of record 2; each names a person
TAG = re.compile(rb"<[^<>]*>")
FIGURE = re.compile(rb"[1-9]")


def traces(told: Iterable[tuple[str, bytes]]) -> tuple[Trace, ...]:
    """Return what the remarks of a picture (see Parts.told) tell about somebody, in order and without repetition."""
    return tuple(sorted({trace for kind, body in told for trace in _traces(kind, body)}))


def _traces(kind: str, body: bytes) -> Iterator[Trace]:
    if kind == "exif":
        yield from _exif(body)
    elif kind == "xmp":
        yield from _xmp(body)
    elif kind == "photoshop":
        yield from _photoshop(body)
    elif kind in XMP_FIELDS and _says(XMP_FIELDS[kind], body):
        yield Trace(XMP_FIELDS[kind], f"PNG {kind}")


def _exif(data: bytes) -> Iterator[Trace]:
    for directory, tag, value in tiff.tags(data):
        trace = EXIF_FIELDS.get((directory, tag))
        if trace and (_is_somewhere(value) if directory == "gps" else value.strip(b"\0 ")):
            yield trace


def _is_somewhere(value: bytes) -> bool:
    """Whether degrees, minutes and seconds, each a fraction, are not nought: telephones that know no place write 0/1 or 0/0."""
    halves = [value[at : at + 4].strip(b"\0") for at in range(0, len(value), 4)]
    return any(above and below for above, below in zip(halves[::2], halves[1::2], strict=False))


def _xmp(data: bytes) -> Iterator[Trace]:
    for name, about in XMP_FIELDS.items():
        if any(_says(about, value) for value in _xmp_values(data, name.encode())):
            yield Trace(about, f"XMP {name}")


def _xmp_values(data: bytes, name: bytes) -> Iterator[bytes]:
    """Yield the values of a property: name="value", or <name>value</name> with tags in between. Each byte is looked at once a form."""
    for match in re.finditer(rb"\s" + re.escape(name) + rb"=[\"']([^\"'<>]*)", data):
        yield match[1]
    start = data.find(b"<" + name)
    while start >= 0 and (end := data.find(b"</" + name, start)) >= 0:
        yield TAG.sub(b" ", data[start:end])
        start = data.find(b"<" + name, end)


def _says(about: str, value: bytes) -> bool:
    return bool(FIGURE.search(value) if about == PLACE else value.strip(b"\0 \t\r\n"))


def _photoshop(data: bytes) -> Iterator[Trace]:
    """Read the image resources of Photoshop: 8BIM, a number, a name, a length, and the content (Adobe Photoshop File Formats)."""
    at = 0
    while data[at : at + 4] == b"8BIM" and len(data) >= at + 12:
        name = 1 + data[at + 6]
        start = at + 6 + name + name % 2 + 4
        size = int.from_bytes(data[start - 4 : start], "big")
        body = data[start : start + size]
        readers = {0x0404: _iptc, 0x0422: _exif, 0x0424: _xmp}
        if reader := readers.get(int.from_bytes(data[at + 4 : at + 6], "big")):
            yield from reader(body)
        at = start + size + size % 2


def _iptc(data: bytes) -> Iterator[Trace]:
    """Read IPTC-IIM: a byte 1C, the record, the number of the field, a length, and the value."""
    at = 0
    while data[at : at + 1] == b"\x1c":
        record, field, size = *data[at + 1 : at + 3].ljust(2, b"\0"), int.from_bytes(data[at + 3 : at + 5], "big")
        if record == 2 and field in IPTC_FIELDS and data[at + 5 : at + 5 + size].strip(b"\0 "):
            yield Trace(PERSON, IPTC_FIELDS[field])
        at += 5 + size
