"""Burmese in Zawgyi, which uses the characters of Unicode in another meaning. It is told from Unicode by how letters follow one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from myanmartools import ZawgyiDetector

from builder import unicode_text
from builder.model import Reference
from builder.problems import Position, Problem, problem
from builder.source import SourceFile

MYANMAR = re.compile("[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]+")
# Measured: of 60,000 stretches of 25 letters or more of our Burmese texts none was taken for Zawgyi, of 20,000 with 20 letters 41 were;
# Shan, Mon, Karen, Pa'O and Pali stay below 0.01.
MIN_LETTERS = 25
THRESHOLD = 0.95


def burmese_is_unicode(source: SourceFile, _: Reference) -> Iterator[Problem]:
    """KB010: Burmese is written in Unicode, not in Zawgyi."""
    for number, column, width, letters in _stretches(source.text):
        if _detector().get_zawgyi_probability(letters) > THRESHOLD:
            yield problem(source.path, Position(number, column, width), "KB010.zawgyi")
            return


def _stretches(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield the Burmese letters of one line, or of several that are short, with the place of the first line's words."""
    if not any(MYANMAR.match(c) for c in unicode_text.present(text)):
        return
    letters, first = "", (0, 0, 0)
    for number, line in enumerate(text.split("\n"), 1):
        found = list(MYANMAR.finditer(line))
        if found and not letters:
            first = (number, found[0].start() + 1, found[-1].end() - found[0].start())
        letters += "".join(m[0] for m in found)
        if len(letters) >= MIN_LETTERS:
            yield *first, letters
            letters = ""


@cache
def _detector() -> ZawgyiDetector:
    return ZawgyiDetector()
