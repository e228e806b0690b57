"""Makes the site's fonts out of Noto Sans: one woff2 a script, with the letters of its block and every form that shaping can make of them. Run:

    make fonts

The regular weight only: a second one would double what a reader without a font loads, and browsers embolden these letters legibly.
Without hinting, which is for screens of few dots and the half of the bytes. The sources are those of Debian's fonts-noto-core; SCRIPTS says
which, by hash, since another version gives other bytes. Not Noto Looped Thai and Lao 1.0, whose tone marks run into the vowels below them.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).parent.parent
NOTO = Path("/usr/share/fonts/truetype/noto")  # where Debian puts them
FOLDER = ROOT / "site_overrides/theme/assets/fonts"
JOINERS = (0x200B, 0x200C, 0x200D, 0x25CC)  # zero width space, the two joiners, and the circle that carries a lone mark


@dataclass(frozen=True, slots=True)
class Script:
    language: str  # that is written in it
    name: str  # of the font, without "Noto Sans"
    first: int
    last: int  # of its block in Unicode
    source: str  # SHA-256 of the font that the committed one was made of

    @property
    def path(self) -> Path:
        return NOTO / f"NotoSans{self.name}-Regular.ttf"

    @property
    def characters(self) -> Iterator[int]:
        yield from (*range(self.first, self.last + 1), *JOINERS)


SCRIPTS = (
    Script("th", "Thai", 0x0E00, 0x0E7F, "dfbd5ed0f1e68c3cbc51aa08f646d1ab0e68e7c4ceab70a69e465225ff701f93"),
    Script("lo", "Lao", 0x0E80, 0x0EFF, "6c3de7db369e85cba20255d161eeeb3d934ea3c4c51e2574c2ddcce79a25025c"),
    Script("km", "Khmer", 0x1780, 0x17FF, "bc9a5e2afcee249849e409aabe6e22330c479b878ea3e59bf5e7c84482d7ee53"),
    Script("my", "Myanmar", 0x1000, 0x109F, "3fe9a4babc12081adc979e0313433e6ec85bb3ad069681c23ee8d8ea8b91332b"),  # whole: a word of Shan, Mon or Karen takes its letters from all of the block
    Script("ta", "Tamil", 0x0B80, 0x0BFF, "a7bb7f92f165479af2f0556c4fd669b74c5959f464f603e18389b532f4d07a71"),
)


def make(script: Script) -> bytes:
    """Return the font of a script; the same bytes for the same source and the same versions of fonttools and brotli."""
    options = subset.Options(flavor="woff2", hinting=False, glyph_names=False, recalc_timestamp=False, notdef_outline=True)
    options.name_IDs = [0, 13, 14]  # copyright and licence
    font = subset.load_font(str(script.path), options)
    subsetter = subset.Subsetter(options)  # follows the layout tables: every ligature and stacked form of these letters stays
    subsetter.populate(unicodes=script.characters)
    subsetter.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    font.close()
    return made.getvalue()


def known(script: Script) -> bool:
    """Tell whether the font that is installed is the one that the committed one was made of."""
    return hashlib.sha256(script.path.read_bytes()).hexdigest() == script.source


def main() -> int:
    for script in SCRIPTS:
        if not known(script):
            print(f"{script.path} is another version than SCRIPTS names; look at the result before you commit it", file=sys.stderr)
        content = make(script)
        (FOLDER / f"{script.language}.woff2").write_bytes(content)
        print(f"{script.language}.woff2 {len(content) / 1000:5.1f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
