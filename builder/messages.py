"""A Problem and a language -> the words for it, from schema/messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model import Reference
from builder.privacy import hide
from builder.problems import Problem

PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about a problem in one language."""

    severity: str  # "error"
    reason: str  # what is wrong
    repair: str  # what to do about it, with the suggestion in front
    lines: str = ""  # what is to be written, where that is several lines


def words(problem: Problem, reference: Reference, language: str) -> Words:
    """Return the words for a problem. KeyError: its message is not in schema/messages, which a test prevents."""
    texts = reference.messages[language]
    title, about = reference.fields.get(problem.field, (problem.field, ""))
    field = f"field.{problem.field}"
    values = {"title": texts.get(field, title), "about": texts.get(f"{field}.about", about), "file": problem.path}
    values |= {name: _sections(value, reference, language) if name == "parts" else "\n".join(map(hide, value.split("\n"))) for name, value in problem.values}
    repair = fill(texts[f"{problem.message}.repair"], values).replace("--fix -", "--fix")  # standard input is no file to be mended
    if problem.suggestion:
        repair = f"{fill(texts['did_you_mean'], {'suggestion': problem.suggestion})} {repair}"
    return Words(texts[f"severity.{problem.severity.name.lower()}"], fill(texts[problem.message], values), " ".join(repair.split()), values.get("lines", ""))


def _sections(codes: str, reference: Reference, language: str) -> str:
    """Return the headings of sections, and the words for the head, by their codes."""
    terms, texts = reference.vocabularies["sections"].terms, reference.messages[language]
    return "; ".join(terms[code].label[language] if code in terms else texts["head"] for code in codes.split(", "))


def repaired(path: str, done: Iterable[str], reference: Reference, language: str) -> str:
    """Return the line that tells what was repaired in a file; `done`: names of repairs."""
    texts = reference.messages[language]
    return fill(texts["repaired"], {"file": path, "repairs": "; ".join(texts[f"repair.{name}"] for name in done)})


def fill(text: str, values: dict[str, str]) -> str:
    """Put values where their names stand in braces; braces within a value stay as they are."""
    return PLACE.sub(lambda match: values.get(match[1], match[0]), text)
