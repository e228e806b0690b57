"""What the bytes of a picture are, whatever they are."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.pictures import FORMATS, UnreadableError, facts, strip
from tests.pictures.samples import animated, chunk, declared, in_jpeg, in_png, picture, riff, saved, with_profile, xmp

KINDS = tuple(FORMATS)
JPG, PNG, WEBP = (picture(kind) for kind in KINDS)
EMPTY_COMMENTS = [(0xFE, b"")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "height"), [(640, 400), (1, 1), (400, 1001)])
def test_a_whole_picture(kind: str, width: int, height: int) -> None:
    found = facts(picture(kind, width, height))
    assert (found.kind, found.fault, found.width, found.height, found.animated, found.foreign, found.traces) == (kind, "", width, height, False, "", ())
    assert found.weight == len(picture(kind, width, height))


@pytest.mark.parametrize(
    "data",
    [
        picture("jpg", mode="L"),
        picture("jpg", mode="CMYK"),
        saved(Image.new("RGB", (400, 400)), "jpg", progressive=True, comment="a village"),
        picture("png", mode="RGBA"),
        picture("png", mode="P"),
        picture("png", mode="1"),
        saved(Image.new("RGBA", (400, 400)), "webp", lossless=True),
        saved(Image.new("RGBA", (400, 400), (1, 2, 3, 4)), "webp", lossless=False),
        *(with_profile(kind) for kind in KINDS),
        JPG + b"\0" * 100,
        PNG + b"\r\n",
        in_jpeg((0xE2, b"FPXR\0" + b"x" * 80)),
        in_jpeg((0xFE, b"Made by <b>hand</b>, not a <scripture>; see page 100%")),
        in_png(chunk(b"tEXt", b"Software\0<html5> to PNG")),
        JPG[:2] + b"\xff\xff\xff" + JPG[2:],  # a marker may be filled up
    ],
)
def test_harmless_pictures(data: bytes) -> None:
    found = facts(data)
    assert (found.fault, found.animated, found.foreign) == ("", False, "")
    assert (found.width, found.height) == Image.open(io.BytesIO(data)).size


@pytest.mark.parametrize(
    ("data", "kind", "fault"),
    [
        (b"", "", "empty"),
        (b"\0" * 500, "", "unknown"),
        (b"x", "", "unknown"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "", "unknown"),
        (b"GIF89a" + b"\0" * 50, "GIF", ""),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC", ""),
        (b"\0\0\0\x18ftypavif" + b"\0" * 50, "AVIF", ""),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 50, "MP4", ""),
        (b"%PDF-1.7\n", "PDF", ""),
        (b"PK\x03\x04" + b"\0" * 50, "ZIP", ""),
        (b"MM\0*\0\0\0\x08", "TIFF", ""),
        (b"\0\0\1\0\1\0", "ICO", ""),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "SVG", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG", ""),
        (b"\n<!DOCTYPE html><script>alert(1)</script>", "HTML", ""),
        (JPG[:-2], "jpg", "cut"),
        (JPG[:300], "jpg", "cut"),
        (JPG[:4], "jpg", "cut"),
        (JPG[:2] + b"\xff" * 1000, "jpg", "cut"),
        (b"\xff\xd8\xff\xd9", "jpg", "damaged"),
        (JPG.replace(b"\xff\xc0", b"\xff\xc3", 1), "jpg", "damaged"),  # lossless: no browser shows it
        (JPG.replace(b"\xff\xc0", b"\xff\xf0", 1), "jpg", "damaged"),
        (JPG.replace(b"\xff\xdb", b"\x00\xdb", 1), "jpg", "damaged"),
        (JPG[:2] + b"\xff\xfe\0\0" + JPG[2:], "jpg", "damaged"),  # a length that lies
        (in_jpeg((0xC0, b"\x08\x01\x00\x01\x00\x01\x01\x11\x00")), "jpg", "damaged"),  # two sizes
        (declared("jpg", 0, 100), "jpg", "damaged"),
        (in_jpeg(*EMPTY_COMMENTS * 100_000), "jpg", "damaged"),
        (JPG[:-2] + JPG[JPG.index(b"\xff\xda") : -2] * 200 + b"\xff\xd9", "jpg", "damaged"),  # a bomb of scans
        (PNG[:-12], "png", "cut"),
        (PNG[:-5], "png", "cut"),
        (PNG[:20], "png", "cut"),
        (in_png(b"\xff\xff\xff\xfftEXtxx"), "png", "cut"),  # a length that lies
        (PNG.replace(b"IHDR", b"IHDX"), "png", "damaged"),
        (PNG[:60] + bytes((PNG[60] ^ 1,)) + PNG[61:], "png", "damaged"),
        (PNG[:8] + chunk(b"CgBI", b"\0" * 4) + PNG[8:], "png", "damaged"),  # as Xcode writes them
        (PNG[:8] + chunk(b"gAMA", b"\0" * 4) + PNG[8:], "png", "damaged"),
        (PNG[:33] + PNG[-12:], "png", "damaged"),
        (PNG[:8] + chunk(b"IHDR", PNG[16:24]) + PNG[33:], "png", "damaged"),
        (in_png(chunk(b"IHDR", PNG[16:29])), "png", "damaged"),
        (declared("png", 100, 0), "png", "damaged"),
        (in_png(chunk(b"tEXt", b"") * 100_000), "png", "damaged"),
        (WEBP[:-10], "webp", "cut"),
        (riff(), "webp", "damaged"),
        (riff((b"XMP ", b"x")), "webp", "damaged"),
        (riff((b"VP8 ", b"nothing of use")), "webp", "damaged"),
        (riff((b"VP8X", bytes(10))), "webp", "damaged"),  # a canvas without a picture
        (riff((b"VP8X", bytes(10)), (b"VP8 ", WEBP[20:])), "webp", "damaged"),  # of another size
        (riff((b"VP8 ", WEBP[20:]), (b"VP8 ", WEBP[20:])), "webp", "damaged"),
        (riff((b"VP8 ", WEBP[20:]), *[(b"JUNK", b"")] * 100_000), "webp", "damaged"),
        (WEBP[:16] + b"\xff\xff\xff\xff" + WEBP[20:], "webp", "damaged"),
    ],
)
def test_what_is_no_whole_picture(data: bytes, kind: str, fault: str) -> None:
    found = facts(data)
    assert (found.kind, found.fault, found.width, found.traces) == (kind, fault, 0, ())
    with pytest.raises(UnreadableError):
        strip(data)


def test_a_bomb_is_measured_and_not_unpacked() -> None:
    for kind in ("jpg", "png"):
        assert facts(declared(kind, 60000, 60000)).width == 60000


def test_moving_pictures() -> None:
    assert facts(animated("png")).animated
    assert facts(animated("webp")).animated


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("more", [b"<script>alert(1)</script>", b"PK\x03\x04" + b"\0" * 40, b"%PDF-1.4", b"\0\0\0\x18ftypmp42", JPG])
def test_something_behind_the_end(kind: str, more: bytes) -> None:
    data = picture(kind) + b"\0\0" + more
    assert facts(data).foreign == "behind"
    assert facts(strip(data)).foreign == ""
    assert strip(data) == picture(kind)


@pytest.mark.parametrize(
    "data",
    [
        in_jpeg((0xFE, b"*/<SCRIPT>alert(1)</SCRIPT>/*")),
        in_jpeg((0xE5, b"%PDF-1.4\n1 0 obj")),
        in_png(chunk(b"tEXt", b"Comment\0<?php system($_GET['c']);?>")),
        in_png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"<html><body>"))),
        riff((b"VP8 ", WEBP[20:]), (b"JUNK", b"<iframe src=x>")),
    ],
)
def test_something_hidden_in_remarks(data: bytes) -> None:
    assert facts(data).foreign == "inside"
    assert facts(strip(data)).foreign == ""


def test_packed_texts_are_bounded() -> None:
    packed = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 50_000_000, 9))
    assert facts(in_png(packed * 60)).fault == ""
    assert facts(in_png(chunk(b"iTXt", b"Comment\0\1\0en\0\0not compressed"))).fault == ""


@given(st.binary(max_size=300), st.sampled_from([b"", JPG[:2], PNG[:8], WEBP[:12], JPG[:400], PNG[:33], WEBP[:30]]))
def test_any_bytes(data: bytes, beginning: bytes) -> None:
    found = facts(beginning + data)
    assert found.weight == len(beginning + data)
    assert found.fault in ("", "empty", "unknown", "cut", "damaged")
    assert (found.width == 0) == (found.kind not in FORMATS or bool(found.fault))


RICH = {kind: with_profile(kind) for kind in KINDS}


@given(st.sampled_from(KINDS), st.data())
def test_any_damage(kind: str, data: st.DataObject) -> None:
    whole = RICH[kind]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    broken = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    found = facts(broken)
    if found.width:
        bare = strip(broken)
        after = facts(bare)
        assert (after.fault, after.foreign, after.traces, after.width, after.height) == ("", "", (), found.width, found.height)
        assert strip(bare) == bare
    else:
        with pytest.raises(UnreadableError):
            strip(broken)


@given(st.sampled_from(KINDS), st.data())
def test_any_cut(kind: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(0, len(RICH[kind]) - 1))
    assert facts(RICH[kind][:length]).fault in ("empty", "unknown", "cut")


@given(st.lists(st.tuples(st.sampled_from([0xFE, 0xE1, 0xE4, 0xED]), st.binary(max_size=60)), max_size=5))
def test_any_remarks_of_jpeg(segments: list[tuple[int, bytes]]) -> None:
    assert strip(in_jpeg(*segments)) == JPG


def test_extended_xmp_is_a_remark() -> None:
    data = in_jpeg((0xE1, b"http://ns.adobe.com/xmp/extension/\0" + xmp(attributes='exif:GPSLatitude="13,4N"')))
    assert [trace.about for trace in facts(data).traces] == ["place"]
