"""Text -> index terms and query terms, the same in Python and in JavaScript (site_overrides/theme/assets/search/tokenize.js).

Only NFKC, NFD and explicit ranges of code points are used: no ICU, no `Intl`, no `\\p{...}`, whose answers differ between
engines and versions. Thai, Lao, Khmer, Burmese and Chinese are written without spaces between words; their terms are pairs of
neighbouring clusters (a cluster is what a reader sees as one letter with its marks), so that any part of a sentence is found
without a dictionary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

TOKENIZER_VERSION = 1
END = "\u0001"  # the mark after the last cluster of a run

# Step 2: soft hyphen, grapheme joiner, Khmer inherent vowels, Mongolian separators, zero width and bidi controls, variation selectors
INVISIBLE = re.compile("[\u00ad\u034f\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# Step 3: the zeros of the Thai, Lao, Khmer, Burmese, Shan and Tamil digits
DIGITS = {zero + i: 48 + i for zero in (0x0E50, 0x0ED0, 0x17E0, 0x1040, 0x1090, 0x0BE6) for i in range(10)}
# Step 5: a Khmer base and the coengs (U+17D2 with a consonant), vowels and signs behind it
KHMER_CLUSTER = re.compile("([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)")
KHMER_COENG = re.compile("\u17d2[\u1780-\u17b3]")
# Step 6: Burmese marks in the order of Unicode Technical Note 11
BURMESE_MARKS = re.compile("[\u102b-\u1038\u103a-\u103e]{2,}")
BURMESE_ORDER = "\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u1033\u1034\u1035\u102f\u1030\u102b\u102c\u1037\u103a\u1036\u1038"
BURMESE_RANK = {mark: rank for rank, mark in enumerate(BURMESE_ORDER)}

BURMESE_BASE = "[\u1000-\u102a\u103f\u104e\ua9e0-\ua9fe\uaa60-\uaa7a]"
CLUSTER = (
    "[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*"  # Thai: lead vowel, consonant, marks
    "|[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf][\u0eb0-\u0ebd\u0ec8-\u0ece]*"  # Lao
    "|[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])*"  # Khmer
    # Burmese: base, stacked consonants (U+1039), marks, then closed consonants (asat, U+103A)
    f"|{BURMESE_BASE}(?:\u1039{BURMESE_BASE}|[\u102b-\u1038\u103a-\u103e])*"
    f"(?:{BURMESE_BASE}\u1037?\u103a(?:\u1039{BURMESE_BASE})?[\u102b-\u1038\u103b-\u103e]*)*"
    "|[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]"  # Han
)
LETTER = (
    "[0-9a-z\u00aa\u00b5\u00ba\u00df-\u00f6\u00f8-\u024f\u0250-\u02af\u0300-\u036f\u0370-\u03ff\u0400-\u052f"
    "\u0b80-\u0bff\u1e00-\u1eff\u3041-\u30ff\uac00-\ud7a3]"
)
TOKEN = re.compile(f"({CLUSTER})|({LETTER}+(?:['\u2019]{LETTER}+)*)|([ \u00a0])|(.)", re.DOTALL)
COMBINING = re.compile("[\u0300-\u036f]")
LONE_BASE = re.compile(f"{BURMESE_BASE}\\Z")

Stem = Callable[[str], str]


@dataclass(slots=True)
class Run:
    """A spaced word (`word`), or clusters that stand together; `gaps`: whether a space stands before each of them."""

    word: str = ""
    clusters: list[str] = field(default_factory=list)
    gaps: list[bool] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term to look up. `open`: longer terms that begin with it are meant, too. `word`: it is a spaced word."""

    text: str
    open: bool
    word: bool


