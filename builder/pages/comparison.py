"""What the page for comparing loads: one small script for each text of a case, and one a language with the names of all cases.

Each makes one call, kbCompare(name, data), since a page read from a USB stick may load scripts but not fetch files. A cell is a list of
lines, a line a list of parts: a text in the language of the case's text, [text, language] when it is in another, or [word] for a word of
the page that compares ("evidence/3"), so that the labels of a case without translation are in the reader's language all the same.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder import markup
from builder.model import Case, Catalogue, Cost, Organisation, Result, Text
from builder.outputs import Artifact
from builder.pages.view import INDEPENDENCE, View

Part = str | list[str]
Line = list[Part]
DOT = " · "
LABELS = {"groups": "groups", "evidence": "evidence", "maturity": "maturity", "scales": "scales", "settings": "settings", "costs": "cost_kinds", "funding": "funding_kinds", "results": "result_levels", "topics": "topics", "activities": "activities"}  # fmt: skip


def comparison_files(catalogue: Catalogue, today: datetime.date) -> Iterator[Artifact]:
    """Yield the files below compare/ of every language."""
    for code in catalogue.reference.languages:
        view = View(catalogue, code, today)
        yield _artifact(code, "cases", names(view))
        for case in view.cases:
            if code in case.texts:
                yield _artifact(code, case.id, about(view, case, case.texts[code]))


def names(view: View) -> list[list[str]]:
    """Return id, title, place and, when it is not the reader's, language of each case, by place."""
    return [
        [case.id, text.title, place.upper(), *([text.language] if text.language != view.code else [])]
        for place, cases in view.by_place()
        for case in cases
        for text in [case.text(view.code)]
    ]


def about(view: View, case: Case, text: Text) -> dict[str, Any]:
    """Return what is shown of a case: its language, address and title, and the cells by field; empty ones are left out."""
    cells = {name: [line for line in lines if line] for name, lines in _cells(view, case, text)}
    return {"lang": text.language, "url": view.case_path(case), "title": text.title, "cells": {k: v for k, v in cells.items() if v}}


def words(view: View) -> dict[str, str]:
    """Return every word that cells ask the page for, in the language of the page."""
    found = {key: word for case in view.cases for key, word in _words(view, case)}
    found |= {f"places/{place.upper()}": view.country(place) for place, _ in view.by_place()}
    return {**found, **{key: view.t(f"case.{key}") for key in ("before", "cost_unsaid", *(f"evidence_{name}" for name in INDEPENDENCE.values()))}}


def _words(view: View, case: Case) -> Iterator[tuple[str, str]]:
    yield _period(case), view.period(case)
    yield f"sources/{len(case.sources)}", view.n("compare.sources", len(case.sources))
    yield f"level/{case.evidence.level}", view.t("case.evidence_level", level=case.evidence.level, name=view.label("evidence", case.evidence.level))
    yield from ((f"countries/{code}", view.country(code)) for code in case.countries)
    yield from ((f"in/{code}", view.t("notice.available_in", language=view.language_name(code))) for code in case.texts if code != view.code)
    for name, codes in _codes(case).items():
        yield from ((f"{name}/{code}", view.label(LABELS[name], code)) for code in codes)


def _codes(case: Case) -> Mapping[str, Iterable[str]]:
    """Return the codes of a case by the list that they stand in; LABELS says in which vocabulary each is."""
    return {
        "groups": case.groups,
        "maturity": filter(None, [case.maturity]),
        "scales": filter(None, [case.scale]),
        "settings": filter(None, [case.setting]),
        "costs": filter(None, [item.kind for item in case.costs]),
        "funding": [fund.kind for fund in case.funding],
        "results": filter(None, [result.level for result in case.results]),
        "topics": case.topics,
        "activities": case.activities,
    }


def _organisation(view: View, named: Organisation, case: Case, text: Text) -> Part:
    """Return an organisation as the case names it, or by its name in the language of the text where there is one."""
    names = view.directory.of(case, named).names
    return names[text.language] if text.language in names and text.language != case.original else _in(named.name, case, text)


