"""The bytes of a picture -> what it is and what it tells about people; and the same picture without what it tells.

A picture is taken apart at the borders of its blocks and no further. Its pixels are not decoded: a hostile file meets no code that can
crash or fill the memory, and what is taken out leaves every pixel as it was, which a library that writes pictures anew cannot promise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from builder.pictures import jpeg, png, tiff, webp
from builder.pictures.blocks import Parts, UnreadableError
from builder.pictures.kinds import kind_of
from builder.pictures.traces import Trace, traces

PADDING = b"\0\t\n\r \xff"  # some programs fill a file up with these
FOREIGN = re.compile(rb"<(?:script|html|iframe|svg|\?php)\b|%pdf-\d", re.IGNORECASE)  # a web page, a program or a document within a picture


class Format(Protocol):
    """A module that knows one format."""

    def parse(self, data: bytes, /) -> Parts: ...
    def join(self, kept: Sequence[bytes], exif: bytes, /) -> bytes: ...


FORMATS: Mapping[str, Format] = {"jpg": jpeg, "png": png, "webp": webp}  # by the ending of a name


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bytes of a picture say."""

    kind: str  # what it is, whatever its name says: a key of FORMATS, another name such as "GIF", or empty when it is nothing known
    weight: int  # bytes
    fault: str = ""  # why it cannot be shown: "empty", "unknown", "cut" (its end is missing) or "damaged"; then nothing below is known
    width: int = 0  # pixels
    height: int = 0  # pixels
    animated: bool = False
    foreign: str = ""  # where something is that is no picture: "behind" its end, or "inside" its remarks
    traces: tuple[Trace, ...] = ()  # what it tells about people


def facts(data: bytes) -> Facts:
    """Say what the bytes are. Never fails, takes time in proportion to them, and needs no more than some copies of them."""
    kind = kind_of(data)
    if kind not in FORMATS:
        return Facts(kind, len(data), "" if kind else "unknown" if data else "empty")
    try:
        parts = FORMATS[kind].parse(data)
    except UnreadableError as error:
        return Facts(kind, len(data), error.reason)
    return Facts(kind, len(data), "", parts.width, parts.height, parts.animated, _foreign(data, parts), traces(parts.told))


def strip(data: bytes) -> bytes:
    """Return a picture without its remarks (EXIF, XMP, IPTC, comments, thumbnails) and without anything behind its end.

    Pixels and colour profile stay bit for bit. How it must be turned to stand upright is a remark, too (EXIF Orientation); a picture that
    needs it keeps this one and no other, for without it the picture would lie on its side, and turning the pixels of a JPEG loses detail.
    Raises UnreadableError when the bytes are no whole picture.
    """
    kind = kind_of(data)
    if kind not in FORMATS:
        raise UnreadableError("unknown")
    parts = FORMATS[kind].parse(data)
    turned = next((o for name, body in parts.told if name == "exif" and (o := tiff.orientation(body)) != 1), 1)
    return FORMATS[kind].join(parts.kept, tiff.only_orientation(turned) if turned != 1 else b"")


def _foreign(data: bytes, parts: Parts) -> str:
    if data[parts.end :].strip(PADDING):
        return "behind"
    return "inside" if any(FOREIGN.search(body) for _, body in parts.told) else ""


__all__ = ["FORMATS", "Facts", "Trace", "UnreadableError", "facts", "strip"]
