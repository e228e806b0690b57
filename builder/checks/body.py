"""The text below the head: its sections, and nothing in it that could harm a reader."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from builder.catalogue import CaseFolder, section_codes
from builder.checks.world import World, at_line, at_value
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
from builder.names import picture_lines, picture_name
from builder.problems import Position, Problem, clip, problem
from builder.prose import places, raw_html, tags, too_much, without_code

PICTURE = re.compile(r"(?<!\\)!\[[^\]\n]{0,300}\]\(\s*<?([^)\s>]{0,300})[^)\n]{0,300}\)?")
AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
SCHEMES_WITH_COLON = tuple(f"{scheme}:" for scheme in SCHEMES)
LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)\s>]+)")
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
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
            begun = _run_on(section.heading, known)
            if begun:
                yield _at_heading(document, section, "KB501.run_on", heading=begun)
            elif heading not in known:
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
                yield _missing_section(document, world, label)


def no_raw_html(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB503: The text and the fields of the head have no HTML. Markdown can do all that a text needs, and the fields are shown as they are written."""
    for document in files.documents:
        last = -1
        for line, column in raw_html(document.body):
            if line > last + 1:  # a tag and its end, or several lines of HTML, are one slip
                yield at_line(document, line, column, "KB503.html")
            last = line
        head = document.source.text[: len(document.source.text) - len(document.body)]
        for path, value in document.texts if "<" in head or "\\" in head else ():
            if any(tags(value)):
                yield at_value(document, path, "KB503.head")


def links_are_safe(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB504: A link leads to a web address with http or https; other cases are named under `related`."""
    for document in files.documents:
        for number, column, target in links(document.body):
            if not target.lower().startswith(SCHEMES_WITH_COLON):
                yield at_line(document, number, column, "KB504.scheme", width=len(target), address=clip(target))


def _missing_section(document: Document, world: World, label: str) -> Problem:
    """Return the problem of a section that is missing, at the heading that it belongs above, or at the end of the text."""
    labels = _labels(world, document.source.language)
    later = {other.casefold() for other in labels[labels.index(label) + 1 :]}
    following = next((s for s in split_sections(document.body)[1] if s.heading.casefold() in later), None)
    if following:
        return _at_heading(document, following, "KB502.missing", missing=label)
    return at_line(document, document.body.rstrip("\n").count("\n") + 1, 1, "KB502.missing_last", missing=label)


def pictures_are_named(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB506: Pictures are described under `pictures` in the head; the text holds none."""
    for document in files.documents:
        if "![" not in document.body:
            continue
        shown = {unquote(found[1]): (line, column, found) for line, column, found in reversed(list(places(PICTURE, without_code(document.body))))}
        for line, column, found in sorted(shown.values(), key=lambda place: place[:2]):
            yield _picture(files, document, line, column, len(found[0]), _address(found[0]), found[0][2:].split("]")[0])
        for line, address in rendered_pictures(document.body):
            if unquote(address) not in shown:
                yield _picture(files, document, line, 1, 1, address, "")


def _address(picture: str) -> str:
    """Return the address in a picture's Markdown, also one with a space, which is no address to Markdown."""
    return picture.partition("](")[2].rstrip(")").partition(' "')[0].strip(" <>")


def _picture(files: CaseFolder, document: Document, line: int, column: int, width: int, address: str, alt: str) -> Problem:
    """Return the problem of a picture in the text, with the lines that belong into the head instead."""
    if document.is_translation:
        return at_line(document, line, column, "KB506.translation", width=width, file=clip(address))
    name = picture_name(address.rpartition("/")[2]) or "picture.jpg"
    lines = picture_lines(name, clip(alt, 300), first="pictures" not in document.data)
    message = "KB506.more" if "pictures" in document.data else "KB506.picture"
    return at_line(document, line, column, message, width=width, file=clip(address), folder=f"cases/{files.folder}", end=document.body_line - 1, lines=lines)


def headings_have_levels(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB507: The fixed headings have the second level (##); below them stand only headings of the third and fourth (###, ####)."""
    for document in files.documents:
        meant = _meant(document, world)
        headings = {line for line, _, _ in all_headings(document.body)}
        for line, label in meant.items():
            if line not in headings:
                yield at_line(document, line, 1, "KB507.no_heading", width=len(document.body.split("\n")[line - 1]), suggestion=f"## {label}", heading=label)
        for line, level, heading in all_headings(document.body):
            width = len(heading) + level + 1
            if level != 2 and line in meant:
                yield at_line(document, line, 1, "KB507.section", width=width, suggestion=f"## {meant[line]}", heading=clip(heading))
            elif level not in (2, 3, 4):
                yield at_line(document, line, 1, "KB507.level", width=width, heading=clip(heading), marks="#" * level)


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


@lru_cache(maxsize=64)  # two checks ask for the links of the same few bodies
def links(body: str) -> tuple[tuple[int, int, str], ...]:
    """Return the line, the column and the address of every link of a body; pictures are none."""
    return tuple(_links(body)) if "](" in body or "]:" in body or "<" in body else ()


def _links(body: str) -> Iterator[tuple[int, int, str]]:
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
    for line, label in _unmarked(document.body, [label for label in missing if label not in meant.values()]):
        meant.setdefault(line, label)
    unknown = []
    for section in split_sections(document.body)[1]:
        begun = _run_on(section.heading, known).strip().casefold()
        if begun in same:
            meant.setdefault(section.line, same[begun])
        elif section.heading.casefold() not in known:
            unknown.append(section)
    for section in unknown[:MAX_COMPARED]:
        left = [label for label in missing if label not in meant.values()]
        found = _alike(section.heading, left) or (left[0] if len(left) == len(unknown) == 1 else "")
        meant |= {section.line: found} if found else {}
    return meant


def _run_on(heading: str, known: Iterable[str]) -> str:
    """Return the fixed heading with which a longer one begins, before a colon: the text of its section stands in the same line."""
    begin, colon, rest = heading.replace("：", ":").partition(":")
    return begin if colon and rest.strip() and begin.strip().casefold() in known else ""


def _unmarked(body: str, labels: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield the first line (from 1) that looks like one of the labels as a heading, and is none: ##Results, **Results**, Results:"""
    wanted = {label.casefold(): label for label in labels}
    for number, line in enumerate(body.split("\n") if wanted else (), 1):
        label = wanted.pop(line.strip(" \t#*_:：").casefold(), "") if len(line) <= MAX_HEADING else ""
        if label:
            yield number, label


def _alike(heading: str, labels: Iterable[str]) -> str:
    """Return the label that a heading is like, but for its case; empty when there is none."""
    plain = {label.casefold(): label for label in labels}
    close = difflib.get_close_matches(heading[:MAX_HEADING].casefold(), plain, 1, 0.5)
    return plain[close[0]] if close else ""


def _blank(body: str) -> int:
    """Return how many lines stand before the first one with something in it."""
    return body[: len(body) - len(body.lstrip())].count("\n")


def _at_heading(document: Document, section: Section, message: str, suggestion: str = "", **values: str) -> Problem:
    position = Position(document.body_line + section.line - 1, 4, len(section.heading))
    return problem(document.path, position, message, {"heading": clip(section.heading), **values}, suggestion=suggestion)


def _labels(world: World, language: str) -> list[str]:
    return [term.label[language] for term in world.reference.vocabularies["sections"].terms.values()]
