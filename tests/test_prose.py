"""What stands in a body outside of its code."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.markup import to_html
from builder.prose import BLANK, RAW_HTML, raw_html, too_much, without_code

MARKDOWN = st.text(alphabet=st.sampled_from("`~<>ab/=! \n\\-[]()"), max_size=60)


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("a <b>x</b>", [(1, 3), (1, 7)]),
        ("a < b and 3 <4 and x<y", []),
        ("a <b\nc> d", [(1, 3)]),
        ("a <b\n\n> c", []),
        ("a<b, c\n\n> c", []),
        ("<img src=x", [(1, 1)]),
        ("`<b>` ``<b> ` <b>`` <b>", [(1, 21)]),
        ("```\n<b>\n```\n<i>", [(4, 1)]),
        ("    <b>", []),
        ("- a\n\n      <b>\n\n<i>", [(5, 1)]),
        ("<https://example.org> and [a](<https://example.org/a b>)", []),
        ("x <!-- y -->", [(1, 3)]),
        ("</p>", [(1, 1)]),
    ],
)
def test_raw_html(body: str, places: list[tuple[int, int]]) -> None:
    assert list(raw_html(body)) == places


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("a `b` c", "`b`"),
        ("a ``b ` c`` d", "``b ` c``"),
        (r"a \`b` c`", "` c`"),
        ("a `b\nc` d", "`b\nc`"),
        ("a `b\n\nc` d", ""),
        ("- a `b\n- c` d", ""),
        ("a `b\n \nc` d", ""),
        ("a ``b` c", ""),
        ("~~~\nb\n```\n~~~\nc", "~~~\nb\n```\n~~~"),
        ("> ```\n> b\n\nc", "> ```\n> b"),
    ],
)
def test_code(body: str, code: str) -> None:
    blanked = without_code(body)
    assert [a if b == BLANK else "" for a, b in zip(body, blanked, strict=True)] == [
        c if c != "\n" and body.find(code) <= at < body.find(code) + len(code) else "" for at, c in enumerate(body)
    ]


@given(MARKDOWN)
def test_nothing_but_code_is_blanked(body: str) -> None:
    blanked = without_code(body)
    assert len(blanked) == len(body)
    assert all(a == b or (b == BLANK and a != "\n") for a, b in zip(body, blanked, strict=True))


@given(MARKDOWN)
def test_html_outside_of_code_is_found(body: str) -> None:
    """What the page shows as a tag in running text is reported. (In code it is not.)"""
    shown = re.sub(r"<(code|pre)>.*?</\1>", "", to_html(body), flags=re.DOTALL)
    if re.search(r"&lt;[ab]&gt;", shown):
        assert any(raw_html(body))


@given(st.text())
def test_any_text_is_measured(body: str) -> None:
    too_much(body)
    for line, column in raw_html(body):
        assert RAW_HTML.match(body.split("\n")[line - 1][column - 1 :] + "\n" + "\n".join(body.split("\n")[line:]))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", ""),
        ("| a | b |\n" * 1600, ""),
        ("[" * 5001, "KB509.signs"),
        ("> " * 16 + "a", ""),
        ("> " * 17 + "a", "KB509.deep"),
        ("- " * 8 + "a", ""),
        ("- " * 9 + "a", "KB509.deep"),
        ("[a]: https://example.org/" + "x" * 2000 + "\n\n" + "[a] " * 2000, ""),
        ("[a]: https://example.org/" + "x" * 9000 + "\n\n" + "[a] " * 2000, "KB509.grows"),
        ("[a]: https://example.org '" + "x\n" * 9000 + "'\n\n" + "[a] " * 2000, "KB509.grows"),
    ],
)
def test_what_is_too_much(body: str, message: str) -> None:
    found = too_much(body)
    assert (found[1] if found else "") == message
