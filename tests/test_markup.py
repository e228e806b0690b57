"""Markdown to safe HTML."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import markup
from builder.markup import ATTRIBUTES, TAGS, split_sections, to_html, to_text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a **b** *c*", "<p>a <strong>b</strong> <em>c</em></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("x [S1].", '<p>x<sup><a href="#source-S1" rel="noopener">S1</a></sup>.</p>\n'),
        ("x [S1][S2]", '<p>x<sup><a href="#source-S1" rel="noopener">S1</a></sup><sup><a href="#source-S2" rel="noopener">S2</a></sup></p>\n'),
        ("三年。 [S1]三", '<p>三年。\u2060<sup><a href="#source-S1" rel="noopener">S1</a></sup>三</p>\n'),
        ("`[S1]`", "<p><code>[S1]</code></p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("![a](https://example.org/a.png)", None),
        ("[a](javascript:alert(1))", None),
        ("[a](https://example.org)", '<p><a href="https://example.org" rel="noopener">a</a></p>\n'),
    ],
)
def test_rendering(markdown: str, html: str | None) -> None:
    rendered = to_html(markdown)
    assert "<img" not in rendered
    assert 'href="javascript' not in rendered
    if html is not None:
        assert rendered == html


@given(st.text(alphabet=st.sampled_from('<>"\'&;:=/![]()#*`_-|\\ \nabSscript1onjvhref'), max_size=120))
def test_what_comes_out_is_on_the_allowlist(markdown: str) -> None:
    html = to_html(markdown)
    assert html == nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https"}, link_rel="noopener")
    assert {tag.lower() for tag in re.findall(r"<([a-zA-Z0-9]+)", html)} <= TAGS


@pytest.mark.parametrize("bomb", ["[" * 5000, "*a " * 5000, "> " * 2000 + "a", "`" * 5001, "a|" * 3000, "- " * 2000, "![" * 3000, "**a*" * 2000])
def test_bombs_end(bomb: str) -> None:
    to_html(bomb)
    to_text(bomb)
    split_sections(bomb)


def test_text() -> None:
    assert to_text("a **b** [S1]\nc\n\n- d [e](https://example.org)") == "a b c\nd e"


def test_sections_outside_code_only() -> None:
    before, sections = split_sections("intro\n\n## One\n\na\n\n```\n## no\n```\n\nTwo\n---\n\nb\n")
    assert before == "intro"
    assert [(s.heading, s.line) for s in sections] == [("One", 3), ("Two", 11)]
    assert "## no" in sections[0].text
    assert sections[1].text.strip() == "b"


@given(st.text(alphabet="#ab \n-=`", max_size=80))
def test_splitting_never_raises(body: str) -> None:
    split_sections(body)


def test_the_allowlist_takes_nothing_away_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever Markdown may come to make, the check tells when the page would not show it."""
    text = "| a | b |\n|---|:-:|\n| 1 | 2 |\n\n> `x < y` & [z](https://example.org/?a=1&b=2) [S1]"
    assert markup.is_shown_as_written(text)
    monkeypatch.setattr(markup, "TAGS", markup.TAGS - {"table"})
    assert not markup.is_shown_as_written(text)


@given(st.text(st.sampled_from("ab *_`~-=#>|[](){}!<&\\:.1)\n\t/\"'")) | st.text())
def test_a_text_that_is_not_looked_at_is_left_alone(text: str) -> None:
    """The quick answer of is_shown_as_written is the right one."""
    if not markup.RISKY.search(text):
        assert markup._is_left_alone(text)


def test_nothing_but_the_allowlist_has_attributes() -> None:
    """nh3 lets `lang` and `title` pass on every element unless it is told not to. Found by tests/fuzz/body.py."""
    assert 'href' not in to_html("[x](javascr:-|-\n(1))")
    assert nh3.clean('<p title="x" lang="en">a</p>', tags=TAGS, attributes=ATTRIBUTES) == "<p>a</p>"
    assert to_html('[x](https://example.org "About it")') == '<p><a href="https://example.org" title="About it" rel="noopener">x</a></p>\n'
