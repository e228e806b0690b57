"""Commands that publish: site, serve, pages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from builder import assembly, build, deployment, mkdocs_process, reporters
from builder.cli.group import CONTENT, TOOL, Given, main
from builder.cli.loading import load
from builder.problems import Severity
from builder.source import read_lines


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True, help="Where the site goes.")
@click.option("--preview", is_flag=True, help="Build in spite of errors (broken cases are left out), with drafts.")
@click.option("--quiet", is_flag=True, help="Say nothing but problems.")
@click.pass_obj
def site(given: Given, out: Path, preview: bool, quiet: bool) -> None:
    """Check the cases, build the site aside, verify it, and put it in place of the old one."""
    root, today = given
    facts = _deployment()
    catalogue, problems = load(root, today, drafts=preview, quiet=quiet)
    errors = [p for p in problems if p.severity is Severity.ERROR]
    if errors:
        click.echo(reporters.FORMATS["human"](reporters.Report(errors, catalogue.reference, "en", read_lines(root, errors), len(catalogue.cases))), err=True)
        if not preview:
            click.echo(f"kb: {len(errors)} errors; the site was not built. `kb site --preview` builds it without the broken cases.", err=True)
            sys.exit(CONTENT)
    target = out if out.is_absolute() else root / out
    last = ""
    try:
        for step in assembly.site(root, catalogue, today, facts, target, os.cpu_count() or 1, preview=preview):
            if last and not quiet:
                click.echo(last, err=True)
            last = step
    except assembly.NotWholeError as error:
        click.echo("\n".join(["kb: the built site is not whole; the old one stays:", *error.args[:20]]), err=True)
        sys.exit(TOOL)
    if not quiet:
        click.echo(f"{last}. To see the site, open: {(target / 'index.html').resolve().as_uri()}")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.pass_obj
def serve(given: Given, address: str) -> None:
    """Show the site on this computer, drafts included, and build it again when a case changes."""
    root, today = given
    _deployment()
    sys.exit(mkdocs_process.serve(root, today, address) and TOOL)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder for the pages.")
@click.pass_obj
def pages(given: Given, out: Path) -> None:
    """Write the site's pages as Markdown files with front matter, for any site generator."""
    root, today = given
    catalogue, _ = load(root, today)
    if out.exists() and any(out.iterdir()):
        click.echo(f"kb: {out} is not empty.", err=True)
        sys.exit(TOOL)
    count = build.write_pages(out, build.site_pages(catalogue, today, deployment=_deployment()))
    click.echo(f"{count} pages written to {out}")


def _deployment() -> deployment.Deployment:
    """Read where the site is published; what cannot be used is said before anything is built."""
    try:
        return deployment.read(os.environ)
    except ValueError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(TOOL)
