"""National identity numbers of ASEAN countries.

Only numbers with a check digit, or with a date of birth and a place in their structure, are taken for such by themselves; the others
only behind the name of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.id import nik
from stdnum.my import nric
from stdnum.th import pin

from builder.privacy.figures import ALONE, END, is_money

Span = tuple[int, int]

SINGAPORE = re.compile(rf"{ALONE}([STFGM])(\d{{7}})([A-Z]){END}", re.IGNORECASE)
SINGAPORE_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
SINGAPORE_LETTERS = {"S": (0, "JZIHGFEDCBA"), "T": (4, "JZIHGFEDCBA"), "F": (0, "XWUTRQPNMLK"), "G": (4, "XWUTRQPNMLK"), "M": (3, "XWUTRQPNJLK")}
THAILAND = re.compile(rf"{ALONE}\d([ -]?)\d{{4}}\1\d{{5}}\1\d{{2}}\1\d{END}")
INDONESIA = re.compile(rf"{ALONE}(?:\d{{4}}([ .-]?)\d{{4}}\1\d{{4}}\1\d{{4}}|(?:\d\d([ .])\d\d\2\d\d|\d{{6}})([ .-])\d{{6}}\3\d{{4}}){END}")
MALAYSIA = re.compile(rf"{ALONE}\d{{6}}([ -]?)\d\d\1\d{{4}}{END}")
# Codes of provinces (Thông tư 07/2016/TT-BCA, annex 1), the century and the sex, the year of birth, six digits. Without 082 and 083,
# with which mobile numbers of Indonesia begin that have twelve digits, too.
VIET_NAM = re.compile(
    rf"{ALONE}0(?:0[124568]|1[0124579]|2[024567]|3[0134-8]|4[024-689]|5[12468]|6[024678]|7[024579]|8[04679]|9[1-6])"
    rf"[0-3]\d{{8}}{END}"
)
MYANMAR = re.compile(
    r"(?<!\d)(\d{1,2})/ ?(?:[A-Za-z]{3,15}|[\u1000-\u109f\u200b]{3,30}) ?\((?:[A-Z][a-z]{0,8}|[\u1000-\u109f]{1,12})\) ?\d{6}(?!\d)"
)
PHILIPPINES = re.compile(
    r"\b(?:PhilSys|PhilID|PCN|PSN|CRN|UMID|SSS|GSIS|PhilHealth)\b\D{0,25}"
    r"(\d{4}-\d{4}-\d{4}(?:-\d{4})?|\d\d-\d{7}-\d|\d\d-\d{9}-\d|\d{4}-\d{7}-\d)(?![\w-])",
    re.IGNORECASE,
)
# the name of the document in the languages of ASEAN, the word for "number", the number
NAMED = re.compile(
    r"(?:\b(?:identity card|id card|national id|passport|ic|nric|mykad|kad pengenalan|ktp|nik|cccd|cmnd|căn cước(?: công dân)?|paspor"
    r"|passaporte|hộ chiếu|bilhete de identidade)|บัตรประชาชน|หนังสือเดินทาง|អត្តសញ្ញាណប័ណ្ណ|លិខិតឆ្លងដែន|ບັດປະຈໍາຕົວ|ບັດປະຈຳຕົວ|မှတ်ပုံတင်|身份证|护照|அடையாள அட்டை)"
    r" ?(?:no\b\.?|number|nombor|nomor|numero|número|số|เลขที่|หมายเลข|លេខ|ເລກທີ|အမှတ်|号码?|எண்)[ :]{0,3}"
    rf"([A-Z]{{0,2}}\d{{2}}-\d{{6}}|[A-Z]{{0,2}}\d{{7,12}}){END}",
    re.IGNORECASE,
)


def singapore(line: str) -> Iterator[Span]:
    """Yield NRIC and FIN numbers: a letter, seven digits and a check letter.

    The state has not published the check; weights and letters are those of IonBazan/NRIC, confirmed there by known numbers.
    """
    for match in SINGAPORE.finditer(line):
        start, letters = SINGAPORE_LETTERS[match[1].upper()]
        total = start + sum(weight * int(digit) for weight, digit in zip(SINGAPORE_WEIGHTS, match[2], strict=True))
        if letters[total % 11] == match[3].upper():
            yield match.span()


def thailand(line: str) -> Iterator[Span]:
    """Yield Thai numbers: thirteen digits, the last a check digit (by python-stdnum)."""
    for match in THAILAND.finditer(line):
        if pin.is_valid(match[0]) and not is_money(line, match):
            yield match.span()


def indonesia(line: str) -> Iterator[Span]:
    """Yield NIK and family-card numbers: a place, a date and four digits (by python-stdnum)."""
    for match in INDONESIA.finditer(line):
        if nik.is_valid(match[0]) and not is_money(line, match):
            yield match.span()


def malaysia(line: str) -> Iterator[Span]:
    """Yield MyKad numbers: a date of birth, a place of birth and four digits (by python-stdnum)."""
    for match in MALAYSIA.finditer(line):
        if nric.is_valid(match[0]) and not is_money(line, match):
            yield match.span()


def viet_nam(line: str) -> Iterator[Span]:
    """Yield numbers of identity cards (CCCD) with a province in them."""
    yield from (match.span() for match in VIET_NAM.finditer(line))


def myanmar(line: str) -> Iterator[Span]:
    """Yield NRC numbers such as 12/KaMaYa(N)123456: state or region (1 to 14), township, kind of citizen, six digits."""
    yield from (match.span() for match in MYANMAR.finditer(line) if 1 <= int(match[1]) <= 14)


def philippines(line: str) -> Iterator[Span]:
    """Yield numbers in the groups of PhilSys, SSS, GSIS and PhilHealth, behind the name of one of them; they have no public check."""
    yield from (match.span(1) for match in PHILIPPINES.finditer(line))


def named(line: str) -> Iterator[Span]:
    """Yield numbers behind the name of an identity document and the word "number", in any language of ASEAN."""
    yield from (match.span(1) for match in NAMED.finditer(line))

