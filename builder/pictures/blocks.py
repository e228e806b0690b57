"""What the three formats have in common: a picture is a row of blocks; some show it, the others tell about it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BLOCKS = 10_000  # 4 MiB of PNG, as programs write it, have some 500

PREFIXES = (
    (b"Exif\0\0", "exif"),
    (b"http://ns.adobe.com/xap/1.0/\0", "xmp"),
    (b"http://ns.adobe.com/xmp/extension/\0", "xmp"),
    (b"Photoshop 3.0\0", "photoshop"),
)
BEGINNINGS = ((b"II*\0", "exif"), (b"MM\0*", "exif"), (b"8BIM", "photoshop"), (b"<", "xmp"))


class UnreadableError(Exception):
    """The bytes are no whole picture. `reason`: "unknown", "cut" or "damaged"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Parts:
    """A picture, taken apart."""

    width: int  # pixels
    height: int  # pixels
    animated: bool
    end: int  # where it ends; what follows is no part of it
    kept: tuple[bytes, ...]  # the blocks that show it, in order
    told: tuple[tuple[str, bytes], ...]  # the others: "exif", "xmp", "photoshop", the keyword of a PNG text, or empty; and the content


def remark(body: bytes) -> tuple[str, bytes]:
    """Return what a block is that tells about a picture, and its content without the name in front."""
    for prefix, kind in PREFIXES:
        if body.startswith(prefix):
            return kind, body[len(prefix) :]
    return next((kind for beginning, kind in BEGINNINGS if body.startswith(beginning)), ""), body
