"""Who did what, with whom: the organisations that cases name, each found again however a case writes it.

An organisation of schema/organisations.yml is found by its spellings. Any other is known by its name and its country; its code, which is its
address, is made of these alone, so that no other case can change it. docs/decisions/0009-organisations.md has the reasons.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.model import Case, Catalogue, Organisation, Term
from builder.names import RESERVED

ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
ACRONYM = re.compile(r"[(（][A-Z]\S{1,11}[)）]")
LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i"})  # Unicode takes no mark off these
LONGEST = 60  # of a code made from a name
LOCAL = frozenset({"", "government", "local-government", "community"})  # types of which each country has its own by the same name
FUNDERS = ("donor", "partner")


@dataclass(frozen=True, slots=True)
class Part:
    """What an organisation was in a case."""

    case: Case
    organisation: Organisation  # as the case names it


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, with all its parts, by case in ascending order."""

    code: str
    names: Mapping[str, str]  # by language; readers of other languages are shown the first
    type: str
    country: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        return next(iter(self.names.values()))

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple({part.case.id: part.case for part in self.parts}.values())

    def shown(self, language: str) -> tuple[str, str]:
        """Return the name for readers of a language, and the language that it stands in."""
        own = language if language in self.names else next(iter(self.names))
        return self.names[own], own

    def cases_as(self, roles: Iterable[str]) -> tuple[Case, ...]:
        wanted = set(roles)
        return tuple({part.case.id: part.case for part in self.parts if part.organisation.role in wanted}.values())


@dataclass(frozen=True, slots=True)
class Directory:
    """All organisations by code, by name in ascending order; and for each case, by its id, the codes of those that it names, in its order."""

    bodies: Mapping[str, Body]
    codes: Mapping[str, tuple[str, ...]]

    def of(self, case: Case, organisation: Organisation) -> Body:
        """Return the organisation that an entry of a case names."""
        return self.bodies[self.codes[case.id][case.organisations.index(organisation)]]

    def fellows(self, body: Body) -> tuple[tuple[Body, int], ...]:
        """Return the other organisations of its cases, with the number of cases in common; the most first."""
        counts = Counter(other for case in body.cases for other in set(self.codes[case.id]) if other != body.code)
        found = [(self.bodies[other], count) for other, count in counts.items()]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0].name.casefold(), pair[0].code)))


@lru_cache(maxsize=1)  # every language of the site asks for the same
def directory(catalogue: Catalogue) -> Directory:
    """Gather the organisations of all cases."""
    records = catalogue.reference.organisations
    known = by_spelling(records)
    codes = {case.id: tuple(code(case, organisation, known) for organisation in case.organisations) for case in catalogue.cases.values()}
    parts: dict[str, list[Part]] = defaultdict(list)
    for case in catalogue.cases.values():
        for name, organisation in zip(codes[case.id], case.organisations, strict=True):
            parts[name].append(Part(case, organisation))
    bodies = sorted((_body(name, held, records.get(name)) for name, held in parts.items()), key=lambda body: (body.name.casefold(), body.code))
    return Directory({body.code: body for body in bodies}, codes)


Known = Mapping[str, Sequence[Term]]  # by the codes of their spellings


def by_spelling(records: Mapping[str, Term]) -> Known:
    found: dict[str, list[Term]] = defaultdict(list)
    for record in records.values():
        for spelling in {slug(name) for name in spellings(record)}:
            found[spelling].append(record)
    return found


def spellings(record: Term) -> tuple[str, ...]:
    return (*record.label.values(), *record.facts.get("spellings", ()))


def code(case: Case, organisation: Organisation, known: Known) -> str:
    """Return the code of an organisation of a case: that of schema/organisations.yml, or one of its name and country."""
    own = slug(organisation.name)
    for record in known.get(own, ()):
        if organisation.country in ("", record.facts.get("country", organisation.country)):
            return record.code
    place = organisation.country or (case.country if organisation.type in LOCAL else "")
    return f"{own}-{place.lower()}" if place else own


def slug(name: str) -> str:
    """Return the letters and digits of a name, without what stands in parentheses, as a part of an address.

    A name with letters that are not Latin has a hash in place of them: transliterations differ from one program to the next.
    """
    bare = " ".join(plain(name).casefold().split())
    digest = hashlib.sha256(unicodedata.normalize("NFC", bare).encode()).hexdigest()
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", bare.translate(LETTERS)) if not unicodedata.combining(sign))
    made = "-".join(re.findall("[a-z0-9]+", letters))
    if not made or RESERVED.match(made) or any(sign.isalpha() and not sign.isascii() for sign in letters):
        return f"o-{digest[:10]}"
    return made if len(made) <= LONGEST else f"{made[:LONGEST].rpartition('-')[0] or made[:LONGEST]}-{digest[:6]}"


def plain(name: str) -> str:
    """Return a name without what stands in parentheses; the whole name when nothing else is there."""
    return ASIDE.sub("", name).strip() or name


def short(name: str) -> str:
    """Return a name without what stands in parentheses, but for an acronym."""
    return ASIDE.sub(lambda aside: aside[0] if ACRONYM.fullmatch(aside[0].strip()) else "", name).strip() or name


def _body(name: str, parts: Sequence[Part], record: Term | None) -> Body:
    first = parts[0]
    facts = {
        "type": next((p.organisation.type for p in parts if p.organisation.type), ""),
        "country": next((p.organisation.country for p in parts if p.organisation.country), ""),
        **(record.facts if record else {}),
    }
    names = record.label if record else {first.case.original: short(first.organisation.name)}
    return Body(name, names, facts["type"], facts["country"], tuple(parts))
