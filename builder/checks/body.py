"""The text below the head: its sections, and nothing in it that could harm a reader."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
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
MAX_COMPARED = 50  # headings of one text
MAX_HEADING = 200  # characters of a heading that are compared with the fixed ones


def sections_are_known(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB501: The text is divided by the fixed headings, in the language of the file, each at most once."""
    for document in files.documents:
        known = section_codes(world.reference, document.source.language)
        before, sections = split_sections(document.body)
        meant = _meant(document, world)
        if before and not any(line == 1 + _blank(document.body) for line in meant):  # a heading of another level has a problem of its own
            yield at_line(document, 1 + _blank(document.body), 1, "KB501.before", width=len(before.split("\n")[0]), heading=_labels(world, document.source.language)[0])
        seen: set[str] = set()
        for section in sections:
            heading = section.heading.casefold()
            if heading not in known:
                labels = _labels(world, document.source.language)
                yield _at_heading(document, section, "KB501.unknown", suggestion=meant.get(section.line, ""), headings="; ".join(labels))
            elif heading in seen:
                yield _at_heading(document, section, "KB501.twice")
            seen.add(heading)


def sections_are_present(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB502: A case has every section; a draft may still lack some. A translation has the sections of its original."""
    for document in files.documents:
        meant = _meant(document, world).values()
        for label in _missing(document, world, _wanted(files, world)):
            if label not in meant:
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


def headings_have_levels(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB507: The fixed headings have the second level (##); below them stand only headings of the third and fourth (###, ####)."""
    for document in files.documents:
        meant = _meant(document, world)
        for line, level, heading in all_headings(document.body):
            width = len(heading) + level + 1
            if level != 2 and line in meant:
                yield at_line(document, line, 1, "KB507.section", width=width, suggestion=f"## {meant[line]}", heading=clip(heading))
            elif level not in (2, 3, 4):
                yield at_line(document, line, 1, "KB507.level", width=width, heading=clip(heading), marks="#" * level)


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


def _missing(document: Document, world: World, wanted: Iterable[str]) -> list[str]:
    """Return the headings of those of the wanted sections that a document has not."""
    language = document.source.language
    known = section_codes(world.reference, language)
    found = {known.get(s.heading.casefold()) for s in split_sections(document.body)[1]}
    return [world.reference.label("sections", code, language) for code in wanted if code not in found]


def _meant(document: Document, world: World) -> dict[int, str]:
    """Return, for the lines of headings that are mistyped or of a wrong level, the fixed headings that were probably meant: of those that
    are missing a like one, or the only one."""
    missing = _missing(document, world, world.reference.vocabularies["sections"].terms)
    known = section_codes(world.reference, document.source.language)
    same = {label.casefold(): label for label in missing}
    levels = all_headings(document.body) if missing else ()
    meant = {line: same[heading.casefold()] for line, level, heading in levels if level != 2 and heading.casefold() in same}
    unknown = [s for s in split_sections(document.body)[1] if s.heading.casefold() not in known]
    for section in unknown[:MAX_COMPARED]:
        left = [label for label in missing if label not in meant.values()]
        found = _alike(section.heading, left) or (left[0] if len(left) == len(unknown) == 1 else "")
        meant |= {section.line: found} if found else {}
    return meant


def _alike(heading: str, labels: Iterable[str]) -> str:
    """Return the label that a heading is like, but for its case; empty when there is none."""
    plain = {label.casefold(): label for label in labels}
    close = difflib.get_close_matches(heading[:MAX_HEADING].casefold(), plain, 1, 0.5)
    return plain[close[0]] if close else ""


def _blank(body: str) -> int:
    """Return how many lines stand before the first one with something in it."""
    return body[: len(body) - len(body.lstrip())].count("\n")


def _at_heading(document: Document, section: Section, message: str, suggestion: str = "", headings: str = "") -> Problem:
    heading = clip(section.heading)
    return at_line(document, section.line, 4, message, width=len(section.heading), suggestion=suggestion, heading=heading, headings=headings)


def _labels(world: World, language: str) -> list[str]:
    return [term.label[language] for term in world.reference.vocabularies["sections"].terms.values()]
