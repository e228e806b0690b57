"""Catalogue -> files of the site that are no pages. Each entry of EXPORTS makes one kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.exports import robots, statistics
from builder.model import Catalogue
from builder.outputs import Artifact

EXPORTS: tuple[Callable[[Catalogue, str], Iterator[Artifact]], ...] = (robots.robots, statistics.statistics)
