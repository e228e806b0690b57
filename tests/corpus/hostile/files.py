"""Whole files: encodings, what stands before, between and behind the fences, and files of another kind."""

import gzip
import zlib

from tests.corpus.hostile.changes import GOOD, both, edit, folder, raw, renamed

LIMIT = 256 * 1024


def encoded(name: str) -> object:
    return raw(lambda data: data.decode().replace("no books", "no “books”").encode(name, "replace"))


def replaced(old: bytes, new: bytes) -> object:
    return raw(lambda data: data.replace(old, new, 1))


def padded(size: int) -> object:
    """Fill the text with paragraphs up to so many bytes."""
    line = b"A village keeps books and lends them to all.\n\n"

    def make(data: bytes) -> bytes:
        missing = size - len(data) - 1
        return data + b"\n" + line * (missing // len(line)) + b"w" * (missing % len(line))

    return raw(make)


THAI = "เด็กไม่มีหนังสืออ่านที่บ้าน".encode("cp874")
ROWS = (
    ("utf-16-mark", "refuse", "KB001", encoded("utf-16")),
    ("utf-16-le", "refuse", "KB001", encoded("utf-16-le")),
    ("utf-16-be", "refuse", "KB001", encoded("utf-16-be")),
    ("utf-32", "refuse", "KB001", encoded("utf-32")),
    ("windows-1252", "refuse", "KB001", encoded("cp1252")),
    ("thai-874", "refuse", "KB001", replaced(b"Children had", THAI)),
    ("gb18030", "refuse", "KB001", replaced(b"Children had", "农村儿童没有书".encode("gb18030"))),
    ("big5", "refuse", "KB001", replaced(b"Children had", "農村兒童沒有書".encode("big5"))),
    ("vietnamese-1258", "refuse", "KB001", replaced(b"Children had", "Trẻ em không có sách".encode("cp1258", "replace"))),
    ("overlong-slash", "refuse", "KB001", replaced(b"Children had", b"Children \xc0\xaf had")),
    ("overlong-nul", "refuse", "KB001", replaced(b"Children had", b"Children \xc0\x80 had")),
    ("surrogate", "refuse", "KB001", replaced(b"Children had", b"Children \xed\xa0\x80 had")),
    ("surrogate-pair", "refuse", "KB001", replaced(b"Children had", b"Children \xed\xa0\xbd\xed\xb8\x80 had")),
    ("beyond-unicode", "refuse", "KB001", replaced(b"Children had", b"Children \xf4\x90\x80\x80 had")),
    ("letter-cut", "refuse", "KB001", raw(lambda data: data + "ไ".encode()[:2])),
    ("stray-byte", "refuse", "KB001", replaced(b"Children had", b"Children \xff had")),
    ("nul", "refuse", "KB005", replaced(b"Children had", b"Children\0 had")),
    ("nul-in-head", "refuse", "KB005", replaced(b"Village library", b"Village\0library")),
    ("nul-only", "refuse", "", raw(b"\0" * 4_096)),
    ("bell", "refuse", "KB005", replaced(b"Children had", b"Children\a had")),
    ("terminal", "refuse", "KB005", replaced(b"Children had", b"Children \x1b[2J\x1b]0;x\a had")),
    ("backspace", "refuse", "KB005", replaced(b"Children had", b"Children\b\b had")),
    ("vertical-tab", "refuse", "KB005", replaced(b"Children had", b"Children\v had")),
    ("delete", "refuse", "KB005", replaced(b"Children had", b"Children\x7f had")),
    ("control-z", "refuse", "KB005", raw(lambda data: data + b"\x1a")),
    ("control-c1", "refuse", "KB005", replaced(b"Children had", b"Children\xc2\x9b had")),
    ("empty", "refuse", "KB101", raw(b"")),
    ("blank", "refuse", "KB101", raw(b"\n \n\n")),
    ("mark-only", "refuse", "KB101", raw(b"\xef\xbb\xbf")),
    ("one-fence", "refuse", "KB101", raw(b"---\n")),
    ("two-fences", "refuse", "KB10", raw(b"---\n---\n")),
    ("no-head", "refuse", "KB101", raw(lambda data: data.split(b"---\n", 2)[2])),
    ("no-first-fence", "refuse", "KB101", raw(lambda data: data[4:])),
    ("no-second-fence", "refuse", "KB101", replaced(b"\n---\n", b"\n")),
    ("only-head", "refuse", "KB50", raw(lambda data: data.split(b"\n---\n")[0] + b"\n---\n")),
    ("fence-four", "refuse", "KB101", replaced(b"---\n", b"----\n")),
    ("fence-two", "refuse", "KB101", replaced(b"---\n", b"--\n")),
    ("fence-space-before", "refuse", "KB101", replaced(b"---\n", b" ---\n")),
    ("fence-dash", "refuse", "KB101", replaced(b"---\n", "———\n".encode())),
    ("fence-toml", "refuse", "KB101", raw(lambda data: data.replace(b"---\n", b"+++\n"))),
    ("fence-json", "refuse", "KB101", raw(b'{"title": "Village library"}\n\nText.\n')),
    ("fence-word", "refuse", "KB101", replaced(b"---\n", b"--- yaml\n")),
    ("fence-doubled", "refuse", "", replaced(b"---\n", b"---\n---\n")),
    ("line-before-fence", "refuse", "KB101", raw(lambda data: b"Hello\n" + data)),
    ("conflict", "refuse", "", replaced(b"Children had", b"<<<<<<< HEAD\nChildren had\n=======\nPupils had\n>>>>>>> other\nAnd")),
    ("size-over", "refuse", "KB002", padded(LIMIT + 1)),
    ("size-far-over", "refuse", "KB002", raw(b"a" * 3_000_000)),
    ("picture-as-text", "refuse", "KB001", raw(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
    ("gzip", "refuse", "KB001", raw(lambda data: gzip.compress(data, mtime=0))),
    ("zip", "refuse", "", raw(b"PK\x03\x04" + zlib.compress(b"x" * 100))),
    ("page", "refuse", "KB101", raw(b"<!doctype html><script>alert(1)</script>")),
    ("folder-as-text", "refuse", "KB003", both(renamed("index.km.md"), folder("index.en.md"))),
    ("utf-7", "pass", "", replaced(b"Children had", b"Children +ADw-script+AD4- had")),
    ("good-mark", "pass", "", raw(lambda data: b"\xef\xbb\xbf" + data)),
    ("good-windows-lines", "pass", "", raw(lambda data: data.replace(b"\n", b"\r\n"))),
    ("good-mark-windows-lines", "pass", "", raw(lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))),
    ("good-mixed-lines", "pass", "", replaced(b"\n\n", b"\r\n\r\n")),
    ("good-no-last-line-end", "pass", "", raw(lambda data: data.rstrip(b"\n"))),
    ("good-many-last-line-ends", "pass", "", raw(lambda data: data + b"\n" * 40)),
    ("good-fence-spaces", "pass", "", raw(lambda data: data.replace(b"---\n", b"---  \n"))),
    ("good-rule-in-text", "pass", "", edit("by the river", "by the river.\n\n---\n\nIt is a place")),
    ("good-tab-in-text", "pass", "", edit("by the river", "by\tthe river")),
    ("good-size", "pass", "", padded(LIMIT)),
    ("good-plain-text", "pass", "", raw(GOOD.read_bytes().replace(b"kh-village-library", b"kh-files-good-plain-text"))),
    ("mac-lines", "warn", "KB013", raw(lambda data: data.replace(b"\n", b"\r"))),
)
