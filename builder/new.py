"""A draft for a new case, valid from the start, with a place for everything; a new figure about a country."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping

from builder.canonical import canonical_data, head_lines
from builder.model import Reference
from builder.schema import Schemas

# Editors with a YAML language server complete the codes and show what a field is for; it changes nothing else.
EDITORS = "# yaml-language-server: $schema=../../../schema/case.schema.json"
NO_FIGURES = "# yaml-language-server: $schema=../schema/statistics.schema.json\nfigures: []\n"


def draft(reference: Reference, country: str, title: str, language: str, area: str, today: datetime.date) -> tuple[str, str]:
    """Return the path and the text of a draft. Raises ValueError with a plain reason when an answer cannot be used."""
    members = reference.vocabularies["countries"].terms
    place, area, title = country.strip().upper(), area.strip().upper(), " ".join(title.split())
    if place != "ASEAN" and place not in members:
        raise ValueError(f"“{country}” is no member of ASEAN. Use one of: {', '.join(members)}, ASEAN.")
    if language not in reference.languages:
        raise ValueError(f"“{language}” is no language of this site. Use one of: {', '.join(reference.languages)}.")
    if area not in reference.vocabularies["areas"].terms:
        raise ValueError(f"“{area}” is no priority area. Use a letter from A to G.")
    if not 3 <= len(title) <= 120:
        raise ValueError("The title needs 3 to 120 characters.")
    slug = _slug(title) or f"case-{today.isoformat()}"
    countries = list(members) if place == "ASEAN" else [place]
    head = {
        "schema_version": "1",
        "id": f"{place.lower()}-{slug}",
        "title": title,
        "summary": "What was done, where, and with what result: one or two plain sentences.",
        "language": language,
        "method": "human",
        "status": "draft",
        "provenance": "implementer",
        "areas": [area],
        "countries": countries,
        "licence": "CC-BY-4.0",
    }
    body = [
        f"## {term.label[language]}\n\n{term.description[language]}\n" for term in reference.vocabularies["sections"].terms.values()
    ]
    return f"cases/{place.lower()}/{slug}/index.{language}.md", "\n".join(["---", EDITORS, *head_lines(head), "---", "", *body])


def with_figure(text: str, figure: Mapping[str, str], schemas: Schemas) -> str:
    """Return the text of a file of figures, "" when there is none yet, with one figure more. Raises ValueError when it cannot be read."""
    made = canonical_data(text or NO_FIGURES, schemas, [figure])
    if made is None:
        raise ValueError("the file of the country's figures cannot be read; `kb check` says why.")
    return made


def _slug(title: str) -> str:
    """Return a name for the folder: small letters, digits and hyphens; empty when the title has no Latin letters."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
