"""The documents and queries that bench/search.py measures with: sets from a folder of data, or the text of tests/search/corpus.json.

A set of the folder is a file <name>.<language>.json.gz, {docs: [{id, title, text}], queries: [{q, type, rel}]}, whose `rel` lists all
documents that hold the query. From the corpus, queries are cut from the text in the same manner. The same queries on every run.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.search.documents import Document
from builder.search.tokenize import pieces

PHRASES = ("w1", "p2", "p3")  # one word, phrases of two and three: what recall, MRR and the share without a result are taken of
PER_KIND = 60  # queries of a kind in a set: enough for two digits
TONES = re.compile("[\u0e48-\u0e4b\u0ec8-\u0ecb]")  # the four tone marks of Thai, and of Lao
ENOUGH = 4  # letters a word has that a slip is made in
LONG = 8  # letters a word has that two slips are made in


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    kind: str  # w1, p2, p3, partial (a word cut short), slip, slips (one and two edits), toneless
    relevant: frozenset[str]  # ids of the documents that hold it, or held it before it was mistyped


@dataclass(frozen=True, slots=True)
class Set:
    name: str
    language: str
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]

    def of(self, *kinds: str) -> list[Query]:
        return [query for query in self.queries if query.kind in kinds]


def sets(folder: Path | None, corpus: Path) -> Iterator[Set]:
    """Yield the sets of a folder, or without one those of the corpus."""
    if folder:
        for path in sorted(folder.glob("*.json.gz")):
            data = json.loads(gzip.decompress(path.read_bytes()))
            given = [Query(q["q"], q["type"], frozenset(q["rel"])) for q in data["queries"]]
            yield _set(path.name.removesuffix(".json.gz"), data["lang"], data["docs"], given)
        return
    for language, articles in json.loads(corpus.read_text("utf-8"))["languages"].items():
        yield _set(f"corpus.{language}", language, articles, cut_queries(articles, language))


def _set(name: str, language: str, articles: Iterable[dict[str, Any]], given: Sequence[Query]) -> Set:
    found = tuple(Document(a["id"], "case", f"{a['id']}/", language, a["title"], body=a["text"]) for a in articles)
    kept = [q for kind in (*PHRASES, "partial") for q in [g for g in given if g.kind == kind][:PER_KIND]]
    text = unicodedata.normalize("NFC", "\n".join(f"{d.title}\n{d.body}" for d in found)).lower()
    words = [q for q in given if q.kind == "w1"]
    return Set(name, language, found, (*kept, *_slips(words, text, name), *_toneless(given, text)))


def cut_queries(articles: Sequence[dict[str, Any]], seed: str) -> list[Query]:
    """Return phrases of one to three words, or of two to nine clusters in scripts without spaces, and words cut short."""
    chance = random.Random(seed)
    texts = {a["id"]: unicodedata.normalize("NFC", f"{a['title']}\n{a['text']}") for a in articles}
    made = {}
    for number in range(PER_KIND * 4):
        kind = (*PHRASES, "partial")[number % 4]
        phrase = _phrase(unicodedata.normalize("NFC", chance.choice(articles)["text"]), max(1, PHRASES.index(kind) + 1 if kind in PHRASES else 1), chance)
        phrase = phrase[: max(3, len(phrase) * 2 // 3)] if kind == "partial" else phrase
        if len(phrase) > 2:
            made[phrase] = Query(phrase, kind, frozenset(name for name, text in texts.items() if phrase in text))
    return [query for query in made.values() if query.relevant]


def _phrase(text: str, words: int, chance: random.Random) -> str:
    cut = list(pieces(text.lower()))  # positions are those of the text: lower case moves nothing here
    start = chance.randrange(len(cut))
    count = words if cut[start].is_word else chance.randint(3 * words - 1, 3 * words)
    last = cut[min(start + count, len(cut)) - 1]
    return text[cut[start].start : last.start + len(last.text)]


def _slips(words: Sequence[Query], text: str, seed: str) -> Iterator[Query]:
    """Yield words with one edit anywhere, and long ones with two. What stands in a text as it is is no slip."""
    chance = random.Random(seed)
    letters = sorted({letter for word in words for letter in word.text.lower() if _is_letter(letter)})
    for kind, edits, least in (("slip", 1, ENOUGH), ("slips", 2, LONG)):
        fit = [w for w in words if len(w.text) >= least and all(map(_is_letter, w.text))]
        for word in fit[:PER_KIND]:
            wrong = unicodedata.normalize("NFC", word.text)
            for _ in range(edits):
                wrong = _edited(wrong, letters, chance)
            if wrong.lower() not in text:
                yield Query(wrong, kind, word.relevant)


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM"


def _edited(word: str, letters: Sequence[str], chance: random.Random) -> str:
    """Leave out, add, change or swap a letter, at any place, the first and the last as well."""
    at, other = chance.randrange(len(word)), chance.choice(letters)
    swapped = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word[1] + word[0] + word[2:]
    return chance.choice((word[:at] + word[at + 1 :], word[:at] + other + word[at:], word[:at] + other + word[at + 1 :], swapped))


def _toneless(given: Iterable[Query], text: str) -> Iterator[Query]:
    """Yield phrases of Thai and Lao as many type them, without their tone marks."""
    marked = [q for q in given if q.kind in PHRASES and TONES.search(q.text)]
    bare = [Query(TONES.sub("", q.text), "toneless", q.relevant) for q in marked]
    yield from [q for q in bare if q.text.lower() not in text][:PER_KIND]