def normalise(text: str) -> str:
    """Return the form in which texts and queries are compared."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text).lower()).translate(DIGITS)
    # Step 4: Thai and Lao: nikhahit before the tone mark; two E are one AE; Lao semivowel LO is the letter LO
    text = re.sub("([\u0e48-\u0e4b])\u0e4d", "\u0e4d\\1", text).replace("\u0e40\u0e40", "\u0e41")
    text = re.sub("([\u0ec8-\u0ecb])\u0ecd", "\u0ecd\\1", text).replace("\u0ec0\u0ec0", "\u0ec1").replace("\u0ebc", "\u0ea5")
    text = KHMER_CLUSTER.sub(_khmer, text).replace("\u1025\u103a", "\u1009\u103a")
    return BURMESE_MARKS.sub(lambda m: "".join(sorted(m[0], key=lambda c: BURMESE_RANK.get(c, 99))), text)


def _khmer(match: re.Match[str]) -> str:
    """Order a Khmer cluster: coengs (coeng DA as coeng TA, RO last), shifter, vowels, signs; join split vowels."""
    coengs = [c.replace("\u178a", "\u178f") for c in KHMER_COENG.findall(match[2])]
    coengs.sort(key=lambda c: c[1] == "\u179a")
    rest = sorted(KHMER_COENG.sub("", match[2]), key=_khmer_class)
    return match[1] + "".join(coengs) + "".join(rest).replace("\u17c1\u17b8", "\u17be").replace("\u17c1\u17b6", "\u17c4")


def _khmer_class(mark: str) -> int:
    if mark in "\u17c9\u17ca":
        return 0
    return 1 if "\u17b6" <= mark <= "\u17c5" else 2


def fold(word: str) -> str:
    """Return a word without accents and apostrophes, so that what is typed without them is found."""
    plain = COMBINING.sub("", unicodedata.normalize("NFD", word).replace("\u0111", "d"))
    return plain.replace("'", "").replace("\u2019", "")


def scan(normal: str) -> list[Run]:
    """Split normalised text into runs. One space does not end a run of clusters; any other sign does."""
    runs: list[Run] = []
    current: Run | None = None
    gap = False
    for match in TOKEN.finditer(normal):
        if match[1] is not None:
            if current is None:
                current = Run()
                runs.append(current)
            current.clusters.append(match[1])
            current.gaps.append(gap)
            gap = False
        elif match[3] is not None:
            gap = True
        else:
            current, gap = None, False
            if match[2] is not None:
                runs.append(Run(word=match[2]))
    return runs


def index_terms(text: str) -> list[str]:
    """Return the surface terms of a text, in order."""
    terms: list[str] = []
    for run in scan(normalise(text)):
        if run.word:
            terms.append(fold(run.word))
        else:
            terms.extend(first + second for first, second in zip(run.clusters, [*run.clusters[1:], END], strict=True))
    return [term for term in terms if term]


def query_terms(query: str) -> list[QueryTerm]:
    """Return the terms of a query, in order. The last word is open: it may still be being typed."""
    runs = scan(normalise(query))
    unfinished = bool(query) and not query[-1].isspace()
    terms: list[QueryTerm] = []
    for number, run in enumerate(runs):
        if run.word:
            folded = fold(run.word)
            if folded:
                terms.append(QueryTerm(folded, number == len(runs) - 1 and unfinished, True))
            continue
        start = 0
        for i in range(1, len(run.clusters) + 1):
            if i == len(run.clusters) or run.gaps[i]:
                terms.extend(_chunk(run.clusters[start:i]))
                start = i
    return terms


def _chunk(clusters: list[str]) -> list[QueryTerm]:
    """Return the pairs of a piece of unspaced text. Its last pair is open: the last cluster may lack its marks."""
    if len(clusters) == 1:
        return [QueryTerm(clusters[0], True, False)]
    pairs = [first + second for first, second in zip(clusters, clusters[1:], strict=False)]
    opened = [False] * len(pairs)
    opened[-1] = True
    if len(clusters) > 2 and LONE_BASE.match(clusters[-1]):
        opened[-2] = True  # a Burmese consonant that may become the end of the syllable before it
    return [QueryTerm(pair, is_open, False) for pair, is_open in zip(pairs, opened, strict=True)]
