"""Problems -> text for people and machines: one module a format, all in FORMATS. Strings out; only cli.py prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.reporters import github, human, json_list
from builder.reporters.report import Report, split_lines

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "human": human.text,
    "json": json_list.text,
    "github": github.text,
}

__all__ = ["FORMATS", "Report", "split_lines"]
