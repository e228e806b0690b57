"""The pages of figures, and the file for downloading."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest

from builder import build
from builder.deployment import Deployment
from builder.exports.statistics import COLUMNS, statistics
from builder.model import Catalogue
from builder.outputs import Page
from builder.pages.statistics import of_country
from builder.pages.view import View
from tests.conftest import TODAY
from tests.pages.test_pages import outline
from tests.test_statistics import GOOD, write

POOR = {**GOOD, "indicator": "poverty-national", "value": "9", "language": "id", "dataset": "Susenas", "note": "Counted in March."}


@pytest.fixture
def catalogue(tree: Path) -> Catalogue:
    write(tree, GOOD, {**GOOD, "year": "2019", "value": "61"}, POOR)
    write(tree, {**GOOD, "publisher": "Another office", "value": "0"}, name="sg.yml")
    made, problems = build.load(tree, TODAY)
    assert not problems
    return made


def page(catalogue: Catalogue, path: str, language: str = "en") -> Page:
    return next(page for page in build.site_pages(catalogue, TODAY, language) if page.path == path)


def test_the_table_shows_the_latest_figure_with_its_year(catalogue: Catalogue) -> None:
    body = page(catalogue, "en/statistics/").body
    assert '<td data-of="Rural population">60.2% <span class="kb-note">2021</span></td>' in body, "a narrow page has the name beside the figure"
    assert '<td data-of="Rural population">0.0% <span class="kb-note">2021</span></td>' in body
    assert "61" not in body
    assert "2019" not in body
    assert body.count('scope="row"') == 11
    assert body.count("no figure</span></td>") == 2 * 11 - 3
    assert '<th scope="col"><a href="#rural-population">' in body
    assert 'href="#gini"' not in body, "a column without figures is none"
    assert 'role="region" aria-labelledby="table"' in body


def test_definitions_warnings_and_sources(catalogue: Catalogue) -> None:
    body = page(catalogue, "en/statistics/").body
    assert "<strong>Poverty (national line) and Rural population</strong>: Each country measures this in its own way." in body
    assert '<a href="https://example.org/data" rel="noopener"><span lang="id">Susenas</span></a>' in body
    assert '<a href="https://creativecommons.org/licenses/by/4.0/">CC-BY-4.0</a>, read on 31 January 2026' in body
    assert "Another office" in body
    assert '<span class="kb-note">Singapore.</span>' in body, "of several sources each names its countries"
    assert body.count("Do not compare countries by it.") == 1
    assert body.count("There is no figure yet for: Rural poverty (national line), ") == 1
    assert 'id="gini"' not in body, "what has no figure is named once, in a line"
    assert 'href="../../statistics.csv"' in body


@pytest.mark.parametrize("language", ["en", "my", "km", "ta", "pt"])
def test_pages_are_well_formed(catalogue: Catalogue, language: str) -> None:
    for path in (f"{language}/statistics/", f"{language}/countries/kh/"):
        found = outline(page(catalogue, path, language).body)
        assert len(set(found.ids)) == len(found.ids)
        assert not found.handlers


def test_numbers_are_written_as_the_language_does(catalogue: Catalogue) -> None:
    body = page(catalogue, "vi/statistics/", "vi").body
    assert "60,2%" in body
    assert '<span lang="en">Counted in March.</span>' in body


def test_the_block_of_a_country(catalogue: Catalogue) -> None:
    body = page(catalogue, "en/countries/kh/").body
    assert '<a href="../../statistics/#rural-population">Rural population</a></dt><dd><strong>60.2%</strong> <span class="kb-note">2021, Example office</span>' in body
    assert "There is no figure about this country yet." in page(catalogue, "en/countries/th/").body
    assert 'id="statistics"' not in page(catalogue, "en/countries/asean/").body
    assert of_country(View(catalogue, "en", TODAY), "asean") is None


def test_the_page_has_no_editions_and_the_download_has_them(tree: Path) -> None:
    write(tree, {**GOOD, "edition": "Copy of commit 7ac85f9"})
    made = build.load(tree, TODAY)[0]
    assert "7ac85f9" not in page(made, "en/statistics/").body
    assert rows(made)[0]["edition"] == "Copy of commit 7ac85f9"


def test_a_reader_can_send_a_figure_by_letter(tree: Path) -> None:
    made = build.load(tree, TODAY)[0]
    body = next(p.body for p in build.site_pages(made, TODAY, "en", Deployment(mailbox="kb@example.org")) if p.path == "en/statistics/")
    assert 'href="mailto:kb@example.org?subject=Send%20a%20figure"' in body
    assert "mailto:" not in page(made, "en/statistics/").body


def test_without_figures_there_is_no_table(tree: Path) -> None:
    body = page(build.load(tree, TODAY)[0], "en/statistics/").body
    assert "<table" not in body
    assert 'id="send"' in body


def rows(catalogue: Catalogue) -> list[dict[str, str]]:
    (made,) = statistics(catalogue, "")
    assert made.path == "statistics.csv"
    return list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"), newline="")))


def test_the_download_has_every_figure_as_published(catalogue: Catalogue) -> None:
    found = rows(catalogue)
    assert tuple(found[0]) == COLUMNS
    assert [(r["country"], r["indicator"], r["value"], r["year"]) for r in found] == [
        ("KH", "rural-population", "60.25", "2021"),
        ("KH", "rural-population", "61", "2019"),
        ("KH", "poverty-national", "9", "2021"),
        ("SG", "rural-population", "0", "2021"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", " =1", "＝1"])
def test_the_download_holds_no_formula(tree: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """The file relies on no check."""
    monkeypatch.setattr("builder.statistics.DATA_CHECKS", ())
    monkeypatch.setattr("builder.statistics.DATA_TEXT_CHECKS", ())
    write(tree, {**GOOD, "note": text, "value": "-5.5"})
    (row,) = rows(build.load(tree, datetime.date(2026, 11, 24))[0])
    assert row["note"] == f"'{text}"
    assert row["value"] == "-5.5"
