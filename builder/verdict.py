"""All cases of a tree -> what is wrong with them. What `kb check` needs and no more, so that it starts quickly."""

from __future__ import annotations

import datetime
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder import memory as remembered
from builder import vocabulary
from builder.catalogue import CaseFolder
from builder.checks import ACROSS, Facts, facts
from builder.judge import Judged, judge
from builder.model import Reference
from builder.problems import Position, Problem, Severity, in_order, problem
from builder.schema import Schemas
from builder.source import MAX_TEXT_BYTES, STATISTICS, SourceFolder, decode, read_folders, read_statistics
from builder.workers import Failure, work

NEED_FOLDER = ("KB304", "KB406")  # rules about a text's neighbours
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `kb check` tells: the problems, which cases are whole, and which texts were read."""

    reference: Reference
    problems: tuple[Problem, ...]
    whole: tuple[str, ...]  # the folders of the cases without an error: "kh/idpoor"
    files: tuple[str, ...] = ()  # paths


def check(root: Path, today: datetime.date, memory: Path | None = None, jobs: int = 0, progress: Progress | None = None) -> Verdict:
    """Check all cases below `root`; those that are remembered in the file `memory` as they are now are not checked again."""
    reference = vocabulary.load(root)
    folders, problems = read_all(root, reference)
    key = remembered.program(root, today.isoformat()) if memory else ""
    known = remembered.read(memory, key) if memory else {}
    digests = [remembered.digest(folder) for folder in folders]
    new = {digest: folder for folder, digest in zip(folders, digests, strict=True) if digest not in known}
    judged = judge_all(list(new.values()), reference, Schemas(root, reference), today, jobs, progress, make=False) if new else []
    fresh = {digest: (j.problems, j.facts) for digest, j in zip(new, judged, strict=True)}
    told = {digest: fresh.get(digest) or known[digest] for digest in digests}
    if memory and told != known:
        _write_memory(memory, remembered.write(key, told))
    found, broken = together((*problems, *(p for said, _ in told.values() for p in said)), [facts for _, facts in told.values()])
    whole = tuple(facts.folder for _, facts in told.values() if facts.folder not in broken and not facts.folder.startswith(STATISTICS))
    return Verdict(reference, found, whole, tuple(text.path for folder in folders for text in folder.texts))


def check_text(root: Path, data: bytes, today: datetime.date, jobs: int = 1) -> Verdict:
    """Check one text that is not yet a file; what needs its folder, such as pictures and its original, is not asked.

    Its place is taken from its `id` and `language`. The path of its problems is "-".
    """
    reference = vocabulary.load(root)
    folder = re.search(rb'^id: *"?([a-z]{2,5})-([a-z0-9-]{1,80})', data[:MAX_TEXT_BYTES], re.MULTILINE)
    language = re.search(rb'^language: *"?([A-Za-z-]{2,12})', data[:MAX_TEXT_BYTES], re.MULTILINE)
    place = b"/".join(folder.groups()).decode() if folder else "asean/case"
    source = decode(data, "-", place, language[1].decode() if language else "en")
    if isinstance(source, Problem):
        return Verdict(reference, (source,), ())
    (judged,) = judge_all([SourceFolder(place, (source,), {})], reference, Schemas(root, reference), today, jobs, None)
    problems = in_order(replace(p, path="-") for p in judged.problems if p.code not in NEED_FOLDER)
    return Verdict(reference, problems, () if any(p.severity is Severity.ERROR for p in problems) else (place,))


def judge_all(
    folders: Sequence[SourceFolder], reference: Reference, schemas: Schemas, today: datetime.date, jobs: int, progress: Progress | None, *, make: bool = True
) -> list[Judged]:
    """Judge each case, in the order given."""

    def one(folder: SourceFolder) -> Judged:
        return judge(folder, reference, schemas, today, make=make)

    results = work(one, folders, jobs) if jobs else ((number, one(folder)) for number, folder in enumerate(folders))
    judged: dict[int, Judged] = {}
    for done, (number, result) in enumerate(results, 1):
        judged[number] = _failed(folders[number], result) if isinstance(result, Failure) else result
        if progress:
            progress("check", done, len(folders))
    return [judged[number] for number in range(len(folders))]


def _failed(folder: SourceFolder, failure: Failure) -> Judged:
    name = failure.why if failure.why in ("time", "memory", "crash") else "mistake"
    path = folder.texts[0].path if folder.folder.startswith(STATISTICS) else f"cases/{folder.folder}"
    found = problem(path, Position(), f"KB090.{name}", {"error": failure.why})
    return Judged((found,), facts(CaseFolder(folder.folder, (), folder.pictures, unreadable=True)), None)


def together(problems: Iterable[Problem], cases: Sequence[Facts]) -> tuple[tuple[Problem, ...], frozenset[str]]:
    """Return all problems in order, with those that only all cases together show, and the folders with an error: "kh/idpoor"."""
    found = in_order((*problems, *(p for rule in ACROSS for p in rule(cases))))
    return found, frozenset("/".join(p.path.split("/")[1:3]) for p in found if p.severity is Severity.ERROR)


def _write_memory(path: Path, data: bytes) -> None:
    """Put a file in place at once, so that two runs side by side cannot damage it; without the right to write there is no memory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return


def read_all(root: Path, reference: Reference) -> tuple[tuple[SourceFolder, ...], tuple[Problem, ...]]:
    """Read all cases and all figures about countries below `root`."""
    members = country_folders(reference) - {"asean"}
    (cases, problems), (figures, more) = read_folders(root, members | {"asean"}), read_statistics(root, members)
    return (*cases, *figures), (*problems, *more)


def country_folders(reference: Reference) -> frozenset[str]:
    """Return the allowed names of the folders below cases/."""
    return frozenset(code.lower() for code in reference.vocabularies["countries"].terms) | {"asean"}
