"""The text below the head: its sections, and nothing in it that could harm a reader."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from urllib.parse import unquote

from builder.catalogue import CaseFolder, section_codes
from builder.checks.world import World, at_line, at_value
from builder.frontmatter import Document
from builder.markup import SCHEMES, Section, all_headings, is_shown_as_written, raw_html, rendered_links, split_sections
from builder.problems import Problem, clip

PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\(\s*<?([^)\s>]{0,300})[^)\n]{0,300}\)?")
AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
SCHEMES_WITH_COLON = tuple(f"{scheme}:" for scheme in SCHEMES)
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)")
FENCE = re.compile(r" {0,3}(```|~~~)")


def sections_are_known(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB501: The text is divided by the fixed headings, in the language of the file, each at most once."""
    for document in files.documents:
        known = section_codes(world.reference, document.source.language)
        before, sections = split_sections(document.body)
        if before:
            yield at_line(document, 1, 1, "KB501.before", heading=_labels(world, document.source.language)[0])
        seen: set[str] = set()
        for section in sections:
            heading = section.heading.casefold()
            if heading not in known:
                close = difflib.get_close_matches(heading, known, 1, 0.5)
                labels = _labels(world, document.source.language)
                meant = labels[list(known).index(close[0])] if close else ""
                yield _at_heading(document, section, "KB501.unknown", suggestion=meant, headings="; ".join(labels))
            elif heading in seen:
                yield _at_heading(document, section, "KB501.twice")
            seen.add(heading)


def sections_are_present(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB502: A case has every section; a draft may still lack some. A translation has the sections of its original."""
    for document in files.documents:
        language = document.source.language
        known = section_codes(world.reference, language)
        found = {known.get(s.heading.casefold()) for s in split_sections(document.body)[1]}
        for code in _wanted(files, world):
            if code not in found:
                label = world.reference.label("sections", code, language)
                yield at_value(document, (), "KB502.missing", heading=label)


def no_raw_html(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB503: The text has no HTML. Markdown can do all that a case needs."""
    for document in files.documents:
        fenced = False
        for number, line in enumerate(document.body.split("\n"), 1):
            fenced ^= bool(FENCE.match(line))
            column = None if fenced else raw_html(line)
            if column:
                yield at_line(document, number, column, "KB503.html")


def links_are_safe(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB504: A link leads to a web address with http or https; other cases are named under `related`."""
    for document in files.documents:
        for number, column, target in links(document.body):
            if not target.lower().startswith(SCHEMES_WITH_COLON):
                yield at_line(document, number, column, "KB504.scheme", width=len(target), address=clip(target))


def pictures_are_named(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB506: Pictures are described under `pictures` in the head; the text holds none."""
    for document in files.documents:
        for number, line in enumerate(document.body.split("\n"), 1):
            for found in PICTURE.finditer(line):
                yield at_line(document, number, found.start() + 1, "KB506.picture", width=len(found[0]), file=clip(found[1]))


def headings_have_levels(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB507: Below a section's heading (##) stand only headings of the third and fourth level (###, ####)."""
    for document in files.documents:
        for line, level, heading in all_headings(document.body):
            if level not in (2, 3, 4):
                yield at_line(document, line, 1, "KB507.level", width=len(heading) + level + 1, heading=clip(heading), marks="#" * level)


def text_is_shown_as_written(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB509: The page shows all of a text: the allowlist for HTML takes nothing away from it."""
    for document in files.documents:
        for section in split_sections(document.body)[1]:
            if not is_shown_as_written(section.text):
                yield _at_heading(document, section, "KB509.changed")


def no_empty_section(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB505: A section has text."""
    for document in files.documents:
        for section in split_sections(document.body)[1]:
            if not section.text.strip():
                yield _at_heading(document, section, "KB505.empty")


def links(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the column and the address of every link of a body; pictures are none."""
    if "](" not in body and "]:" not in body and "<" not in body:
        return
    seen: set[str] = set()
    for number, line in enumerate(body.split("\n"), 1):
        masked = PICTURE.sub(lambda m: " " * len(m[0]), line)
        for pattern in (LINK, DEFINITION, AUTOLINK):
            for found in pattern.finditer(masked):
                seen.add(unquote(found[1]))
                yield number, found.start(1) + 1, found[1]
    yield from ((line, 1, href) for line, href in rendered_links(PICTURE.sub("", body)) if unquote(href) not in seen)


def _wanted(files: CaseFolder, world: World) -> tuple[str, ...]:
    """Return the codes of the sections that must be there."""
    for original in files.originals:
        if original.data["status"] not in ("draft", "submitted"):
            return tuple(world.reference.vocabularies["sections"].terms)
        known = section_codes(world.reference, original.source.language)
        return tuple(known[s.heading.casefold()] for s in split_sections(original.body)[1] if s.heading.casefold() in known)
    return ()


def _at_heading(document: Document, section: Section, message: str, suggestion: str = "", headings: str = "") -> Problem:
    heading = clip(section.heading)
    return at_line(document, section.line, 4, message, width=len(section.heading), suggestion=suggestion, heading=heading, headings=headings)


def _labels(world: World, language: str) -> list[str]:
    return [term.label[language] for term in world.reference.vocabularies["sections"].terms.values()]
