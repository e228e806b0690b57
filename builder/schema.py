"""The JSON Schemas of a case and of a translation (2020-12), with the vocabularies put in; a schema error -> Problem.

`x-vocabulary` in a schema names the vocabulary whose codes a text may be. The words of a Problem come from the field's own
title, description and example, so that the schema is the only place where a field is described.
"""

from __future__ import annotations

import difflib
import json
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from builder import aliases
from builder.frontmatter import Document
from builder.model import Reference
from builder.problems import Position, Problem, clip, problem
from builder.yaml_slips import BULLET
from builder.yaml_text import Path, field_of

NAMES = ("case.schema.json", "translation.schema.json", "statistics.schema.json")
WHOLE = ("required", "additionalProperties")  # rules of a group of fields, not of a value
MAX_COMPARED = 20  # unknown names in a group of fields that are compared with the names of its fields
MAX_NAME = 80  # characters of a name that is compared with the names of fields, and of a value that is looked at for another form
MAX_ERRORS = 100  # of one file: more would help nobody

RULES = {
    "KB201": "The head has all the fields that it must have.",
    "KB202": "The head has only the fields that the schema knows.",
    "KB203": "Each field has the kind of value that the schema says: text in quotes, a list, a group of fields, true or false.",
    "KB204": "A field with a controlled vocabulary holds one of its codes.",
    "KB205": "A code, a date, a number or a web address has the form that the schema says.",
    "KB206": "A text or a list is neither too short nor too long.",
    "KB207": "No entry stands twice in a list of codes.",
}


class Schemas:
    """The schemas, ready to validate with."""

    def __init__(self, root: pathlib.Path, reference: Reference) -> None:
        self._reference = reference
        codes = {name: list(vocabulary.terms) for name, vocabulary in reference.vocabularies.items()}
        loaded = {name: _expand(json.loads((root / "schema" / name).read_text("utf-8")), codes) for name in NAMES}
        strict = {name: _strict(schema) for name, schema in loaded.items()}
        registry: Registry[Any] = Registry().with_resources(
            [(name, Resource.from_contents(schema)) for name, schema in strict.items()]
        )
        self.case: Mapping[str, Any] = loaded[NAMES[0]]
        self.translation: Mapping[str, Any] = loaded[NAMES[1]]
        self.statistics: Mapping[str, Any] = loaded[NAMES[2]]
        self._validators = {name: Draft202012Validator(strict[name], registry=registry) for name in NAMES}
        fast = jsonschema_rs.Registry(list(loaded.items()))
        self._fast = {name: jsonschema_rs.Draft202012Validator(loaded[name], registry=fast) for name in NAMES}

    def validators(self, name: str) -> tuple[Any, Any]:
        """Return the fast and the telling validator of a schema."""
        return self._fast[name], self._validators[name]

    def problems(self, document: Document, name: str = "") -> Iterator[Problem]:
        """Yield what a schema has against the head of a document; without a name, the schema of a case or of a translation, whichever it is."""
        name = name or (NAMES[1] if document.is_translation else NAMES[0])
        fast, telling = self.validators(name)
        if fast.is_valid(document.data):  # sixty times as fast, but its errors do not say what we need
            return
        errors = sorted(islice(telling.iter_errors(dict(document.data)), MAX_ERRORS), key=_weight)
        mistyped = [self._mistyped(error) for error in errors]
        there = {(tuple(error.absolute_path), name) for error, meant in zip(errors, mistyped, strict=True) for name in meant.values()}
        seen: set[Path] = set()  # one wrong value is one problem, by whichever rule is broken first
        for error, meant in zip(errors, mistyped, strict=True):
            path = tuple(error.absolute_path)
            if error.validator == "required" and (path, _lacking(error)) in there:
                continue  # it is there, and mistyped
            if error.validator in WHOLE or path not in seen:
                seen |= set() if error.validator in WHOLE else {path}
                yield from self._problems(document, error, meant, translation=name == NAMES[1])

    def _problems(self, document: Document, error: Any, meant: Mapping[str, str], *, translation: bool) -> Iterator[Problem]:
        """`error`: a jsonschema.ValidationError, whose parts have no useful types; `meant`: what _mistyped says of it."""
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            yield from self._unknown(document, error, path, meant, translation=translation)
        elif error.validator == "required":
            published = "then" in error.absolute_schema_path  # the rule that holds from the status `reviewed` on
            fields = self.case["properties"] if published else error.schema.get("properties", {})
            yield _missing(document, error, path, fields, "published" if published else "missing_in" if path else "missing")
        else:
            message, suggestion, values = _value(error, self._reference)
            position = document.value_at((*path, _twice(error.instance)) if message == "KB207.twice" else path)
            yield problem(document.path, position, message, values | {"where": _words(path)}, suggestion=suggestion, field=field_of(path))

    def _unknown(self, document: Document, error: Any, path: Path, meant: Mapping[str, str], *, translation: bool) -> Iterator[Problem]:
        known = list(error.schema.get("properties", {}))
        for key in islice(_strange(error), MAX_ERRORS):
            suggestion = meant.get(key, "")
            name = "mistyped" if suggestion else "shared" if translation and not path else "unknown"
            values = {"key": clip(key), "fields": ", ".join(known)}
            yield problem(document.path, document.key_at((*path, key)), f"KB202.{name}", values, suggestion=suggestion)

    def _mistyped(self, error: Any) -> dict[str, str]:
        """Return, for the unknown names of fields in a group, the names that were probably meant; none that stands there already.

        Names are meant by their titles, too, in every language of the site: "jenis" by who writes Indonesian.
        """
        if error.validator != "additionalProperties":
            return {}
        free = [key for key in error.schema.get("properties", {}) if key not in error.instance]
        titles = self._titles(field_of(tuple(error.absolute_path)), free)
        close = {key: titles.get(key.casefold()[:MAX_NAME]) or _closest(key, free) for key in islice(_strange(error), MAX_COMPARED)}
        return {key: name for key, name in close.items() if name}

    def _titles(self, group: str, keys: Iterable[str]) -> dict[str, str]:
        """Return the names of fields of a group by their titles in every language."""
        found: dict[str, str] = {}
        for key in keys:
            name = f"{group}.{key}".removeprefix(".")
            english = self._reference.fields.get(name, ("",))[0]
            found |= {texts.get(f"field.{name}", english).casefold(): key for texts in self._reference.messages.values()}
        return found

    def field(self, path: Path, is_translation: bool) -> Mapping[str, Any] | None:
        """Return what the schema says about the field that a path leads to, or None when there is no such field."""
        found: Mapping[str, Any] = self.translation if is_translation else self.case
        for part in path:
            names = found.get("properties", {})
            inner = found.get("items") if isinstance(part, int) else names.get(part) or found.get("additionalProperties")
            if not inner:
                return None
            found = self._referred(inner)
        return found

    def _referred(self, field: Mapping[str, Any]) -> Mapping[str, Any]:
        """Follow a reference, which only leads from the translation's schema to a field of the case's."""
        if "$ref" not in field:
            return field
        found: Any = self.case
        for part in field["$ref"].removeprefix(f"{NAMES[0]}#/").split("/"):
            found = found[part]
        return found  # type: ignore[no-any-return]


