"""Text -> index terms and query terms, the same in Python and in JavaScript (site_overrides/theme/assets/search/tokenize.js).

Only NFKC, NFD (UAX #15), lower case and explicit ranges of code points are used: no ICU, no `Intl`, no `\\p{...}`, whose answers
differ between engines and versions. The ranges are those of Unicode 14.0, the tables of the oldest Python that runs this; what
later versions say of those characters is the same, by the stability policies of Unicode. Thai, Lao, Khmer, Burmese and Chinese
are written without spaces between words (line breaking class SA of UAX #14, and ID); their terms are pairs of neighbouring
clusters (a cluster is what a reader sees as one letter with its marks), so that any part of a sentence is found without a
dictionary. Where a comment names a chapter, it is one of The Unicode Standard, 14.0.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise, tee, zip_longest

TOKENIZER_VERSION = 4  # the same number stands in tokenize.js
END = "."  # the mark after the last cluster of a run; no cluster holds it
BESIDE = " "  # divides two neighbouring words, or a pair of clusters and the cluster behind it; no term holds it otherwise
ROUNDS = 4  # a mark that moves can make another rule apply; no text was found that needs more than three rounds

# What engines do not agree on becomes U+FFFD, which is no letter. Surrogates without their other half: JavaScript can hold them,
# and would join two of them when what stands between is deleted. And what Unicode 15.0 to 17.0 added and maps to something else
# by NFKC or lower case: a new browser would make a letter of it, an old one, and Python 3.11, none.
UNKNOWN = re.compile(
    "[\ud800-\udfff\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\ua7f1\U00010d50-\U00010d65\U00016ea0-\U00016eb8\U0001ccd6-\U0001ccf9\U0001e030-\U0001e06d]"
)
# Default_Ignorable_Code_Point (UAX #44): what is not seen. Soft hyphen, joiners, zero width spaces, bidi controls (UAX #9),
# fillers, inherent vowels of Khmer, variation selectors (for Han those of UTS #37, the Ideographic Variation Database), tags
IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Thai, Lao, Khmer, Burmese, Shan and Tamil digits become ASCII digits (Numeric_Type=Decimal, UAX #44); NFKC does so with full
# width ones. Those of other scripts stay, since no language of the site uses them.
DIGITS = {zero + i: 48 + i for zero in (0x0E50, 0x0ED0, 0x17E0, 0x1040, 0x1090, 0x0BE6) for i in range(10)}
THAI_LAO_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece]{2,}")
THAI_AM, LAO_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32"), re.compile("\u0ecd([\u0ec8-\u0ecb]?)\u0eb2")
TONES = re.compile("[\u0e48-\u0e4b\u0ec8-\u0ecb]")  # of Thai and Lao
# A Khmer base and the coengs (U+17D2 with a consonant), vowels and signs behind it (chapter 16.4)
KHMER_CLUSTER = re.compile("([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)")
KHMER_COENG = re.compile("\u17d2[\u1780-\u17b3]")
# Marks of the Myanmar script, with which Shan, Mon and the Karen languages are written, too. Their order is that of Unicode Technical Note #11:
# medials, E, vowels above, vowels below, AA and its like, anusvara and tones of Pwo Karen; then dot below, asat and a virama that stacks nothing,
# in the order that NFKC gives them (classes 7, 9 and 9; the note has asat first, and says that normalising turns them round), visarga and
# other tones (U+108D is of class 220)
BURMESE_ORDER = (
    "\u103b\u105e\u105f\u103c\u103d\u1082\u103e\u1060\u1031\u1084"
    "\u102d\u102e\u1032\u1033\u1034\u1035\u1071\u1072\u1073\u1074\u1085\u109d\ua9e5\u102f\u1030\u1058\u1059\u1086"
    "\u102b\u102c\u1056\u1057\u1062\u1063\u1067\u1068\u1083\u1036\u1064\u1069\u106a\u106b\u106c\u106d"
    "\u1037\u103a\u1039\u1038\u1087\u1088\u1089\u108a\u108b\u108c\u108f\u109a\u109b\u109c\uaa7b\uaa7c\uaa7d\u108d"
)
BURMESE_SIGNS = BURMESE_ORDER.replace("\u103a\u1039", "")  # but asat, which closes a syllable, and virama, which stacks the next letter
# What else there is in the blocks Myanmar, Extended-A and Extended-B, but digits and punctuation
BURMESE_BASE = f"(?![{BURMESE_ORDER}])[\u1000-\u103f\u104e\u1050-\u108f\ua9e0-\ua9fe\uaa60-\uaa7f]"
BURMESE_MARKS = re.compile(f"(?:[{BURMESE_SIGNS}\u103a]|\u1039(?!{BURMESE_BASE})){{2,}}")

# Clusters are those of UAX #29 (extended grapheme clusters), made larger so that nothing that is drawn as one thing is cut:
# lead vowels stand with their consonant, subscripts with their base, a Burmese final with its syllable.
CLUSTER = (
    "[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*"  # Thai: lead vowel, consonant, marks (chapter 16.1)
    "|[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf][\u0eb0-\u0ebd\u0ec8-\u0ece]*"  # Lao (chapter 16.2)
    "|[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])*"  # Khmer (chapter 16.4)
    # Burmese: base, stacked consonants (U+1039), marks, then closed consonants (asat, U+103A) (UTN #11, chapter 16.3)
    f"|{BURMESE_BASE}(?:\u1039{BURMESE_BASE}|[{BURMESE_SIGNS}\u103a])*"
    f"(?:{BURMESE_BASE}\u1037?\u103a(?:\u1039{BURMESE_BASE})?[{BURMESE_SIGNS}]*)*"
    "|[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]"  # Han: each ideograph, U+3005 and U+3007
)
# ASCII, Latin to IPA, combining marks, Greek, Cyrillic, Tamil with its vowel signs (chapter 12.6), more Latin, kana, Hangul: words
# have spaces around them (kana have not; they are not among the languages of the site)
LETTER = (
    "[0-9a-z\u00aa\u00b5\u00ba\u00df-\u00f6\u00f8-\u024f\u0250-\u02af\u0300-\u036f\u0370-\u03ff\u0400-\u052f"
    "\u0b80-\u0bff\u1e00-\u1eff\u3041-\u30ff\uac00-\ud7a3]"
)
# An apostrophe between two letters belongs to the word (UAX #29, rules WB6 and WB7: MidNumLetQ), as in Tetum ne'e
TOKEN = re.compile(f"({CLUSTER})|({LETTER}+(?:['\u2019]{LETTER}+)*)|( )|.", re.DOTALL)
ACCENTS = re.compile("[\u0300-\u036f'\u2019]")  # the block of combining diacritical marks, and apostrophes
LONE_BASE = re.compile(f"{BURMESE_BASE}\\Z")
CORRECTABLE = re.compile(f"(?:(?![0-9]){LETTER}){{4,}}\\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a cluster of normalised text. Pieces of one unspaced run have the same `run`."""

    text: str
    start: int
    run: int
    is_word: bool
    spaced: bool  # whether a space stands before it


