"""The same harm in a translation, beside an original that is whole. What nobody has compared is a warning, so that none of these passes."""

from pathlib import Path

from builder import vocabulary
from tests.corpus.hostile.changes import Change

ROOT = Path(__file__).parents[3]
TEXT = "index.id.md"
HEAD = (
    '---\ntitle: "Perpustakaan"\nsummary: "Sebuah desa membeli buku dan meminjamkannya."\nlanguage: "id"\nmethod: "human"\n'
    'translated_from:\n  language: "en"\nlocation: "Satu desa"\ncosts:\n  - id: "c1"\n    statement: "Rak"\n'
    'results:\n  - id: "r1"\n    statement: "Pembaca"\nlessons:\n  - id: "lend-freely"\n    text: "Pinjamkan buku tanpa jaminan."\n---\n'
)
WORDS = "Warga desa membangun rak, membeli buku dan meminjamkannya."


def translated(old: str = "", new: str = "") -> Change:
    """Put a translation beside the text, with one change."""

    def change(folder: Path) -> None:
        labels = {code: term.label["id"] for code, term in vocabulary.load(ROOT).vocabularies["sections"].terms.items()}
        marks = {"problem": " [S1]", "results": " Ada 120 pembaca pada 2021 [S1]."}
        text = HEAD + "".join(f"\n## {label}\n\n{WORDS}{marks.get(code, '')}\n" for code, label in labels.items())
        assert old in text
        (folder / TEXT).write_text(text.replace(old, new, 1), "utf-8")

    return change


REFUSED = {
    "script": ("KB503", WORDS, f"<script>alert(1)</script> {WORDS}"),
    "title-script": ("KB503", '"Perpustakaan"', '"Perpustakaan <script>alert(1)</script>"'),
    "javascript": ("KB504", WORDS, f"[a](javascript:alert(1)) {WORDS}"),
    "picture": ("KB506", WORDS, f"![a](https://evil.example/pixel.gif) {WORDS}"),
    "flood": ("KB509", WORDS, "[" * 100_000),
    "deep": ("KB509", WORDS, "> " * 1_000 + "a"),
    "bomb": ("KB103", "location:", "a: &a [*a]\nlocation:"),
    "deep-head": ("KB105", '"Satu desa"', "[" * 100_000),
    "bidi": ("KB012", "Perpustakaan", "Perpus\u202enaakat"),
    "homoglyph": ("KB014", "Perpustakaan", "Perpust\u0430kaan"),
    "nul": ("KB005", "Perpustakaan", "Perpus\0takaan"),
    "key": ("KB706", WORDS, f"ghp_abcdefghijklmnopqrstuvwxyz0123456789 {WORDS}"),
    "formula": ("KB707", '"Perpustakaan"', '"=1+1"'),
    "shared-field": ("KB202", "location:", 'status: "published"\nlocation:'),
    "unknown-entry": ("KB306", '"lend-freely"', '"lend-dearly"'),
    "other-original": ("KB601", 'translated_from:\n  language: "en"', 'translated_from:\n  language: "km"'),
    "not-from": ("", 'translated_from:\n  language: "en"\n', ""),
}
ROWS = (
    *((name, "refuse", code, translated(old, new), TEXT) for name, (code, old, new) in REFUSED.items()),
    ("good", "warn", "KB601", translated(), TEXT),
    ("other-figure", "warn", "KB604", translated("120", "999"), TEXT),
)
