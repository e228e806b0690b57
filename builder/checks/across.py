"""What can be said only of all cases together: names, and copies."""

from __future__ import annotations

import difflib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

from builder.catalogue import CaseFolder
from builder.checks.world import Facts, Named
from builder.frontmatter import Document
from builder.markup import split_sections
from builder.problems import Position, Problem, Severity, clip, problem
from builder.yaml_text import Path, field_of

SENTENCE = re.compile(r"[^.!?。！？។။\n]{40,}")
NO_LETTERS = re.compile(r"[\W\d_]+")
MOST_SUGGESTIONS = 50  # in one run: comparing a name with all others is dear, and a longer list is not read
MOST_HOLDERS = 20  # how many cases are looked at for one sentence: what stands in more is a formula


def facts(files: CaseFolder) -> Facts:
    """Gather what the checks across cases need. A folder whose original cannot be read claims the name that it should have,
    so that a broken case does not break those that refer to it."""
    path = files.originals[0].path if files.originals else f"cases/{files.folder}"
    claims = tuple(_named(document, ("id",), document.data["id"]) for document in files.originals)
    named = tuple(
        _named(document, place, name)
        for document in files.originals
        for place, name in [
            *(((key, i), name) for key in ("related", "replicates") for i, name in enumerate(document.data.get(key, ()))),
            *([(("part_of",), document.data["part_of"])] if "part_of" in document.data else []),
        ]
    )
    wanted = files.folder.replace("/", "-", 1)
    return Facts(files.folder, path, claims or (Named(wanted, path, Position(), ""),), named, _sentences(files))


def cases_exist(cases: Sequence[Facts]) -> Iterator[Problem]:
    """KB403: The cases named under `related`, `part_of` and `replicates` exist, and a case does not name itself."""
    known = sorted({claim.id for case in cases for claim in case.claims})
    exists = set(known)
    missing = 0
    for case in cases:
        own = {claim.id for claim in case.claims}
        for name in case.named:
            if name.id in own:
                yield problem(name.path, name.position, "KB403.itself", field=name.field)
            elif name.id not in exists:
                missing += 1
                close = difflib.get_close_matches(name.id, known, 1) if missing <= MOST_SUGGESTIONS else []
                suggestion = close[0] if close else ""
                yield problem(name.path, name.position, "KB403.no_case", {"id": clip(name.id)}, suggestion=suggestion, field=name.field)


def cases_are_no_copies(cases: Sequence[Facts]) -> Iterator[Problem]:
    """KB307: A case is no copy of another: fewer than half of its longer sentences stand in another case. This is a warning."""
    holders: dict[int, list[str]] = {}
    for case in cases:
        for sentence in case.sentences:
            if len(holders.setdefault(sentence, [])) < MOST_HOLDERS:
                holders[sentence].append(case.folder)
    for case in cases:
        shared = Counter(folder for sentence in case.sentences for folder in holders[sentence] if folder != case.folder)
        for folder, count in shared.most_common(1):
            if count * 2 >= len(case.sentences):
                values = {"folder": folder, "count": count, "total": len(case.sentences)}
                yield problem(case.path, Position(), "KB307.copy", values, Severity.WARNING)


def _named(document: Document, place: Path, name: str) -> Named:
    return Named(name, document.path, document.value_at(place), field_of(place))


def _sentences(files: CaseFolder) -> tuple[int, ...]:
    """Return a number (CRC-32) for each sentence of 40 or more letters of the original, figures aside; fewer than five say nothing."""
    found: dict[int, None] = {}
    for document in files.originals[:1]:
        for section in split_sections(document.body)[1]:
            for match in SENTENCE.finditer(section.text):
                found[zlib.crc32(NO_LETTERS.sub("", match[0].casefold()).encode())] = None
    return tuple(found) if len(found) >= 5 else ()
