"""WebP: chunks within a RIFF file, each with a name, a length and a content of even length (RFC 9649)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.pictures.blocks import MAX_BLOCKS, Parts, UnreadableError, remark

HEADER = 12  # bytes: RIFF, length, WEBP
PIXELS = (b"VP8 ", b"VP8L")
SHOWN = {*PIXELS, b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
HAS_EXIF, HAS_XMP, ANIMATED = 0x08, 0x04, 0x02  # flags of VP8X


def parse(data: bytes) -> Parts:
    """Take a WebP picture apart. Raises UnreadableError."""
    chunks = list(_chunks(data))
    shown = [(name, data[at + 8 : end]) for name, at, end in chunks if name in SHOWN]
    names = [name for name, _ in shown]
    if not names or names[0] not in (*PIXELS, b"VP8X") or names.count(b"VP8X") > 1:
        raise UnreadableError("damaged")
    width, height = _size(*shown[0])
    animated = b"ANMF" in names
    pixels = [_size(name, body) for name, body in shown if name in PIXELS]
    if not (width and height) or (pixels != [(width, height)] and not animated):
        raise UnreadableError("damaged")  # a canvas and a picture of different sizes, two pictures, or none
    kept = tuple(data[at:end] for name, at, end in chunks if name in SHOWN)
    told = tuple(remark(data[at + 8 : end]) for name, at, end in chunks if name not in SHOWN)
    return Parts(width, height, animated, _end(data), kept, told)


def join(kept: Sequence[bytes], exif: bytes) -> bytes:
    """Put a WebP picture together again, with EXIF data (a TIFF structure) or without. Without VP8X there is no place for EXIF."""
    chunks = list(kept)
    if chunks[0].startswith(b"VP8X"):
        flags = chunks[0][8] & ~(HAS_EXIF | HAS_XMP) | (HAS_EXIF if exif else 0)
        chunks[0] = chunks[0][:8] + bytes((flags,)) + chunks[0][9:]
        if exif:
            chunks.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _end(data: bytes) -> int:
    return 8 + int.from_bytes(data[4:8], "little")


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield for each chunk its name, where it starts and where it ends, the byte that makes its length even included."""
    at, last = HEADER, _end(data)
    if last > len(data):
        raise UnreadableError("cut")
    for _ in range(MAX_BLOCKS):
        if at >= last:
            return
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if end > last:
            raise UnreadableError("damaged")
        yield data[at : at + 4], at, end
        at = end
    raise UnreadableError("damaged")


def _size(name: bytes, body: bytes) -> tuple[int, int]:
    """Return width and height in pixels as the head of a chunk says them; 0 when it is no such head."""
    if name == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == b"VP8L" and body[:1] == b"\x2f":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return 0, 0
