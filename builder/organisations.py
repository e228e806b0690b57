"""Who did what, with whom: the organisations that cases name, each found again however a case writes it.

An organisation of schema/organisations.yml is found by its spellings. Any other is known by its name and its country; its code, which is its
address, is made of these alone, so that no other case can change it. docs/decisions/0008-organisations.md has the reasons.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.model import Case, Catalogue, KnownOrganisation, Organisation
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
    name: str
    language: str
    type: str
    country: str
    names: Mapping[str, str]  # in other languages
    parts: tuple[Part, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        return tuple({part.case.id: part.case for part in self.parts}.values())

    def shown(self, language: str) -> tuple[str, str]:
        """Return the name for readers of a language, and the language that it stands in."""
        return (self.names[language], language) if language in self.names else (self.name, self.language)

    def cases_as(self, roles: Iterable[str]) -> tuple[Case, ...]:
        wanted = set(roles)
        return tuple({part.case.id: part.case for part in self.parts if part.organisation.role in wanted}.values())


@dataclass(frozen=True, slots=True)
class Directory:
    """All organisations by code, by name in ascending order; and for each case those that it names, in its order, each once."""

    bodies: Mapping[str, Body]
    named: Mapping[str, tuple[Body, ...]]

    def fellows(self, body: Body) -> tuple[tuple[Body, int], ...]:
        """Return the other organisations of its cases, with the number of cases in common; the most first."""
        counts = Counter(other.code for case in body.cases for other in self.named[case.id] if other.code != body.code)
        return tuple((self.bodies[code], count) for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], self.bodies[pair[0]].name.casefold(), pair[0])))


def directory(catalogue: Catalogue) -> Directory:
    """Gather the organisations of all cases."""
    known = _known(catalogue.reference.organisations)
    records = {record.code: record for record in catalogue.reference.organisations}
    codes = {case.id: tuple(code(case, organisation, known) for organisation in case.organisations) for case in catalogue.cases.values()}
    parts: dict[str, list[Part]] = defaultdict(list)
    for case in catalogue.cases.values():
        for name, organisation in zip(codes[case.id], case.organisations, strict=True):
            parts[name].append(Part(case, organisation))
    made = sorted((_body(name, held, records.get(name)) for name, held in parts.items()), key=lambda b: (b.name.casefold(), b.code))
    bodies = {body.code: body for body in made}
    return Directory(bodies, {name: tuple(bodies[one] for one in dict.fromkeys(held)) for name, held in codes.items()})


Known = Mapping[str, Sequence[KnownOrganisation]]  # by the codes of their spellings


def _known(records: Iterable[KnownOrganisation]) -> Known:
    found: dict[str, list[KnownOrganisation]] = defaultdict(list)
    for record in records:
        for spelling in {slug(name) for name in spellings(record)}:
            found[spelling].append(record)
    return found


def spellings(record: KnownOrganisation) -> tuple[str, ...]:
    return (record.name, *record.names.values(), *record.spellings)


def code(case: Case, organisation: Organisation, known: Known) -> str:
    """Return the code of an organisation of a case: that of schema/organisations.yml, or one of its name and country."""
    own = slug(organisation.name)
    for record in known.get(own, ()):
        if not record.country or not organisation.country or record.country == organisation.country:
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


def _body(name: str, parts: Sequence[Part], record: KnownOrganisation | None) -> Body:
    kind = next((p.organisation.type for p in parts if p.organisation.type), "")
    country = next((p.organisation.country for p in parts if p.organisation.country), "")
    if record:
        return Body(name, record.name, record.language, record.type or kind, record.country or country, record.names, tuple(parts))
    first = parts[0]
    return Body(name, short(first.organisation.name), first.case.original, kind, country, {}, tuple(parts))

