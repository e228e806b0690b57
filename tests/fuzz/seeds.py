"""Write what the fuzz targets start from: the cases of the repository, and short pieces of Markdown. Run: python tests/fuzz/seeds.py FOLDER"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIECES = [
    "**a** [x](https://a.b) [S1]", "| a | b |\n|---|:-:|\n| 1 | 2 |", "> - 1. x\n\n```\n<b>\n```", "<script>alert(1)</script>",
    "[x](javascript:alert(1))", "![a](b.png)", "<https://a.b>", "[a]: https://x.y\n\n[a]", "## H\n\n### h\n- x\n  - y", "a\\\nb & < > \"",
    "&lt;&#x6a;avascript:", "---\n***\n___", "`a` ``b`` ~~c~~", "1) x\n2) y", "# h1 #\n======\n------",
]

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for number, path in enumerate(sorted(ROOT.glob("cases/*/*/index.*.md"))):
        (folder / "head" / str(number)).write_bytes(path.read_bytes())
    for number, piece in enumerate(PIECES):
        (folder / "body" / str(number)).write_text(piece, "utf-8")
