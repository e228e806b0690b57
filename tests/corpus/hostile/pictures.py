"""Pictures that are something else, damaged, huge, made of two things, or that tell about people."""

from tests.corpus.hostile.changes import Change, add, both, edit, picture, raw
from tests.pictures import samples
from tests.pictures.samples import chunk, declared, in_jpeg, in_png, iptc, riff, with_exif, xmp

JPG, PNG, WEBP = samples.picture("jpg"), samples.picture("png"), samples.picture("webp")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
GPS = {2: (11.0, 33.0, 21.5), 4: (104.0, 55.0, 1.5)}
REFUSED = {
    "svg": ("shelf.jpg", "KB408", SVG),
    "svg-declared": ("shelf.png", "KB408", b'<?xml version="1.0"?>\n' + SVG),
    "html": ("shelf.jpg", "KB408", b"<!doctype html><script>alert(1)</script>"),
    "html-spaces": ("shelf.png", "KB40", b" \n\n<html><script>alert(1)</script>"),
    "script": ("shelf.png", "KB40", b"alert(1)//" + b" " * 500),
    "shell": ("shelf.jpg", "KB40", b"#!/bin/sh\nid\n"),
    "gif": ("shelf.jpg", "KB408", b"GIF89a\x01\0\x01\0\0\0\0;"),
    "bmp": ("shelf.jpg", "KB40", b"BM" + b"\0" * 60),
    "tiff": ("shelf.jpg", "KB40", b"II*\0\x08\0\0\0\0\0"),
    "pdf": ("shelf.jpg", "KB40", b"%PDF-1.7\n1 0 obj\n"),
    "zip": ("shelf.png", "KB40", b"PK\x03\x04" + b"\0" * 60),
    "program": ("shelf.png", "KB40", b"\x7fELF\x02\x01\x01" + b"\0" * 60),
    "program-windows": ("shelf.jpg", "KB40", b"MZ\x90\0" + b"\0" * 60),
    "heic": ("shelf.jpg", "KB40", b"\0\0\0\x18ftypheic\0\0\0\0"),
    "avif": ("shelf.webp", "KB40", b"\0\0\0\x18ftypavif\0\0\0\0"),
    "png-as-jpg": ("shelf.jpg", "KB408", PNG),
    "jpg-as-webp": ("shelf.webp", "KB408", JPG),
    "empty": ("shelf.jpg", "KB409", b""),
    "one-byte": ("shelf.jpg", "KB409", b"\xff"),
    "words": ("shelf.jpg", "KB409", b"not a picture"),
    "only-start": ("shelf.jpg", "KB409", b"\xff\xd8\xff"),
    "only-signature": ("shelf.png", "KB409", PNG[:8]),
    "zeros": ("shelf.png", "KB409", PNG[:8] + b"\0" * 5_000),
    "cut-jpg": ("shelf.jpg", "KB409", JPG[:-200]),
    "cut-png": ("shelf.png", "KB409", PNG[:-20]),
    "cut-webp": ("shelf.webp", "KB409", WEBP[:-50]),
    "chunk-lies": ("shelf.png", "KB409", PNG[:33] + b"\xff\xff\xff\xffIDAT" + PNG[41:]),
    "chunk-sum": ("shelf.png", "KB409", PNG.replace(b"IDAT", b"IDAX")),
    "riff-lies": ("shelf.webp", "KB409", WEBP[:4] + b"\xff\xff\xff\x7f" + WEBP[8:]),
    "no-pixels": ("shelf.png", "", declared("png", 0, 0)),
    "bomb-png": ("shelf.png", "KB410", declared("png", 60_000, 60_000)),
    "bomb-png-most": ("shelf.png", "KB4", declared("png", 2**31 - 1, 2**31 - 1)),
    "bomb-jpg": ("shelf.jpg", "KB410", declared("jpg", 65_500, 65_500)),
    "bomb-chunks": ("shelf.png", "", PNG[:33] + chunk(b"tEXt", b"a\0b") * 200_000),
    "bomb-segments": ("shelf.jpg", "", b"\xff\xd8" + b"\xff\xfe\x00\x02" * 500_000),
    "small": ("shelf.png", "KB410", samples.picture("png", 1, 1)),
    "behind-zip": ("shelf.jpg", "KB411", JPG + b"PK\x03\x04" + b"\0" * 60),
    "behind-script": ("shelf.png", "KB411", PNG + b"<script>alert(1)</script>"),
    "behind-webp": ("shelf.webp", "KB411", WEBP + b"<?php system('id'); ?>"),
    "inside-jpg": ("shelf.jpg", "KB411", in_jpeg((0xFE, b"<script>alert(1)</script>"))),
    "inside-png": ("shelf.png", "KB411", in_png(chunk(b"tEXt", b"Comment\0<script>alert(1)</script>"))),
    "moving-png": ("shelf.png", "KB411", samples.animated("png")),
    "moving-webp": ("shelf.webp", "KB411", samples.animated("webp")),
    "place": ("shelf.jpg", "KB412", with_exif("jpg", {}, {}, GPS)),
    "place-png": ("shelf.png", "KB412", with_exif("png", {}, {}, GPS)),
    "place-webp": ("shelf.webp", "KB412", with_exif("webp", {}, {}, GPS)),
    "place-xmp": ("shelf.jpg", "KB412", in_jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp('exif:GPSLatitude="11,33.3N"')))),
    "person": ("shelf.jpg", "KB412", with_exif("jpg", {0x013B: "Sok Dara"})),
    "person-iptc": ("shelf.jpg", "KB412", in_jpeg((0xED, iptc(80, b"Sok Dara")))),
    "too-many-bytes": ("shelf.jpg", "KB002", JPG + b"\0" * 4_300_000),
    "riff-empty": ("shelf.webp", "KB409", riff()),
}
HARMLESS = {
    "jpg": ("shelf.jpg", JPG),
    "png": ("shelf.png", PNG),
    "webp": ("shelf.webp", WEBP),
    "grey": ("shelf.jpg", samples.picture("jpg", mode="L")),
    "clear": ("shelf.png", samples.picture("png", mode="RGBA")),
    "small": ("shelf.png", samples.picture("png", 320, 10)),
    "large": ("shelf.png", declared("png", 8000, 5000)),
    "maker": ("shelf.jpg", with_exif("jpg", {0x010F: "Canon", 0x8298: "CC BY 4.0"})),
    "numbers-in-name": ("shelf-2_b.jpg", JPG),
}


