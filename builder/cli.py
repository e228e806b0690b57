"""The command `kb`: a thin adapter over build.py. Only this module prints and sets exit codes.

Exit codes: 0 clean, 1 problems in the content, 2 failure of the tool.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from builder import build, counts, explain, mend, messages, mkdocs_process, new, reporters, verify
from builder import vocabulary as vocabularies
from builder.model import Catalogue, Reference
from builder.problems import Problem, Severity
from builder.search import query as searching
from builder.source import MAX_TEXT_BYTES, lines_of, read_lines

CONTENT, TOOL = 1, 2
ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


class Commands(click.Group):
    """Turns every failure of the tool into one plain line and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OSError, vocabularies.ReferenceFileError, subprocess.SubprocessError) as error:
            click.echo(f"kb: {error}", err=True)
            sys.exit(TOOL)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--root", type=ROOT, default=".", show_default="this folder", help="The folder that holds cases/ and schema/.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The date to reckon with, as YYYY-MM-DD. [default: today]")
@click.version_option(package_name="rural-lessons")
@click.pass_context
def main(ctx: click.Context, root: Path, today: datetime.datetime | None) -> None:
    """Check, search and publish a knowledge base of cases.

    Exit codes: 0 all well, 1 something is wrong in the cases, 2 the tool itself failed.
    """
    ctx.obj = (root, today.date() if today else datetime.date.today())


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(reporters.FORMATS)), default="human", show_default=True, help="How problems are shown: for people, or for programs.")
@click.option("--lang", "language", default="en", show_default=True, help="The language of the messages (BCP 47).")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--hints", is_flag=True, help="Show also what would make the cases more useful.")
@click.option("--no-memory", is_flag=True, help="Check every case again, also those that have not changed.")
@click.option("--fix", is_flag=True, help="First mend what can be mended without a guess, such as encodings, line ends and curly quotes.")
@click.pass_obj
def check(given: tuple[Path, datetime.date], paths: Sequence[str], form: str, language: str, strict: bool, hints: bool, no_memory: bool, fix: bool) -> None:
    """Check all cases and say what is wrong, where, and how to mend it.

    With PATHS (files or folders), only problems there are shown; all cases are checked all the same, since they refer to one another.
    With - the text of one file is read from standard input, and checked as far as that is possible without its neighbours.
    """
    root, today = given
    if fix:
        _fix(root, paths, language)
    wanted = mend.below(root, paths)
    if tuple(paths) == ("-",):
        data = sys.stdin.buffer.read(MAX_TEXT_BYTES + 1)
        verdict = build.check_text(root, data, today)
        shown, lines = list(verdict.problems), {"-": lines_of(data)}
    else:
        verdict = build.check(root, today, None if no_memory else _memory(root), os.cpu_count() or 1, _progress(quiet=False))
        shown = [p for p in verdict.problems if wanted(p.path)]
        lines = read_lines(root, shown)
    _known_language(verdict.reference, language)
    files = [path for path in verdict.files if wanted(path)]
    report = reporters.Report(shown, verdict.reference, language, lines, verdict.whole, hints, files, explain.rules(verdict.reference, language))
    told = reporters.FORMATS[form](report)
    click.echo(told if form == "human" else told.encode("utf-8", "replace"))  # programs read UTF-8, whatever a terminal is set to
    failed = [p for p in shown if p.severity is Severity.ERROR or (strict and p.severity is Severity.WARNING)]
    sys.exit(CONTENT if failed else 0)


def _fix(root: Path, paths: Sequence[str], language: str) -> None:
    """Mend files; what was done goes to the error stream, so that the output stays a report."""
    reference = vocabularies.load(root)
    _known_language(reference, language)
    for path, mended in mend.repaired(root, reference, mend.below(root, paths)):
        build.rewrite(root, path, mended.data)
        click.echo(messages.repaired(path, mended.done, reference, language), err=True)


@main.command("fmt")
@click.argument("paths", nargs=-1)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the files that are not in this form, and exit with 1 if there are any.")
@click.pass_obj
def fmt(given: tuple[Path, datetime.date], paths: Sequence[str], only_check: bool) -> None:
    """Write all cases, or those in PATHS (files or folders), in the one canonical form; what they say stays the same."""
    failed = False
    for path, data in mend.reformatted(given[0], vocabularies.load(given[0]), mend.below(given[0], paths)):
        failed |= only_check or data is None
        click.echo(path if data is not None else f"{path}: cannot be read; `kb check` says why.", err=data is None)
        if data is not None and not only_check:
            build.rewrite(given[0], path, data)
    sys.exit(CONTENT if failed else 0)