def _weight(error: Any) -> int:
    """Return the place of an error among those of one value: its kind first, its length before its form."""
    order = ("type", "enum", "maxLength", "minLength", "maxItems", "minItems", "uniqueItems", "pattern")
    return order.index(error.validator) if error.validator in order else len(order)


def codes(reference: Reference) -> str:
    """Return schema/codes.schema.json: the vocabularies as JSON Schema (2020-12), for editors that complete codes and tell what they mean."""
    defs = {
        name: {"enum": list(vocabulary.terms), "markdownEnumDescriptions": [term.label["en"] for term in vocabulary.terms.values()]}
        for name, vocabulary in sorted(reference.vocabularies.items())
    }
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "codes.schema.json", "title": "Codes of the vocabularies, made by `kb codes`"}
    return json.dumps(head | {"$defs": defs}, ensure_ascii=False, indent=2) + "\n"


def _expand(schema: Any, codes: Mapping[str, list[str]]) -> Any:
    """Put the codes of the vocabularies where `x-vocabulary` names them."""
    if isinstance(schema, dict):
        expanded = {key: _expand(value, codes) for key, value in schema.items()}
        if isinstance(schema.get("x-vocabulary"), str):
            expanded["enum"] = codes[schema["x-vocabulary"]]
            expanded.pop("$ref", None)  # the same for editors, which read schema/ as it is
        return expanded
    if isinstance(schema, list):
        return [_expand(entry, codes) for entry in schema]
    return schema


def _strict(schema: Any) -> Any:
    """Make the patterns mean in Python what they mean in a schema (ECMA-262): there `$` also stands before a line end."""
    if isinstance(schema, dict):
        return {k: f"{v[:-1]}\\Z" if k == "pattern" and isinstance(v, str) and v.endswith("$") else _strict(v) for k, v in schema.items()}
    return [_strict(entry) for entry in schema] if isinstance(schema, list) else schema


