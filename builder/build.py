"""READ FIRST: the pipeline. Reading cases, checking them, making the catalogue, and from it everything that is published.

    read -> parse -> schema -> check -> catalogue -> {pages, search, exports} -> publish

Checks come before the catalogue: its values are made only of documents that are known to be whole.
"""

from __future__ import annotations

import datetime
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder import fingerprint, pages, vocabulary
from builder import memory as remembered
from builder.catalogue import CaseFolder, make_catalogue, make_text
from builder.checks import ACROSS, facts
from builder.exports import EXPORTS
from builder.exports.sitemap import sitemap
from builder.judge import Judged, judge, parse
from builder.model import Catalogue, Reference
from builder.outputs import Artifact, Page
from builder.problems import Position, Problem, Severity, in_order, problem
from builder.schema import Schemas
from builder.search import shards
from builder.source import MAX_TEXT_BYTES, SourceFolder, decode, read_folders, read_picture
from builder.workers import Failure, work

NEED_FOLDER = ("KB304", "KB406")  # rules about a text's neighbours
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


def load(
    root: Path, today: datetime.date, *, drafts: bool = False, progress: Progress | None = None, jobs: int = 0
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read and check all cases below `root`. A case with an error is left out of the catalogue; all problems are returned.

    `jobs`: how many processes of their own the cases are checked in; with 0, in this process and without bounds of time and memory.
    Raises builder.vocabulary.ReferenceFileError when a file of ours below schema/ is wrong.
    """
    reference = vocabulary.load(root)
    folders, problems = read_folders(root, country_folders(reference))
    judged = _judge(folders, reference, Schemas(root, reference), today, jobs, progress)
    across = [p for rule in ACROSS for p in rule([j.facts for j in judged])]
    broken = {p.path.rpartition("/")[0] for p in across if p.severity is Severity.ERROR}
    cases = [j.case for j in judged if j.case and f"cases/{j.facts.folder}" not in broken]
    found = in_order((*problems, *across, *(p for j in judged for p in j.problems)))
    return make_catalogue(cases, reference, drafts=drafts), found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `kb check` tells: the problems, how many cases are whole, and which texts were read."""

    reference: Reference
    problems: tuple[Problem, ...]
    whole: int
    files: tuple[str, ...] = ()  # paths


def check(root: Path, today: datetime.date, memory: Path | None = None, jobs: int = 0, progress: Progress | None = None) -> Verdict:
    """Check all cases below `root`; those that are remembered in the file `memory` as they are now are not checked again."""
    reference = vocabulary.load(root)
    folders, problems = read_folders(root, country_folders(reference))
    key = remembered.program(root, today.isoformat()) if memory else ""
    known = remembered.read(memory, key) if memory else {}
    digests = [remembered.digest(folder) for folder in folders]
    new = [folder for folder, digest in zip(folders, digests, strict=True) if digest not in known]
    judged = _judge(new, reference, Schemas(root, reference), today, jobs, progress, make=False)
    fresh = {remembered.digest(folder): (j.problems, j.facts) for folder, j in zip(new, judged, strict=True)}
    told = {digest: fresh.get(digest) or known[digest] for digest in digests}
    if memory and told != known:
        _write_memory(memory, remembered.write(key, told))
    across = [p for rule in ACROSS for p in rule([facts for _, facts in told.values()])]
    found = in_order((*problems, *across, *(p for said, _ in told.values() for p in said)))
    broken = {_folder(p.path) for p in found if p.severity is Severity.ERROR}
    whole = sum(facts.folder not in broken for _, facts in told.values())
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
        return Verdict(reference, (source,), 0)
    (judged,) = _judge([SourceFolder(place, (source,), {})], reference, Schemas(root, reference), today, jobs, None)
    problems = in_order(replace(p, path="-") for p in judged.problems if p.code not in NEED_FOLDER)
    return Verdict(reference, problems, int(all(p.severity is not Severity.ERROR for p in problems)))


def _judge(
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
    path = f"cases/{folder.folder}"
    found = problem(path, Position(), f"KB090.{name}", {"error": failure.why})
    return Judged((found,), facts(CaseFolder(folder.folder, (), folder.pictures, unreadable=True)), None)


def _folder(path: str) -> str:
    """Return the folder of the case that a file belongs to: "kh/idpoor"."""
    return "/".join(path.split("/")[1:3])


def _write_memory(path: Path, data: bytes) -> None:
    """Put a file in place at once, so that two runs side by side cannot damage it; without the right to write there is no memory."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return


def country_folders(reference: Reference) -> frozenset[str]:
    """Return the allowed names of the folders below cases/."""
    return frozenset(code.lower() for code in reference.vocabularies["countries"].terms) | {"asean"}


def site_pages(catalogue: Catalogue, today: datetime.date, language: str | None = None) -> Iterator[Page]:
    """Yield every page of the site, or of one language."""
    for code in [language] if language else catalogue.reference.languages:
        yield from pages.make(catalogue, today, code)


def site_artifacts(
    catalogue: Catalogue, today: datetime.date, root: Path, made: Iterable[Page], root_url: str, base: str
) -> Iterator[Artifact]:
    """Yield every other file of the site.

    `made`: all pages of the site. `root_url`: its absolute address with a slash at its end, or empty. `base`: the path of that address.
    """
    yield from pages.bare_pages(catalogue, today, base)
    for export in EXPORTS:
        yield from export(catalogue, root_url)
    if root_url:
        yield sitemap(made, root_url)
    for case in catalogue.cases.values():
        for picture in case.pictures:
            yield Artifact(f"media/{case.folder}/{picture.file}", read_picture(root, case.folder, picture.file))
    for code in catalogue.reference.languages:
        with tempfile.TemporaryDirectory(prefix="kb-index-") as folder:
            yield from shards.export(catalogue, code, Path(folder))


def write_artifacts(folder: Path, artifacts: Iterable[Artifact]) -> int:
    """Write files below `folder`; return how many."""
    count = 0
    for artifact in artifacts:
        target = folder / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.content)
        count += 1
    return count


def write_pages(folder: Path, made: Iterable[Page]) -> int:
    """Write pages as Markdown files with front matter, for any site generator; return how many."""
    return write_artifacts(folder, (Artifact(f"{page.path}index.md", pages.to_markdown(page).encode()) for page in made))


def publish(built: Path, target: Path) -> None:
    """Put a finished site where the old one was. Both lie on one file system; the old site stays until the new one is whole."""
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    if target.exists():
        target.rename(aside / target.name)
    built.rename(target)
    shutil.rmtree(aside)


def rewrite(root: Path, path: str, data: bytes) -> None:
    """Put new bytes in place of a file, all or nothing; it keeps its permissions. Raises OSError, for a link, too."""
    target = root / path
    status = target.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path} is no plain file")
    with tempfile.TemporaryDirectory(prefix=".kb-", dir=target.parent) as folder:
        new = Path(folder) / target.name
        new.write_bytes(data)
        new.chmod(stat.S_IMODE(status.st_mode))
        new.replace(target)


def accept(root: Path, path: Path, reference: Reference) -> str:
    """Return the text of a translation with the fingerprint of the present original put in. Raises ValueError."""
    relative = path.resolve().relative_to(root.resolve()).as_posix()
    folders, _ = read_folders(root, country_folders(reference))
    folder = next((f for f in folders if any(t.path == relative for t in f.texts)), None)
    if folder is None:
        raise ValueError(f"{relative} is no file of a case that can be read.")
    files, _ = parse(folder, reference, Schemas(root, reference))
    document = next((d for d in files.translations if d.path == relative), None)
    if document is None or len(files.originals) != 1:
        raise ValueError(f"{relative} is no translation, or its original cannot be read. `kb check` says why.")
    hashes = fingerprint.parts(make_text(files.originals[0], reference))
    lines = ["translated_from:", f'  language: "{files.originals[0].source.language}"', f'  hash: "{fingerprint.whole(hashes)}"', "  sections:"]
    lines += [f'    {part}: "{value}"' for part, value in hashes.items()]
    return _replace_block(document.source.text, "translated_from:", lines)


def _replace_block(text: str, first: str, lines: list[str]) -> str:
    """Replace a top-level entry of a head, with its indented lines, by other lines."""
    old = text.split("\n")
    start = old.index(first)
    end = start + 1
    while old[end].startswith(" "):
        end += 1
    return "\n".join([*old[:start], *lines, *old[end:]])
