"""EXIF data: a TIFF structure, directories of tags that point to their values (CIPA DC-008, TIFF 6.0)."""

from __future__ import annotations

from collections.abc import Iterator

ORIENTATION, EXIF, GPS = 0x0112, 0x8769, 0x8825
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}  # bytes of a value by its type
MAX_TAGS = 1000  # of one directory; cameras write fewer than a hundred
MAX_VALUE = 1000  # bytes of one value that are looked at


def tags(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Yield the name of the directory ("main", "exif" or "gps"), the tag and the bytes of its value. What is damaged is left out."""
    places = {"main": _number(data, data[4:8])}
    for directory in ("main", "exif", "gps"):  # not the thumbnail's, and none twice: a directory that points to itself makes no loop
        for tag, value in _directory(data, places.get(directory, 0)):
            if directory == "main" and tag in (EXIF, GPS):
                places["exif" if tag == EXIF else "gps"] = _number(data, value[:4])
            yield directory, tag, value


def orientation(data: bytes) -> int:
    """Return how the picture is to be turned: 1 as it is, 2 to 8 mirrored or turned."""
    found = (_number(data, value[:2]) for directory, tag, value in tags(data) if directory == "main" and tag == ORIENTATION)
    value = next(found, 1)
    return value if 1 <= value <= 8 else 1


def only_orientation(value: int) -> bytes:
    """Return EXIF data of this one tag: a directory of one short number, and no next directory."""
    return b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0" + bytes((value,)) + b"\0\0\0\0\0\0"


def _directory(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    count = _number(data, data[at : at + 2]) if at else 0
    for number in range(min(count, MAX_TAGS)):
        entry = data[at + 2 + 12 * number : at + 14 + 12 * number]
        if len(entry) < 12:
            return
        size = WIDTHS.get(_number(data, entry[2:4]), 1) * _number(data, entry[4:8])
        start = _number(data, entry[8:12])
        value = entry[8 : 8 + size] if size <= 4 else data[start : start + min(size, MAX_VALUE)]
        yield _number(data, entry[:2]), value


def _number(data: bytes, part: bytes) -> int:
    """Read a number in the order of bytes that the first letter of the structure says."""
    return int.from_bytes(part, "little" if data[:1] == b"I" else "big")
