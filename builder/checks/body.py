"""The text below the head: its sections, and nothing in it that could harm a reader."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from urllib.parse import unquote

from builder.catalogue import CaseFolder, section_codes
from builder.checks.world import World, at_line, at_value, strings
from builder.frontmatter import Document
from builder.markup import (
    SCHEMES,
    Section,
    all_headings,
    is_shown_as_written,
    rendered_links,
    rendered_pictures,
    split_sections,
)
from builder.problems import Position, Problem, clip, problem
from builder.prose import places, raw_html, tags, too_much, without_code

PICTURE = re.compile(r"(?<!\\)!\[[^\]\n]{0,300}\]\(\s*<?([^)\s>]{0,300})[^)\n]{0,300}\)?")
AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
SCHEMES_WITH_COLON = tuple(f"{scheme}:" for scheme in SCHEMES)
LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]+)")
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)


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
    """KB503: The text and the fields of the head have no HTML. Markdown can do all that a text needs, and the fields are shown as they are written."""
    for document in files.documents:
        last = -1
        for line, column in raw_html(document.body):
            if line > last + 1:  # a tag and its end, or several lines of HTML, are one slip
                yield at_line(document, line, column, "KB503.html")
            last = line
        for path, value in strings(document.data):
            if any(tags(value)):
                yield at_value(document, path, "KB503.head")


def links_are_safe(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB504: A link leads to a web address with http or https; other cases are named under `related`."""
    for document in files.documents:
        for number, column, target in links(document.body):
            if not target.lower().startswith(SCHEMES_WITH_COLON):
                yield at_line(document, number, column, "KB504.scheme", width=len(target), address=clip(target))


def pictures_are_named(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB506: Pictures are described under `pictures` in the head; the text holds none."""
    for document in files.documents:
        if "![" not in document.body:
            continue
        seen: set[str] = set()
        for line, column, found in places(PICTURE, without_code(document.body)):
            seen.add(unquote(found[1]))
            yield at_line(document, line, column, "KB506.picture", width=len(found[0]), file=clip(found[1]))
        for line, address in rendered_pictures(document.body):
            if unquote(address) not in seen:
                yield at_line(document, line, 1, "KB506.picture", file=clip(address))


def headings_have_levels(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB507: Below a section's heading (##) stand only headings of the third and fourth level (###, ####)."""
    for document in files.documents:
        for line, level, heading in all_headings(document.body):
            if level not in (2, 3, 4):
                yield at_line(document, line, 1, "KB507.level", width=len(heading) + level + 1, heading=clip(heading), marks="#" * level)


def text_is_shown_as_written(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB509: The page shows all of a text: the allowlist for HTML takes nothing away from it, it has at most 5,000 signs of one kind, and
    its lists and quotations are at most eight and 16 levels deep."""
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


def text_is_bounded(document: Document) -> Iterator[Problem]:
    """Yield the problem of a text that would take long to read or that no page can hold. It is asked before all checks (KB509)."""
    found = too_much(document.body)
    if found:
        line, message, values = found
        yield problem(document.path, Position(document.body_line + line - 1), message, values)


def links(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the column and the address of every link of a body; pictures are none."""
    if "](" not in body and "]:" not in body and "<" not in body:
        return
    seen: set[str] = set()
    masked = PICTURE.sub(lambda m: " " * len(m[0]), without_code(body))
    for pattern in (LINK, DEFINITION, AUTOLINK):
        for line, column, found in places(pattern, masked):
            seen.add(unquote(found[1]))
            yield line + masked.count("\n", found.start(), found.start(1)), _column(masked, found, column), found[1]
    yield from ((line, 1, href) for line, href in rendered_links(PICTURE.sub("", body)) if unquote(href) not in seen)


def _column(text: str, found: re.Match[str], column: int) -> int:
    """Return the column of an address, which may stand in another line than the beginning of its link."""
    line_end = text.rfind("\n", found.start(), found.start(1))
    return found.start(1) - line_end if line_end >= 0 else column + found.start(1) - found.start()


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
