"""Strings that Python and JavaScript must cut alike: real text of the 13 languages, and generated text of every script.

The same strings on every machine and with every Python: no clock, no tables of the running Python, and of `random` only
random(), the one method whose numbers are promised never to change. What is not yet in Unicode 14.0 is left out, since what
Python and a browser know of it differs; `every_code_point` has it as far as the running Python knows it.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from builder.search.tokenize import UNKNOWN, fold, index_terms, is_correctable, normalise, query_terms, toneless
from tests.search.conftest import CORPUS

ROOT = Path(__file__).parents[2]
# Marks and letters that the rules move, join or delete, so that random text meets them together.
TRICKY = "\u0e01\u0e40\u0e31\u0e33\u0e38\u0e48\u0e4d\u0e4c\u0e3a\u0e81\u0ec0\u0eb8\u0ebc\u0eba\u0ecd\u0ec8\u0eb3\u1780\u178a\u179a\u17d2\u17c9\u17c1\u17b8\u17b6\u17be\u17dd\u17c6\u1000\u1025\u1009\u102e\u102f\u1031\u1037\u1038\u1039\u103a\u103b\u1075\u1082\u1086\u1087\u108d\u105a\u1060\u1062\u200b\u200d\u00ad\u0bc6\u0bbe\u0b95 e\u0301\u0110T\u0308'\u2019\u03a3\u0130\u1ea0\u00a0\u6c34\n.1"
# Of every script of Unicode 14.0 (Scripts.txt, UAX #24) the two longest stretches of code points.
SCRIPTS = """
Adlam 1e900-1e94b 1e950-1e959; Ahom 11700-1171a 11730-11746; Anatolian_Hieroglyphs 14400-14646; Arabic fbd3-fd3d fe76-fefc; Armenian
531-556 559-58a; Avestan 10b00-10b35 10b39-10b3f; Balinese 1b00-1b4c 1b50-1b7e; Bamum a6a0-a6f7 16800-16a38; Bassa_Vah 16ad0-16aed
16af0-16af5; Batak 1bc0-1bf3 1bfc-1bff; Bengali 993-9a8 9e6-9fe; Bhaiksuki 11c0a-11c36 11c50-11c6c; Bopomofo 3105-312f 31a0-31bf; Brahmi
11000-1104d 11052-11075; Braille 2800-28ff; Buginese 1a00-1a1b 1a1e-1a1f; Buhid 1740-1753; Canadian_Aboriginal 1400-167f 18b0-18f5;
Carian 102a0-102d0; Caucasian_Albanian 10530-10563 1056f; Chakma 11100-11134 11136-11147; Cham aa00-aa36 aa40-aa4d; Cherokee 13a0-13f5
ab70-abbf; Chorasmian 10fb0-10fcb; Common 2460-27ff 1f300-1f6d7; Coptic 3e2-3ef 2c80-2cf3; Cuneiform 12000-12399 12480-12543; Cypriot
10800-10805 1080a-10835; Cypro_Minoan 12f90-12ff2; Cyrillic 400-484 487-52f; Deseret 10400-1044f; Devanagari 900-950 a8e0-a8ff;
Dives_Akuru 11918-11935 1193b-11946; Dogra 11800-1183b; Duployan 1bc00-1bc6a 1bc70-1bc7c; Egyptian_Hieroglyphs 13000-1342e 13430-13438;
Elbasan 10500-10527; Elymaic 10fe0-10ff6; Ethiopic 1200-1248 1318-135a; Georgian 10d0-10fa 1c90-1cba; Glagolitic 2c00-2c5f 1e008-1e018;
Gothic 10330-1034a; Grantha 11313-11328 1133c-11344; Greek 10140-1018e 1d200-1d245; Gujarati a93-aa8 ae6-af1; Gunjala_Gondi 11d6a-11d8e
11da0-11da9; Gurmukhi a13-a28 a66-a76; Han 4e00-9fff 20000-2a6df; Hangul 1100-11ff ac00-d7a3; Hanifi_Rohingya 10d00-10d27 10d30-10d39;
Hanunoo 1720-1734; Hatran 108e0-108f2 108fb-108ff; Hebrew 591-5c7 5d0-5ea; Hiragana 3041-3096 1b001-1b11f; Imperial_Aramaic 10840-10855
10857-1085f; Inherited 300-36f e0100-e01ef; Inscriptional_Pahlavi 10b60-10b72 10b78-10b7f; Inscriptional_Parthian 10b40-10b55
10b58-10b5f; Javanese a980-a9cd a9d0-a9d9; Kaithi 11080-110c2 110cd; Kannada c80-c8c c92-ca8; Katakana 30a1-30fa 3300-3357; Kayah_Li
a900-a92d a92f; Kharoshthi 10a19-10a35 10a3f-10a48; Khitan_Small_Script 16fe4 18b00-18cd5; Khmer 1780-17dd 19e0-19ff; Khojki 11200-11211
11213-1123e; Khudawadi 112b0-112ea 112f0-112f9; Lao e8c-ea3 ea7-ebd; Latin f8-2b8 1e00-1eff; Lepcha 1c00-1c37 1c3b-1c49; Limbu 1900-191e
1920-192b; Linear_A 10600-10736 10740-10755; Linear_B 1000d-10026 10080-100fa; Lisu a4d0-a4ff 11fb0; Lycian 10280-1029c; Lydian
10920-10939 1093f; Mahajani 11150-11176; Makasar 11ee0-11ef8; Malayalam d12-d44 d66-d7f; Mandaic 840-85b 85e; Manichaean 10ac0-10ae6
10aeb-10af6; Marchen 11c70-11c8f 11c92-11ca7; Masaram_Gondi 11d0b-11d36 11d50-11d59; Medefaidrin 16e40-16e9a; Meetei_Mayek aae0-aaf6
abc0-abed; Mende_Kikakui 1e800-1e8c4 1e8c7-1e8d6; Meroitic_Cursive 109a0-109b7 109d2-109ff; Meroitic_Hieroglyphs 10980-1099f; Miao
16f00-16f4a 16f4f-16f87; Modi 11600-11644 11650-11659; Mongolian 1820-1878 1880-18aa; Mro 16a40-16a5e 16a60-16a69; Multani 1128f-1129d
1129f-112a9; Myanmar 1000-109f aa60-aa7f; Nabataean 10880-1089e 108a7-108af; Nandinagari 119aa-119d7 119da-119e4; New_Tai_Lue 1980-19ab
19b0-19c9; Newa 11400-1145b 1145d-11461; Nko 7c0-7fa 7fd-7ff; Nushu 16fe1 1b170-1b2fb; Nyiakeng_Puachue_Hmong 1e100-1e12c 1e130-1e13d;
Ogham 1680-169c; Ol_Chiki 1c50-1c7f; Old_Hungarian 10c80-10cb2 10cc0-10cf2; Old_Italic 10300-10323 1032d-1032f; Old_North_Arabian
10a80-10a9f; Old_Permic 10350-1037a; Old_Persian 103a0-103c3 103c8-103d5; Old_Sogdian 10f00-10f27; Old_South_Arabian 10a60-10a7f;
Old_Turkic 10c00-10c48; Old_Uyghur 10f70-10f89; Oriya b13-b28 b66-b77; Osage 104b0-104d3 104d8-104fb; Osmanya 10480-1049d 104a0-104a9;
Pahawh_Hmong 16b00-16b45 16b63-16b77; Palmyrene 10860-1087f; Pau_Cin_Hau 11ac0-11af8; Phags_Pa a840-a877; Phoenician 10900-1091b 1091f;
Psalter_Pahlavi 10b80-10b91 10ba9-10baf; Rejang a930-a953 a95f; Runic 16a0-16ea 16ee-16f8; Samaritan 800-82d 830-83e; Saurashtra
a880-a8c5 a8ce-a8d9; Sharada 11180-111df; Shavian 10450-1047f; Siddham 11580-115b5 115b8-115dd; SignWriting 1d800-1da8b 1daa1-1daaf;
Sinhala d9a-db1 111e1-111f4; Sogdian 10f30-10f59; Sora_Sompeng 110d0-110e8 110f0-110f9; Soyombo 11a50-11aa2; Sundanese 1b80-1bbf
1cc0-1cc7; Syloti_Nagri a800-a82c; Syriac 700-70d 70f-74a; Tagalog 1700-1715 171f; Tagbanwa 1760-176c 176e-1770; Tai_Le 1950-196d
1970-1974; Tai_Tham 1a20-1a5e 1a60-1a7c; Tai_Viet aa80-aac2 aadb-aadf; Takri 11680-116b9 116c0-116c9; Tamil be6-bfa 11fc0-11ff1; Tangsa
16a70-16abe 16ac0-16ac9; Tangut 17000-187f7 18800-18aff; Telugu c12-c28 c2a-c39; Thaana 780-7b1; Thai e01-e3a e40-e5b; Tibetan f00-f47
f71-f97; Tifinagh 2d30-2d67 2d6f-2d70; Tirhuta 11480-114c7 114d0-114d9; Toto 1e290-1e2ae; Ugaritic 10380-1039d 1039f; Vai a500-a62b;
Vithkuqi 1057c-1058a 105a3-105b1; Wancho 1e2c0-1e2f9 1e2ff; Warang_Citi 118a0-118f2 118ff; Yezidi 10e80-10ea9 10eab-10ead; Yi a000-a48c
a490-a4c6; Zanabazar_Square 11a00-11a47
"""
DIGIT_ZEROS = (
    "30 660 6f0 7c0 966 9e6 a66 ae6 b66 be6 c66 ce6 d66 de6 e50 ed0 f20 1040 1090 17e0 1810 1946 19d0 1a80 1a90 1b50 1bb0 1c40 1c50 a620 a8d0 "
    "a900 a9d0 a9f0 aa50 abf0 ff10 104a0 10d30 11066 110f0 11136 111d0 112f0 11450 114d0 11650 116c0 11730 118e0 11950 11c50 11d50 11da0 16a60 "
    "16ac0 16b50 1d7ce 1d7d8 1d7e2 1d7ec 1d7f6 1e140 1e2f0 1e950 1fbf0"
)
# What each script makes clusters of: what may stand first, bases, what may follow; a row of code points with a sign is one piece.
CLUSTERS = {
    "Thai": ("e40-e44", "e01-e2e", "e30-e3a e45 e47-e4e"),
    "Lao": ("ec0-ec4", "e81-e82 e84 e86-e8a e8c-ea3 ea5 ea7-eae edc-edf", "eb0-ebd ec8-ecd"),
    "Khmer": ("200b 17b4", "1780-17b3", "17b6-17d1 17d3 17dd 17d2+1780 17d2+178a 17d2+178f 17d2+179a 17d2+1798 17c1+17b8 17c1+17b6 17d2"),
    "Burmese": ("200b 1004+103a+1039", "1000-102a 103f 104e", "102b-1038 103a-103e 1039+1000 1039+1010 1014+103a 1004+1037+103a 1025+103a 1039"),
    "Shan": ("200b 1022", "1075-1081 1004 1010 1019 aa60-aa6f a9e0-a9e6", "1082-108d 103a-103e 102d-1036 1062 1085+103a"),
    "Mon": ("200b 105a+103a+1039", "105a-105d 1000 1009 1025 101b", "105e-1060 102b-1038 103a-103e 1039+1019 105a+103a 1037+108d"),
    "Karen": ("200b", "1050-1055 1061 1065-1066 106e-1070 108e 1000 aa7e-aa7f", "1056-1059 1062-1064 1067-106d 1071-1074 108f 109a-109d a9e5 aa7b-aa7d 102b-103a"),
    "Tamil": ("25cc", "b83 b85-b8a b8e-b90 b92-b95 b99-b9a ba3-ba4 ba8-baa bae-bb9", "bbe-bc2 bc6-bc8 bca-bcd bc6+bbe bc7+bbe bc6+bd7 bcd+bb7"),
    "Han": ("3000 ff10-ff19 e0100", "4e00-9fff 3400-4dbf 20000-2a6df f900-fa6d", "3005 3007 fe00-fe01 e0100-e0103 3001-3002 ff0c 200b"),
    "Latin": ("27 2019 1c5 fb01", "41-5a 61-7a c0-24f 1e00-1eff", "300-36f 27 2019 ad 200d 345"),
}
INVISIBLE = "ad 34f 61c 115f 1160 17b4-17b5 180b-180f 200b-200f 2028-202e 2060-206f 3164 fe00-fe0f feff ffa0 fff0-fff8 1bca0 1d173 e0001 e0020-e007f e0100"
PUNCTUATION = "20-2f 3a-40 5b-60 7b-7e a0-bf 2010-2027 2030-205e 3000-3020 ff01-ff0f e2f e4f e5a-e5b 17d4-17da 104a-104f 964-965 9 a d 85 2028 2029"
SURROGATES = "d800 d840 d87e dbff dc00 dc01 dfff"


class Chance:
    """Numbers that look random, and are the same on every run."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random

    def below(self, limit: int) -> int:
        return int(self._random() * limit)

    def of(self, items: Sequence[str]) -> str:
        return items[self.below(len(items))]

    def some(self, items: Sequence[str], most: int) -> str:
        return "".join(self.of(items) for _ in range(self.below(most + 1)))


