"""Problems -> text for people and machines: one module a format, all in FORMATS. Strings out; only cli.py prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from builder.reporters import github, gitlab, human, json_list, junit, markdown, sarif
from builder.reporters.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "human": human.text,
    "json": json_list.text,
    "github": github.text,
    "sarif": sarif.text,
    "gitlab": gitlab.text,
    "junit": junit.text,
    "markdown": markdown.text,
}

__all__ = ["FORMATS", "Report"]
