"""Commands about what is wrong: check, fmt, explain, codes."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from builder import explain, mend, messages, reporters, verdict
from builder import vocabulary as vocabularies
from builder.cli.group import CONTENT, TOOL, Given, existing, known_language, main, progress
from builder.problems import Severity
from builder.schema import codes as schema_codes
from builder.source import MAX_TEXT_BYTES, lines_of, read_lines


@main.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(reporters.FORMATS)), default="human", show_default=True, help="How problems are shown: for people, or for programs.")
@click.option("--lang", "language", default="en", show_default=True, help="The language of the messages (BCP 47).")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--hints", is_flag=True, help="Show also what would make the cases more useful.")
@click.option("--no-memory", is_flag=True, help="Check every case again, also those that have not changed.")
@click.option("--fix", is_flag=True, help="First mend what can be mended without a guess, such as encodings, line ends and curly quotes.")
@click.pass_obj
def check(given: Given, paths: Sequence[str], form: str, language: str, strict: bool, hints: bool, no_memory: bool, fix: bool) -> None:
    """Check all cases and say what is wrong, where, and how to mend it.

    With PATHS (files or folders), only problems there are shown; all cases are checked all the same, since they refer to one another.
    With - the text of one file is read from standard input, and checked as far as that is possible without its neighbours.
    """
    root, today = given
    paths = [path.rstrip(".。,;") or path for path in paths]  # a command copied from a message may bring the end of the sentence along
    existing(root, paths)
    if fix:
        _fix(root, paths, language)
    wanted = mend.below(root, paths)
    if tuple(paths) == ("-",):
        data = sys.stdin.buffer.read(MAX_TEXT_BYTES + 1)
        found = verdict.check_text(root, data, today)
        shown, lines = list(found.problems), {"-": lines_of(data)}
    else:
        found = verdict.check(root, today, None if no_memory else _memory(root), os.cpu_count() or 1, progress(quiet=False))
        shown = [p for p in found.problems if wanted(p.path)]
        lines = read_lines(root, [p for p in shown if hints or form != "human" or p.severity is not Severity.NOTE])
    known_language(found.reference, language)
    files = [path for path in found.files if wanted(path)]
    whole = len({"/".join(path.split("/")[1:3]) for path in files}.intersection(found.whole)) if files else len(found.whole)
    report = reporters.Report(shown, found.reference, language, lines, whole, hints, files, explain.rules(found.reference, language), _help(language))
    told = reporters.FORMATS[form](report)
    click.echo(told if form == "human" else told.encode("utf-8", "replace"))  # programs read UTF-8, whatever a terminal is set to
    failed = [p for p in shown if p.severity is Severity.ERROR or (strict and p.severity is Severity.WARNING)]
    sys.exit(CONTENT if failed else 0)


def _help(language: str) -> str:
    """Return the address of the page that explains the codes: on the site, when its address is known, else in docs/."""
    site = os.environ.get("KB_SITE_URL", "")
    return f"{site.rstrip('/')}/{language}/contribute/checks/" if site else "docs/checks.md"


def _fix(root: Path, paths: Sequence[str], language: str) -> None:
    """Mend files; what was done goes to the error stream, so that the output stays a report."""
    reference = vocabularies.load(root)
    known_language(reference, language)
    for path, mended in mend.repaired(root, reference, mend.below(root, paths)):
        mend.rewrite(root, path, mended.data)
        click.echo(messages.repaired(path, mended.done, reference, language), err=True)


@main.command("fmt")
@click.argument("paths", nargs=-1)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; name the files that are not in this form, and exit with 1 if there are any.")
@click.pass_obj
def fmt(given: Given, paths: Sequence[str], only_check: bool) -> None:
    """Write all cases, or those in PATHS (files or folders), in the one canonical form; what they say stays the same."""
    existing(given[0], paths)
    failed = False
    for path, data in mend.reformatted(given[0], vocabularies.load(given[0]), mend.below(given[0], paths)):
        failed |= only_check or data is None
        click.echo(path if data is not None else f"{path}: cannot be read; `kb check` says why.", err=data is None)
        if data is not None and not only_check:
            mend.rewrite(given[0], path, data)
    sys.exit(CONTENT if failed else 0)


@main.command("explain")
@click.argument("code", required=False)
@click.option("--lang", "language", default="en", show_default=True, help="The language of the explanation (BCP 47).")
@click.option("--markdown", is_flag=True, help="Write docs/checks.md: all rules with examples.")
@click.pass_obj
def explain_code(given: Given, code: str | None, language: str, markdown: bool) -> None:
    """Explain the CODE of a problem, such as KB401; without it, list all."""
    reference = vocabularies.load(given[0])
    known_language(reference, language)
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


@main.command("codes")
@click.pass_obj
def write_codes(given: Given) -> None:
    """Write schema/codes.schema.json, with which editors complete codes, from the vocabularies."""
    click.echo(schema_codes(vocabularies.load(given[0])), nl=False)


def _memory(root: Path) -> Path:
    """Return the file in which the verdicts on this tree are remembered: in the user's cache folder (XDG Base Directory Specification)."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "rural-lessons" / f"check-{hashlib.blake2b(str(root.resolve()).encode(), digest_size=8).hexdigest()}.json"
