"""The scripts of the search page and of the comparison, each as one file."""

import gzip

from builder.scripts import ORDER, scripts, search_script
from tests.conftest import ROOT


def test_the_script_is_small_and_has_no_comments() -> None:
    made = search_script(ROOT)
    assert made.path == "assets/search.js"
    assert len(gzip.compress(made.content, 9)) <= 12 * 1024  # bytes on the wire, with the whole interface
    assert b"/*" not in made.content
    assert [name for name in ("kbTokenize", "kbEngine", "kbWords") if f".{name}=".encode() not in made.content] == []
    assert len(ORDER) == len(list((ROOT / "site_overrides/theme/assets/search").glob("*.js")))


def test_the_same_scripts_give_the_same_bytes() -> None:
    assert search_script(ROOT) == search_script(ROOT)


def test_the_script_of_the_comparison_is_small() -> None:
    made = next(a for a in scripts(ROOT) if a.path == "assets/compare.js")
    assert len(gzip.compress(made.content, 9)) <= 3 * 1024
    assert b"innerHTML" not in made.content
    assert b"/*" not in made.content
