"""Commands that write a case or a figure: new, figure, accept."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from builder import build, mend, new, reporters
from builder import vocabulary as vocabularies
from builder.cli.group import CONTENT, Given, main
from builder.judge import judge
from builder.problems import Severity
from builder.schema import Schemas
from builder.source import SourceFile, SourceFolder


@main.command("new")
@click.option("--country", prompt="Country (ISO code of two letters, such as KH, or ASEAN)", help="ISO code of the country, or ASEAN.")
@click.option("--title", prompt="Title of the practice", help="The title.")
@click.option("--language", prompt="Language you will write in (such as en, km, th)", default="en", show_default=True, help="BCP 47 code.")
@click.option("--area", prompt="Priority area (A to G)", help="A letter from A to G.")
@click.pass_obj
def new_case(given: Given, country: str, title: str, language: str, area: str) -> None:
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


@main.command("figure")
@click.argument("country")
@click.argument("answers", nargs=-1, metavar="[FIELD=VALUE]...")
@click.pass_obj
def new_figure(given: Given, country: str, answers: Sequence[str]) -> None:
    """Add a figure about COUNTRY (ISO code) to statistics/, if it is sound. Asks for every field that no FIELD=VALUE answers."""
    root, today = given
    reference = vocabularies.load(root)
    schemas = Schemas(root, reference)
    if country.upper() not in reference.vocabularies["countries"].terms:
        click.echo(f"kb: “{country}” is no member of ASEAN. Use one of: {', '.join(reference.vocabularies['countries'].terms)}.", err=True)
        sys.exit(CONTENT)
    form = schemas.statistics["properties"]["figures"]["items"]
    given_answers = dict(answer.partition("=")[::2] for answer in answers)
    unknown = [name for name in given_answers if name not in form["properties"]]
    if unknown:
        click.echo(f"kb: “{unknown[0]}” is no field of a figure. Use: {', '.join(form['properties'])}.", err=True)
        sys.exit(CONTENT)
    figure = {name: given_answers[name] if name in given_answers else _ask(field, optional=name not in form["required"]) for name, field in form["properties"].items()}
    path = f"statistics/{country.lower()}.yml"
    target = root / path
    try:
        text = new.with_figure(target.read_text("utf-8") if target.exists() else "", {name: value for name, value in figure.items() if value}, schemas)
    except ValueError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(CONTENT)
    found = judge(SourceFolder(path.removesuffix(".yml"), (SourceFile(path, path.removesuffix(".yml"), "", text),), {}), reference, schemas, today).problems
    if any(p.severity is Severity.ERROR for p in found):
        report = reporters.Report(found, reference, "en", {path: text.splitlines()}, 0, False, [path], {}, "docs/checks.md")
        click.echo(f"{reporters.FORMATS['human'](report)}\nNothing was written.", err=True)
        sys.exit(CONTENT)
    target.parent.mkdir(exist_ok=True)
    target.touch()
    mend.rewrite(root, path, text.encode())
    click.echo(f"Written: {path}")


def _ask(field: Mapping[str, Any], *, optional: bool) -> str:
    """Ask for a field in the words of the schema; an answer that may be left out is empty then."""
    told = f"{field['title']} ({field['description'].rstrip('.')}; such as {field['examples'][0]}{'; may be left empty' if optional else ''})"
    answer: str = click.prompt(told, default="" if optional else None, show_default=False)
    return answer.strip()


@main.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def accept(given: Given, path: Path) -> None:
    """Record that the translation PATH agrees with the present text of its original."""
    root, today = given
    try:
        text = build.accept(root, path, vocabularies.load(root), today)
    except ValueError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(CONTENT)
    path.write_text(text, "utf-8")
    click.echo(f"Accepted: {path}")
