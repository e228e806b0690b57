"""Names, links and other things that a folder may hold."""

import os
from pathlib import Path

from tests.corpus.hostile.changes import TEXT, Change, both, edit, fifo, folder, moved, raw, renamed, symlink
from tests.pictures.samples import picture as jpeg

WORDS = b"words\n"
WRONG_NAMES = {
    "plain-index": "index.md",
    "html": "index.html",
    "upper-language": "index.EN.md",
    "long-language": "index.english.md",
    "other-ending": "index.en.markdown",
    "backup": "index.en.md~",
    "backup-bak": "index.en.md.bak",
    "word": "case.docx",
    "readme": "README.md",
    "hook": "hooks.py",
    "configuration": "mkdocs.yml",
    "shadow": "yaml.py",
    "conftest": "conftest.py",
    "template": "main.html",
    "script": "site.js",
    "style": "site.css",
    "svg": "map.svg",
    "gif": "map.gif",
    "upper-picture": "MAP.JPG",
    "long-ending": "map.jpeg",
    "double-ending": "map.jpg.html",
    "spaces": "the map.jpg",
    "space-end": "map.jpg ",
    "dot-end": "map.jpg.",
    "backslash": "..\\..\\map.jpg",
    "percent": "..%2f..%2fmap.jpg",
    "dots": "...jpg",
    "option": "-rf.jpg",
    "command": "$(id).jpg",
    "tick": "`id`.jpg",
    "pipe": "a|b.jpg",
    "semicolon": "a;id.jpg",
    "quote": 'a"onerror=alert(1).jpg',
    "tag": "<script>.jpg",
    "line-end": "map\n::error::x.jpg",
    "tab": "map\t.jpg",
    "escape": "map\x1b[31m.jpg",
    "delete": "map\x7f.jpg",
    "bidi": "map\u202egpj.exe",
    "zero-width": "ma\u200bp.jpg",
    "homoglyph": "m\u0430p.jpg",
    "thai": "แผนที่.jpg",
    "composed": "caf\u00e9.jpg",
    "decomposed": "cafe\u0301.jpg",
    "emoji": "📚.jpg",
    "brackets": "{{7*7}}.jpg",
}
RESERVED = {"con": "con.jpg", "nul": "nul.png", "aux": "aux.webp", "com": "com1.jpg", "lpt": "lpt9.png"}
HIDDEN = {"git-file": ".git", "htaccess": ".htaccess", "env": ".env", "hidden-text": ".index.en.md", "npmrc": ".npmrc"}
FOLDERS = {
    "upper": "Village-Library",
    "space": "village library",
    "underline": "village_library",
    "hyphens": "village--library",
    "hyphen-end": "village-library-",
    "dot-inside": "village.library",
    "md": "village-library.md",
    "dollar": "$(id)",
    "jinja": "{{7*7}}",
    "homoglyph": "vill\u0430ge",
    "thai": "ห้องสมุด",
    "line-end": "village\nlibrary",
    "long": "v" * 120,
}


def file(name: str, data: bytes = WORDS) -> Change:
    return lambda case: (case / name).write_bytes(data) and None


def byte_name(name: bytes) -> Change:
    return lambda case: Path(os.fsdecode(os.path.join(os.fsencode(case), name))).write_bytes(WORDS) and None  # noqa: PTH118


def many(case: Path) -> None:
    for number in range(201):
        (case / f"map-{number}.jpg").write_bytes(b"")


def shown(name: str) -> str:
    """Return a name as problems show it."""
    return "".join(c if c.isprintable() and c.isascii() else "?" for c in name)


def beside(name: str) -> Change:
    """Put a file beside the folder of the case."""
    return lambda case: (case.parent / name).write_bytes(WORDS) and None


def text_moved_to(sub: str) -> Change:
    return both(folder(sub), renamed(f"{sub}/{TEXT}"))


