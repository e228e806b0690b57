"""Documents -> a Whoosh index -> the BM25F score of every term in every document. The only module that imports Whoosh.

An index is built and read back in one call. Never open one that lies somewhere: opening unpickles its schema, which runs code.
"""

# mypy: allow-untyped-calls
# (Whoosh has no types)

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, scoring
from whoosh.filedb.filestore import FileStorage

from builder.search.documents import Document
from builder.search.stem import stemmer
from builder.search.tokenize import BESIDE, LETTER, fold, normalise, terms_of, toneless

VARIANT = "="  # ends a stem, or a pair of clusters without its tone marks; divides a word from its accented form
RARE = 5  # documents: what is in no more of them is found whole, and ordered by its text (CHECKED in query.py)
TELLING = 0.8  # of the documents that hold two terms: where so many hold them side by side, it says little that they do
TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # grave, acute, tilde, hook, dot below
HYPHENED = re.compile(f"(?<!{LETTER}){LETTER}+(?:[-\u2010]{LETTER}+)+")

# A hit in what names a document weighs more than one in what it says, and the labels count once whatever their number.
WEIGHTS = {"title": 3.0, "lesson": 3.0, "names": 2.0, "summary": 2.0, "labels": 1.0, "english": 1.0, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Scores:
    """What Whoosh says about the documents of one language."""

    terms: Mapping[str, Mapping[int, float]]  # term -> number of the document -> score
    stems: Mapping[str, str]  # term -> its stem, for words that have one


def accented(term: str, word: str) -> str:
    """Return the term of a word as it is written, with accents and apostrophes.

    The tone of a Vietnamese syllable stands at the end: it is written over one vowel or the next, as the writer likes (hòa, hoà).
    """
    letters = unicodedata.normalize("NFD", word.replace("\u2019", "'"))
    return term + VARIANT + unicodedata.normalize("NFC", TONE.sub("", letters)) + "".join(TONE.findall(letters))


class TermsTokenizer(analysis.Tokenizer):
    """Hands Whoosh the terms that tokenize.py made, one a line. A class of a module, because Whoosh pickles it."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, **_: Any) -> Iterator[Any]:
        token: Any = analysis.Token(positions, False, mode="index")
        for position, term in enumerate(value.split("\n") if value else (), start_pos):
            token.text = term
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = position
            yield token


def build_index(documents: Iterable[Document], language: str, folder: Path) -> Scores:
    """Index documents in an empty folder and return the scores. Documents are numbered in the order given."""
    schema = fields.Schema(**{name: fields.TEXT(analyzer=TermsTokenizer(), phrase=False) for name in WEIGHTS})
    # FileStorage, not RamStorage: two builds at once shared a file of RamStorage's and crashed.
    index = FileStorage(str(folder)).create_index(schema)
    stems: dict[str, str] = {}
    sides: dict[str, tuple[str, str]] = {}
    writer = index.writer(limitmb=128)
    for document in documents:
        writer.add_document(**terms_of_fields(document, language, stems, sides))
    writer.commit()
    try:
        return Scores(_worth_it(_scores(index), sides), stems)
    finally:
        index.close()


def terms_of_fields(document: Document, language: str, stems: dict[str, str], sides: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Return the terms of each field, one a line; note the stems of words, and the two sides of terms for two side by side."""
    return {name: "\n".join(_terms(text, language, stems, sides)) for name, text in _fields(document).items()}


def _fields(document: Document) -> dict[str, str]:
    """Return the text of each field. A lesson's case is but one more label of it, so that the case itself comes first."""
    is_lesson = document.kind == "lesson"
    return {
        "title": "" if is_lesson else document.title,
        "lesson": document.lesson,
        "names": document.names,
        "summary": document.summary,
        "labels": f"{document.title}\n{document.labels}" if is_lesson else document.labels,
        "english": document.english,
        "body": document.body,
    }


def _terms(text: str, language: str, stems: dict[str, str], sides: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Yield the terms of a text and their variants; note the stems of words, the first one for words that differ by accents.

    A term stands beside its accented or toneless form, and beside the one that it makes with the term before it, whose two
    sides are noted (`_is_worth_it`).
    """
    stem = stemmer(language)
    for term in terms_of(text):
        yield term.text
        if term.beside:
            sides[term.beside] = term.before, term.text
            yield term.beside
        if term.word:
            yield from _of_word(term.text, term.word, stem, stems)
        elif (bare := toneless(term.text)) != term.text:
            yield bare + VARIANT
    for joined, word in _joined(text):
        yield joined
        yield from _of_word(joined, word, stem, stems)


def _of_word(term: str, word: str, stem: Callable[[str], str] | None, stems: dict[str, str]) -> Iterator[str]:
    yield accented(term, word)
    if stem and (root := stem(word)):
        stems.setdefault(term, root)
        yield root + VARIANT


def _joined(text: str) -> Iterator[tuple[str, str]]:
    """Yield words with hyphens as one word, so that co-operation is found by cooperation; not dates and spans of years."""
    for match in HYPHENED.finditer(normalise(text)):
        word = re.sub("[-\u2010]", "", match[0])
        if not word.isdecimal() and fold(word):
            yield fold(word), word


def _scores(index: Any) -> dict[str, dict[int, float]]:
    """Read the postings back, with the sum of each field's BM25F."""
    found: dict[str, dict[int, float]] = {}
    with index.searcher(weighting=scoring.BM25F()) as searcher:
        reader = searcher.reader()
        for name, weight in WEIGHTS.items():
            for raw in reader.lexicon(name):
                matcher = reader.postings(name, raw)
                scorer = searcher.weighting.scorer(searcher, name, raw)
                documents = found.setdefault(raw.decode("utf-8"), {})
                while matcher.is_active():
                    number = matcher.id()
                    documents[number] = documents.get(number, 0.0) + weight * scorer.score(matcher)
                    matcher.next()
    return found


def _worth_it(terms: dict[str, dict[int, float]], sides: Mapping[str, tuple[str, str]]) -> dict[str, dict[int, float]]:
    """Drop accented forms of words that have but one, and terms for two side by side that tell no more than both."""
    forms = Counter(term.partition(VARIANT)[0] for term in terms if VARIANT in term[:-1])
    return {term: found for term, found in terms.items() if _is_worth_it(term, terms, forms, sides)}


def _is_worth_it(term: str, terms: Mapping[str, Mapping[int, float]], forms: Counter[str], sides: Mapping[str, tuple[str, str]]) -> bool:
    if BESIDE in term:
        first, second = (terms[side] for side in sides[term])
        if min(len(first), len(second)) <= RARE:
            return False
        both = len(first.keys() & second.keys())
        return both > RARE and len(terms[term]) < TELLING * both
    return VARIANT not in term[:-1] or forms[term.partition(VARIANT)[0]] > 1
