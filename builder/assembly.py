"""A whole site, built aside, verified, and put in place of the old one. What takes long is done in as many processes as there are cores.

    pages of each language (HTML without a frame) -> MkDocs frames and writes them; beside it the search index of each language
    -> the files that are no pages -> every link looked at -> one rename
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from builder import build, mkdocs_process, verify
from builder.deployment import Deployment
from builder.model import Catalogue
from builder.outputs import Link, Page
from builder.workers import Failure, work

HOUR, MEMORY = 3600, 8 << 30  # bounds of one piece of work: it is our own, and only has to end


class NotWholeError(Exception):
    """The built site lacks something; each argument is a line that says what."""


def site(root: Path, catalogue: Catalogue, today: datetime.date, deployment: Deployment, target: Path, jobs: int, *, preview: bool) -> Iterator[str]:
    """Build the site into `target`, and yield what it has come to; the last is how many pages there are.

    Raises NotWholeError when the new site is not whole, subprocess.SubprocessError when MkDocs fails; the old site stays.
    """
    languages = list(catalogue.reference.languages)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-new-", dir=target.parent) as name:
        aside = Path(name)
        built, found = aside / "site", aside / "search"

        def pages(language: str) -> None:
            write_pages(aside, language, build.site_pages(catalogue, today, language, deployment))

        def index(language: str) -> None:
            build.write_artifacts(found, build.search_artifacts(catalogue, language))

        yield from (f"pages: {code}" for code in _together(pages, languages, jobs))
        with mkdocs_process.building(root, today, built, aside, preview=preview) as finish:
            yield from (f"search index: {code}" for code in _together(index, languages, jobs))
            finish()
        made = [page for code in languages for page in read_pages(aside, code)]
        build.write_artifacts(built, build.other_artifacts(catalogue, today, root, made, deployment.address))
        (found / "search").rename(built / "search")
        yield "links"
        wrong = verify.site(built, made)
        if wrong:
            raise NotWholeError(*wrong)
        build.publish(built, target)
        yield f"{len(made)} pages"


def _together(function: Callable[[str], None], languages: Iterable[str], jobs: int) -> Iterator[str]:
    """Do a piece of work for each language in processes, and yield the language when it is done."""
    pieces = list(languages)
    for number, result in work(function, pieces, jobs, HOUR, MEMORY):
        if isinstance(result, Failure):
            raise RuntimeError(f"{pieces[number]}: {result.why}")
        yield pieces[number]


def write_pages(folder: Path, language: str, made: Iterable[Page]) -> None:
    """Write the pages of a language, for MkDocs to frame."""
    (folder / f"pages.{language}.json").write_text(json.dumps([asdict(page) for page in made], ensure_ascii=False), "utf-8")


def read_pages(folder: Path, language: str) -> Iterator[Page]:
    for values in json.loads((folder / f"pages.{language}.json").read_text("utf-8")):
        links = tuple(Link(**link) for link in values.pop("breadcrumbs"))
        yield Page(**{**values, "breadcrumbs": links, "texts": tuple(values["texts"])})
