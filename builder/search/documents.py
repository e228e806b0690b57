"""Catalogue -> the documents of one language's index: every case and every lesson.

A case that is not translated has its documents in every language all the same: with its title, the text it has, and the
labels of its vocabulary terms in the language of the index, by which it is found. The English ones stand beside them:
officials know their field by its English words ("cash transfers"), whatever language they read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from builder import markup, vocabulary, years
from builder.model import Case, Catalogue, Lesson, Reference, Text

ENGLISH = "en"
TERMS = ("areas", "topics", "activities", "groups", "keywords", "sdg")


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: a case or a lesson."""

    id: str  # "kh-idpoor", "kh-idpoor#one-register"
    kind: str  # case or lesson
    url: str  # relative to the site's root
    language: str  # of the text shown
    title: str
    summary: str = ""
    lesson: str = ""
    body: str = ""
    labels: str = ""  # in the language of the index
    english: str = ""  # the same in English, where the index is of another language
    names: str = ""  # local names, organisations, places
    areas: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # ISO codes, and "asean" for a case of the region
    topics: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    evidence: str = "0"  # Nesta level, 0 to 5
    lesson_kind: str = ""  # of a lesson
    year: str = ""  # the latest that the case tells of

    @property
    def heading(self) -> str:
        """What a list of results shows first: a case's title, a lesson's first sentence or two."""
        return self.lesson.split("\n", 1)[0] if self.kind == "lesson" else self.title

    @property
    def excerpt_text(self) -> str:
        """The text that excerpts are cut from."""
        if self.kind == "lesson":
            return self.lesson.partition("\n")[2]
        return "\n".join(part for part in (self.summary, self.body) if part)


def documents(catalogue: Catalogue, language: str) -> tuple[Document, ...]:
    """Return the documents of a language's index, in the order of the cases."""
    return tuple(d for case in catalogue.cases.values() for d in _case(case, catalogue.reference, language))


def _case(case: Case, reference: Reference, language: str) -> Iterator[Document]:
    text = case.text(language)
    url = f"{language}/cases/{case.folder}/"
    places = case.countries + (("asean",) if case.country == "asean" else ())
    shared = _Shared(case.areas, places, case.topics, case.groups, case.sdg, case.evidence.level, years.latest(case))
    yield Document(
        id=case.id,
        kind="case",
        url=url,
        language=text.language,
        title=text.title,
        summary=text.summary,
        body=_body(text),
        labels=_labels(case, reference, language),
        english=_labels(case, reference, ENGLISH) if language != ENGLISH else "",
        names=_names(case, text),
        **asdict(shared),
    )
    for lesson in case.lessons:
        yield Document(
            id=f"{case.id}#{lesson.id}",
            kind="lesson",
            url=f"{url}#lesson-{lesson.id}",
            language=text.language,
            title=text.title,
            lesson=_lesson(text, lesson),
            labels=_lesson_labels(case, lesson, reference, language),
            english=_joined(_words((("keywords", code) for code in lesson.keywords), reference, ENGLISH)) if language != ENGLISH else "",
            lesson_kind=lesson.kind,
            **asdict(shared),
        )


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a case and its lessons have in common."""

    areas: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    groups: tuple[str, ...]
    sdg: tuple[str, ...]
    evidence: str
    year: str


def _body(text: Text) -> str:
    statements = [f"{result.statement} {result.unit}".strip() for result in text.results.values()]
    return "\n".join([*(markup.to_text(section) for section in text.sections.values()), *statements])


def _lesson(text: Text, lesson: Lesson) -> str:
    words = text.lessons[lesson.id]
    return "\n".join(part for part in (words.text, words.applies_when, words.recommendation) if part)


def _labels(case: Case, reference: Reference, language: str) -> str:
    codes = ((name, code) for name in TERMS for code in getattr(case, name))
    return _joined([*_words(codes, reference, language), *_places(case, reference, language)])


def _lesson_labels(case: Case, lesson: Lesson, reference: Reference, language: str) -> str:
    codes = [("keywords", code) for code in lesson.keywords] + [("areas", case.areas[0]), ("lesson_kinds", lesson.kind)]
    return _joined([*_words(codes, reference, language), *_places(case, reference, language)])


def _words(codes: Iterable[tuple[str, str]], reference: Reference, language: str) -> Iterator[str]:
    for name, code in codes:
        term = reference.term(name, code)
        yield term.label[language]
        yield from term.synonyms.get(language, ())


def _places(case: Case, reference: Reference, language: str) -> Iterator[str]:
    for code in case.countries:
        yield vocabulary.country_name(reference, code, language)
        yield from reference.term("countries", code).synonyms.get(language, ())


def _names(case: Case, text: Text) -> str:
    titles = [other.title for other in case.texts.values() if other is not text]
    organisations = [name for o in case.organisations for name in (o.name, o.local_name) if name]
    return _joined([*titles, *(name.text for name in case.local_names), *organisations, text.location])


def _joined(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(word for word in words if word))
