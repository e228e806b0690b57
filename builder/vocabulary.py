"""The schema folder -> Reference: languages, vocabularies, the interface's text; names of countries and languages from CLDR.

These files are ours: a mistake in them raises ReferenceFileError.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale

from builder.model import Example, Language, Reference, Term, Vocabulary
from builder.yaml_text import parse

MEMBERS = "countries"


class ReferenceFileError(Exception):
    """A file below schema/ is missing or wrong; the message names it."""


def load(root: Path) -> Reference:
    """Read `root`/schema. Raises ReferenceFileError."""
    folder = root / "schema"
    languages = {
        entry["code"]: Language(**entry) for entry in _read(folder / "languages.yml")["languages"]
    }
    vocabularies = {
        path.stem: _vocabulary(path) for path in sorted((folder / "vocabularies").glob("*.yml")) if "." not in path.stem
    }
    names = _read(folder / "vocabularies" / "names.tet.yml")
    vocabularies[MEMBERS] = _country_names(vocabularies[MEMBERS], languages, names["territories"])
    vocabularies["languages"] = _language_names(languages, names["languages"])
    strings = _Texts(folder / "strings", languages)
    prose = {
        (path.name.split(".")[0], path.name.split(".")[1]): path.read_text("utf-8")
        for path in sorted((folder / "prose").glob("*.md"))
    }
    messages = _Texts(folder / "messages", languages)
    fields = _fields(folder / "case.schema.json")
    examples = {code: Example(**entry) for code, entry in _read(folder / "examples.yml").items()}
    return Reference(languages, vocabularies, strings, prose, messages, examples, fields)


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


class _Texts(Mapping[str, Mapping[str, str]]):
    """The texts of a folder with a file for each language; a file is read when it is asked for, since most runs need one language.

    Raises ReferenceFileError when that file is wrong.
    """

    def __init__(self, folder: Path, languages: Iterable[str]) -> None:
        self._folder = folder
        self._languages = tuple(languages)
        self._known: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, language: str) -> Mapping[str, str]:
        if language not in self._languages:
            raise KeyError(language)
        if language not in self._known:
            self._known[language] = _read(self._folder / f"{language}.yml")
        return self._known[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


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


def _country_names(members: Vocabulary, languages: Mapping[str, Language], tetum: Mapping[str, str]) -> Vocabulary:
    """Fill in the members' names from CLDR (https://cldr.unicode.org), and in Tetum from our own list."""
    terms = {
        code: Term(code, _names(languages, "territories", code, tetum), synonyms=term.synonyms, facts=term.facts)
        for code, term in members.terms.items()
    }
    return Vocabulary(MEMBERS, terms)


def _language_names(languages: Mapping[str, Language], tetum: Mapping[str, str]) -> Vocabulary:
    return Vocabulary(
        "languages", {code: Term(code, _names(languages, "languages", code, tetum)) for code in languages}
    )


def _names(languages: Mapping[str, Language], kind: str, code: str, tetum: Mapping[str, str]) -> dict[str, str]:
    return {
        language: tetum[code] if language == "tet" else str(getattr(Locale.parse(about.locale), kind)[code])
        for language, about in languages.items()
    }
