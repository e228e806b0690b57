"""A translation and its original."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from builder import fingerprint
from builder.catalogue import CaseFolder, make_text, section_codes
from builder.checks.world import World, at_line, at_value
from builder.frontmatter import Document
from builder.markup import SOURCE_MARK, split_sections
from builder.problems import Problem, Severity, clip
from builder.yaml_text import Path

LISTS = {"results": "id", "lessons": "id", "costs": "id", "pictures": "file"}
TEXT_FIELDS = {
    "results": ("statement", "unit"),
    "lessons": ("text", "applies_when", "recommendation"),
    "costs": ("statement",),
    "pictures": ("alt", "caption"),
}
FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")
MONTH = re.compile(r"\d{1,2}月|(?<=tháng )\d{1,2}", re.IGNORECASE)  # months that other languages write as a word


def entries_match(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB306: A translation has the results, lessons, costs and pictures of its original, by the same short names."""
    for original in files.originals[:1]:
        for document in files.translations:
            for name, key in LISTS.items():
                there = [entry[key] for entry in original.data.get(name, ())]
                here = [entry[key] for entry in document.data.get(name, ())]
                missing = [entry for entry in there if entry not in here]
                for index, entry in enumerate(here):
                    if entry not in there:
                        close = difflib.get_close_matches(entry, missing, 1) or missing[: len(missing) == 1]
                        missing = [other for other in missing if other not in close]
                        entries = ", ".join(there) or "–"
                        yield at_value(document, (name, index, key), "KB306.not_there", suggestion="".join(close), entry=clip(entry), list=name, entries=entries)
                for entry in missing:
                    yield at_value(document, (name,), "KB306.not_translated", entry=entry, list=name, lines=_lines(original, document, name, key, entry))


def _lines(original: Document, translation: Document, name: str, key: str, entry: str) -> str:
    """Return the lines of an entry that a translation lacks, with … for its words."""
    found = next(e for e in original.data[name] if e[key] == entry)
    fields = [f'    {field}: "…"' for field in TEXT_FIELDS[name] if field in found]
    return "\n".join([*([] if name in translation.data else [f"{name}:"]), f"  - {key}: {json.dumps(entry)}", *fields])


def fingerprint_is_fresh(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB601: A translation was made from the present text of its original. This is a warning; the page says what has changed."""
    for original in files.originals[:1] if files.translations else ():
        try:
            now = fingerprint.parts(make_text(original, world.reference))
        except KeyError:  # a heading that another check reports
            return
        for document in files.translations:
            about = document.data["translated_from"]
            if about["language"] != original.source.language:
                yield at_value(document, ("translated_from", "language"), "KB601.language", suggestion=original.source.language, language=original.source.language)
            if about.get("hash") == fingerprint.whole(now):
                continue
            parts = ", ".join(fingerprint.changed(about.get("sections", {}), now))
            message = "KB601.changed" if about.get("hash") else "KB601.not_recorded"
            yield at_value(document, ("translated_from",), message, Severity.WARNING, parts=parts, file=document.path)


def marks_match(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB603: A section of a translation has the source marks of the same section of its original. This is a warning."""
    for document, section, there, here in _section_pairs(files, world):
        cited, wanted = Counter(SOURCE_MARK.findall(here)), Counter(SOURCE_MARK.findall(there))
        for name, marks in (("fewer", wanted - cited), ("more", cited - wanted)):
            if marks:
                yield at_line(document, section, 1, f"KB603.{name}", Severity.WARNING, marks=", ".join(f"[{mark}]" for mark in sorted(marks)))


def figures_match(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB604: A translation has the figures of its original. “24 billion” and “24,000 million” are the same. This is a warning."""
    for document, section, there, here in _section_pairs(files, world):
        for name, shown in _other_figures(there, here):
            yield at_line(document, section, 1, f"KB604.{name}", Severity.WARNING, figures=shown)
    for original in files.originals[:1]:
        texts = {_named(original, path): text for path, text in _head_texts(original)}
        for document in files.translations:
            for path, here in _head_texts(document):
                for name, shown in _other_figures(texts.get(_named(document, path), here), here):
                    yield at_value(document, path, f"KB604.{name}", Severity.WARNING, figures=shown)


def figures(text: str) -> dict[str, str]:
    """Return the figures of a text as they are written, by their significant digits, which separators, scale words and the digits of
    another script do not change: "2,450", "2.450", "2.45 million" and "၂၄၅၀" are all "245". Figures of one significant digit are left
    out, for a language may write them as words."""
    found: dict[str, str] = {}
    for match in FIGURE.finditer(MONTH.sub(" ", SOURCE_MARK.sub(" ", text))):
        digits = "".join(str(unicodedata.digit(c)) for c in match[0] if c.isdigit()).strip("0")
        if len(digits) > 1:
            found.setdefault(digits, match[0])
    return found


def _other_figures(there: str, here: str) -> Iterator[tuple[str, str]]:
    wanted, found = figures(there), figures(here)
    missing = [wanted[digits] for digits in wanted if digits not in found]
    added = [found[digits] for digits in found if digits not in wanted]
    if missing:
        yield "missing", ", ".join(missing)
    if added:
        yield "added", ", ".join(added)


def _section_pairs(files: CaseFolder, world: World) -> Iterator[tuple[Document, int, str, str]]:
    """Yield each section of each translation: the document, its line in the body, the original's text and its own."""
    for original in files.originals[:1]:
        texts = {code: text for code, _, text in _sections(original, world)}
        for document in files.translations:
            for code, line, here in _sections(document, world):
                if code in texts:
                    yield document, line, texts[code], here


def _sections(document: Document, world: World) -> Iterator[tuple[str, int, str]]:
    known = section_codes(world.reference, document.source.language)
    for section in split_sections(document.body)[1]:
        if section.heading.casefold() in known:
            yield known[section.heading.casefold()], section.line, section.text


def _head_texts(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield the texts of a head that a translation has too, with their paths."""
    for path in (("title",), ("summary",), ("location",), ("beneficiaries", "unit"), ("evidence", "design")):
        value = document.data
        for name in path:
            value = value.get(name, {})
        if isinstance(value, str):
            yield path, value
    for name, fields in TEXT_FIELDS.items():
        for index, entry in enumerate(document.data.get(name, ())):
            yield from (((name, index, field), entry[field]) for field in fields if field in entry)


def _named(document: Document, path: Path) -> tuple[str, ...]:
    """Return a path with the short name of an entry in place of its index."""
    if len(path) == 3 and isinstance(path[1], int):
        return (str(path[0]), document.data[str(path[0])][path[1]][LISTS[str(path[0])]], str(path[2]))
    return tuple(str(part) for part in path)
