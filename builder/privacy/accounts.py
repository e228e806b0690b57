"""Numbers of bank accounts and payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from builder.privacy.figures import ALONE, END, is_money

Span = tuple[int, int]

IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
CARD = re.compile(rf"{ALONE}(?:\d{{4}}([ -]?)\d{{4}}\1\d{{4}}\1\d{{4}}(?:\1\d{{1,3}})?|\d{{4}}[ -]?\d{{6}}[ -]?\d{{5}}){END}")
# the first digits that the card companies give out (ISO/IEC 7812): Visa, Mastercard, Amex, JCB, Discover, UnionPay
ISSUED = re.compile(
    r"4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35(?:2[89]|[3-8]\d)\d{12}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17}"
)


def ibans(line: str) -> Iterator[Span]:
    """Yield international account numbers with a right checksum (ISO 13616, by python-stdnum)."""
    for match in IBAN.finditer(line):
        for end in _ends(match[0]):
            if iban.is_valid(match[0][:end]):
                yield match.start(), match.start() + end
                break


def cards(line: str) -> Iterator[Span]:
    """Yield card numbers: known first digits, grouped as on a card or not at all, a right check digit (Luhn), no sum of money."""
    for match in CARD.finditer(line):
        digits = re.sub(r"\D", "", match[0])
        if ISSUED.fullmatch(digits) and luhn.is_valid(digits) and not is_money(line, match):
            yield match.span()


def _ends(text: str) -> Iterator[int]:
    """Yield where a number may end, for words in capitals may follow it: at its end, or before one of its spaces."""
    yield len(text)
    yield from (place for place in range(len(text) - 1, 12, -1) if text[place] in " -")
