"""JPEG: segments, each with a marker and a length; behind the marker SOS the pixels, up to the next marker (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.pictures.blocks import MAX_BLOCKS, Parts, UnreadableError, remark

SOI, EOI, SOS, COM, APP0, APP1, APP2, APP14, APP15 = 0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive: what browsers show
TABLES = {0xC4, 0xDB, 0xDC, 0xDD}  # Huffman codes, quantisation, number of lines, restarts
REMARKS = {COM, *range(APP0, APP15 + 1)}
KNOWN = FRAMES | TABLES | REMARKS | {SOS, EOI}
MAX_SCANS = 100  # a progressive picture has some 10; thousands keep a reader's telephone busy for minutes
FILL = re.compile(rb"\xff+")
AFTER_PIXELS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # FF 00 is a byte of the pixels, D0 to D7 are marks within them
SHOWN = {APP0: b"JFIF\0", APP2: b"ICC_PROFILE\0", APP14: b"Adobe"}  # resolution, colour profile, colour model; no other APP changes what is seen


def parse(data: bytes) -> Parts:
    """Take a JPEG apart. Raises UnreadableError."""
    kept, told = [data[:2]], []
    width = height = scans = at = 0
    for marker, at, end in _segments(data):
        body = data[at + 4 : end]
        if (marker in FRAMES and width) or (marker == SOS and not width):
            raise UnreadableError("damaged")
        if marker in FRAMES:
            height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
        scans += marker == SOS
        if _shows(marker, body):
            kept.append(data[at:end])
        else:
            told.append(remark(body))
    if not (width and height and 0 < scans <= MAX_SCANS):
        raise UnreadableError("damaged")
    return Parts(width, height, False, at + 2, tuple(kept), tuple(told))


def join(kept: Sequence[bytes], exif: bytes) -> bytes:
    """Put a JPEG together again, with EXIF data (a TIFF structure) or without."""
    first = 2 if kept[1][1] == APP0 else 1  # JFIF wants to be the first, and EXIF, too: programs put EXIF second
    body = b"Exif\0\0" + exif
    segment = bytes((0xFF, APP1)) + (len(body) + 2).to_bytes(2, "big") + body if exif else b""
    return b"".join((*kept[:first], segment, *kept[first:]))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield for each segment its marker, where it starts and where it ends, pixels included; the last is EOI."""
    at = 2
    for _ in range(MAX_BLOCKS):
        fill = FILL.match(data, at)
        if not fill and at < len(data):
            raise UnreadableError("damaged")
        code = fill.end() if fill else at
        if code >= len(data):
            raise UnreadableError("cut")
        marker = data[code]
        if marker not in KNOWN:
            raise UnreadableError("damaged")
        end = code + 1 if marker == EOI else _end(data, code, marker)
        yield marker, code - 1, end
        if marker == EOI:
            return
        at = end
    raise UnreadableError("damaged")


def _end(data: bytes, code: int, marker: int) -> int:
    """Return where a segment ends whose marker stands at `code`."""
    length = int.from_bytes(data[code + 1 : code + 3], "big")
    end = code + 1 + length
    if length < 2 and code + 3 <= len(data):
        raise UnreadableError("damaged")
    if marker == SOS:
        found = AFTER_PIXELS.search(data, end)
        end = found.start() if found else len(data) + 1
    if end > len(data) or code + 3 > len(data):
        raise UnreadableError("cut")
    return end


def _shows(marker: int, body: bytes) -> bool:
    return marker not in REMARKS or (marker in SHOWN and body.startswith(SHOWN[marker]))