def pieces_of(ranges: str) -> list[str]:
    """Return the strings that a row of code points, ranges and sums means."""
    found: list[str] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        codes = [int(code, 16) for code in first.split("+")]
        found += [chr(c) for c in range(codes[0], int(last, 16) + 1)] if last else ["".join(map(chr, codes))]
    return found


def phrase(chance: Chance, language: str) -> str:
    """Return some letters of real text, cut anywhere."""
    text = CORPUS[language][chance.below(len(CORPUS[language]))]["text"]
    start = chance.below(len(text))
    return str(text[start : start + 1 + chance.below(40)])


def mutated(chance: Chance, text: str, letters: Sequence[str], most: int = 4) -> str:
    """Return a text with letters put in, left out, doubled or in another order."""
    found = list(text)
    for _ in range(1 + chance.below(most)):
        at, step = chance.below(len(found) + 1), chance.below(4)
        if step < 2 or not found[at:]:
            found.insert(at, chance.of(letters))
        else:
            found[at : at + 2] = [[], found[at : at + 2][::-1]][step - 2]
    return "".join(found)


def real(chance: Chance) -> Iterator[str]:
    for language in CORPUS:
        for article in CORPUS[language]:
            yield from (article["title"], article["text"][:400], *article["text"].split()[:60])
        yield from (phrase(chance, language) + chance.of(["", " ", "\n"]) for _ in range(300))


