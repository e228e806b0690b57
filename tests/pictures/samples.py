"""Pictures, made anew for each run: whole ones by Pillow, and parts to put into them by hand."""

from __future__ import annotations

import functools
import io
import zlib

from PIL import Image, ImageCms

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
GPS, EXIF = 0x8825, 0x8769
XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description {}>{}</rdf:Description></rdf:RDF></x:xmpmeta>'


@functools.cache
def picture(kind: str, width: int = 640, height: int = 400, mode: str = "RGB") -> bytes:
    """Return a picture with a gradient; the same bytes for the same arguments."""
    image = Image.linear_gradient("L").resize((width, height)).convert(mode)
    return saved(image, kind)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, FORMATS[kind], **options)
    return file.getvalue()


def with_exif(kind: str, tags: dict[int, object], exif: dict[int, object] | None = None, gps: dict[int, object] | None = None) -> bytes:
    """Return a picture with EXIF tags, written by Pillow."""
    data = Image.Exif()
    data.update(tags)
    data.get_ifd(EXIF).update(exif or {})
    data.get_ifd(GPS).update(gps or {})
    return saved(Image.open(io.BytesIO(picture(kind))), kind, exif=data.tobytes())


def with_profile(kind: str) -> bytes:
    """Return a picture with a colour profile, remarks of every kind that Pillow writes, and one that has to be turned."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif.update({0x0112: 6, 0x010F: "Canon", 0x013B: "Sok Dara"})
    return saved(Image.open(io.BytesIO(picture(kind))), kind, exif=exif.tobytes(), icc_profile=profile, xmp=xmp(attributes='dc:creator="A"'))


def xmp(attributes: str = "", elements: str = "") -> bytes:
    return XMP.format(attributes, elements).encode()


def in_jpeg(*segments: tuple[int, bytes], base: bytes | None = None) -> bytes:
    """Put segments behind the first marker of a JPEG."""
    base = base or picture("jpg")
    made = b"".join(bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body for marker, body in segments)
    return base[:2] + made + base[2:]


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


def in_png(*chunks: bytes, base: bytes | None = None) -> bytes:
    """Put chunks behind the head of a PNG."""
    base = base or picture("png")
    return base[:33] + b"".join(chunks) + base[33:]


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(name + len(part).to_bytes(4, "little") + part + b"\0" * (len(part) % 2) for name, part in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (400, 400), colour) for colour in ("red", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def iptc(field: int, value: bytes) -> bytes:
    """Return the content of a segment APP13 with one IPTC field."""
    data = b"\x1c\x02" + bytes((field,)) + len(value).to_bytes(2, "big") + value
    return b"Photoshop 3.0\0" + resource(0x03ED, b"\0" * 16) + resource(0x0404, data)


def resource(number: int, body: bytes) -> bytes:
    return b"8BIM" + number.to_bytes(2, "big") + b"\0\0" + len(body).to_bytes(4, "big") + body + b"\0" * (len(body) % 2)


def declared(kind: str, width: int, height: int) -> bytes:
    """Return a small picture that says it is large."""
    data = picture(kind)
    if kind == "png":
        return data[:8] + chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + data[24:29]) + data[33:]
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + data[at + 9 :]
