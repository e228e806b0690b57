"""The schema folder -> Reference: languages, vocabularies, the interface's text; names of countries and languages from CLDR.

These files are ours: a mistake in them raises ReferenceFileError.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from babel import Locale

from builder.model import Example, Language, Reference, Term, Vocabulary
from builder.yaml_text import parse

MEMBERS = "countries"
ASIDE = re.compile(r"\s*[(（].*[)）]$")
V = TypeVar("V")


class ReferenceFileError(Exception):
    """A file below schema/ is missing or wrong; the message names it."""


Ours = Mapping[str, Mapping[str, Mapping[str, str]]]  # language -> territories or languages -> code -> name


def load(root: Path) -> Reference:
    """Read `root`/schema. Raises ReferenceFileError."""
    folder = root / "schema"
    languages = {
        entry["code"]: Language(**entry) for entry in _read(folder / "languages.yml")["languages"]
    }
    ours = {path.name.split(".")[1]: _read(path) for path in sorted((folder / "vocabularies").glob("names.*.yml"))}
    made = {
        MEMBERS: lambda: _country_names(_vocabulary(folder / "vocabularies" / f"{MEMBERS}.yml"), languages, ours),
        "languages": lambda: _language_names(languages, ours),
    }
    stems = [path.stem for path in sorted((folder / "vocabularies").glob("*.yml")) if "." not in path.stem]
    plain = {stem: partial(_vocabulary, folder / "vocabularies" / f"{stem}.yml") for stem in stems}
    strings = {code: partial(_read, folder / "strings" / f"{code}.yml") for code in languages}
    messages = {code: partial(_read, folder / "messages" / f"{code}.yml") for code in languages}
    prose = {
        (path.name.split(".")[0], path.name.split(".")[1]): path.read_text("utf-8")
        for path in sorted((folder / "prose").glob("*.md"))
    }
    fields = _fields(folder / "case.schema.json") | _fields(folder / "statistics.schema.json")
    examples = {code: Example(**entry) for code, entry in _read(folder / "examples.yml").items()}
    return Reference(languages, _Lazy(plain | made), _Lazy(strings), prose, _Lazy(messages), examples, fields, _vocabulary(folder / "organisations.yml").terms)


def language_name(reference: Reference, code: str, language: str) -> str:
    """Return the name of any language (BCP 47) in a language of the site; the code itself when CLDR has none."""
    known = reference.vocabularies["languages"].terms.get(code)
    if known:
        return known.label[language]
    locale = Locale.parse(reference.languages[language].locale)
    return str(locale.languages.get(code.split("-", maxsplit=1)[0], code))


def country_name(reference: Reference, code: str, language: str) -> str:
    """Return the name of any country (ISO 3166-1 alpha-2) in a language of the site; the code itself when CLDR has none."""
    known = reference.vocabularies[MEMBERS].terms.get(code)
    if known:
        return known.label[language]
    locale = Locale.parse(reference.languages[language].locale)
    return str(locale.territories.get(code, code))


def _read(path: Path) -> dict[str, Any]:
    try:
        result = parse(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ReferenceFileError(f"{path}: {error}") from error
    if result.errors:
        first = result.errors[0]
        raise ReferenceFileError(f"{path}:{first.position.line}: {first.message}")
    return result.data


class _Lazy(Mapping[str, V]):
    """Values that are made when they are asked for, since most runs need few of them. Raises what making them raises: ReferenceFileError."""

    def __init__(self, made: Mapping[str, Callable[[], V]]) -> None:
        self._made = made
        self._known: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._known:
            self._known[name] = self._made[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def _fields(path: Path) -> dict[str, tuple[str, str]]:
    """Return the title and the description of every field of a schema, in English."""
    try:
        return dict(_described(json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError) as error:
        raise ReferenceFileError(f"{path}: {error}") from error


def _described(schema: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    for key, field in schema.get("properties", {}).items():
        inner = f"{name}.{key}".removeprefix(".")
        yield inner, (field.get("title", ""), field.get("description", ""))
        yield from _described(field, inner)
        if "items" in field:
            yield f"{inner}[]", (field["items"].get("title", ""), field["items"].get("description", ""))
            yield from _described(field["items"], f"{inner}[]")


def _vocabulary(path: Path) -> Vocabulary:
    terms = {}
    for entry in _read(path)["terms"]:
        text = {key: entry.pop(key, {}) for key in ("label", "description", "synonyms")}
        code = entry.pop("code")
        synonyms = {language: tuple(words) for language, words in text["synonyms"].items()}
        terms[code] = Term(code, text["label"], text["description"], synonyms, entry)
    return Vocabulary(path.stem, terms)


def _country_names(members: Vocabulary, languages: Mapping[str, Language], ours: Ours) -> Vocabulary:
    """Fill in the members' names from CLDR (https://cldr.unicode.org), and from our own lists what it has not, or has otherwise."""
    terms = {
        code: Term(code, _names(languages, "territories", code, ours), synonyms=term.synonyms, facts=term.facts)
        for code, term in members.terms.items()
    }
    return Vocabulary(MEMBERS, terms)


def _language_names(languages: Mapping[str, Language], ours: Ours) -> Vocabulary:
    return Vocabulary(
        "languages", {code: Term(code, _names(languages, "languages", code, ours)) for code in languages}
    )


def _names(languages: Mapping[str, Language], kind: str, code: str, ours: Ours) -> Mapping[str, str]:
    return _Lazy({language: partial(_name, kind, code, about.locale, ours.get(language, {}).get(kind, {})) for language, about in languages.items()})


def _name(kind: str, code: str, locale: str, ours: Mapping[str, str]) -> str:
    """Return a name of CLDR without an aside, such as a former name, which no member is called by: "Myanmar (Burma)"."""
    return ours[code] if code in ours else ASIDE.sub("", str(getattr(Locale.parse(locale), kind)[code]))
