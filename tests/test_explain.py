"""What the pages for people say about the checker is what the checker says."""

from builder import explain
from builder.model import Reference
from tests.conftest import ROOT


def test_the_page_of_the_codes_is_fresh(reference: Reference) -> None:
    """Otherwise: python -m builder explain --markdown > docs/checks.md"""
    assert (ROOT / "docs/checks.md").read_text("utf-8") == explain.markdown(reference)


def test_every_code_has_its_place_on_the_page(reference: Reference) -> None:
    """Reports link to it: docs/checks.md#kb204."""
    lines = explain.markdown(reference).splitlines()
    assert all(f"## {code}" in lines for code in explain.rules())


def test_contributors_are_shown_a_real_report() -> None:
    told = (ROOT / "tests/corpus/bad/KB204/expected.txt").read_text("utf-8").split("\n\n")[1]
    assert told in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
