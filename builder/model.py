"""The values that the whole package speaks of. They are frozen: nothing changes after the catalogue is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.figure import Figure

# ---------------------------------------------------------------- vocabularies, languages, strings


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site."""

    code: str  # BCP 47
    name: str  # in the language itself
    english: str  # in English
    script: str  # ISO 15924
    locale: str  # the CLDR locale used for numbers, dates and names
    method: str  # how the interface's text was made: a code of the vocabulary `methods`
    numbers: str = ""  # the CLDR locale used for the separators of numbers, if another


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a controlled vocabulary. Mappings are by language code."""

    code: str
    label: Mapping[str, str]
    description: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)  # what is not text: `area`, `para`, `coordinator`, `url`


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A controlled vocabulary; `terms` by code, in the order of the file."""

    name: str
    terms: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Example:
    """A few lines of a case that break a rule, and the same lines as they should be."""

    bad: str
    good: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What the schema folder says: languages, vocabularies, and the interface's text."""

    languages: Mapping[str, Language]
    vocabularies: Mapping[str, Vocabulary]
    strings: Mapping[str, Mapping[str, str]]  # language -> key -> text
    prose: Mapping[tuple[str, str], str]  # (page, language) -> Markdown
    messages: Mapping[str, Mapping[str, str]]  # language -> key -> what the checker says
    examples: Mapping[str, Example]  # code of a problem -> how to do it wrong and right
    fields: Mapping[str, tuple[str, str]]  # field, such as "lessons[].kind" -> title, description in English; messages have the others
    organisations: Mapping[str, Term] = field(default_factory=dict)  # those that cases write in several ways (organisations.py)

    def term(self, vocabulary: str, code: str) -> Term:
        """Return a term; KeyError when there is none."""
        return self.vocabularies[vocabulary].terms[code]

    def label(self, vocabulary: str, code: str, language: str) -> str:
        """Return the label of a term in a language; KeyError when there is none."""
        return self.term(vocabulary, code).label[language]


# ---------------------------------------------------------------- facts: held once, in the original


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    role: str  # vocabulary organisation_roles
    local_name: str = ""
    type: str = ""  # vocabulary organisation_types
    country: str = ""  # ISO 3166-1 alpha-2
    ror: str = ""  # https://ror.org/...


@dataclass(frozen=True, slots=True)
class LocalName:
    language: str  # BCP 47
    text: str
    source: str  # id of a source


@dataclass(frozen=True, slots=True)
class Endorsement:
    country: str
    office: str
    date: str  # YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Beneficiaries:
    sources: tuple[str, ...]
    direct: str = ""  # a plain decimal number
    indirect: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    id: str
    sources: tuple[str, ...]
    kind: str = ""  # vocabulary cost_kinds
    amount: str = ""  # a plain decimal number
    currency: str = ""  # ISO 4217
    year: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    kind: str  # vocabulary funding_kinds
    sources: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    id: str
    method: str  # vocabulary measurement_methods
    sources: tuple[str, ...]
    level: str = ""  # vocabulary result_levels
    value: str = ""  # a plain decimal number or a short text
    baseline: str = ""
    year: str = ""
    measured_by: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    level: str = "0"  # Nesta standards of evidence, 0 to 5
    independent: bool | None = None  # None: not known


@dataclass(frozen=True, slots=True)
class Lesson:
    id: str  # unique in its case
    kind: str  # vocabulary lesson_kinds
    stage: str  # vocabulary stages
    sources: tuple[str, ...]
    keywords: tuple[str, ...] = ()  # vocabulary keywords


@dataclass(frozen=True, slots=True)
class Picture:
    file: str
    credit: str
    licence: str  # SPDX
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    id: str  # S1, S2, ...
    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""
    doi: str = ""
    archive_url: str = ""
    language: str = ""  # BCP 47
    kind: str = ""  # vocabulary source_kinds
    accessed: str = ""  # YYYY-MM-DD
    note: str = ""


# ---------------------------------------------------------------- text: one a language


@dataclass(frozen=True, slots=True)
class LessonText:
    text: str
    applies_when: str = ""
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class ResultText:
    statement: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PictureText:
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A case in one language: the original's text or a translation of it. Mappings are by the id of the fact."""

    language: str
    path: str  # the file, relative to the root
    title: str
    summary: str
    method: str  # vocabulary methods
    sections: Mapping[str, str]  # code of the section -> Markdown
    location: str = ""
    beneficiaries_unit: str = ""
    evidence_design: str = ""
    costs: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, ResultText] = field(default_factory=dict)
    lessons: Mapping[str, LessonText] = field(default_factory=dict)
    pictures: Mapping[str, PictureText] = field(default_factory=dict)
    translators: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()  # parts of the original that have changed since (see fingerprint.py)


@dataclass(frozen=True, slots=True)
class Case:
    """A case: its facts, and its text in one language or more."""

    id: str
    folder: str  # "kh/idpoor"
    original: str  # language of the original
    texts: Mapping[str, Text]  # by language, in the order of schema/languages.yml
    status: str
    provenance: str
    licence: str
    areas: tuple[str, ...]
    countries: tuple[str, ...]
    maturity: str = ""
    topics: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    setting: str = ""
    scale: str = ""
    keywords: tuple[str, ...] = ()
    subdivisions: tuple[str, ...] = ()
    start: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD
    end: str = ""  # the same, or "ongoing"
    local_names: tuple[LocalName, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    contact_office: str = ""
    contact_mailbox: str = ""
    beneficiaries: Beneficiaries | None = None
    costs: tuple[Cost, ...] = ()
    funding: tuple[Funding, ...] = ()
    results: tuple[Result, ...] = ()
    evidence: Evidence = Evidence()
    lessons: tuple[Lesson, ...] = ()
    related: tuple[str, ...] = ()
    part_of: str = ""
    replicates: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sources: tuple[Source, ...] = ()
    endorsed_by: tuple[Endorsement, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    last_reviewed: str = ""
    review_due: str = ""
    redirect_from: tuple[str, ...] = ()

    def text(self, language: str) -> Text:
        """Return the text to show a reader of `language`: that language, else English, else the original."""
        return self.texts.get(language) or self.texts.get("en") or self.texts[self.original]

    @property
    def country(self) -> str:
        """The folder's country: an ISO 3166-1 code in lower case, or `asean`."""
        return self.folder.split("/")[0]


# ---------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """All that is published: the reference data and the valid cases, by id in ascending order. Equal only to itself, so that it can be a key."""

    reference: Reference
    cases: Mapping[str, Case]
    alike: Mapping[str, tuple[str, ...]]  # for each case the ids of those related to it, the nearest first (related.py)
    statistics: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)  # the figures of each member by its ISO code, in the order of its file

    def in_area(self, area: str) -> tuple[Case, ...]:
        return tuple(c for c in self.cases.values() if area in c.areas)

    def in_country(self, country: str) -> tuple[Case, ...]:
        """Return the cases of a member (ISO code), or of the region (`asean`)."""
        if country == "asean":
            return tuple(c for c in self.cases.values() if c.country == "asean")
        return tuple(c for c in self.cases.values() if country in c.countries)

    def lessons(self, cases: Iterable[Case] | None = None) -> tuple[tuple[Case, Lesson], ...]:
        chosen = self.cases.values() if cases is None else cases
        return tuple((case, lesson) for case in chosen for lesson in case.lessons)
