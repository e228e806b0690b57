"""Who a case is: its id, its language, its original."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Position, Problem


def id_is_folder(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB301: The permanent name of a case is its country folder, a hyphen, and the name of its folder."""
    wanted = files.folder.replace("/", "-", 1)
    for document in files.originals:
        if document.data["id"] != wanted:
            reason = f"The permanent name is “{document.data['id']}”, but the case stands in the folder {files.folder}."
            yield at_value(document, ("id",), "KB301", reason, f'Write: id: "{wanted}"')


def id_is_unique(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB302: No two cases have the same permanent name."""
    for document in files.originals:
        others = [folder for folder in world.ids.get(document.data["id"], ()) if folder != files.folder]
        if others:
            reason = f"The case in {others[0]} has the same permanent name, “{document.data['id']}”."
            yield at_value(document, ("id",), "KB302", reason, "Give each case the name of its own folder.")


def language_is_name(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB303: The language in the head is the language in the file's name."""
    for document in files.documents:
        language = document.source.language
        if document.data["language"] != language:
            reason = f"The head says “{document.data['language']}”, the name of the file says “{language}”."
            yield at_value(document, ("language",), "KB303", reason, "Change the one that is wrong.")
        elif language not in world.reference.languages:
            yield at_value(document, ("language",), "KB303", f"“{language}” is no language of this site.", f"Use one of: {', '.join(world.reference.languages)}.")


def one_original(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB304: A case has exactly one original; every other file of it is a translation with `translated_from`."""
    found = files.originals
    if len(found) == 1:
        return
    if not found and not files.unreadable:  # what cannot be read has been reported
        path = files.documents[0].path if files.documents else f"cases/{files.folder}"
        reason = "There are translations but no original that can be read." if files.documents else "The folder has no text that can be read."
        yield Problem(path, Position(), "KB304", reason, "Add the original: the file with all the facts, without the field translated_from.")
    for document in found[1:]:
        reason = f"This file and {found[0].path} are both originals."
        yield at_value(document, (), "KB304", reason, "Keep one original. In the other file, write translated_from and leave out the shared facts.")