def _cells(view: View, case: Case, text: Text) -> Iterator[tuple[str, Iterable[Line]]]:
    carried_out = [o for o in case.organisations if o.role == "implementer"] or case.organisations
    yield "where", [_joined([f"countries/{code}"] for code in case.countries), [text.location] if text.location else []]
    yield "when", [[[_period(case)]]]
    yield "who", [[_organisation(view, o, case, text)] for o in carried_out]
    yield "for_whom", _all("groups", case)
    yield "reached", [[_reached(view, case, text)]] if case.beneficiaries else []
    yield "cost", [[["cost_unsaid"]] if view.whole_cost_is_unsaid(case) else [], *([*_label("costs", item.kind), cost(view, item, text)] for item in case.costs)]
    yield "funding", [[[f"funding/{fund.kind}"], *([": ", _in(fund.name, case, text)] if fund.name else [])] for fund in case.funding]
    yield "evidence", [[[f"level/{case.evidence.level}"]], [text.evidence_design] if text.evidence_design else [], [[f"evidence_{INDEPENDENCE[case.evidence.independent]}"]]]
    yield "maturity", _all("maturity", case)
    yield "scale", [_joined([f"{name}/{code}"] for name in ("scales", "settings") for code in _codes(case)[name])]
    yield "figures", [[*_label("results", result.level), *_figure(view, result, text)] for result in view.results(case)]
    for kind in view.reference.vocabularies["lesson_kinds"].terms:
        yield kind, [[text.lessons[lesson.id].text] for lesson in case.lessons if lesson.kind == kind]
    for section in ("challenges", "transfer"):
        yield section, [[line] for line in markup.to_text(text.sections.get(section, "")).splitlines()]
    yield "topics", _all("topics", case)
    yield "activities", [[f"{code} ", [f"activities/{code}"]] for code in case.activities]
    yield "sources", [[[f"sources/{len(case.sources)}"]]] if case.sources else []


def _all(name: str, case: Case) -> list[Line]:
    return [[[f"{name}/{code}"]] for code in _codes(case)[name]]


def _label(name: str, code: str) -> Line:
    """Return what stands before an entry that has a label, and nothing before one that has none."""
    return [[f"{name}/{code}"], DOT] if code else []


def _joined(parts: Iterable[Part]) -> Line:
    line: Line = []
    for part in parts:
        line += [DOT, part] if line else [part]
    return line


def _period(case: Case) -> str:
    return f"period/{case.start}/{case.end}"


def _in(name: str, case: Case, text: Text) -> Part:
    """Return a name, which is in the language of the original."""
    return name if case.original == text.language else [name, case.original]


def _reached(view: View, case: Case, text: Text) -> str:
    people = case.beneficiaries
    assert people is not None
    return _dated(f"{view.number(people.direct or people.indirect)} {text.beneficiaries_unit}".strip(), people.year)


def cost(view: View, item: Cost, text: Text) -> str:
    """Return what a cost was for, and the sum with its currency, which is the same in every language."""
    return _dated(": ".join(filter(None, (text.costs.get(item.id, ""), view.money(item.amount, item.currency)))), item.year)


def _figure(view: View, result: Result, text: Text) -> Line:
    told = text.results[result.id]
    value = f"{view.number(result.value)} {told.unit}".strip() if result.value else ""
    figure = _dated(": ".join(filter(None, (told.statement, value))), result.year)
    before: Line = [" (", ["before"], f": {view.number(result.baseline)})"]
    return [figure, *before] if result.baseline else [figure]


def _dated(text: str, year: str) -> str:
    return f"{text} ({year})" if year else text


def _artifact(language: str, name: str, data: Any) -> Artifact:
    """Return a script; two line separators may not stand in strings of scripts before ES2019."""
    text = json.dumps([name, data], ensure_ascii=False, separators=(",", ":"))[1:-1]
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Artifact(f"compare/{language}/{name}.js", f"kbCompare({text});\n".encode())
