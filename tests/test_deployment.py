"""Where a site is published, as the environment says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import deployment
from builder.deployment import Deployment
from builder.model import Catalogue
from builder.pages.case import cases
from builder.pages.plain import contribute
from builder.pages.view import View
from tests.conftest import TODAY

KNOWN = {"KB_SITE_URL": "https://example.org/kb", "KB_EDIT_URL": "https://example.org/edit/main/", "KB_MAILBOX": " lessons@example.org"}


def test_settings_are_read() -> None:
    assert deployment.read({}) == Deployment()
    found = deployment.read(KNOWN)
    assert found == Deployment("https://example.org/kb/", "https://example.org/edit/main/", "lessons@example.org")
    assert found.edit_address("cases/kh/a b.md") == "https://example.org/edit/main/cases/kh/a%20b.md"
    assert found.letter("kh-a (km) & more?") == "mailto:lessons@example.org?subject=kh-a%20%28km%29%20%26%20more%3F"
    assert (Deployment().edit_address("a"), Deployment().letter("a")) == ("", "")


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("value", ["example", "javascript:alert(1)", 'https://example.org/" onclick="', "https://example.org/?a=b", "a@b?cc=c@d", "a b@c", "@"])
def test_what_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        deployment.read({name: value})


@given(st.text(max_size=80))
def test_no_mark_of_html_gets_through(text: str) -> None:
    for name in KNOWN:
        try:
            found = deployment.read({name: text})
        except ValueError:
            continue
        assert not set("<>\"' ") & set(found.address + found.edit + found.mailbox)


def test_a_reader_can_correct_a_case(collection: tuple[Catalogue, object]) -> None:
    known = View(collection[0], "lo", TODAY, deployment.read(KNOWN))
    case, text = next((page, page.body) for page in cases(known) if not page.shown)
    folder = case.path.removeprefix("lo/cases/").rstrip("/")
    assert f'href="https://example.org/edit/main/cases/{folder}/index.lo.md"' in text
    assert 'href="mailto:lessons@example.org?subject=' in text
    assert f"https://example.org/kb/{case.path}" in text
    assert "lessons@example.org" in next(contribute(known)).body
    alone = View(collection[0], "lo", TODAY)
    assert "mailto:" not in next(page.body for page in cases(alone)) + next(contribute(alone)).body
