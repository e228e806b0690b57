"""A text -> what in it should not be public: personal data and secrets, each with its place.

A thing is reported only where its form, its check digit or the words around it leave little doubt, for a false alarm teaches people
to ignore the checker. What one detector has found, the next do not see: one slip is one finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from builder.privacy import accounts, identity, people, phones, secrets

MAX_FOUND = 100  # in one text: more would help nobody
# the digits of other scripts, the spaces and the hyphens that are not ASCII; one character for one, so that places stay
PLAIN = {ord(zero) + n: str(n) for zero in "٠۰०௦๐໐၀႐០０" for n in range(10)}
PLAIN |= dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ") | dict.fromkeys(map(ord, "\u2010\u2011"), "-")
NUMBER = re.compile(r"\d(?:(?:[ ,./()\u00a0\u2007\u2009\u202f\u2010\u2011-]{0,2}\d){6}|(?:(?<=\)\d)|(?<=\) \d))\d{5}| ?°)")  # long, behind a bracket, or an angle
HARMLESS = re.compile(
    r"https?://[^\s<>\"]+|www\.[^\s<>\"]+|\b10\.\d{4,9}/[^\s<>\"]+"  # the numbers in web addresses and DOIs are those of documents
    r"|\bISBN(?:-1[03])?[ :]{0,2}[\d -]{9,16}[\dX]|\bISSN[ :]{0,2}\d{4}-\d{3}[\dX]",
    re.IGNORECASE,
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds one kind of thing in a line."""

    message: str  # see problems.Problem
    kind: str  # what it is, where the message does not say it: "NIK (ID)"
    spans: Callable[[str], Iterator[Span]]  # where such things begin and end in a line
    words: Sequence[str] = ()  # a line with such a thing has one of these words, or else a NUMBER


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that should not be public."""

    message: str
    kind: str
    line: int  # from 1
    column: int  # from 1, in characters
    text: str


# the surest first; these may stand within a web address, too
ANYWHERE = (
    Detector("KB706.password", "", secrets.passwords, ("@", "=")),
    Detector("KB701.phone", "", phones.in_links, ("wa.me/", "phone=")),
    *(Detector("KB706.key", kind, spans, words) for kind, words, spans in secrets.KEYS),
)
OUTSIDE = (
    Detector("KB705.iban", "", accounts.ibans),
    Detector("KB705.card", "", accounts.cards),
    Detector("KB704.number", "NRIC (SG)", identity.singapore),
    Detector("KB704.number", "PIN (TH)", identity.thailand),
    Detector("KB704.number", "NIK (ID)", identity.indonesia),
    Detector("KB704.number", "MyKad (MY)", identity.malaysia),
    Detector("KB704.number", "CCCD (VN)", identity.viet_nam),
    Detector("KB704.number", "NRC (MM)", identity.myanmar),
    Detector("KB704.number", "PhilSys, SSS, PhilHealth (PH)", identity.philippines),
    Detector("KB704.number", "ID", identity.named),
    Detector("KB703.coordinates", "", people.coordinates),
    Detector("KB703.coordinates", "", people.coordinates, ("atitude", "lat=", "lat:", "GPS", "intang", "พิกัด")),
    Detector("KB701.mailbox", "", people.mailboxes, ("@",)),
    Detector("KB702.birth", "", people.births, people.BIRTH_WORDS),
    Detector("KB701.phone", "", phones.spans),
)
WORDS = tuple(word for detector in (*ANYWHERE, *OUTSIDE) for word in detector.words)


@lru_cache(maxsize=64)  # each check asks again for what is found in the same few files
def find(text: str) -> tuple[Finding, ...]:
    """Return what should not be public in a text, at most MAX_FOUND."""
    return tuple(islice(_all(text), MAX_FOUND))


@lru_cache(maxsize=64)  # a report asks again for the same lines
def hide(line: str) -> str:
    """Return a line with dots for what should not be public, from the third character on; each stands for a character."""
    return _cover(line, sorted((f.column - 1, f.column - 1 + len(f.text)) for f in _all(line)), "•", 2)


def mask(text: str) -> str:
    """Return what may be shown of something that should not be public: reports are public, too."""
    return text[:2] + "…"


def _all(text: str) -> Iterator[Finding]:
    words = {word for word in WORDS if word in text}
    places = [match.start() for pattern in (NUMBER, *map(re.compile, map(re.escape, words))) for match in pattern.finditer(text)]
    number, start, end = 1, 0, text.find("\n")  # the line looked at last; most lines have nothing to look at
    looked = False
    for place in sorted(places):
        while end >= 0 and place > end:
            number, start, end, looked = number + 1, end + 1, text.find("\n", end + 1), False
        if not looked:
            looked = True
            yield from _in_line(number, text[start : end if end >= 0 else None], words)


def _in_line(number: int, line: str, words: set[str]) -> Iterator[Finding]:
    rest = line if line.isascii() else line.translate(PLAIN)
    for detectors in (ANYWHERE, OUTSIDE):
        has_number = detectors is OUTSIDE and NUMBER.search(rest)
        for detector in detectors if has_number or words else ():
            if not words.isdisjoint(detector.words) if detector.words else has_number:
                spans = list(_apart(detector.spans(rest)))
                yield from (Finding(detector.message, detector.kind, number, start + 1, line[start:end]) for start, end in spans)
                rest = _cover(rest, spans, "_") if spans else rest
        rest = HARMLESS.sub(lambda match: "_" * len(match[0]), rest)


def _apart(spans: Iterator[Span]) -> Iterator[Span]:
    """Yield spans in their order, without those that overlap an earlier one."""
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def _cover(text: str, spans: Sequence[Span], sign: str, keep: int = 0) -> str:
    """Put a sign for each character of the spans but the first `keep`."""
    pieces, last = [], 0
    for start, end in spans:
        pieces += [text[last : start + keep], sign * (end - start - keep)]
        last = end
    return "".join(pieces) + text[last:]
