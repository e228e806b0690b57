"""A translation and its original."""

from __future__ import annotations

from collections.abc import Iterator

from builder import fingerprint
from builder.catalogue import CaseFolder, make_text
from builder.checks.world import World, at_value
from builder.problems import Problem, Severity

LISTS = {"results": "id", "lessons": "id", "costs": "id", "pictures": "file"}


def entries_match(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB306: A translation has the results, lessons, costs and pictures of its original, by the same short names."""
    for original in files.originals[:1]:
        for document in files.translations:
            for name, key in LISTS.items():
                there = [entry[key] for entry in original.data.get(name, ())]
                here = [entry[key] for entry in document.data.get(name, ())]
                for index, entry in enumerate(here):
                    if entry not in there:
                        yield at_value(document, (name, index, key), "KB306", f"The original has no “{entry}” under {name}.", f"Use the names of the original: {', '.join(there) or 'none'}.")
                for entry in there:
                    if entry not in here:
                        yield at_value(document, (name,), "KB306", f"“{entry}” of {name} is not translated.", f"Add an entry with {key}: \"{entry}\" and its text.")


def fingerprint_is_fresh(files: CaseFolder, world: World) -> Iterator[Problem]:
    """KB601: A translation was made from the present text of its original. This is a warning; the page says what has changed."""
    for original in files.originals[:1]:
        try:
            now = fingerprint.parts(make_text(original, world.reference))
        except KeyError:  # a heading that another check reports
            return
        for document in files.translations:
            about = document.data["translated_from"]
            if about["language"] != original.source.language:
                yield at_value(document, ("translated_from", "language"), "KB601", f"The original is in “{original.source.language}”.", f'Write: language: "{original.source.language}"')
            if about.get("hash") == fingerprint.whole(now):
                continue
            parts = ", ".join(fingerprint.changed(about.get("sections", {}), now))
            reason = f"The original has changed since this translation was made: {parts}." if about.get("hash") else "It is not recorded which state of the original was translated."
            yield at_value(document, ("translated_from",), "KB601", reason, f"Compare both texts, then run: kb accept {document.path}", Severity.WARNING)
