"""Home, and the pages of prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from builder import markup
from builder.model import Case, Term
from builder.outputs import Link, Page
from builder.pages import render
from builder.pages.synthesis import best_lessons
from builder.pages.view import View, all_languages

LESSONS = 4
ENOUGH = 3  # cases to take lessons from
STRONG = 2  # level of evidence of a lesson on the first page of all, where enough cases have it
EXAMPLES = 4  # target groups

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
    yield render.page(
        view,
        "home",
        view.path(),
        view.t("site.name"),
        view.t("site.tagline"),
        dict(all_languages(view.reference)),
        lessons=best_lessons(view, _to_tell(view), LESSONS),
        groups=_groups(view),
        count_lessons=len(view.catalogue.lessons()),
        counts={place: sum(case.country == place.lower() for case in view.cases) for place in view.places()},
        questions=[(key, view.path(path) + query) for key, path, query in QUESTIONS],
    )


def _to_tell(view: View) -> list[Case]:
    """Return the cases whose lessons stand here: in the reader's language, and with strong evidence, if there are enough of them."""
    told = [case for case in view.cases if case.lessons]
    own = [case for case in told if view.code in case.texts]
    strong = [case for case in own if int(case.evidence.level) >= STRONG]
    return next((cases for cases in (strong, own) if len(cases) >= ENOUGH), told)


def _groups(view: View) -> str:
    """Name the target groups with most cases, so that nobody is sent to an empty page. They stand within a sentence: no capital."""
    counts = Counter(code for case in view.cases for code in case.groups)
    labels = (view.label("groups", code) for code, _ in counts.most_common(EXAMPLES))
    return view.join(label[:1].lower() + label[1:] for label in labels)


def about(view: View) -> Iterator[Page]:
    """With the levels of evidence in full, which every case is marked with."""
    ways = (Link(view.path("contribute"), view.t("contribute.title")), Link(view.path("cases"), view.t("cases.title")))
    yield _prose(view, "about", *ways, levels=view.terms("evidence"))


def contribute(view: View) -> Iterator[Page]:
    yield _prose(view, "contribute", Link(view.path("contribute/checks"), view.t("checks.title")))


def _prose(view: View, name: str, *more: Link, levels: Sequence[Term] = ()) -> Page:
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
        levels=levels,
    )


def _home(view: View) -> tuple[Link, ...]:
    return (Link(view.path(), view.t("nav.home")),)
