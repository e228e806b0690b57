"""Whether a broken site is seen."""

from pathlib import Path

from builder import verify
from builder.outputs import Page


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/index.html").write_text('<a href="../">r</a><a href="b/">x</a><a href="#no">y</a><a id="yes" href="#yes">z</a><a href="https://example.org/">o</a>', "utf-8")
    (tmp_path / "index.html").write_text('<a href="en/#yes">e</a><a href="en/#gone">g</a>', "utf-8")
    pages = [Page("en/", "en", "", "", "", "home"), Page("en/c/", "en", "", "", "", "case")]
    assert verify.site(tmp_path, pages) == [
        "missing page: en/c/",
        "en/index.html: no place “no” in en/index.html",
        "en/index.html: broken link b/",
        "index.html: no place “gone” in en/index.html",
    ]
