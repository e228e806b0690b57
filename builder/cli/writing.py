"""Commands that write a case: new, accept."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder import build, new
from builder import vocabulary as vocabularies
from builder.cli.group import CONTENT, Given, main


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
