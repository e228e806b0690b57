"""Commands that write for other programs: export opensearch, export query."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from builder import build
from builder import vocabulary as vocabularies
from builder.cli.finding import as_code, facet_options
from builder.cli.group import CONTENT, TOOL, Given, known_language, main
from builder.cli.loading import load
from builder.search import opensearch as searching
from builder.search.documents import documents
from builder.search.facets import SORTS


@main.group()
def export() -> None:
    """Write the search index for OpenSearch, and requests to it (docs/opensearch.md)."""


@export.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--lang", "languages", multiple=True, help="Only the index of this language (BCP 47). [default: all]")
@click.pass_obj
def opensearch(given: Given, folder: Path, languages: Sequence[str]) -> None:
    """Write to FOLDER, for each language, the mapping of an index and its documents in bulk files."""
    root, today = given
    catalogue, _ = load(root, today)
    for code in languages:
        known_language(catalogue.reference, code)
    if folder.exists() and any(folder.iterdir()):
        click.echo(f"kb: {folder} is not empty.", err=True)
        sys.exit(TOOL)
    count = 0
    for code in languages or catalogue.reference.languages:
        count += build.write_artifacts(folder, searching.files(documents(catalogue, code), code))
    click.echo(f"{count} files written to {folder}")


@export.command()
@click.argument("words", default="")
@click.option("--lang", "search_language", default="en", show_default=True, help="The language of the index (BCP 47).")
@facet_options
@click.option("--match", "mode", type=click.Choice(searching.MODES), default="all", show_default=True, help="What must be found: all words as typed, with other accents, without tone marks, or any.")
@click.option("--sort", type=click.Choice(list(SORTS)), default="relevance", show_default=True, help="What comes first.")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many cases at most.")
@click.pass_obj
def query(given: Given, /, words: str, search_language: str, mode: str, sort: str, limit: int, **chosen: Sequence[str]) -> None:
    """Print the request that searches an index of OpenSearch for WORDS."""
    root, _ = given
    known_language(vocabularies.load(root), search_language)
    filters = {name: [as_code(name, value) for value in values] for name, values in chosen.items()}
    try:
        body = searching.request(words, search_language, filters=filters, mode=mode, sort=sort, limit=limit)
    except ValueError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(CONTENT)
    click.echo(json.dumps(body, ensure_ascii=False, indent=2))
