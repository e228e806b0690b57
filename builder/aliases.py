"""What people write instead of a code: a name, a code of three letters, a date in another order, a Buddhist-era year.

An alias is only ever suggested; nothing is read as what it may have meant.
"""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from babel import Locale
from babel.core import get_global

from builder.model import Reference

BUDDHIST_ERA = 543  # years that the Buddhist era, as used in Thailand, is ahead of the common era
UNKNOWN = "ZZ"  # CLDR's code for an unknown country
T = TypeVar("T")
MAX_DATE = 60  # characters
NUMBER = re.compile(r"\d{1,4}")
SEPARATED = re.compile(r"\d{1,4}[ /.\-]\d{1,2}[ /.\-]\d{1,4}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日?|(?:ngày )?\d{1,2} tháng \d{1,2},? (?:năm )?\d{4}", re.IGNORECASE)
YEAR = re.compile(r"(?:พ\.ศ\.\s*|B\.?E\.?\s*|BE)?(\d{4})\Z", re.IGNORECASE)


def code(value: str, vocabulary: str, codes: Sequence[str], reference: Reference) -> str:
    """Return the code that was probably meant by `value`, or an empty text."""
    plain = _plain(value)
    for candidate in codes:
        if _plain(candidate) == plain:
            return candidate
    if vocabulary == "countries" and (found := country(value, reference)) in codes:
        return found
    if vocabulary == "languages" and (found := language(value, reference)) in codes:
        return found
    labels = _labels(reference, vocabulary) if vocabulary in reference.vocabularies else {}
    if plain in labels:
        return labels[plain]
    close = difflib.get_close_matches(plain, [_plain(c) for c in codes], 1, 0.6)
    if close:
        return next(c for c in codes if _plain(c) == close[0])
    close = difflib.get_close_matches(plain, labels, 1, 0.8)
    return labels[close[0]] if close else ""


def exact(value: str, vocabulary: str, codes: Sequence[str], reference: Reference) -> str:
    """Return the code that `value` names for certain, or an empty text: the code in other case, or its label as it stands in any language."""
    terms = reference.vocabularies[vocabulary].terms.values() if vocabulary in reference.vocabularies else ()
    found = {c for c in codes if c.casefold() == value.casefold()} | {term.code for term in terms if value in term.label.values()}
    return found.pop() if len(found) == 1 else ""


def exact_cldr(value: str, kind: str, reference: Reference) -> str:
    """Return the same for the code of any country or language (`kind`: the schema's x-code)."""
    names, cased = ("territories", value.upper()) if kind == "country" else ("languages", value.lower())
    return cased if cased in getattr(Locale("en"), names) and cased != UNKNOWN else _names(reference, names).get(_plain(value), "")


def country(value: str, reference: Reference) -> str:
    """Return the ISO 3166-1 code of a country from its name in any of the site's languages or its code of three letters (CLDR)."""
    upper = value.strip().upper()
    for found in get_global("territory_aliases").get(upper, ()):
        return str(found)
    return _names(reference, "territories").get(_plain(value), "")


def language(value: str, reference: Reference) -> str:
    """Return the BCP 47 code of a language from its name in any of the site's languages or its code of three letters (CLDR)."""
    found = get_global("language_aliases").get(value.strip().lower())
    return str(found) if found else _names(reference, "languages").get(_plain(value), "")


def dates(value: str, reference: Reference) -> list[str]:
    """Return the dates (ISO 8601) that a text can mean: day, month and year in any order, in the common or the Buddhist era; the month by
    its number, or by its name in any of the site's languages (CLDR). A year of the Buddhist era alone gives the year alone, a month
    and a year give both.
    """
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in value.strip()[:MAX_DATE])
    alone = YEAR.fullmatch(text)
    if alone and (year := common_year(int(alone[1]))) != int(alone[1]):
        return [str(year)]
    numbers = NUMBER.findall(text)
    month = _month(NUMBER.sub(" ", text), reference) if len(numbers) in (1, 2) else 0
    if month and len(numbers) == 1 and len(numbers[0]) == 4:
        return [f"{common_year(int(numbers[0]))}-{month:02}"]
    parts = [numbers[0], str(month), numbers[1]] if month and len(numbers) == 2 else numbers
    if len(parts) != 3 or not (month or SEPARATED.fullmatch(text)):
        return []
    a, b, c = (int(part) for part in parts)
    first, last = len(parts[0]) == 4, len(parts[2]) == 4
    orders = [(a, b, c)] if first else [(c, b, a), *([] if month else [(c, a, b)])] if last else []
    found = [day for year, month, number in orders if (day := _day(year, month, number))]
    return list(dict.fromkeys(found))


def _month(text: str, reference: Reference) -> int:
    """Return the month that a text names, or 0. Of several names that stand in it the longest counts: September, not "sep"."""
    names = _months(tuple(about.locale for about in reference.languages.values()))
    plain = _plain(text)
    return names[max((name for name in names if name in plain), key=len, default="")]


@lru_cache(maxsize=4)
def _months(locales: tuple[str, ...]) -> dict[str, int]:
    """Return month by name, from CLDR. In "" and in names of digits only there is none."""
    widths = [Locale.parse(locale).months[context]["wide"] for locale in locales for context in ("format", "stand-alone")]
    return _unambiguous((_plain(name), month) for names in widths for month, name in names.items() if not NUMBER.search(name)) | {"": 0}


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(common_year(year), month, day).isoformat()
    except ValueError:
        return ""


def common_year(year: int) -> int:
    """Return a year as the common era counts it: one from 2400 to 2699, which would be far ahead, is of the Buddhist era (1857 to 2156)."""
    return year - BUDDHIST_ERA if 2400 <= year < 2700 else year


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("-", " ").split())


def _labels(reference: Reference, vocabulary: str) -> dict[str, str]:
    """Return code by label and synonym, in every language; a word that means two codes is left out."""
    terms = reference.vocabularies[vocabulary].terms.values()
    return _unambiguous((_plain(word), term.code) for term in terms for word in (*term.label.values(), *(s for words in term.synonyms.values() for s in words)))


def _names(reference: Reference, kind: str) -> dict[str, str]:
    return _cldr_names(tuple(about.locale for about in reference.languages.values()), kind)


@lru_cache(maxsize=4)
def _cldr_names(locales: tuple[str, ...], kind: str) -> dict[str, str]:
    """Return code by name, from CLDR."""
    return _unambiguous((_plain(name), str(code)) for locale in locales for code, name in getattr(Locale.parse(locale), kind).items() if not str(code).isdigit())


def _unambiguous(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    codes: dict[str, set[T]] = {}
    for word, found in pairs:
        codes.setdefault(word, set()).add(found)
    return {word: next(iter(found)) for word, found in codes.items() if len(found) == 1}