@main.command("explain")
@click.argument("code", required=False)
@click.option("--lang", "language", default="en", show_default=True, help="The language of the explanation (BCP 47).")
@click.option("--markdown", is_flag=True, help="Write docs/checks.md: all rules with examples.")
@click.pass_obj
def explain_code(given: tuple[Path, datetime.date], code: str | None, language: str, markdown: bool) -> None:
    """Explain the CODE of a problem, such as KB401; without it, list all."""
    reference = vocabularies.load(given[0])
    _known_language(reference, language)
    rules = explain.rules(reference, language)
    if markdown:
        click.echo(explain.markdown(reference), nl=False)
    elif code is None:
        for name in sorted(rules):
            click.echo(f"{name}  {rules[name].splitlines()[0]}")
    elif code.upper() in rules:
        click.echo(f"{code.upper()}: {rules[code.upper()]}")
        example = reference.examples.get(code.upper())
        for label, text in ((reference.strings[language]["checks.wrong"], example.bad), (reference.strings[language]["checks.right"], example.good)) if example else ():
            click.echo(f"\n{label}:\n" + "\n".join(f"    {line}" for line in text.splitlines()))
    else:
        click.echo(f"There is no code {code}. `kb explain` lists all.", err=True)
        sys.exit(TOOL)


@main.command("new")
@click.option("--country", prompt="Country (ISO code of two letters, such as KH, or ASEAN)", help="ISO code of the country, or ASEAN.")
@click.option("--title", prompt="Title of the practice", help="The title.")
@click.option("--language", prompt="Language you will write in (such as en, km, th)", default="en", show_default=True, help="BCP 47 code.")
@click.option("--area", prompt="Priority area (A to G)", help="A letter from A to G.")
@click.pass_obj
def new_case(given: tuple[Path, datetime.date], country: str, title: str, language: str, area: str) -> None:
    """Ask a few questions and write the draft of a new case, ready to be filled in."""
    root, today = given
    reference = vocabularies.load(root)
    try:
        path, text = new.draft(reference, country, title, language, area, today)
    except ValueError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(CONTENT)
    target = root / path
    if target.parent.exists():
        click.echo(f"kb: {target.parent} is there already. Choose another title.", err=True)
        sys.exit(CONTENT)
    target.parent.mkdir(parents=True)
    target.write_text(text, "utf-8")
    click.echo(f"Written: {path}\nFill it in, then run: kb check {path}")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Where the site goes.")
