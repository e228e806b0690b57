"""Commands that look things up: search, stats."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import click

from builder import counts
from builder.cli.group import Given, known_language, main
from builder.cli.loading import load
from builder.search import query as searching


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
    given: Given, words: str, language: str, area: str | None, country: str | None, text_language: str | None, limit: int, as_json: bool
) -> None:
    """Search cases and lessons for WORDS, as the site does."""
    root, today = given
    catalogue, _ = load(root, today)
    known_language(catalogue.reference, language)
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
@click.pass_obj
def stats(given: Given) -> None:
    """Count cases, translations and lessons by area, country and language."""
    root, today = given
    everything, problems = load(root, today, drafts=True)
    catalogue, _ = load(root, today, quiet=True)
    click.echo(counts.table(catalogue, everything, problems))
