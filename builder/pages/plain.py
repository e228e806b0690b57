"""Home, and the pages of prose."""

from __future__ import annotations

from collections.abc import Iterator

from builder import markup
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.synthesis import best_lessons
from builder.pages.view import View, all_languages

FIRST = 3  # lessons

# what a practitioner asks first, and the page that answers it
QUESTIONS = (
    ("who", "groups", ""),
    ("wrong", "search", "?kind=avoid"),
    ("cost", "compare", ""),
    ("partner", "organisations", ""),
    ("gap", "map", ""),
    ("meet", "learn", ""),
)


def home(view: View) -> Iterator[Page]:
    told = [case for case in view.cases if case.lessons]
    own = [case for case in told if view.code in case.texts]
    yield render.page(
        view,
        "home",
        view.path(),
        view.t("site.name"),
        view.t("site.tagline"),
        dict(all_languages(view.reference)),
        lessons=best_lessons(view, own if len(own) >= FIRST else told, FIRST),
        count_lessons=len(view.catalogue.lessons()),
        counts={place: sum(case.country == place.lower() for case in view.cases) for place in view.places()},
        questions=[(key, view.path(path) + query) for key, path, query in QUESTIONS],
    )


def about(view: View) -> Iterator[Page]:
    yield _prose(view, "about")


def contribute(view: View) -> Iterator[Page]:
    yield _prose(view, "contribute", Link(view.path("contribute/checks"), view.t("checks.title")))


def _prose(view: View, name: str, *more: Link) -> Page:
    title = view.t(f"{name}.title")
    text = view.reference.prose[name, view.code]
    first = next(line for line in text.splitlines() if line.strip())
    before, sections = markup.split_sections(text)
    return render.page(
        view,
        "prose",
        view.path(name),
        title,
        markup.to_text(first),
        dict(all_languages(view.reference, name)),
        _home(view),
        before=before,
        sections=sections,
        more=more,
    )


def _home(view: View) -> tuple[Link, ...]:
    return (Link(view.path(), view.t("nav.home")),)
