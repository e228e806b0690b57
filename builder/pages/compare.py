"""The page that puts cases side by side: its frame, and what its script needs to know. comparison.py makes what the script loads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.outputs import Page
from builder.pages import comparison
from builder.pages.crumbs import COMPARED, plain_page
from builder.pages.view import View

TEXTS = ("none", "more", "chosen", "start", "full", "remove", "missing", "failed", "what", "unsaid")
FIELDS = ("where", "when", "who", "for_whom", "reached", "cost", "funding", "evidence", "maturity", "scale", "figures")  # strings case.*; lessons and sections follow
LAST = ("topics", "activities", "sources")


def compare(view: View) -> Iterator[Page]:
    yield _page(view)


def _page(view: View) -> Page:
    address = view.deployment.address
    return plain_page(
        view,
        "compare",
        view.t("compare.title"),
        view.t("compare.intro"),
        told={
            "most": COMPARED,
            "address": f"{view.t('brief.address')}: {address}{view.path('compare')}" if address else "",
            "strings": {"rows": view.t("nav.on_this_page"), **{key: view.t(f"compare.{key}") for key in TEXTS}},
            "fields": _fields(view),
            "words": comparison.words(view),
            "texts": _texts(view),
            "moved": {old: case.id for case in view.cases for old in case.redirect_from},
        },
    )


def _fields(view: View) -> list[tuple[str, str]]:
    """Return code and title of what is compared, in the order of the rows."""
    kinds = [(term.code, term.label[view.code]) for term in view.terms("lesson_kinds")]
    sections = [(code, view.label("sections", code)) for code in ("challenges", "transfer")]
    first, last = ([(name, view.t(f"case.{name}")) for name in names] for names in (FIELDS, LAST))
    return [*first, *((code, f"{view.t('case.lessons')}: {label}") for code, label in kinds), *sections, *last]


def _texts(view: View) -> Mapping[str, str]:
    """Return by language the ids of the cases that a reader is shown in it."""
    found: dict[str, list[str]] = defaultdict(list)
    for case in view.cases:
        found[case.text(view.code).language].append(case.id)
    return {code: " ".join(ids) for code, ids in sorted(found.items())}
