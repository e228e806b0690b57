"""The page of a case in every language: with its text in that language, or in the one that it is shown in instead, among words of the reader's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.fingerprint import HEAD
from builder.model import Case, Text
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.view import View, all_languages
from builder.related import shared_lesson


def cases(view: View) -> Iterator[Page]:
    for case in view.cases:
        yield _page(view, case, case.text(view.code))


def _page(view: View, case: Case, text: Text) -> Page:
    page = render.page(
        view,
        "case",
        view.case_path(case),
        text.title,
        text.summary if text.language == view.code else view.t("case.untranslated", language=view.language_name(text.language)),
        dict(all_languages(view.reference, "cases", case.folder)),
        (
            Link(view.path(), view.t("nav.home")),
            Link(view.path("cases"), view.t("nav.cases")),
            Link(view.country_path(case.country), view.country(case.country)),
        ),
        case=case,
        text=text,
        sections=[(code, text.sections[code]) for code in view.reference.vocabularies["sections"].terms if code in text.sections],
        implementers=[o for o in case.organisations if o.role == "implementer"],
        partners=[o for o in case.organisations if o.role != "implementer"],
        related=[(other, shared_lesson(case, other)) for other in map(view.catalogue.cases.__getitem__, view.catalogue.alike[case.id])],
        replicates=[view.catalogue.cases[name] for name in case.replicates if name in view.catalogue.cases],
        part_of=view.catalogue.cases.get(case.part_of),
        stale=view.join(stale_parts(view, text.stale)) if text.stale else "",
    )
    other = text.language if text.language != view.code else ""
    return replace(page, texts=tuple(case.texts), shown=other, titled=other)


def stale_parts(view: View, parts: Sequence[str]) -> list[str]:
    """Return the names of those parts of the original that have changed since a translation was made."""
    sections = view.reference.vocabularies["sections"].terms
    named = [view.t("case.stale_head") for part in parts if part == HEAD]
    return named + [sections[part].label[view.code] for part in parts if part in sections]