@dataclass(frozen=True, slots=True)
class Term:
    """An index term of a text."""

    text: str
    word: str  # that it was made of; "" for a pair of clusters
    before: str  # the term of the word before it, or of the pair of clusters that ends where it begins; "" if there is none
    beside: str  # the term for both


@dataclass(frozen=True, slots=True)
class Chunk:
    """A word of a query, or an unspaced stretch of it, with its terms; an open term may go on."""

    text: str
    terms: tuple[tuple[str, bool], ...]  # (term, whether it is open)
    is_word: bool
    clusters: tuple[str, ...] = ()
    besides: tuple[tuple[str, bool], ...] = ()  # terms for a pair of clusters and the cluster behind it


def normalise(text: str) -> str:
    """Return the form in which texts and queries are compared. Idempotent."""
    before = None
    for _ in range(ROUNDS):
        if text == before:
            break
        before, text = text, _normalise_once(text)
    return text


def _normalise_once(text: str) -> str:
    text = IGNORED.sub("", UNKNOWN.sub("\ufffd", text))
    # NFKC (UAX #15) also takes Thai and Lao AM apart. Lower case is the full mapping (chapter 3.13, SpecialCasing.txt), which
    # may need NFKC again; both sigmas are one, since which of them it gives depends on tables that grow
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    text = text.translate(DIGITS).replace("\u03c2", "\u03c3")
    text = THAI_LAO_MARKS.sub(lambda m: "".join(sorted(m[0], key=_mark_class)), text)
    # Other spellings of one thing: two E look like one AE; the Lao semivowel sign LO (chapter 16.2) stands for the letter LO
    text = text.replace("\u0e40\u0e40", "\u0e41").replace("\u0ec0\u0ec0", "\u0ec1").replace("\u0ebc", "\u0ea5")
    text = KHMER_CLUSTER.sub(_khmer, text)
    text = BURMESE_MARKS.sub(lambda m: "".join(sorted(m[0], key=BURMESE_ORDER.find)), text)
    return text.replace("\u1025\u103a", "\u1009\u103a")  # U with asat looks like NYA with asat, which is meant


def _mark_class(mark: str) -> int:
    """Return the canonical combining class of a Thai or Lao mark (UnicodeData.txt, field 3).

    NFKC sorts by it, but not across marks of class 0; here these move, too, so that nikhahit and niggahita stand before tones.
    """
    if mark == "\u0ebc":
        return -1
    if mark in "\u0e3a\u0eba":
        return 9
    if mark in "\u0e38\u0e39":
        return 103
    if "\u0e48" <= mark <= "\u0e4b":
        return 107
    if mark in "\u0eb8\u0eb9":
        return 118
    return 122 if "\u0ec8" <= mark <= "\u0ecb" else 0


