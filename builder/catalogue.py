"""Checked documents -> Case values, and the Catalogue of all cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from builder import fingerprint
from builder.frontmatter import Document
from builder.markup import headings, split_sections
from builder.model import Beneficiaries as Reached
from builder.model import (
    Case,
    Catalogue,
    Cost,
    Endorsement,
    Evidence,
    Funding,
    Lesson,
    LessonText,
    LocalName,
    Organisation,
    Picture,
    PictureText,
    Reference,
    Result,
    ResultText,
    Source,
    Text,
)
from builder.pictures import Facts
from builder.related import alike

FACT_LISTS: Mapping[str, type] = {
    "local_names": LocalName,
    "organisations": Organisation,
    "costs": Cost,
    "funding": Funding,
    "results": Result,
    "lessons": Lesson,
    "pictures": Picture,
    "sources": Source,
    "endorsed_by": Endorsement,
}
PLAIN_LISTS = ["areas", "topics", "activities", "sdg", "groups", "keywords", "countries", "subdivisions", "related", "replicates", "reviewed_by", "redirect_from"]
PLAIN = ["id", "status", "provenance", "licence", "maturity", "setting", "scale", "start", "end", "part_of", "last_reviewed", "review_due"]
HIDDEN = ("draft", "submitted", "reviewed")  # states that readers do not see


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The readable documents of one case, and its pictures."""

    folder: str
    documents: tuple[Document, ...]
    pictures: Mapping[str, Facts]  # by name
    unreadable: bool = False  # whether there are files that could not be read, or texts that a check of the text or the schema refused

    @property
    def originals(self) -> tuple[Document, ...]:
        return tuple(d for d in self.documents if not d.is_translation)

    @property
    def translations(self) -> tuple[Document, ...]:
        return tuple(d for d in self.documents if d.is_translation)


def make_case(files: CaseFolder, reference: Reference) -> Case:
    """Make a Case of documents that passed every check."""
    (original,) = files.originals
    data = original.data
    first = make_text(original, reference)
    now = fingerprint.parts(first)
    made = {original.source.language: first}
    for document in files.translations:
        then = document.data["translated_from"].get("sections", {})
        stale = fingerprint.changed(then, now) if then else ()
        made[document.source.language] = replace(make_text(document, reference), stale=stale)
    contact = data.get("contact", {})
    facts: dict[str, Any] = {name: data[name] for name in PLAIN if name in data}
    facts |= {name: tuple(data[name]) for name in PLAIN_LISTS if name in data}
    facts |= {name: tuple(_fact(kind, entry) for entry in data[name]) for name, kind in FACT_LISTS.items() if name in data}
    return Case(
        folder=files.folder,
        original=original.source.language,
        texts={code: made[code] for code in reference.languages if code in made},
        contact_office=contact.get("office", ""),
        contact_mailbox=contact.get("mailbox", ""),
        beneficiaries=_fact(Reached, data["beneficiaries"]) if "beneficiaries" in data else None,
        evidence=_fact(Evidence, data.get("evidence", {})),
        **facts,
    )


def make_text(document: Document, reference: Reference) -> Text:
    """Make the Text of one document."""
    data = document.data
    codes = section_codes(reference, document.source.language)
    _, sections = split_sections(document.body)
    return Text(
        language=document.source.language,
        path=document.path,
        title=data["title"],
        summary=data["summary"],
        method=data["method"],
        sections={codes[s.heading.casefold()]: s.text for s in sections},
        location=data.get("location", ""),
        beneficiaries_unit=data.get("beneficiaries", {}).get("unit", ""),
        evidence_design=data.get("evidence", {}).get("design", ""),
        costs={entry["id"]: entry["statement"] for entry in data.get("costs", ())},
        results={entry["id"]: _fact(ResultText, entry) for entry in data.get("results", ())},
        lessons={entry["id"]: _fact(LessonText, entry) for entry in data.get("lessons", ())},
        pictures={entry["file"]: _fact(PictureText, entry) for entry in data.get("pictures", ())},
        translators=tuple(data.get("translators", ())),
    )


def section_codes(reference: Reference, language: str) -> dict[str, str]:
    """Return section code by heading in a language."""
    terms = reference.vocabularies["sections"].terms
    return headings({code: term.label[language] for code, term in terms.items()})


def make_catalogue(cases: Iterable[Case], reference: Reference, *, drafts: bool = False) -> Catalogue:
    """Gather the cases that readers may see; with `drafts` all."""
    shown = {case.id: case for case in sorted(cases, key=lambda c: c.id) if drafts or case.status not in HIDDEN}
    return Catalogue(reference, shown, alike(shown))


def _fact(kind: type[T], data: Mapping[str, Any]) -> T:
    """Make a fact of those entries of `data` that are its fields; lists become tuples."""
    return kind(**{
        name: tuple(data[name]) if isinstance(data[name], list) else data[name]
        for name in (field.name for field in fields(kind))  # type: ignore[arg-type]
        if name in data
    })
