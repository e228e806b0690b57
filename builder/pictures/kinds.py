"""The first bytes of a file -> what kind of file it is."""

from __future__ import annotations

BEGINNINGS = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"\0\0\1\0", "ICO"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
)
BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC"}  # ISO/IEC 23008-12


def kind_of(data: bytes) -> str:
    """Return "jpg", "png", "webp", the name of another kind, or an empty text."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12], "MP4")
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning):
            return kind
    return _kind_of_text(data[:1024])


def _kind_of_text(beginning: bytes) -> str:
    """Tell a drawing and a web page by their first tag."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not text.startswith(b"<"):
        return ""
    return "SVG" if b"<svg" in text else "HTML"
