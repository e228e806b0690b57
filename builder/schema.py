"""The JSON Schemas of a case and of a translation (2020-12), with the vocabularies put in; a schema error -> Problem.

`x-vocabulary` in a schema names the vocabulary whose codes a text may be. The words of a Problem come from the field's own
title, description and example, so that the schema is the only place where a field is described.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from builder.frontmatter import Document
from builder.model import Reference
from builder.problems import Position, Problem

NAMES = ("case.schema.json", "translation.schema.json")
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
    """Both schemas, ready to validate with."""

    def __init__(self, root: Path, reference: Reference) -> None:
        codes = {name: list(vocabulary.terms) for name, vocabulary in reference.vocabularies.items()}
        loaded = {name: _expand(json.loads((root / "schema" / name).read_text("utf-8")), codes) for name in NAMES}
        registry: Registry[Any] = Registry().with_resources(
            [(name, Resource.from_contents(schema)) for name, schema in loaded.items()]
        )
        self.case: Mapping[str, Any] = loaded[NAMES[0]]
        self.translation: Mapping[str, Any] = loaded[NAMES[1]]
        self._validators = {name: Draft202012Validator(loaded[name], registry=registry) for name in NAMES}

    def problems(self, document: Document) -> Iterator[Problem]:
        """Yield what the schema has against the head of a document."""
        name = NAMES[1] if document.is_translation else NAMES[0]
        errors = self._validators[name].iter_errors(dict(document.data))
        for error, _ in zip(errors, range(MAX_ERRORS), strict=False):
            yield from _problems(document, error)


def _expand(schema: Any, codes: Mapping[str, list[str]]) -> Any:
    """Put the codes of the vocabularies where `x-vocabulary` names them."""
    if isinstance(schema, dict):
        expanded = {key: _expand(value, codes) for key, value in schema.items()}
        if isinstance(schema.get("x-vocabulary"), str):
            expanded["enum"] = codes[schema["x-vocabulary"]]
        return expanded
    if isinstance(schema, list):
        return [_expand(entry, codes) for entry in schema]
    return schema


def _problems(document: Document, error: Any) -> Iterator[Problem]:
    """`error`: a jsonschema.ValidationError, whose parts have no useful types."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        yield from _unknown(document, error, path)
    elif error.validator == "required":
        yield _missing(document, error, path)
    else:
        code, reason, repair = _value(error)
        yield Problem(document.path, document.value_at(path), code, reason, repair, subject=_field(path))


def _unknown(document: Document, error: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key in known:
            continue
        close = difflib.get_close_matches(key, known, 1, 0.6)
        repair = f"Write “{close[0]}”." if close else f"Take the line out. The fields here are: {', '.join(known)}."
        if document.is_translation and not path:
            repair = f"Write “{close[0]}”." if close else "Take it out: a translation holds text only; shared facts stand in the original."
        yield Problem(
            document.path, document.key_at((*path, key)), "KB202", f"There is no field “{_clip(key)}” here.", repair, subject=_clip(key)
        )


def _missing(document: Document, error: Any, path: tuple[str | int, ...]) -> Problem:
    key = next(k for k in error.validator_value if k not in error.instance and f"'{k}'" in error.message)
    field = error.schema.get("properties", {}).get(key, {})
    where = f" in {_field(path)}" if path else ""
    about = field.get("description", "")
    repair = f"Add a line such as {_example(key, field)}. {about}".strip()
    position = document.value_at(path) if path else Position(1, 1)
    return Problem(document.path, position, "KB201", f"The field “{key}” is missing{where}.", repair, subject=key)


def _value(error: Any) -> tuple[str, str, str]:
    """Return code, reason and repair for a value that is there but wrong."""
    field = error.schema
    title = field.get("title", "This value")
    about = field.get("description", "")
    shown = _clip(error.instance if isinstance(error.instance, str) else json.dumps(error.instance, ensure_ascii=False, default=str))
    example = _value_example(field)
    match error.validator:
        case "enum":
            return "KB204", f"“{shown}” is no code for “{title}”.", _suggest(error.instance, error.validator_value)
        case "type":
            wanted = {"string": "text in double quotes", "array": "a list", "object": "a group of fields", "boolean": "true or false"}
            kind = wanted.get(str(error.validator_value), str(error.validator_value))
            return "KB203", f"“{title}” must be {kind}, and is {shown}.", f"Write, for example: {example}."
        case "pattern" | "const" | "format":
            return "KB205", f"“{shown}” has not the form of “{title}”.", f"{about} For example: {example}."
        case "uniqueItems":
            return "KB207", f"An entry stands twice in “{title}”.", "Keep it once."
        case "maxLength":
            return "KB206", f"“{title}” has {len(error.instance)} characters; {error.validator_value} are allowed.", "Shorten it."
        case "minLength":
            return "KB206", f"“{title}” is empty or too short.", f"{about} For example: {example}."
        case _:
            return "KB206", f"“{title}” has too few or too many entries.", f"{about} Allowed are {field.get('minItems', 0)} to {field.get('maxItems', '…')}."


def _suggest(value: Any, codes: Sequence[str]) -> str:
    close = difflib.get_close_matches(str(value), codes, 1, 0.5) or [c for c in codes if c.lower() == str(value).lower()]
    listed = ", ".join(codes[:24]) + (" …" if len(codes) > 24 else "")
    return (f"Did you mean “{close[0]}”? " if close else "") + f"The codes are: {listed}."


def _example(key: str, field: Mapping[str, Any]) -> str:
    return f"{key}: {_value_example(field)}"


def _value_example(field: Mapping[str, Any]) -> str:
    examples = field.get("examples") or ["…"]
    return json.dumps(examples[0], ensure_ascii=False)


def _field(path: tuple[str | int, ...]) -> str:
    """Return a path in a reader's words: lessons, entry 2, kind."""
    return ", ".join(f"entry {part + 1}" if isinstance(part, int) else part for part in path)


def _clip(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
