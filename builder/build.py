"""READ FIRST: the pipeline. Reading cases, checking them, making the catalogue, and from it everything that is published.

    read -> parse -> schema -> check -> catalogue -> {pages, search, exports} -> publish

Checks come before the catalogue: its values are made only of documents that are known to be whole.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from builder import fingerprint, pages, scripts, vocabulary
from builder.catalogue import make_catalogue, make_text
from builder.checks import CHECKS, World
from builder.deployment import UNKNOWN, Deployment
from builder.exports import EXPORTS
from builder.exports.sitemap import sitemap
from builder.judge import parse
from builder.model import Catalogue, Reference
from builder.outputs import Artifact, Page
from builder.problems import Problem, Severity
from builder.schema import Schemas
from builder.search import shards
from builder.source import STATISTICS, read_folders, read_picture
from builder.verdict import Progress, country_folders, judge_all, read_all, together


def load(
    root: Path, today: datetime.date, *, drafts: bool = False, progress: Progress | None = None, jobs: int = 0
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read and check all cases below `root`. A case with an error is left out of the catalogue; all problems are returned.

    `jobs`: how many processes of their own the cases are checked in; with 0, in this process and without bounds of time and memory.
    Raises builder.vocabulary.ReferenceFileError when a file of ours below schema/ is wrong.
    """
    reference = vocabulary.load(root)
    folders, problems = read_all(root, reference)
    judged = judge_all(folders, reference, Schemas(root, reference), today, jobs, progress)
    found, broken = together((*problems, *(p for j in judged for p in j.problems)), [j.facts for j in judged])
    cases = [j.case for j in judged if j.case and j.facts.folder not in broken]
    figures = {j.facts.folder.removeprefix(STATISTICS).upper(): j.figures for j in judged if j.figures}
    return replace(make_catalogue(cases, reference, drafts=drafts), statistics=figures), found


def site_pages(catalogue: Catalogue, today: datetime.date, language: str | None = None, deployment: Deployment = UNKNOWN) -> Iterator[Page]:
    """Yield every page of the site, or of one language."""
    for code in [language] if language else catalogue.reference.languages:
        yield from pages.make(catalogue, today, code, deployment)


def other_artifacts(catalogue: Catalogue, today: datetime.date, root: Path, made: Iterable[Page], root_url: str) -> Iterator[Artifact]:
    """Yield every file of the site that is neither a page nor of the search.

    `made`: all pages of the site. `root_url`: its absolute address with a slash at its end, or empty.
    """
    yield from pages.bare_pages(catalogue, today, urlsplit(root_url).path or "/")
    yield from scripts.scripts(root)
    yield from pages.comparison_files(catalogue, today)
    for export in EXPORTS:
        yield from export(catalogue, root_url)
    if root_url:
        yield sitemap(made, root_url)
    for case in catalogue.cases.values():
        for picture in case.pictures:
            yield Artifact(f"media/{case.folder}/{picture.file}", read_picture(root, case.folder, picture.file))


def search_artifacts(catalogue: Catalogue, language: str) -> Iterator[Artifact]:
    """Yield the files with which the site searches a language."""
    with tempfile.TemporaryDirectory(prefix="kb-index-") as folder:
        yield from shards.export(catalogue, language, Path(folder))


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


def accept(root: Path, path: Path, reference: Reference, today: datetime.date) -> str:
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
    original = files.originals[0]
    if any(p.severity is Severity.ERROR and p.path == original.path for rule in CHECKS for p in rule(files, World(reference, today))):
        raise ValueError(f"{original.path}, the original, has errors. Repair them first: `kb check {original.path}` names them.")
    hashes = fingerprint.parts(make_text(original, reference))
    lines = ["translated_from:", f'  language: "{original.source.language}"', f'  hash: "{fingerprint.whole(hashes)}"', "  sections:"]
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