def mistyped(chance: Chance) -> Iterator[str]:
    return (mutated(chance, phrase(chance, language), TRICKY) for language in CORPUS for _ in range(300))


def clusters(chance: Chance) -> Iterator[str]:
    for first, bases, marks in (tuple(map(pieces_of, row)) for row in CLUSTERS.values()):
        for number in range(900):
            many = 1 + chance.below(6)
            cut = [chance.some(first, number % 3) + chance.of(bases) + chance.some(marks, 4) for _ in range(many)]
            yield (" " if number % 7 == 0 else "").join(cut)


def vietnamese(chance: Chance) -> Iterator[str]:
    for _ in range(500):
        text = phrase(chance, "vi")
        yield from (unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text).upper(), mutated(chance, unicodedata.normalize("NFD", text), TRICKY))


def scripts(chance: Chance) -> Iterator[str]:
    letters = [pieces_of(row.split(" ", 1)[1]) for row in SCRIPTS.replace("\n", " ").strip().split("; ")]
    for own in letters:
        yield from (chance.some(own, 12) + chance.of(["", " ", "-"]) + chance.some(own, 5) for _ in range(20))
    for _ in range(1500):  # mixed
        yield "".join(chance.some(letters[chance.below(len(letters))], 3) for _ in range(6))


def numbers(chance: Chance) -> Iterator[str]:
    for zero in DIGIT_ZEROS.split():
        digits = [chr(int(zero, 16) + i) for i in range(10)]
        yield from ("".join(digits), *(chance.some(digits, 6) + chance.of(["", ".", "a", " ", "\u0e01"]) + chance.some(digits, 3) for _ in range(10)))