def _khmer(match: re.Match[str]) -> str:
    """Order a Khmer cluster: coengs (coeng DA as coeng TA, RO last), shifter, vowels, signs; join split vowels.

    Chapter 16.4 has the shifter before the coengs (base, robat or shifter, coengs, vowel, signs), keyboards often after them: to
    compare, any one order will do. Coeng DA and coeng TA are drawn alike in most fonts; vowels in two parts have no decomposition
    in Unicode, so NFKC does not join them.
    """
    coengs = [c.replace("\u178a", "\u178f") for c in KHMER_COENG.findall(match[2])]
    coengs.sort(key=lambda c: c[1] == "\u179a")
    marks = "".join(sorted(KHMER_COENG.sub("", match[2]), key=_khmer_class))
    return match[1] + "".join(coengs) + marks.replace("\u17c1\u17b8", "\u17be").replace("\u17c1\u17b6", "\u17c4")


def _khmer_class(mark: str) -> int:
    if mark in "\u17c9\u17ca":
        return 0
    return 1 if "\u17b6" <= mark <= "\u17c5" else 2


def fold(word: str) -> str:
    """Return a word without accents (NFD, UAX #15) and apostrophes, so that what is typed without them is found.

    The bar of the Vietnamese letter U+0111 is no mark: it has no decomposition.
    """
    return ACCENTS.sub("", unicodedata.normalize("NFD", word).replace("\u0111", "d"))


def composed(normalised: str) -> str:
    """Return normalised text as people write it: SARA AM and the Lao AM are one letter."""
    return LAO_AM.sub("\\1\u0eb3", THAI_AM.sub("\\1\u0e33", normalised))


def toneless(term: str) -> str:
    """Return a term without the tone marks of Thai and Lao, which many leave out when they search."""
    return TONES.sub("", term)


def is_correctable(term: str) -> bool:
    """Tell whether a term is a word that a typing error is looked for in: four letters or more, no digits."""
    return bool(CORRECTABLE.match(term))


def pieces(normalised: str) -> Iterator[Piece]:
    """Cut normalised text into words and clusters. A space does not end a run of clusters; any other sign does."""
    run, in_run, spaced = 0, False, False
    for match in TOKEN.finditer(normalised):
        if match[3] is not None:
            spaced = True
            continue
        is_cluster, is_word = match[1] is not None, bool(match[2] and fold(match[2]))
        if not (is_cluster and in_run):
            run += 1
        in_run = is_cluster
        if is_cluster or is_word:
            yield Piece(match[0], match.start(), run, is_word, spaced)
        spaced = False


def _with_next(found: Iterable[Piece]) -> Iterator[tuple[Piece, Piece | None]]:
    first, second = tee(found)
    return zip_longest(first, islice(second, 1, None))


def terms_of(text: str) -> Iterator[Term]:
    """Yield each index term of a text, with what stands before it."""
    before, run = "", 0
    for piece, after in _with_next(pieces(normalise(text))):
        if piece.is_word:
            term = fold(piece.text)
            yield Term(term, piece.text, before, before + BESIDE + term if before else "")
            before, run = term, 0
            continue
        end = after.text if after and after.run == piece.run else END
        term, known = piece.text + end, piece.run == run and end != END
        yield Term(term, "", before if known else "", before + BESIDE + end if known else "")
        before, run = "" if end == END else term, piece.run


def index_terms(text: str) -> list[str]:
    """Return the index terms of a text, in order."""
    return [term.text for term in terms_of(text)]


def query_terms(query: str) -> list[Chunk]:
    """Return the terms of a query in chunks. The last word is open: it may still be being typed."""
    normalised = normalise(query)
    chunks: list[Chunk] = []
    clusters: list[str] = []
    for piece, after in _with_next(pieces(normalised)):
        if piece.is_word:
            is_open = after is None and not normalised.endswith(" ")
            chunks.append(Chunk(piece.text, ((fold(piece.text), is_open),), True))
            continue
        clusters.append(piece.text)
        if after is None or after.run != piece.run or after.spaced:
            chunks.append(_cluster_chunk(clusters))
            clusters = []
    return chunks


def _cluster_chunk(clusters: list[str]) -> Chunk:
    """Return the pairs of an unspaced stretch. The last is open: its last cluster may still lack marks."""
    pairs = [a + b for a, b in pairwise(clusters)] or clusters
    first_open = len(pairs) - 1
    if len(clusters) > 2 and LONE_BASE.match(clusters[-1]):
        first_open -= 1  # a Burmese consonant that may become the end of the syllable before it
    terms = tuple((pair, i >= first_open) for i, pair in enumerate(pairs))
    besides = tuple((pair + BESIDE + cluster, i >= first_open) for i, (pair, cluster) in enumerate(zip(pairs, clusters[2:], strict=False), 1))
    return Chunk("".join(clusters), terms, False, tuple(clusters), besides)
