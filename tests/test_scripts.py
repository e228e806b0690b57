"""Scripts, styles and pages as small files."""

import gzip
import re
from pathlib import Path

import pytest

from builder.scripts import ORDER, is_script, scripts, search_script, small_page
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


def test_every_script_and_style_of_the_theme_is_published_once_and_smaller() -> None:
    made = {artifact.path: artifact.content for artifact in scripts(ROOT)}
    theme = ROOT / "site_overrides/theme"
    own = {path.relative_to(theme).as_posix() for pattern in ("*.js", "*.css") for path in (theme / "assets").glob(pattern)}
    assert set(made) == own | {"assets/search.js"}
    for path in own:
        assert is_script(path)
        assert b"/*" not in made[path]
        assert path == "assets/site.css" or len(made[path]) < (theme / path).stat().st_size
    assert made["assets/site.css"].startswith(b"@font-face{font-family:kb-th;")
    assert len(gzip.compress(made["assets/site.css"], 6)) <= 6 * 1024
    assert not is_script("assets/icon.svg")


def test_a_page_keeps_what_it_says() -> None:
    page = '<!doctype html>\n<html lang="en">\n<head><title>a</title></head>\n<body>\n<p class="b">c &lt; <b>d</b> e</p>\n<pre>  f\n  g</pre>\n</body></html>'
    assert small_page(page) == "<!doctype html><html lang=en><head><title>a</title></head><body><p class=b>c &lt; <b>d</b> e<pre>  f\n  g</pre></body></html>"


def test_what_is_not_well_formed_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "site_overrides/theme/assets/search"
    folder.mkdir(parents=True)
    for name in ORDER:
        (folder / f"{name}.js").write_text("function (", "utf-8")
    with pytest.raises(ValueError, match="expected"):
        search_script(tmp_path)


def test_no_style_uses_a_property_that_is_set_nowhere() -> None:
    """A browser says nothing of such a slip, and shows letters on no ground."""
    css = "".join(artifact.content.decode() for artifact in scripts(ROOT) if artifact.path.endswith(".css"))
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))