def hidden(chance: Chance) -> Iterator[str]:
    """Yield real text with zero width and bidi signs, with punctuation, and with apostrophes."""
    for letters in (pieces_of(INVISIBLE), pieces_of(PUNCTUATION), ["'", "\u2019", "\u02bc", "''", "' "]):
        yield from (mutated(chance, phrase(chance, language), letters, 8) for language in CORPUS for _ in range(60))


def torn(chance: Chance) -> Iterator[str]:
    """Yield text with halves of surrogate pairs, alone or with something between that is deleted, as JavaScript can hold it."""
    halves = [*pieces_of(SURROGATES), "\ud840\u200b\udc00", "\ud840\u034f\u200d\udc0b", "\U00020000", "\U0001f600", "\U0001d400"]
    for language in CORPUS:
        for _ in range(60):
            text = mutated(chance, phrase(chance, language), halves)
            yield text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # two halves that meet are one sign


def astral(chance: Chance) -> Iterator[str]:
    letters = pieces_of("1d400-1d454 1d7ce-1d7ff 1f100-1f189 1f1e6-1f1ff 1f300-1f64f 20000-200ff 2f800-2fa1d 1f3fb-1f3ff 200d fe0f 61 20 4e00")
    return (chance.some(letters, 10) for _ in range(600))


