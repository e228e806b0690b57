"""The page that explains every code of the checker, with a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder import explain
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.view import View, all_languages


def checks(view: View) -> Iterator[Page]:
    rules = explain.rules(view.reference, view.code)
    shown = [(code, rules[code], view.reference.examples.get(code)) for code in sorted(rules)]
    yield render.page(
        view,
        "checks",
        view.path("contribute/checks"),
        view.t("checks.title"),
        view.t("checks.intro"),
        dict(all_languages(view.reference, "contribute/checks")),
        (Link(view.path(), view.t("nav.home")), Link(view.path("contribute"), view.t("contribute.title"))),
        groups=[(number, list(group)) for number, group in groupby(shown, lambda rule: rule[0][2])],  # KB1xx: the head of a file
    )
