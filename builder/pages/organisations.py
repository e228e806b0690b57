"""Who did what with whom: a page for each organisation, and lists of them by country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from builder.model import Case, Term
from builder.organisations import LOCAL, Body
from builder.outputs import Link, Page
from builder.pages.crumbs import plain_page
from builder.pages.synthesis import some
from builder.pages.view import REGION, View

MOST = 40  # of one country, on the page of all
FELLOWS = (20, 10**6)  # at once, and behind a fold: all the rest
ACROSS, ELSEWHERE = "across", "elsewhere"


def organisations(view: View) -> Iterator[Page]:
    bodies = view.directory.bodies
    above = (Link(view.path("organisations"), view.t("org.title")),)
    groups = _by_place(view)
    yield plain_page(view, "organisations", view.t("org.title"), view.t("org.intro"), groups=[(place, _place_name(view, place), held[: _most(place)], len(held)) for place, held in groups])
    for place, held in groups:
        if len(held) > _most(place):
            yield _country(view, place, held)
    for body in bodies.values():
        yield _page(view, body, above)
    for record in view.reference.organisations.values():
        if record.code in bodies:
            yield from _moved(view, record, bodies[record.code], above)


def _by_place(view: View) -> list[tuple[str, list[Body]]]:
    """Return the organisations of no single country, of each member, and of other countries; those with most cases first."""
    members = view.reference.vocabularies["countries"].terms
    found: dict[str, list[Body]] = defaultdict(list)
    for body in sorted(view.directory.bodies.values(), key=lambda b: -len(b.cases)):
        found[body.country if body.country in members else ELSEWHERE if body.country else ACROSS].append(body)
    return [(place, found[place]) for place in (ACROSS, *view.places(), ELSEWHERE) if place in found]


def _place_name(view: View, place: str) -> str:
    return view.t(f"org.{place}") if place in (ACROSS, ELSEWHERE) else view.country(place)


def _most(place: str) -> int:
    """Return how many the page of all shows; what belongs to no member has no page of its own."""
    return 10**6 if place in (ACROSS, ELSEWHERE, REGION) else MOST


def _country(view: View, place: str, held: list[Body]) -> Page:
    above = (Link(view.path("organisations"), view.t("org.title")), Link(view.country_path(place), view.country(place)))
    title = view.t("org.of", country=view.country(place))
    return plain_page(view, "organisations_of", title, f"{title}: {view.number(len(held))}", ("countries", place.lower(), "organisations"), above, bodies=held)


def _page(view: View, body: Body, above: tuple[Link, ...]) -> Page:
    page = plain_page(
        view,
        "organisation",
        _title(view, body),
        f"{_title(view, body)}: {view.n('count.cases', len(body.cases))}. {view.t('ways.organisations')}",
        ("organisations", body.code),
        above,
        body=body,
        shown=body.shown(view.code),
        where=_where(view, body),
        roles=[(role, held) for role in view.terms("organisation_roles") if (held := _as_role(view, body, role.code))],
        countries=[place for place in view.places() if any(place in case.countries for case in body.cases)],
        areas=[area for area in view.terms("areas") if any(area.code in case.areas for case in body.cases)],
        fellows=some(view.directory.fellows(body), *FELLOWS),
        ror=next((part.organisation.ror for part in body.parts if part.organisation.ror), ""),
        local=dict.fromkeys(part.organisation.local_name for part in body.parts if part.organisation.local_name),
        others=[(code, name) for code, name in body.names.items() if name != body.shown(view.code)[0]],
    )
    return _titled(view, body, page)


def _titled(view: View, body: Body, page: Page) -> Page:
    """Say in which language the name stands that is the page's title."""
    language = body.shown(view.code)[1]
    return replace(page, titled=language if language != view.code else "")


def _title(view: View, body: Body) -> str:
    """Return the name; with its country when other countries have one of the same name."""
    name = body.shown(view.code)[0]
    return f"{name} ({view.country(body.country)})" if _where(view, body) else name


def _where(view: View, body: Body) -> str:
    return view.country(body.country) if body.country and body.type in LOCAL else ""


def _as_role(view: View, body: Body, role: str) -> list[tuple[Case, str]]:
    """Return the cases in which it has a role, each with the name that it has there when this is another one."""
    written = {part.case.id: part.organisation.name for part in body.parts if part.organisation.role == role}
    shown = set(body.names.values())
    return [(case, "" if written[case.id] in shown else written[case.id]) for case in view.strongest(body.cases_as((role,)))]


def _moved(view: View, record: Term, body: Body, above: tuple[Link, ...]) -> Iterator[Page]:
    """Yield a page at each address that an organisation had before."""
    for code in record.facts.get("former", ()):
        page = plain_page(view, "organisation_moved", body.shown(view.code)[0], view.t("org.moved"), ("organisations", code), above, body=body, shown=body.shown(view.code))
        yield _titled(view, body, page)
