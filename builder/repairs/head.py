"""What the repairs share: what they need to know, the head of a text, and how to change it in places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from builder.frontmatter import FENCE
from builder.model import Reference
from builder.schema import Schemas

BLOCK = re.compile(r"[:-] +[|>][-+0-9]{0,2} *(#.*)?$")  # the mark of a block of text


@dataclass(frozen=True, slots=True)
class Known:
    """What the repairs need to know."""

    schemas: Schemas
    reference: Reference
    languages: frozenset[str]  # of the texts in the folder of the file (BCP 47)


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a head to be replaced, from `start` to before `end`."""

    start: int
    end: int
    new: str


def head_of(text: str) -> tuple[int, str]:
    """Return where the head of a text begins, and the head; an empty one when there is none."""
    fences = list(islice(FENCE.finditer(text), 2))
    if len(fences) < 2 or fences[0].start():
        return 0, ""
    start = fences[0].end() + 1
    return start, text[start : fences[1].start()]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text whose head is changed by edits, which stand in order."""
    start, head = head_of(text)
    pieces, end = [text[:start]], 0
    for edit in edits:
        pieces += (head[end : edit.start], edit.new)
        end = edit.end
    return "".join((*pieces, text[start + end :]))


def open_lines(head: str) -> Iterator[tuple[int, str]]:
    """Yield place and text of each line that is not in a block of text (| or >)."""
    block, at = -1, 0
    for line in head.split("\n"):
        indent = len(line) - len(line.lstrip(" \t"))
        if block < 0 or (line.strip() and indent <= block):
            block = indent if BLOCK.search(line) else -1
            yield at, line
        at += len(line) + 1


def quoted(value: str) -> str:
    """Return a value in straight double quotes."""
    return json.dumps(value, ensure_ascii=False)