def _closest(key: str, names: Sequence[str]) -> str:
    return "".join(difflib.get_close_matches(key.lower()[:MAX_NAME], names, 1, 0.6))


def _strange(error: Any) -> Iterator[str]:
    """Yield the names of fields that a group should not have."""
    return (key for key in error.instance if key not in error.schema.get("properties", {}))


def _lacking(error: Any) -> str:
    """Return the field that a group lacks."""
    return next(str(key) for key in error.validator_value if key not in error.instance and f"'{key}'" in error.message)


def _twice(entries: list[Any]) -> int:
    """Return the index of the first entry that stands in the list before."""
    return next(i for i, entry in enumerate(entries) if entry in entries[:i])


def _missing(document: Document, error: Any, path: Path, fields: Mapping[str, Any], name: str) -> Problem:
    key = _lacking(error)
    name = "translated_from" if key == "translated_from" else name
    position = document.value_at(path) if path else Position()
    example = f"{key}: {_example(fields.get(key, {}))}"
    return problem(document.path, position, f"KB201.{name}", {"key": key, "where": _words(path), "example": example}, field=field_of((*path, key)))


def _value(error: Any, reference: Reference) -> tuple[str, str, dict[str, object]]:
    """Return message, suggestion and values for a value that is there but wrong."""
    field = error.schema
    value = error.instance
    shown = clip(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
    values: dict[str, object] = {"value": shown, "example": _example(field)}
    match error.validator:
        case "enum":
            codes = error.validator_value
            values["codes"] = ", ".join(codes[:24]) + (" …" if len(codes) > 24 else "")
            return "KB204.no_code", aliases.code(str(value), field.get("x-vocabulary", ""), codes, reference), values
        case "type" if value is None:
            return "KB203.nothing", "", values
        case "type" if error.validator_value == "string" and isinstance(value, list | dict):
            return "KB203.no_text", "", values
        case "type" if error.validator_value == "array" and isinstance(value, str) and BULLET.match(value):
            return "KB203.hyphen", "", values
        case "type":
            return f"KB203.{error.validator_value}", "", values
        case "pattern" | "const" | "format":
            return _form(str(value), field, reference, values)
        case "maxLength" if "pattern" in field and len(value) <= MAX_NAME:  # it is rather of another form than too long
            return _form(value, field, reference, values)
        case "uniqueItems":
            return "KB207.twice", "", values | {"value": clip(str(value[_twice(value)]))}
        case "maxLength":
            return "KB206.long", "", values | {"length": len(value), "limit": error.validator_value}
        case "minLength":
            return "KB206.short", "", values
        case "minItems":
            return "KB206.few", "", values | {"limit": error.validator_value}
        case _:
            return "KB206.many", "", values | {"limit": error.validator_value}


def _form(value: str, field: Mapping[str, Any], reference: Reference, values: dict[str, object]) -> tuple[str, str, dict[str, object]]:
    """Return the same for a value that has not the form of its field, and may be one in another form."""
    pattern = re.compile(field.get("pattern", ""))
    dates = [date for date in aliases.dates(value, reference) if pattern.search(date)]
    if len(dates) == 1:
        return "KB205.date", dates[0], values
    if dates:
        return "KB205.dates", "", values | {"first": dates[0], "second": dates[1]}
    kind = field.get("x-code", "")
    other = _code(value, kind, reference) if kind else ""
    return "KB205.form", other if other and pattern.search(other) else "", values


def _code(value: str, kind: str, reference: Reference) -> str:
    """Return the code that a name or another code of a country or a language means; `kind`: the schema's x-code."""
    return aliases.exact_cldr(value, kind, reference) or (aliases.country if kind == "country" else aliases.language)(value, reference)


def _example(field: Mapping[str, Any]) -> str:
    """Return an example of a value, with … for what must not be copied: codes of a vocabulary would be a false statement that passes."""
    return json.dumps(_blanked((field.get("examples") or ["…"])[0], field), ensure_ascii=False)


def _blanked(example: Any, field: Mapping[str, Any]) -> Any:
    if isinstance(example, dict):
        return {key: _blanked(value, field.get("properties", {}).get(key, {})) for key, value in example.items()}
    if isinstance(example, list):
        return [_blanked(value, field.get("items", {})) for value in example[:1]]
    names_a_source = field.get("pattern", "").startswith("^S[0-9]")  # which may be another one
    return "…" if names_a_source or "x-vocabulary" in field or field.get("type") == "boolean" else example


def _words(path: Path) -> str:
    """Return a path as a reader counts: lessons 2 kind."""
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in path)