ROWS = (
    *((f"name-{name}", "refuse", "KB00", file(text), shown(text)) for name, text in WRONG_NAMES.items()),
    *((f"reserved-{name}", "refuse", "KB008", file(text, jpeg(text[-3:] if text[-3:] != "ebp" else "webp")), text) for name, text in RESERVED.items()),
    *((f"hidden-{name}", "refuse", "KB008", file(text), text) for name, text in HIDDEN.items()),
    *((f"folder-{name}", "refuse", "KB00", moved(text), f"../{shown(text)}") for name, text in FOLDERS.items()),
    ("folder-reserved", "refuse", "KB008", moved("con"), "../con"),
    ("name-not-utf-8", "refuse", "KB004", byte_name(b"map-\xff.jpg"), "map-?.jpg"),
    ("link-outside", "refuse", "KB003", symlink(TEXT, "/etc/passwd")),
    ("link-relative", "refuse", "KB003", symlink(TEXT, "../../../schema/languages.yml")),
    ("link-inside", "refuse", "KB003", both(renamed("index.km.md"), symlink(TEXT, "index.km.md"))),
    ("link-self", "refuse", "KB003", symlink(TEXT, TEXT)),
    ("link-missing", "refuse", "KB003", symlink(TEXT, "nothing")),
    ("link-device", "refuse", "KB003", symlink(TEXT, "/dev/zero")),
    ("link-process", "refuse", "KB003", symlink(TEXT, "/proc/self/environ")),
    ("link-picture", "refuse", "KB003", symlink("map.jpg", "/etc/passwd"), "map.jpg"),
    ("link-picture-folder", "refuse", "KB003", symlink("map.jpg", "/etc"), "map.jpg"),
    ("link-folder", "refuse", "KB003", lambda case: symlink("../link-to-folder", case.name)(case), "../link-to-folder"),
    ("link-folder-loop", "refuse", "KB003", symlink("../link-loop", ".."), "../link-loop"),
    ("link-country", "refuse", "KB003", symlink("../../la", "kh"), "../../la"),
    ("pipe", "refuse", "KB003", fifo(TEXT)),
    ("pipe-picture", "refuse", "KB003", fifo("map.jpg"), "map.jpg"),
    ("picture-folder", "refuse", "KB003", folder("map.jpg"), "map.jpg"),
    ("folder-inside", "refuse", "KB004", folder("pictures"), "pictures"),
    ("folder-cache", "refuse", "KB004", folder("__pycache__"), "__pycache__"),
    ("folder-git", "refuse", "KB008", folder(".git"), ".git"),
    ("too-deep", "refuse", "KB00", text_moved_to("more"), "more"),
    ("empty", "refuse", "KB304", lambda case: (case / TEXT).unlink(), "."),
    ("only-picture", "refuse", "KB304", both(lambda case: (case / TEXT).unlink(), file("map.jpg", jpeg("jpg"))), "."),
    ("many", "refuse", "KB002", many, "."),
    ("unknown-language", "refuse", "KB305", both(edit('language: "en"\nmethod', 'language: "de"\nmethod'), renamed("index.de.md")), "index.de.md"),
    ("other-language", "refuse", "", renamed("index.km.md"), "index.km.md"),
    ("two-originals", "refuse", "KB304", lambda case: raw((case / TEXT).read_bytes(), "index.id.md")(case), "index.id.md"),
    ("case-twin", "refuse", "KB00", file("INDEX.EN.MD"), "INDEX.EN.MD"),
    ("beside-text", "refuse", "KB004", beside("paths-beside-text.md"), "../paths-beside-text.md"),
    ("beside-twin", "refuse", "KB00", lambda case: (case.parent / "Paths-beside-twin").mkdir(), "../Paths-beside-twin"),
    ("in-cases", "refuse", "KB004", lambda case: (case.parents[1] / "index.md").write_bytes(WORDS) and None, "../../index.md"),
    ("country-unknown", "refuse", "KB006", lambda case: (case.parents[1] / "xx").mkdir(), "../../xx"),
    ("country-upper", "refuse", "KB00", lambda case: (case.parents[1] / "KH").mkdir(), "../../KH"),
    ("country-dots", "refuse", "KB00", lambda case: (case.parents[1] / "..kh").mkdir(), "../../..kh"),
    ("id-other", "refuse", "KB301", edit("kh-paths-id-other", "kh-something-else")),
    ("good-tool-file", "pass", "", file(".gitkeep")),
    ("good-tool-file-mac", "pass", "", file(".DS_Store")),
    ("good-long-name", "pass", "", moved("paths-good-" + "v" * 60), "../paths-good-" + "v" * 60),
    ("good-digits", "pass", "", moved("4ps"), "../4ps"),
    ("good-executable", "pass", "", lambda case: (case / TEXT).chmod(0o755)),
)
