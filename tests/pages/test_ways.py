"""The ways in: each says what it promises, in the language of its reader, with few cases and with very many."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from builder import pages
from builder.deployment import UNKNOWN
from builder.model import Case, Catalogue, Endorsement
from builder.outputs import Page
from builder.pages import activities, explore, newest, organisations, partners, terms, timeline
from builder.pages.view import View, relative
from builder.problems import Problem
from tests.conftest import TODAY

Collection = tuple[Catalogue, tuple[Problem, ...]]
MADE = (explore.explore, terms.terms, activities.activities, organisations.organisations, partners.partners, timeline.timeline, newest.newest)


def made(catalogue: Catalogue, language: str = "en") -> dict[str, Page]:
    view = View(catalogue, language, TODAY)
    return {page.path: page for function in MADE for page in function(view)}


def with_cases(catalogue: Catalogue, cases: Iterator[Case]) -> Catalogue:
    return Catalogue(catalogue.reference, {case.id: case for case in cases}, {})


@pytest.fixture(scope="module")
def many(collection: Collection) -> Catalogue:
    """A thousand cases: those of the collection over and over, each time with organisations of their own."""
    first = list(collection[0].cases.values())
    cases = []
    for number in range(1000):
        case = first[number % len(first)]
        own = tuple(o if n % 2 else replace(o, name=f"{o.name} {number}") for n, o in enumerate(case.organisations))
        cases.append(replace(case, id=f"{case.id}-{number:04}", folder=f"{case.folder}-{number:04}", organisations=own))
    return with_cases(collection[0], iter(cases))


def test_the_hub_leads_to_pages_that_are_there(collection: Collection) -> None:
    there = {page.path for page in pages.make(collection[0], TODAY, "km", UNKNOWN)}
    for way in explore.WAYS:
        assert f"km/{way.name}/" in there
    body = made(collection[0], "km")["km/explore/"].body
    assert body.count('class="kb-tile"') == len(explore.WAYS)


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_page_stands_in_every_language_below_home(collection: Collection, language: str) -> None:
    for page in made(collection[0], language).values():
        assert set(page.alternates) == set(collection[0].reference.languages)
        assert page.alternates[language] == page.path
        assert page.breadcrumbs[0].href == f"{language}/"
        assert page.description


def test_a_topic_shows_its_cases_with_the_strongest_evidence_first(collection: Collection) -> None:
    page = made(collection[0])["en/topics/cash-transfers/"]
    levels = re.findall(r"(\d)/5", page.body.partition('id="lessons"')[0])
    assert len(levels) == 5
    assert levels == sorted(levels, reverse=True)
    assert "?topic=cash-transfers" in page.body
    assert "?topic=cash-transfers&amp;country=PH" in page.body


def test_what_has_no_case_says_so(collection: Collection) -> None:
    body = made(collection[0])["en/groups/fishers/"].body
    assert "There is no case here yet." in body
    assert 'href="../../contribute/"' in body


def test_what_has_no_case_comes_last_and_leads_on(collection: Collection) -> None:
    found = made(collection[0])
    numbers = [int(number) for number in re.findall(r'<span class="kb-meta">(\d+)</span></a>', found["en/groups/"].body)]
    assert 0 in numbers
    assert all(numbers[: numbers.index(0)])
    assert not any(numbers[numbers.index(0) :])
    near = found["en/groups/fishers/"].body.partition('id="near"')[2]
    assert 'href="../rural-households/"' in near


def test_under_the_heading_of_a_kind_a_lesson_does_not_name_it_again(collection: Collection) -> None:
    assert "kb-kind" not in made(collection[0])["en/topics/cash-transfers/"].body


def test_a_goal_has_its_number(collection: Collection) -> None:
    assert made(collection[0])["en/sdg/1/"].title == "Goal 1: No poverty"


def test_every_activity_has_a_place_of_its_own(collection: Collection) -> None:
    page = made(collection[0])["en/activities/"]
    ids = re.findall(r'<li id="([a-z-]+)">', page.body)
    assert len(ids) == len(set(ids)) == 44
    assert "23 of 44 activities have a case." in page.body
    assert page.body.count("no case yet") == 21
    assert 'href="../map/activities/"' in page.body
    assert page.body.count('href="../contribute/"') == 8, "once an area, and once for those across all areas"
    view = View(collection[0], "en", TODAY)
    assert {view.activity_path(term.code) for term in view.terms("activities")} == {f"en/activities/#{name}" for name in ids}


def test_an_activity_with_many_cases_has_a_page_of_all(collection: Collection) -> None:
    found = made(collection[0])
    assert found["en/activities/c-d-i/"].body.count("<li>") == 11
    assert 'href="c-d-i/"' in found["en/activities/"].body
    assert "en/activities/a-a-i/" not in found


def test_an_organisation_says_what_it_did_and_with_whom(collection: Collection) -> None:
    page = made(collection[0], "my")["my/organisations/ministry-of-planning-kh/"]
    assert '<h1><span lang="en">Ministry of Planning</span> (ကမ္ဘောဒီးယား)</h1>' in page.body
    assert 'lang="km">ក្រសួងផែនការ' in page.body
    assert 'href="../unicef/" lang="en"' in page.body
    khmer = made(collection[0], "km")["km/organisations/ministry-of-planning-kh/"]
    assert "<h1>ក្រសួងផែនការ" in khmer.body


def test_an_organisation_that_has_moved_is_still_found(collection: Collection) -> None:
    catalogue = collection[0]
    bank = catalogue.reference.organisations["world-bank"]
    records = {**catalogue.reference.organisations, "world-bank": replace(bank, facts={**bank.facts, "former": ["the-bank"]})}
    found = made(replace(catalogue, reference=replace(catalogue.reference, organisations=records)))
    assert 'href="../world-bank/"' in found["en/organisations/the-bank/"].body


def test_partners_of_an_area_in_a_country(collection: Collection) -> None:
    found = made(collection[0])
    body = found["en/partners/mm/"].body
    section = body[body.index('id="c"') : body.index('id="d"')]
    assert "Mitsubishi Corporation" in section
    assert "UNOPS" not in body, "who carries it out is neither partner nor donor"
    row = re.search(r'href="mm/">.*?</tr>', found["en/partners/"].body)
    assert row
    assert f'<a href="mm/#c">{section.count("../../organisations/")}</a>' in row[0]


def test_partners_of_a_case_stand_once_and_regional_ones_in_their_own_place(collection: Collection) -> None:
    body = made(collection[0])["en/partners/la/"].body
    own, others = body.split('<h2 id="others">')
    assert own.count('id="la-poverty-reduction-fund"') == 1
    assert own.count('href="#la-poverty-reduction-fund"') == 2, "in its other areas"
    assert "asean" not in own
    assert 'href="../asean/#asean-iai"' in others
    assert 'href="../sg/#sg-iai-training-centres"' in others
    assert 'id="asean-iai"' in made(collection[0])["en/partners/asean/"].body


def test_a_country_without_partners_says_so(collection: Collection) -> None:
    body = made(with_cases(collection[0], iter(())))["en/partners/kh/"].body
    assert "The cases name no partner or donor here yet." in body


def test_the_timeline_goes_back_by_decades(collection: Collection) -> None:
    body = made(collection[0], "my")["my/timeline/"].body
    years = [int(year) for year in re.findall(r"<td>(\d{4})</td>", body)]
    assert years == sorted(years, reverse=True)
    assert 'id="y1950"' in body
    unknown = body.partition('id="yunknown"')[2]
    assert "<td>" not in unknown, "a column that says the same in every row"
    assert len(years) + unknown.count('<th scope="row">') == len(collection[0].cases)


def test_what_has_no_end_written_has_not_ended(collection: Collection) -> None:
    body = made(collection[0])["en/timeline/"].body
    assert "Ended: not known" not in body
    fund = body[body.index("th/village-fund/") :]
    assert "Not known whether it goes on" in fund[: fund.index("</tr>")]


def test_what_is_new_goes_by_dates_that_the_data_has(collection: Collection) -> None:
    catalogue = collection[0]
    assert 'id="reviews"' not in made(catalogue)["en/new/"].body, "no case has been reviewed"
    dated = {"kh-idpoor": {"last_reviewed": "2026-10-02"}, "my-aim": {"endorsed_by": (Endorsement("MY", "x", "2026-11-01"),), "last_reviewed": "2025-01-01"}}
    cases = (replace(case, **dated.get(name, {})) for name, case in catalogue.cases.items())  # type: ignore[arg-type]
    body = made(with_cases(catalogue, cases))["en/new/"].body
    assert body.index("1 November 2026") < body.index("2 October 2026")


def test_lists_stay_light_with_a_thousand_cases(many: Catalogue) -> None:
    found = made(many)
    kinds: dict[str, int] = {}
    for page in found.values():
        kinds[page.kind] = max(kinds.get(page.kind, 0), len(gzip.compress(page.body.encode())))
    assert kinds.pop("partners_of") < 30_000
    assert max(kinds.values()) < 20_000, kinds
    assert "en/countries/my/organisations/" in found
    assert {"en/timeline/2000/", "en/timeline/unknown/"} <= set(found)


def test_with_a_thousand_cases_every_link_between_these_pages_leads_somewhere(many: Catalogue) -> None:
    found = made(many)
    mine = re.compile(r'href="((?:\.\./)*(?:[a-z0-9-]+/)*)"')
    folders = {"topics", "groups", "sdg", "activities", "organisations", "partners", "timeline"}
    for page in found.values():
        for href in mine.findall(page.body):
            target = resolve(page.path, href)
            if target.split("/")[1] in folders or target.endswith("/organisations/"):
                assert target in found, (page.path, href)


def resolve(source: str, href: str) -> str:
    parts = source.rstrip("/").split("/")
    ups = href.count("../")
    return "/".join([*parts[: len(parts) - ups], href.replace("../", "")]) if href != "./" else source


def test_links_to_the_search_keep_their_filters() -> None:
    assert relative("en/topics/x/", "en/search/?topic=x&kind=do") == "../../search/?topic=x&kind=do"
