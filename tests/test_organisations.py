"""Organisations are found again however cases write them, and their addresses rest on nothing but their own entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import Case, Catalogue, Organisation, Reference
from builder.names import RESERVED
from builder.organisations import by_spelling, code, directory, short, slug, spellings
from builder.problems import Problem

Collection = tuple[Catalogue, tuple[Problem, ...]]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("World Bank", "world-bank"),
        ("World Bank (IDA)", "world-bank"),
        ("  world   BANK", "world-bank"),
        ("Agence Française de Développement (AFD)", "agence-francaise-de-developpement"),
        ("Ủy ban Dân tộc (CEMA)", "uy-ban-dan-toc"),
        ("Đoàn Thanh niên", "doan-thanh-nien"),
        ("Department of Foreign Affairs and Trade (DFAT), Australia", "department-of-foreign-affairs-and-trade-australia"),
        ("世界银行（亚洲）", slug("世界银行")),
        ("(only this)", "only-this"),
    ],
)
def test_a_name_becomes_a_part_of_an_address(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize("name", ["ក្រសួងផែនការ", "世界银行", "GIZ อาเซียน", "!!!", "CON", "aux"])
def test_what_makes_no_address_has_a_hash(name: str) -> None:
    assert len(slug(name)) == 12
    assert slug(name).startswith("o-")


def test_the_hash_of_a_name_never_changes() -> None:
    """It is an address: printed, linked to, kept."""
    assert slug("ក្រសួងផែនការ") == "o-9ef878608d"


def test_a_long_name_is_cut_and_stays_distinct() -> None:
    one, other = (slug("The committee for the development of villages and wards in the " + place) for place in ("north", "south"))
    assert one != other
    assert one.startswith("the-committee-for-the-development-of-villages-and-wards")


@given(st.text(max_size=90))
def test_any_name_makes_an_address(name: str) -> None:
    made = slug(name)
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not RESERVED.match(made)
    assert len(made) <= 70


def test_an_acronym_is_kept_and_a_remark_is_not() -> None:
    assert short("International Labour Organization (ILO)") == "International Labour Organization (ILO)"
    assert short("Grameen Bank (model)") == "Grameen Bank"
    assert short("(model)") == "(model)"


def test_the_file_is_whole(reference: Reference) -> None:
    records = reference.organisations.values()
    codes = list(reference.organisations)
    former = [name for record in records for name in record.facts.get("former", ())]
    assert codes == sorted(codes)
    assert not set(former) & set(codes)
    for record in records:
        assert slug(record.code) == record.code
        assert record.facts["type"] in reference.vocabularies["organisation_types"].terms
        assert set(record.facts) <= {"type", "country", "spellings", "former"}
    found = [slug(spelling) for record in records for spelling in {slug(name): name for name in spellings(record)}.values()]
    assert len(found) == len(set(found)), "a spelling belongs to one organisation"


def test_the_file_says_only_what_cases_write(collection: Collection) -> None:
    written = {slug(o.name) for case in collection[0].cases.values() for o in case.organisations}
    for record in collection[0].reference.organisations.values():
        assert {slug(name) for name in spellings(record)} & written, record.code


def test_spellings_are_one_body_and_namesakes_are_not(collection: Collection) -> None:
    found = directory(collection[0])
    bank = found.bodies["world-bank"]
    assert {"World Bank", "World Bank (IDA)", "Bank Dunia"} <= {part.organisation.name for part in bank.parts}
    assert bank.shown("id") == ("Bank Dunia", "id")
    assert bank.shown("km") == ("World Bank", "en")
    assert "world-bank-ieg" in found.bodies
    assert {f"ministry-of-finance-{country}" for country in ("bn", "id", "tl")} <= set(found.bodies)
    assert {case.country for case in found.bodies["ministry-of-planning-kh"].cases} == {"kh"}


def test_fellows_are_those_of_the_same_cases(collection: Collection) -> None:
    found = directory(collection[0])
    for body in found.bodies.values():
        for other, count in found.fellows(body):
            assert count == len({c.id for c in body.cases} & {c.id for c in other.cases})
            assert (body, count) in found.fellows(other)


def test_another_case_changes_no_address(collection: Collection) -> None:
    catalogue = collection[0]
    whole = directory(catalogue).codes
    for name, case in catalogue.cases.items():
        assert directory(replace(catalogue, cases={name: case})).codes[name] == whole[name]


def entry(name: str, **more: str) -> Organisation:
    return Organisation(name=name, role="partner", **more)


def test_each_entry_leads_to_its_body(collection: Collection) -> None:
    found = directory(collection[0])
    for case in collection[0].cases.values():
        for organisation in case.organisations:
            assert any(part.organisation == organisation for part in found.of(case, organisation).parts)


def test_the_country_of_the_case_stands_in_where_each_country_has_one(collection: Collection) -> None:
    case: Case = collection[0].cases["kh-idpoor"]
    assert code(case, entry("Local governments", type="local-government"), {}) == "local-governments-kh"
    assert code(case, entry("Oxfam", type="ngo"), {}) == "oxfam"
    assert code(case, entry("Oxfam", type="ngo", country="GB"), {}) == "oxfam-gb"


def test_a_body_of_one_country_is_not_its_namesake_elsewhere(collection: Collection) -> None:
    reference = collection[0].reference
    case = collection[0].cases["kh-idpoor"]
    known = by_spelling(reference.organisations)
    assert code(case, entry("Ministry of Planning", country="KH"), known) == "ministry-of-planning-kh"
    assert code(case, entry("Ministry of Planning", country="TL"), known) == "ministry-of-planning-tl"
