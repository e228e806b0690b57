"""Commands that look things up: search, stats."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TextIO

import click

from builder import counts
from builder.cli.group import TOOL, Given, known_language, main
from builder.cli.loading import load
from builder.model import Catalogue
from builder.search import gaps as finding_gaps
from builder.search import query as searching
from builder.search.facets import FACETS, SORTS
from builder.search.impacts import Table

HELP = {
    "area": "Only this priority area, A to G.",
    "topic": "Only this topic, by its code.",
    "country": "Only this country: ISO code, or asean.",
    "language": "Only texts in this language.",
    "group": "Only this target group, by its code.",
    "evidence": "Only this level of evidence, 0 to 5.",
    "kind": "Only cases (case), or lessons of a kind: do, avoid, adapt.",
    "year": "Only cases whose facts reach to this year.",
    "sdg": "Only this Sustainable Development Goal, 1 to 17.",
}


def facet_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each facet."""
    for name in reversed(list(FACETS)):
        command = click.option(f"--{name}", multiple=True, help=HELP[name])(command)
    return command


@main.command()
@click.argument("words", default="")
@click.option("--lang", "search_language", default="en", show_default=True, help="The language you search in (BCP 47).")
@click.option("--also", multiple=True, help="Search the texts in this language, too.")
@facet_options
@click.option("--sort", type=click.Choice(list(SORTS)), default="relevance", show_default=True, help="What comes first.")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="How many cases at most.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
@click.option("--explain", is_flag=True, help="Show why each result stands where it does: what each term gave, and how much of the query stands there as typed.")
@click.option("--gaps", type=click.File("r", encoding="utf-8"), help="List the questions of a file (language, tab, words) that are not answered.")
@click.pass_obj
def search(
    given: Given, /, words: str, search_language: str, also: Sequence[str], sort: str, limit: int, as_json: bool, explain: bool, gaps: TextIO | None, **chosen: Sequence[str]
) -> None:
    """Search cases and lessons for WORDS, as the site does. A filter that is given several times lets each of its values pass."""
    root, today = given
    catalogue, _ = load(root, today)
    if gaps:
        _list_gaps(catalogue, gaps)
        return
    for code in (search_language, *also):
        known_language(catalogue.reference, code)
    filters = {name: [as_code(name, value) for value in values] for name, values in chosen.items()}
    tables = [_table(catalogue, code) for code in dict.fromkeys((search_language, *also))]
    found = searching.search(tables[0], words, also=tables[1:], filters=filters, sort=sort, limit=limit)
    click.echo(_as_json(found, explain=explain) if as_json else _as_text(found, explain=explain))


def _table(catalogue: Catalogue, language: str) -> Table:
    with tempfile.TemporaryDirectory(prefix="kb-index-") as folder:
        return searching.open_search(catalogue, language, Path(folder))


def _list_gaps(catalogue: Catalogue, file: TextIO) -> None:
    try:
        questions = list(finding_gaps.read(file))
    except (ValueError, UnicodeDecodeError) as error:
        click.echo(f"kb: {file.name}: {error}", err=True)
        sys.exit(TOOL)
    for language, _ in questions:
        known_language(catalogue.reference, language)
    found = list(finding_gaps.gaps(questions, cache(partial(_table, catalogue))))
    for gap in found:
        click.echo(f"{gap.language}\t{gap.mode}\t{gap.question}")
    click.echo(f"{len(found)} of {len(questions)} questions are not answered.")


def as_code(facet: str, value: str) -> str:
    """Return a value as facets hold it: "kh" and "KH" are one country."""
    if facet == "area" or (facet == "country" and value.lower() != "asean"):
        return value.upper()
    return value.lower()


def _as_json(found: searching.SearchResult, *, explain: bool) -> str:
    cases = [
        {
            **{name: getattr(group.case, name) for name in ("id", "url", "language", "title")},
            "hits": [_hit(hit, explain=explain) for hit in group.hits],
        }
        for group in found.groups
    ]
    return json.dumps({"mode": found.mode, "total": found.cases, "documents": found.total, "counts": found.counts, "cases": cases}, ensure_ascii=False, indent=2)


def _hit(hit: searching.Hit, *, explain: bool) -> dict[str, object]:
    told = {name: getattr(hit.document, name) for name in ("id", "kind", "url", "language", "heading")}
    why = {"parts": hit.parts, "as_typed": hit.closeness} if explain else {}
    return told | {"score": hit.score, "excerpt": hit.excerpt.text} | why


def _as_text(found: searching.SearchResult, *, explain: bool) -> str:
    lines = []
    for number, group in enumerate(found.groups, 1):
        lines += [f"{number:>3}. {group.case.title}  [{group.case.language}]", f"     {group.case.url}"]
        for hit in group.hits:
            lines.append(f"     {'-' if hit.document.kind == 'lesson' else ' '} {' '.join(_shown(hit).split())}")
            if explain:
                parts = " + ".join(f"{term} {points}" for term, points in hit.parts.items())
                lines.append(f"       {hit.score} = {parts}; as typed: {hit.closeness}")
    lines += [f"Did you mean {word}?" for _, word in found.corrections]
    return "\n".join([*lines, f"{found.cases} cases." if found.cases else "Nothing found."])


def _shown(hit: searching.Hit) -> str:
    return hit.heading.text if hit.document.kind == "lesson" else hit.excerpt.text


@main.command()
@click.pass_obj
def stats(given: Given) -> None:
    """Count cases, translations and lessons by area, country and language."""
    root, today = given
    everything, problems = load(root, today, drafts=True)
    catalogue, _ = load(root, today, quiet=True)
    click.echo(counts.table(catalogue, everything, problems))