def named(file: str) -> Change:
    return add(f'pictures:\n  - file: "{file}"\n    alt: "A shelf"\n    credit: "Committee"\n    licence: "CC-BY-4.0"')


ROWS = (
    *((name, "refuse", code, picture(data, file), file) for name, (file, code, data) in REFUSED.items()),
    *((f"good-{name}", "pass", "", picture(data, file), file) for name, (file, data) in HARMLESS.items()),
    ("camera", "warn", "KB412", picture(with_exif("jpg", {}, {0xA431: "0123"})), "shelf.jpg"),
    ("not-named", "refuse", "KB406", raw(JPG, "shelf.jpg")),
    ("not-there", "refuse", "KB406", named("shelf.jpg")),
    ("twice", "refuse", "KB402", both(picture(JPG), edit('  - file: "shelf.jpg"', '  - file: "shelf.jpg"\n    alt: "A"\n    credit: "B"\n    licence: "CC-BY-4.0"\n  - file: "shelf.jpg"'))),
    ("name-up", "refuse", "KB205", named("../../../etc/shelf.jpg")),
    ("name-root", "refuse", "KB205", named("/etc/shelf.jpg")),
    ("name-address", "refuse", "KB205", named("https://evil.example/shelf.jpg")),
    ("name-svg", "refuse", "KB205", named("shelf.svg")),
    ("name-quote", "refuse", "KB205", named("shelf.jpg' onerror='alert(1)")),
    ("no-consent", "refuse", "KB414", both(picture(JPG), edit('    credit: "Committee"', '    credit: "Committee"\n    consent: false'))),
    ("no-alt", "refuse", "KB201", both(picture(JPG), edit('    alt: "Children choose books from a shelf"\n', ""))),
)
