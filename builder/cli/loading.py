"""Load the catalogue for a command that needs all of it."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from builder import build
from builder.cli.group import progress
from builder.model import Catalogue
from builder.problems import Problem


def load(root: Path, today: datetime.date, *, drafts: bool = False, quiet: bool = False) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Load the catalogue, and show progress."""
    return build.load(root, today, drafts=drafts, progress=progress(quiet=quiet), jobs=os.cpu_count() or 1)
