"""Telephone numbers: with a country code of any country, or as people write them within a country of ASEAN."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, country_code_for_region, number_type, parse

Span = tuple[int, int]

REST = r"(?:[ .()/-]{0,2}\d)"
INTERNATIONAL = re.compile(rf"(?<!\w)(?:\+|(?<![.,/+-])00) ?\(?\d{{1,3}}\)?{REST}{{6,13}}(?!\w)")
IN_BRACKETS = re.compile(rf"\((?:60|62|63|65|66|670|673|84|855|856|95)[ .)-]{REST}{{7,12}}\)?(?!\w|[.,]\d)")
NATIONAL = re.compile(r"(?<![\w+(])(?<!\d[.,])(?<!\w[/-])\(?0\d(?:[ .()-]{0,2}\d){6,10}(?![\w/]|[.,-]\d)")
IN_LINK = re.compile(r"(?:wa\.me/|[?&]phone=)(?:\+|%2B)?(\d{8,15})(?!\d)")
LABEL = (
    r"(?:\b(?:tel|telp|telepon|telefon|telefone|telephone|telepono|phone|mobile|cell|cellphone|handphone|hp|whatsapp|fax|contact|call|sms|viber"
    r"|telemóvel|hubungi|đt|sđt|điện thoại)\b|โทร|เบอร์|ໂທ|ទូរស័ព្ទ|ဖုန်း|电话|手机|தொலைபேசி)"
)
# without a 0 in front, as in Singapore, Brunei and Timor-Leste: only behind a word for it and a colon, or "number"
WORD = "(?:no|number|nombor|nomor|numero|número|số)"
LABELLED = re.compile(rf"{LABEL}(?:(?: ?{WORD})?\.? ?[:.]| {WORD}) ?(\(?\d{REST}{{6,10}})(?!\w|[.,]\d)", re.IGNORECASE)
LABELLED_BEFORE = re.compile(rf"{LABEL}[^\d\n]{{0,12}}\Z", re.IGNORECASE)
OTHER_NUMBER = re.compile(r"(?:\b(?:no|nr|nomor|nombor|số|ref|code|kode|id|report|decree|account|serial)\b[^\d\n]{0,3}|[№#] ?)\Z", re.IGNORECASE)
DAY = re.compile(r"\d\d([.-])\d\d\1\d{4}")
# A number of a service is meant for everybody.
KINDS = PhoneNumberType
PRIVATE = {KINDS.MOBILE, KINDS.FIXED_LINE, KINDS.FIXED_LINE_OR_MOBILE, KINDS.VOIP, KINDS.PERSONAL_NUMBER}
CODES = {code: country_code_for_region(code) for code in ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")}


def spans(line: str) -> Iterator[Span]:
    """Yield telephone numbers that the numbering plans allow (by phonenumbers, from Google's metadata)."""
    end = 0
    for start, text, allowed in sorted(_candidates(line), key=lambda candidate: candidate[0]):
        length = next((n for n in _lengths(text) if allowed(re.sub(r"\D", "", text[:n]))), 0) if start >= end else 0
        if length:
            end = start + length
            yield start, end


def in_links(line: str) -> Iterator[Span]:
    """Yield the numbers in links that open a chat."""
    yield from (match.span(1) for match in IN_LINK.finditer(line) if _is_international(match[1]))


def _candidates(line: str) -> Iterator[tuple[int, str, Callable[[str], bool]]]:
    """Yield what has the form of a number: where, the text, and what decides from its digits."""
    for match in INTERNATIONAL.finditer(line):
        yield match.start(), match[0], _is_international
    for match in IN_BRACKETS.finditer(line):
        yield match.start(), match[0], _is_international
    for match in LABELLED.finditer(line):
        yield match.start(1), match[1], _is_local
    for match in NATIONAL.finditer(line):
        before = line[max(0, match.start() - 30) : match.start()]
        if not DAY.match(match[0]) and (LABELLED_BEFORE.search(before) or not OTHER_NUMBER.search(before)):
            yield match.start(), match[0], _is_national


def _lengths(text: str) -> Iterator[int]:
    """Yield where a number may end: at the end of a group of digits, for a figure may follow it."""
    yield len(text)
    yield from (place for place in range(len(text) - 1, 7, -1) if text[place - 1].isdigit() and not text[place].isdigit())


def _is_international(digits: str) -> bool:
    try:
        return number_type(parse(f"+{digits.removeprefix('00')}")) in PRIVATE
    except NumberParseException:
        return False


def _is_national(digits: str) -> bool:
    """A 0 in front, then a number of some country."""
    return len(digits) >= 9 and digits[0] == "0" and _is_local(digits[1:])


def _is_local(digits: str) -> bool:
    return digits[0] != "0" and any(number_type(PhoneNumber(code, int(digits))) in PRIVATE for code in CODES.values())
