"""What tells a number that names somebody from a figure."""

from __future__ import annotations

import re

ALONE = r"(?<![\w+])(?<!\d[.,])(?<!\w[/-])(?<!\d{3} )"  # nothing in front of a number that it would be a part of
END = r"(?![\w/]|[.,-]\w| \d{3})"  # nor behind it
# A bare figure of twelve digits or more can only be money: there are not so many people, houses or trees.
CURRENCY = "[$€£¥₫฿₱៛₭₹]|R[pP]\\.?|RM|USD|EUR|SGD|MYR|IDR|PHP|VND|THB|LAK|MMK|KHR|BND|BN\\$|VNĐ|đ"
MONEY_BEFORE = re.compile(rf"(?:{CURRENCY}) ?\Z")
MONEY_AFTER = re.compile(
    rf" ?(?:{CURRENCY}|kips?|riels?|baht|dongs?|đồng|rupiah|ringgit|pesos?|piso|kyats?|dollars?|dolar|dólares|euros?|yuan"
    r"|กีบ|บาท|ກີບ|ບາດ|ດົ່ງ|រៀល|ကျပ်|盾|铢|基普|越南盾|元|kg|tonnes|litres|m³|kWh|%|‰)",
    re.IGNORECASE,
)


def is_money(line: str, match: re.Match[str]) -> bool:
    """Return whether a number without groups stands beside the name or sign of a currency, or another unit."""
    if not match[0].isdigit():
        return False
    before = line[max(0, match.start() - 5) : match.start()]
    return bool(MONEY_BEFORE.search(before) or MONEY_AFTER.match(line, match.end()))
