"""Hostile, broken and odd inputs, and harmless ones that look like them: one module a kind, each a table of rows.

Nothing is kept that can be made: an input is the good case of tests/corpus/good and one change to its folder. What is written beside it
is what a safe and friendly checker must say, not what it happened to say when the row was written.
"""

from __future__ import annotations

from collections import Counter

from tests.corpus.hostile import (
    characters,
    files,
    html,
    links,
    markdown,
    paths,
    pictures,
    privacy,
    templates,
    translations,
    values,
    yamls,
)
from tests.corpus.hostile.changes import Input

KINDS = (html, links, templates, markdown, values, yamls, files, characters, paths, pictures, privacy, translations)
INPUTS: tuple[Input, ...] = tuple(Input(module.__name__.rpartition(".")[2], *row) for module in KINDS for row in module.ROWS)
TWICE = [name for name, count in Counter(entry.name for entry in INPUTS).items() if count > 1]
assert not TWICE, TWICE

__all__ = ["INPUTS", "Input"]
