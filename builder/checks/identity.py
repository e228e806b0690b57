"""Who a case is: its id, its language, its original."""

from __future__ import annotations

from collections.abc import Iterator

from builder import aliases
from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.model import Reference
from builder.names import is_folder_name
from builder.problems import Position, Problem, clip, problem
from builder.source import SourceFile


def id_is_folder(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB301: The permanent name of a case is its country folder, a hyphen, and the name of its folder."""
    wanted = files.folder.replace("/", "-", 1)
    for document in files.originals:
        if document.data["id"] != wanted and is_folder_name(files.folder):
            yield at_value(document, ("id",), "KB301.other", suggestion=wanted, id=clip(document.data["id"]), folder=files.folder)


def language_is_known(source: SourceFile, reference: Reference) -> Iterator[Problem]:
    """KB305: The name of a file gives a language of the site by its code: index.km.md."""
    if source.language not in reference.languages:
        meant = aliases.code(source.language, "languages", list(reference.languages), reference)
        values = {"name": source.language, "languages": ", ".join(reference.languages)}
        yield problem(source.path, Position(), "KB305.unknown", values, suggestion=f"index.{meant}.md" if meant else "")


def language_is_name(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB303: The language in the head is the language in the file's name."""
    for document in files.documents:
        language = document.source.language
        if document.data["language"] != language:
            yield at_value(document, ("language",), "KB303.other", head=clip(document.data["language"]), name=language)


def one_original(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB304: A case has exactly one original; every other file of it is a translation with `translated_from`."""
    found = files.originals
    if len(found) == 1:
        return
    if not found and not files.unreadable:  # what cannot be read has been reported
        path = files.documents[0].path if files.documents else f"cases/{files.folder}"
        yield problem(path, Position(), "KB304.no_original" if files.documents else "KB304.no_text")
    for document in found[1:]:
        yield at_value(document, (), "KB304.two", other=found[0].path)
