"""Plurals, numbers, dates and lists in all languages, beside ICU, the other reader of CLDR, in the Node of Playwright's wheel."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import material
import pytest

from builder import vocabulary
from builder.model import Catalogue, Reference
from builder.pages.view import View
from tests.conftest import ALL, ROOT, TODAY
from tests.search.test_vectors import node

NUMBERS = ("0", "1", "9000", "12345", "1234567.5", "-20", "0.25")
DATES = ("2026-11-24", "2015-01-01", "1999-06-30")
MONTHS = ("2026-11", "2015-03")
LISTS = (["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"])
COUNTS = (*range(125), 1000, 1_000_000)
# Tetum follows Portuguese, Lao numbers are written as Thai ones (schema/languages.yml). Digits are those of the cases, which are Latin in Burmese texts, too; years are of the common era in Thai ones.
ICU = {"en": "en-SG", "ta": "ta-SG", "pt": "pt-PT", "tet": "pt-PT", "my": "my-u-nu-latn", "th": "th-u-ca-gregory"}
SCRIPT = """
const [languages, numbers, dates, months, lists, counts] = JSON.parse(require('fs').readFileSync(0));
const said = {};
for (const [code, locale] of Object.entries(languages)) {
  const day = new Intl.DateTimeFormat(locale, {dateStyle: 'long', timeZone: 'UTC'});
  const month = new Intl.DateTimeFormat(locale, {year: 'numeric', month: 'long', timeZone: 'UTC'});
  said[code] = [
    numbers.map(n => new Intl.NumberFormat(locale, {maximumFractionDigits: 17}).format(n)),
    dates.map(d => day.format(new Date(d))), months.map(d => month.format(new Date(d))),
    lists.map(l => new Intl.ListFormat(locale).format(l)), counts.map(n => new Intl.PluralRules(locale).select(n))];
}
console.log(JSON.stringify(said));
"""


@cache
def icu() -> dict[str, Any]:
    asked = json.dumps([{code: ICU.get(code, code) for code in ALL}, NUMBERS, DATES, MONTHS, LISTS, COUNTS])
    done = subprocess.run([node(), "-e", SCRIPT], input=asked, capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def view(language: str) -> View:
    return View(Catalogue(vocabulary.load(ROOT), {}, {}), language, TODAY)


@pytest.mark.parametrize("language", ALL)
def test_numbers_dates_lists_and_plurals_are_those_of_icu(language: str) -> None:
    v = view(language)
    numbers, dates, months, lists, plurals = icu()[language]
    assert [v.number(n) for n in NUMBERS] == (icu()["th"][0] if language == "lo" else numbers)
    assert [v.date(d) for d in DATES] == dates
    assert [v.date(d) for d in MONTHS] == months
    assert [v.join(words) for words in LISTS] == lists
    assert [v.locale.plural_form(n) for n in COUNTS] == plurals
    assert v.date("2026") == "2026"


@pytest.mark.parametrize("language", ALL)
def test_every_count_says_its_number(language: str, reference: Reference) -> None:
    """Where the form `one` is said of other numbers, too, as in Filipino of 2 and 3, it needs its number."""
    v = view(language)
    strings = reference.strings[language]
    bases = sorted({key.removesuffix(".other") for key in strings if key.endswith(".other") and "{count}" in strings[key]})
    assert bases
    ones = [n for n in COUNTS if v.locale.plural_form(n) == "one"]
    for base in bases:
        for count in COUNTS:
            said = v.n(base, count)
            assert v.number(count) in said or ones == [1] == [count], (base, count)
            assert "{" not in said, (base, count)


def test_material_is_given_languages_that_it_has_not(reference: Reference) -> None:
    """Fails as soon as Material has one of ours: then it is taken away here."""
    of_material = Path(material.__file__).parent / "templates/partials/languages"
    ours = ROOT / "site_overrides/theme/partials/languages"
    for language in ALL:
        assert (of_material / f"{language}.html").is_file() != (ours / f"{language}.html").is_file(), language
    for path in ours.glob("*.html"):
        assert f'"language": "{path.stem}"' in path.read_text("utf-8")