def long(chance: Chance) -> Iterator[str]:
    yield from ("a" * 50_000, "a'" * 20_000, "\u0e01\u0e48\u0e31" * 10_000, "\u1780" + "\u17d2\u179a\u17b6" * 5_000, "\u1000\u103a\u1031" * 10_000)
    yield from ("e" + "\u0301\u0323" * 500, "\u0e01" + "\u0e48\u0e38\u0e4d" * 500, "\u6c34" * 20_000, "1" * 20_000, "\u200b" * 20_000, "\ud840" * 5_000)
    yield from (mutated(chance, " ".join(a["text"] for a in CORPUS[language]), TRICKY, 200) for language in CORPUS)


GROUPS: tuple[Callable[[Chance], Iterator[str]], ...] = (real, mistyped, clusters, vietnamese, scripts, numbers, hidden, torn, astral, long)


def vectors() -> list[str]:
    """Return the strings whose expected values are pinned by a hash, each once."""
    return list(dict.fromkeys(text for group in GROUPS for text in group(Chance(group.__name__))))


def collection() -> list[str]:
    """Return the lines of the cases and the labels and synonyms of the vocabularies; not pinned, since they grow."""
    cases = [path.read_text("utf-8").splitlines() for path in sorted(ROOT.glob("cases/**/*.md"))]
    terms = [re.findall('"([^"]*)"', path.read_text("utf-8")) for path in sorted(ROOT.glob("schema/vocabularies/*.yml"))]
    return list(dict.fromkeys(text for texts in cases + terms for text in texts))


def every_code_point() -> list[str]:
    """Return every code point that this Python knows, or that the tokenizer names, between two letters; 256 in a string.

    Of the 137,468 for private use, which have no mapping and never will, only one in 256: they were half of all.
    """
    kinds = ((chr(code), unicodedata.category(chr(code))) for code in range(0x110000))
    known = [c for c, kind in kinds if kind not in ("Cn", "Co") or (kind == "Co" and ord(c) % 256 == 0) or UNKNOWN.match(c)]
    return [" ".join(f"a{c}b" for c in known[i : i + 256]) for i in range(0, len(known), 256)]


def as_values(text: str) -> list[Any]:
    """Return all that the tokenizer says of a text, as JSON has it."""
    normal = normalise(text)
    chunks = [[c.text, [list(pair) for pair in c.terms], c.is_word] for c in query_terms(text)]
    return [normal, index_terms(text), chunks, fold(normal), toneless(normal), is_correctable(normal)]


AS_VALUES = """function (text) {
  var T = kbTokenize, normal = T.normalise(text);
  var chunks = T.queryTerms(text).map(function (c) { return [c.text, c.terms, c.isWord]; });
  return [normal, T.indexTerms(text), chunks, T.fold(normal), T.toneless(normal), T.isCorrectable(normal)];
}"""


@cache
def as_line(text: str) -> str:
    """Return the same as JavaScript's JSON.stringify writes it: no value holds half of a surrogate pair, which Python would write otherwise."""
    return json.dumps(as_values(text), ensure_ascii=False, separators=(",", ":"))


def digest(texts: Iterable[str]) -> str:
    """Return a hash of the texts and of all that is expected of them."""
    found = hashlib.blake2b(digest_size=16)
    for text in texts:
        found.update(f"{json.dumps(text)}\n{as_line(text)}\n".encode())
    return found.hexdigest()
