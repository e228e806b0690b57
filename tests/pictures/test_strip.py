"""Taking out what a picture tells leaves what it shows."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from builder.pictures import FORMATS, facts, strip
from builder.pictures.tiff import only_orientation, orientation
from tests.pictures.samples import animated, chunk, in_jpeg, in_png, iptc, picture, saved, with_exif, with_profile, xmp

KINDS = tuple(FORMATS)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", KINDS)
def test_pixels_profile_and_direction_stay(kind: str) -> None:
    before = with_profile(kind)
    after = strip(before)
    assert opened(after).tobytes() == opened(before).tobytes()
    assert opened(after).info["icc_profile"] == opened(before).info["icc_profile"]
    assert ImageOps.exif_transpose(opened(after)).size == (400, 640)
    assert dict(opened(after).getexif()) == {0x0112: 6}
    assert b"Sok Dara" in before
    assert b"Sok Dara" not in after
    assert b"xmpmeta" not in after
    assert facts(after).traces == ()
    assert strip(after) == after


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_remarks_stays_byte_for_byte(kind: str) -> None:
    assert strip(picture(kind)) == picture(kind)
    assert strip(picture(kind, mode="RGBA" if kind != "jpg" else "CMYK")) == picture(kind, mode="RGBA" if kind != "jpg" else "CMYK")


@pytest.mark.parametrize("kind", KINDS)
def test_an_upright_picture_keeps_no_exif(kind: str) -> None:
    before = with_exif(kind, {0x0112: 1, 0x013B: "Sok Dara"})
    assert not opened(strip(before)).getexif()
    assert opened(strip(before)).tobytes() == opened(before).tobytes()


def test_remarks_of_jpeg_go() -> None:
    told = [(0xFE, b"by hand"), (0xED, iptc(80, b"Sok Dara")), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp()), (0xE2, b"MPF\0"), (0xE4, b"x")]
    assert strip(in_jpeg(*told)) == picture("jpg")


def test_remarks_of_png_go() -> None:
    names = (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"prVW")
    assert strip(in_png(*(chunk(name, b"Author\0Sok Dara") for name in names))) == picture("png")


def test_flags_of_webp_are_right() -> None:
    for data, flags in ((with_profile("webp"), 0x28), (with_exif("webp", {0x013B: "Sok Dara"}), 0x00)):
        after = strip(data)
        assert after[12:16] == b"VP8X"
        assert after[20] == flags  # 0x20: profile, 0x08: EXIF
        assert int.from_bytes(after[4:8], "little") == len(after) - 8


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_moving_picture_goes_on_moving(kind: str) -> None:
    assert strip(animated(kind)) == animated(kind)


def test_a_progressive_jpeg_and_one_with_restarts() -> None:
    image = Image.effect_noise((400, 400), 80)
    for options in ({"progressive": True}, {"restart_marker_blocks": 1}):
        data = saved(image, "jpg", comment=b"by hand", **options)
        assert opened(strip(data)).tobytes() == opened(data).tobytes()
        assert b"by hand" not in strip(data)


@given(st.integers(2, 8), st.sampled_from(KINDS))
def test_every_direction_is_kept(value: int, kind: str) -> None:
    data = with_exif(kind, {0x0112: value, 0x010F: "Canon"})
    assert opened(strip(data)).getexif()[0x0112] == value
    assert strip(strip(data)) == strip(data)
    assert orientation(only_orientation(value)) == value
