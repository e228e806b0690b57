"""How many cases, translations and lessons there are, by area, country and language: a table as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from builder.model import Catalogue
from builder.problems import Problem, Severity


def table(catalogue: Catalogue, everything: Catalogue, problems: Sequence[Problem]) -> str:
    """`everything`: the catalogue with drafts, to name what is not published."""
    cases = list(catalogue.cases.values())
    drafts = [case.id for case in everything.cases.values() if case.id not in catalogue.cases]
    lines = [
        f"published cases {len(cases)}, translations {sum(len(c.texts) - 1 for c in cases)}, lessons {len(catalogue.lessons())}",
        f"not published: {', '.join(drafts) or 'none'}",
        f"errors {sum(p.severity is Severity.ERROR for p in problems)}, warnings {sum(p.severity is Severity.WARNING for p in problems)}",
        "",
        f"{'area':<12}{'cases':>7}{'lessons':>9}",
    ]
    for area in catalogue.reference.vocabularies["areas"].terms:
        found = catalogue.in_area(area)
        lines.append(f"{area:<12}{len(found):>7}{len(catalogue.lessons(found)):>9}")
    lines += ["", f"{'country':<12}{'cases':>7}{'lessons':>9}"]
    for country in [*catalogue.reference.vocabularies["countries"].terms, "asean"]:
        found = catalogue.in_country(country)
        lines.append(f"{country:<12}{len(found):>7}{len(catalogue.lessons(found)):>9}")
    texts = Counter(code for case in cases for code in case.texts)
    originals = Counter(case.original for case in cases)
    lines += ["", f"{'language':<12}{'cases':>7}{'originals':>11}{'lessons':>9}"]
    for code in catalogue.reference.languages:
        lessons = sum(len(case.lessons) for case in cases if code in case.texts)
        lines.append(f"{code:<12}{texts[code]:>7}{originals[code]:>11}{lessons:>9}")
    return "\n".join(lines)
