"""The comments of a head, and the key that each belongs to. libyaml's events have none; they are what begins with # between scalars."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from builder.yaml_text import Path, Scalar, scalars

COMMENT = re.compile("(?<![^ \t\n])#[^\n\u0085\u2028\u2029]*")  # the last three end a line in YAML 1.1


@dataclass(frozen=True, slots=True)
class Comments:
    """Comments by the path of the key or entry that they belong to."""

    above: dict[Path, list[str]] = field(default_factory=dict)
    beside: dict[Path, list[str]] = field(default_factory=dict)
    end: list[str] = field(default_factory=list)  # below everything


def read(head: str, data: Mapping[str, Any]) -> Comments:
    """Find the comments of a head that can be read; `data`: what it holds."""
    comments = Comments()
    placed = scalars(head)
    starts = [scalar.start for scalar in placed]
    for start, text in _found(head, placed):
        line = max(head.rfind(break_, 0, start) for break_ in "\n\u0085\u2028\u2029") + 1
        first, following = bisect_left(starts, line), bisect_left(starts, start)
        if head[line:start].strip(" \t-") and following:
            owner = placed[min(first, following - 1)]
            comments.beside.setdefault(owner.path, []).append(text)
        elif following < len(placed):
            comments.above.setdefault(_entry(placed[following].path, data), []).append(text)
        else:
            comments.end.append(text)
    return comments


def _found(head: str, placed: Sequence[Scalar]) -> Iterator[tuple[int, str]]:
    """Yield place and text of each comment."""
    begin = 0
    for scalar in (*placed, None):
        end = scalar.start if scalar else len(head)
        if scalar and head[end] in "|>":  # a comment may stand behind the mark of a block of text
            end = head.find("\n", end, scalar.end) % (len(head) + 1)
        for match in COMMENT.finditer(head, begin, end):
            yield match.start(), match[0].rstrip()
        begin = scalar.end if scalar else end


def _entry(path: Path, data: Mapping[str, Any]) -> Path:
    """Return the entry of a list, if the path leads to what the entry begins with: what stands above its first key is about it all."""
    while len(path) > 1 and isinstance(path[-2], int) and _is_first(path, data):
        path = path[:-1]
    return path


def _is_first(path: Path, data: Any) -> bool:
    for part in path[:-1]:
        data = data[part]
    return path[-1] == (0 if isinstance(data, list) else next(iter(data)))
