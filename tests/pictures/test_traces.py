"""What a picture tells about people, and what only looks like it."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pictures import FORMATS, facts, strip
from builder.pictures.tiff import orientation, tags
from builder.pictures.traces import traces
from tests.pictures.samples import chunk, in_jpeg, in_png, iptc, picture, resource, riff, with_exif, xmp

KINDS = tuple(FORMATS)
PHNOM_PENH = {1: "N", 2: (11.0, 33.0, 21.5), 3: "E", 4: (104.0, 55.0, 0.0)}


def with_xmp(kind: str, data: bytes) -> bytes:
    if kind == "jpg":
        return in_jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + data))
    if kind == "png":
        return in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + data))
    return riff((b"VP8X", b"\x04\0\0\0\x7f\x02\0\x8f\x01\0"), (b"VP8 ", picture("webp")[20:]), (b"XMP ", data))


def told(data: bytes) -> list[str]:
    found = facts(data)
    assert not found.fault
    assert not facts(strip(data)).traces
    return [trace.field for trace in found.traces]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("main", "exif", "gps", "fields"),
    [
        ({}, {}, PHNOM_PENH, ["EXIF GPSLatitude", "EXIF GPSLongitude"]),
        ({0x013B: "Sok Dara"}, {}, {}, ["EXIF Artist"]),
        ({}, {0xA430: "Sok Dara"}, {}, ["EXIF CameraOwnerName"]),
        ({0x9C9D: "Sok".encode("utf-16-le")}, {}, {}, ["EXIF XPAuthor"]),
        ({}, {0xA431: "0123456"}, {}, ["EXIF BodySerialNumber"]),
        ({}, {0x927C: b"Nikon\0notes of the maker"}, {}, ["EXIF MakerNote"]),
        # harmless: the model and the time, a licence, no place, a place that is none, an empty name
        ({0x010F: "Canon", 0x0110: "EOS", 0x0132: "2024:03:12 10:00:00", 0x8298: "CC BY 4.0", 0x013C: "iPhone 14"}, {}, {}, []),
        ({}, {}, {0: b"\2\3\0\0", 0x1D: "2024:03:12"}, []),
        ({}, {}, {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}, []),
        ({0x013B: "     "}, {0xA430: "\0"}, {}, []),
    ],
)
def test_exif(kind: str, main: dict[int, object], exif: dict[int, object], gps: dict[int, object], fields: list[str]) -> None:
    assert told(with_exif(kind, main, exif, gps)) == fields


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("attributes", "elements", "fields"),
    [
        ('exif:GPSLatitude="11,33.35N" exif:GPSLongitude="104,55E"', "", ["XMP exif:GPSLatitude", "XMP exif:GPSLongitude"]),
        ("", "<exif:GPSLatitude>11,33.35N</exif:GPSLatitude>", ["XMP exif:GPSLatitude"]),
        ("drone-dji:GpsLatitude='+11.55'", "", ["XMP drone-dji:GpsLatitude"]),
        ("", "<dc:creator><rdf:Seq><rdf:li>Sok Dara</rdf:li></rdf:Seq></dc:creator>", ["XMP dc:creator"]),
        ("", "<mwg-rs:RegionList><rdf:Bag><rdf:li mwg-rs:Name='Sok Dara'/></rdf:Bag></mwg-rs:RegionList>", ["XMP mwg-rs:Name"]),
        ("", "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Sok</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>", ["XMP Iptc4xmpExt:PersonInImage"]),
        ('aux:SerialNumber="0123"', "", ["XMP aux:SerialNumber"]),
        # harmless
        ('exif:GPSLatitude="0,0.000N" exif:GPSLatitudeRef="N1"', "", []),
        ("", "<dc:creator><rdf:Seq><rdf:li> </rdf:li></rdf:Seq></dc:creator>", []),
        ('xmp:CreatorTool="GIMP" dc:title="Village" photoshop:DateCreated="2024-03-12"', "<dc:rights>CC BY</dc:rights>", []),
        ('aux:Lens="EF50mm"', "The dc:creator is not known", []),
        ("", "<dc:creator>never closed", []),
    ],
)
def test_xmp(kind: str, attributes: str, elements: str, fields: list[str]) -> None:
    assert told(with_xmp(kind, xmp(attributes, elements))) == fields


def test_iptc() -> None:
    assert told(in_jpeg((0xED, iptc(80, b"Sok Dara")))) == ["IPTC By-line"]
    assert told(in_jpeg((0xED, iptc(80, b"  ")))) == []
    assert told(in_jpeg((0xED, iptc(116, b"CC BY 4.0")))) == []
    within = with_exif("jpg", {0x013B: "Sok Dara"})
    exif = within[within.index(b"Exif\0\0") + 6 :][:200]
    assert told(in_jpeg((0xED, b"Photoshop 3.0\0" + resource(0x0422, exif)))) == ["EXIF Artist"]
    assert told(in_jpeg((0xED, b"Photoshop 3.0\0" + resource(0x0424, xmp('aux:OwnerName="Sok"'))))) == ["XMP aux:OwnerName"]


def test_texts_of_png() -> None:
    assert told(in_png(chunk(b"tEXt", b"Author\0Sok Dara"))) == ["PNG Author"]
    assert told(in_png(chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Sok Dara")))) == ["PNG Author"]
    assert told(in_png(chunk(b"iTXt", b"Author\0\1\0km\0\0" + zlib.compress(b"Sok Dara")))) == ["PNG Author"]
    assert told(in_png(chunk(b"tEXt", b"exif:GPSLatitude\0 11/1, 33/1, 0/1"))) == ["PNG exif:GPSLatitude"]
    assert told(in_png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(xmp('aux:OwnerName="Sok"'))))) == ["XMP aux:OwnerName"]
    harmless = (b"Author\0 ", b"Software\0Paint", b"Title\0Author", b"Copyright\0CC BY", b"Author")
    assert told(in_png(*(chunk(b"tEXt", text) for text in harmless))) == []
    assert told(in_png(chunk(b"zTXt", b"Author\0\0broken"))) == []


def test_raw_profiles_of_imagemagick() -> None:
    data = iptc(80, b"Sok Dara")[14:]
    text = b"\niptc\n" + str(len(data)).encode() + b"\n" + data.hex().encode()
    assert told(in_png(chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(text)))) == ["IPTC By-line"]
    assert told(in_png(chunk(b"tEXt", b"Raw profile type exif\0\nexif\n1\nno digits"))) == []


def test_directories_that_point_at_themselves() -> None:
    # one directory with two entries, which name it as the directory of EXIF and of GPS
    entry = b"\0\x04\0\0\0\x01\0\0\0\x08"
    loop = b"MM\0*\0\0\0\x08\0\x02\x87\x69" + entry + b"\x88\x25" + entry + b"\0\0\0\x08"
    assert len(list(tags(loop))) == 6
    assert orientation(loop) == 1


@given(st.sampled_from(["exif", "xmp", "photoshop", "Author", ""]), st.binary(max_size=300), st.sampled_from([b"", b"MM\0*\0\0\0\x08\0\x05", b"8BIM\x04\x04\0\0"]))
def test_any_remarks(kind: str, body: bytes, beginning: bytes) -> None:
    assert {trace.about for trace in traces([(kind, beginning + body)])} <= {"place", "person", "camera"}
    assert 1 <= orientation(beginning + body) <= 8


@given(st.text(st.characters(codec="utf-8", exclude_characters="<>\"'&"), max_size=40))
def test_any_name(name: str) -> None:
    shown = bool(name.encode().strip(b"\0 \t\r\n"))
    assert bool(traces([("xmp", xmp(f'aux:OwnerName="{name}"'))])) == shown
    assert bool(traces([("xmp", xmp(elements=f"<dc:creator>{name}</dc:creator>"))])) == shown
