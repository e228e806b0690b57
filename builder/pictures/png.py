"""PNG: chunks, each with a length, a name, a content and a checksum (W3C Portable Network Graphics, third edition)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

from builder.pictures.blocks import MAX_BLOCKS, Parts, UnreadableError, remark

SIGNATURE = 8  # bytes
HEAD = b"\0\0\0\x0dIHDR"  # how the first chunk begins
NEEDED = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
ANIMATION = {b"acTL", b"fcTL", b"fdAT"}
# transparency, colours, background and resolution. Everything else is dropped, known or not: Fireworks keeps whole drafts in a chunk of its own.
SHOWN = NEEDED | ANIMATION | {b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT"}
MAX_PACKED = 20  # compressed texts that are looked at
MAX_UNPACKED = 1024 * 1024  # bytes of each
PROFILE = b"Raw profile type "  # where ImageMagick keeps EXIF, IPTC and XMP as hexadecimal digits


def parse(data: bytes) -> Parts:
    """Take a PNG apart. Raises UnreadableError."""
    kept = [data[:SIGNATURE]]
    told: list[tuple[bytes, bytes]] = []
    names: list[bytes] = []
    end = 0
    for name, at, end in _chunks(data):
        names.append(name)
        if name in SHOWN:
            kept.append(data[at:end])
        else:
            told.append((name, data[at + 8 : end - 4]))
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    if kept[1][:8] != HEAD or names.count(b"IHDR") != 1 or b"IDAT" not in names or not (width and height):
        raise UnreadableError("damaged")
    return Parts(width, height, not ANIMATION.isdisjoint(names), end, tuple(kept), tuple(_remarks(told)))


def join(kept: Sequence[bytes], exif: bytes) -> bytes:
    """Put a PNG together again, with EXIF data (a TIFF structure) or without."""
    body = b"eXIf" + exif
    chunk = len(exif).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big") if exif else b""
    return b"".join((*kept[:2], chunk, *kept[2:]))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield for each chunk its name, where it starts and where it ends; the last is IEND."""
    at = SIGNATURE
    for _ in range(MAX_BLOCKS):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if end > len(data):
            raise UnreadableError("cut")
        if not name.isalpha() or (name[:1].isupper() and not _is_sound(name, data[at + 4 : end])):
            raise UnreadableError("damaged")
        yield name, at, end
        if name == b"IEND":
            return
        at = end
    raise UnreadableError("damaged")


def _is_sound(name: bytes, chunk: bytes) -> bool:
    """Whether a chunk that no program may pass over is one that programs know, and its checksum is right."""
    return name in NEEDED and zlib.crc32(chunk[:-4]) == int.from_bytes(chunk[-4:], "big")


def _remarks(told: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield the texts of a picture by their keyword, and everything else as it is."""
    left = MAX_PACKED
    for name, body in told:
        if name not in (b"tEXt", b"zTXt", b"iTXt"):
            yield remark(body)
            continue
        keyword, packed, text = _text(name, body)
        if packed:
            text = _unpacked(text) if left > 0 else b""
            left -= 1
        if keyword.startswith(PROFILE):
            text = _raw_profile(text)
        yield remark(text) if keyword.startswith((PROFILE, b"XML:")) else (keyword.decode("latin-1"), text)


def _text(name: bytes, body: bytes) -> tuple[bytes, bool, bytes]:
    """Return the keyword of a text, whether the text is compressed, and the text."""
    keyword, _, rest = body.partition(b"\0")
    if name == b"tEXt":
        return keyword, False, rest
    if name == b"zTXt":
        return keyword, True, rest[1:]
    return keyword, rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]  # behind the language and the translated keyword


def _unpacked(packed: bytes) -> bytes:
    """Return the beginning of what was compressed; nothing when it is damaged."""
    try:
        return zlib.decompressobj().decompress(packed, MAX_UNPACKED)
    except zlib.error:
        return b""


def _raw_profile(text: bytes) -> bytes:
    """Return the bytes of a raw profile: below an empty line, its name and its length stand hexadecimal digits."""
    try:
        return bytes.fromhex(b"".join(text.split(b"\n", 3)[3:]).decode("latin-1"))
    except ValueError:
        return text