@click.option("--preview", is_flag=True, help="Build in spite of errors (broken cases are left out), with drafts.")
@click.option("--quiet", is_flag=True, help="Say nothing but problems.")
@click.pass_obj
def site(given: tuple[Path, datetime.date], out: Path, preview: bool, quiet: bool) -> None:
    """Check the cases, build the site aside, verify it, and put it in place of the old one."""
    root, today = given
    catalogue, problems = _load(root, today, drafts=preview, quiet=quiet)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if errors:
        click.echo(reporters.FORMATS["human"](reporters.Report(errors, catalogue.reference, "en", read_lines(root, errors), len(catalogue.cases))), err=True)
        if not preview:
            click.echo(f"kb: {len(errors)} errors; the site was not built. `kb site --preview` builds it without the broken cases.", err=True)
            sys.exit(CONTENT)
    target = out if out.is_absolute() else root / out
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-new-", dir=target.parent) as folder:
        built = Path(folder) / "site"
        for step in mkdocs_process.build(root, today, built, preview=preview):
            if not quiet:
                click.echo(step, err=True)
        expected = list(build.site_pages(catalogue, today))
        wrong = verify.site(built, expected)
        if wrong:
            click.echo("\n".join(["kb: the built site is not whole; the old one stays:", *wrong[:20]]), err=True)
            sys.exit(TOOL)
        build.publish(built, target)
    if not quiet:
        click.echo(f"{len(expected)} pages. To see the site, open: {(target / 'index.html').resolve().as_uri()}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.pass_obj
def serve(given: tuple[Path, datetime.date], address: str) -> None:
    """Show the site on this computer, drafts included, and build it again when a case changes."""
    root, today = given
    sys.exit(mkdocs_process.serve(root, today, address) and TOOL)


@main.command()
@click.argument("words")
@click.option("--lang", "language", default="en", show_default=True, help="The language you search in (BCP 47).")
@click.option("--area", default=None, help="Only this priority area, A to G.")
@click.option("--country", default=None, help="Only this country: ISO code, or asean.")
@click.option("--text", "text_language", default=None, help="Only texts in this language.")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many results at most.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@click.pass_obj
def search(
    given: tuple[Path, datetime.date], words: str, language: str, area: str | None, country: str | None, text_language: str | None, limit: int, as_json: bool
) -> None:
    """Search cases and lessons for WORDS, as the site does."""
    root, today = given
    catalogue, _ = _load(root, today)
    _known_language(catalogue.reference, language)
    with tempfile.TemporaryDirectory(prefix="kb-index-") as folder:
        index = searching.open_search(catalogue, language, Path(folder))
        found = searching.search(
            index,
            words,
            area=area.upper() if area else None,
            country=country.lower() if country and country.lower() == "asean" else country.upper() if country else None,
            language=text_language,
            limit=limit,
        )
    if as_json:
        entries = [
            {name: getattr(h.document, name) for name in ("id", "kind", "url", "language", "title", "heading")} | {"score": h.score, "excerpt": h.excerpt.text}
            for h in found.hits
        ]
        click.echo(json.dumps({"total": found.total, "mode": found.mode, "hits": entries}, ensure_ascii=False, indent=2))
        return
    for number, hit in enumerate(found.hits, 1):
        excerpt = " ".join(hit.excerpt.text.split())
        click.echo(f"{number:>3}. {hit.document.heading}  [{hit.document.language}]\n     {hit.document.url}\n     {excerpt}")
    click.echo(f"{found.total} results." if found.total else "Nothing found.")


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder for the pages.")
@click.pass_obj
def pages(given: tuple[Path, datetime.date], out: Path) -> None:
    """Write the site's pages as Markdown files with front matter, for any site generator."""
    root, today = given
    catalogue, _ = _load(root, today)
    if out.exists() and any(out.iterdir()):
        click.echo(f"kb: {out} is not empty.", err=True)
        sys.exit(TOOL)
    count = build.write_pages(out, build.site_pages(catalogue, today))
    click.echo(f"{count} pages written to {out}")


@main.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def accept(given: tuple[Path, datetime.date], path: Path) -> None:
    """Record that the translation PATH agrees with the present text of its original."""
    root, _ = given
    try:
        text = build.accept(root, path, vocabularies.load(root))
    except ValueError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(CONTENT)
    path.write_text(text, "utf-8")
    click.echo(f"Accepted: {path}")


@main.command()
@click.pass_obj
def stats(given: tuple[Path, datetime.date]) -> None:
    """Count cases, translations and lessons by area, country and language."""
    root, today = given
    everything, problems = _load(root, today, drafts=True)
    catalogue, _ = _load(root, today, quiet=True)
    click.echo(counts.table(catalogue, everything, problems))


def _load(root: Path, today: datetime.date, *, drafts: bool = False, quiet: bool = False) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Load the catalogue, and show progress."""
    return build.load(root, today, drafts=drafts, progress=_progress(quiet=quiet), jobs=os.cpu_count() or 1)


def _progress(*, quiet: bool) -> build.Progress:
    """Show on a terminal how far the work is when it takes more than a second."""
    started = datetime.datetime.now()
    shown = False

    def progress(what: str, done: int, total: int) -> None:
        nonlocal shown
        slow = shown or (datetime.datetime.now() - started).total_seconds() > 1
        if slow and not quiet and sys.stderr.isatty():
            shown = True
            click.echo(f"\r{what} {done} of {total}", err=True, nl=done == total)

    return progress


def _known_language(reference: Reference, language: str) -> None:
    if language not in reference.languages:
        click.echo(f"kb: “{language}” is no language of this site. Use one of: {', '.join(reference.languages)}.", err=True)
        sys.exit(TOOL)


def _memory(root: Path) -> Path:
    """Return the file in which the verdicts on this tree are remembered: in the user's cache folder (XDG Base Directory Specification)."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "rural-lessons" / f"check-{hashlib.blake2b(str(root.resolve()).encode(), digest_size=8).hexdigest()}.json"
