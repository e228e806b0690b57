"""Documents -> a Whoosh index -> the BM25F score of every term in every document. The only module that imports Whoosh.

An index is built and read back in one call. Never open one that lies somewhere: opening unpickles its schema, which runs code.
"""

# mypy: allow-untyped-calls
# (Whoosh has no types)

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, scoring
from whoosh.filedb.filestore import FileStorage

from builder.search.documents import Document
from builder.search.stem import stemmer
from builder.search.tokenize import terms_and_words, toneless

VARIANT = "="  # ends a stem, or a pair of clusters without its tone marks; no other term holds it

# A hit in what names a document weighs more than one in what it says, and the labels count once whatever their number.
WEIGHTS = {"title": 3.0, "lesson": 3.0, "names": 2.0, "summary": 2.0, "labels": 1.0, "body": 1.0}


@dataclass(frozen=True, slots=True)
class Scores:
    """What Whoosh says about the documents of one language."""

    terms: Mapping[str, Mapping[int, float]]  # term -> number of the document -> score
    stems: Mapping[str, str]  # term -> its stem, for words that have one


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
    writer = index.writer(limitmb=128)
    for document in documents:
        texts = _fields(document).items()
        writer.add_document(**{name: "\n".join(_terms(text, language, stems)) for name, text in texts})
    writer.commit()
    try:
        return Scores(_scores(index), stems)
    finally:
        index.close()


def _fields(document: Document) -> dict[str, str]:
    """Return the text of each field. A lesson's case is but one more label of it, so that the case itself comes first."""
    is_lesson = document.kind == "lesson"
    return {
        "title": "" if is_lesson else document.title,
        "lesson": document.lesson,
        "names": document.names,
        "summary": document.summary,
        "labels": f"{document.title}\n{document.labels}" if is_lesson else document.labels,
        "body": document.body,
    }


def _terms(text: str, language: str, stems: dict[str, str]) -> Iterator[str]:
    """Yield the terms of a text and their variants; note the stems of words, the first one for words that differ by accents."""
    stem = stemmer(language)
    for term, word in terms_and_words(text):
        yield term
        if not word:
            bare = toneless(term)
            if bare != term:
                yield bare + VARIANT
        elif stem and (root := stem(word)):
            stems.setdefault(term, root)
            yield root + VARIANT


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

