"""What a case refers to: sources, entries, other cases, activities, pictures."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_line, at_value
from builder.frontmatter import Document
from builder.markup import SOURCE_MARK
from builder.names import picture_lines
from builder.problems import Problem, Severity, clip
from builder.prose import places
from builder.yaml_text import Path

SOURCE_NAME = re.compile(r"S\d{1,3}")
OTHER_MARK = re.compile(r"\(S\d{1,3}(?:[,;] ?S\d{1,3}){0,20}\)|\[S\d{1,3}(?:[,;] ?S\d{1,3}){1,20}\]")


def sources_are_listed(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB401: Every source that a figure, a lesson or the text names is listed under `sources`."""
    for original in files.originals:
        listed = _source_ids(files)
        for path, source in _named_sources(original):
            if source not in listed:
                yield at_value(original, path, "KB401.not_listed", source=clip(source), sources=", ".join(listed) or "–")
    for document in files.documents if files.originals else ():  # without the original nothing can be said about the marks
        listed = _source_ids(files)
        if set(SOURCE_MARK.findall(document.body)).difference(listed):
            for line, column, mark in places(SOURCE_MARK, document.body):
                if mark[1] not in listed:
                    yield at_line(document, line, column, "KB401.not_listed", width=len(mark[0]), source=mark[1], sources=", ".join(listed) or "–")


def marks_are_in_brackets(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB415: A source is named in the text by its short name in square brackets, each in its own: [S1] [S2]. This is a warning."""
    for document in files.documents if files.originals else ():
        listed = _source_ids(files)
        for line, column, mark in places(OTHER_MARK, document.body) if OTHER_MARK.search(document.body) else ():
            named = SOURCE_NAME.findall(mark[0])
            if all(name in listed for name in named):
                meant = " ".join(f"[{name}]" for name in named)
                yield at_line(document, line, column, "KB415.form", Severity.WARNING, len(mark[0]), meant, mark=mark[0])


def entries_have_one_id(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB402: In a list of results, lessons, costs, sources or pictures, each entry has a name of its own."""
    for document in files.documents:
        for name, key in (("results", "id"), ("lessons", "id"), ("costs", "id"), ("sources", "id"), ("pictures", "file")):
            counted = Counter(entry[key] for entry in document.data.get(name, ()))
            for index, entry in enumerate(document.data.get(name, ())):
                if counted[entry[key]] > 1:
                    counted[entry[key]] = 0
                    yield at_value(document, (name, index, key), "KB402.twice", id=clip(entry[key]), list=name)


def activities_fit_areas(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB404: A recommended activity belongs to one of the priority areas of the case."""
    yield from _fit_areas(files, world, "activities")


def topics_fit_areas(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB405: A topic belongs to one of the priority areas of the case."""
    yield from _fit_areas(files, world, "topics")


def pictures_exist(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB406: Every picture that the head names stands in the folder of the case, and every picture there is named."""
    for document in files.originals:
        named = [entry["file"] for entry in document.data.get("pictures", ())]
        free = [name for name in files.pictures if name not in named]
        for index, name in enumerate(named):
            if name not in files.pictures:
                close = difflib.get_close_matches(name, free, 1)
                yield at_value(document, ("pictures", index, "file"), "KB406.no_file", suggestion="".join(close), file=clip(name))
                free = [other for other in free if other not in close]
        for name in free:
            lines = picture_lines(name, "", first="pictures" not in document.data)
            yield at_value(document, ("pictures",), "KB406.not_named", file=clip(name), end=document.body_line - 1, lines=lines)


def sources_are_used(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB407: Every source that is listed supports something. This is a warning."""
    for document in files.originals:
        used = {source for _, source in _named_sources(document)} | set(SOURCE_MARK.findall(document.body))
        for index, source in enumerate(document.data.get("sources", ())):
            if source["id"] not in used:
                yield at_value(document, ("sources", index, "id"), "KB407.unused", Severity.WARNING, source=source["id"])


def _fit_areas(files: CaseFolder, world: World, name: str) -> Iterator[Problem]:
    terms = world.reference.vocabularies[name].terms
    code = "KB404" if name == "activities" else "KB405"
    for document in files.originals:
        areas = document.data["areas"]
        for index, entry in enumerate(document.data.get(name, ())):
            area = terms[entry].facts.get("area")
            if area and area not in areas:
                yield at_value(document, (name, index), f"{code}.other_area", entry=entry, area=area)


def _source_ids(files: CaseFolder) -> list[str]:
    return [source["id"] for document in files.originals for source in document.data.get("sources", ())]


def _named_sources(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield every id of a source in the head, with its path."""
    return ((path, text) for path, text in document.texts if path[-1] == "source" or (len(path) > 2 and path[-2] == "sources"))
