"""The frame of the command `kb`, and what its commands share."""

from __future__ import annotations

import datetime
import gc
import importlib
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from builder import vocabulary as vocabularies
from builder.model import Reference
from builder.verdict import Progress
from builder.workers import GARBAGE

CONTENT, TOOL = 1, 2
ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
MODULES = {
    **dict.fromkeys(("check", "fmt", "explain", "codes"), "checking"),
    **dict.fromkeys(("new", "figure", "accept"), "writing"),
    **dict.fromkeys(("site", "serve", "pages"), "publishing"),
    **dict.fromkeys(("search", "stats"), "finding"),
    "export": "exporting",
}
Given = tuple[Path, datetime.date]


class Commands(click.Group):
    """Loads the module of a command when it is called, and turns every failure of the tool into one plain line and exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in MODULES:
            importlib.import_module(f"builder.cli.{MODULES[cmd_name]}")  # it adds its commands to this group
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OSError, vocabularies.ReferenceFileError, subprocess.SubprocessError) as error:
            click.echo(f"kb: {error}", err=True)
            sys.exit(TOOL)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--root", type=ROOT, default=None, help="The folder that holds cases/ and schema/. [default: this folder, or one above it]")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The date to reckon with, as YYYY-MM-DD. [default: today]")
@click.version_option(package_name="rural-lessons")
@click.pass_context
def main(ctx: click.Context, root: Path | None, today: datetime.datetime | None) -> None:
    """Check, search and publish a knowledge base of cases.

    Exit codes: 0 all well, 1 something is wrong in the cases, 2 the tool itself failed.
    """
    ctx.call_on_close(partial(gc.set_threshold, *gc.get_threshold()))
    gc.set_threshold(GARBAGE)
    ctx.obj = (root or _root(Path()), today.date() if today else datetime.date.today())


def _root(here: Path) -> Path:
    """Return the nearest folder, from here upwards, that holds schema/; here when there is none."""
    above = (Path(*[".."] * level) for level in range(len(here.resolve().parts)))
    return next((folder for folder in above if (folder / "schema/languages.yml").is_file()), here)


def progress(*, quiet: bool) -> Progress:
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


def existing(root: Path, paths: Sequence[str]) -> None:
    """Say so when a path that was named is none: silence would look as if all were well there."""
    for path in paths:
        if path != "-" and not Path(path).exists() and not (root / path).exists():
            click.echo(f"kb: There is no file or folder “{path}”.", err=True)
            sys.exit(TOOL)


def known_language(reference: Reference, language: str) -> None:
    if language not in reference.languages:
        click.echo(f"kb: “{language}” is no language of this site. Use one of: {', '.join(reference.languages)}.", err=True)
        sys.exit(TOOL)
