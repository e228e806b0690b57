"""What the tests share: the real schema folder, small real trees of cases, and a fixed date."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import build, vocabulary
from builder.model import Catalogue, Reference
from builder.problems import Problem

ROOT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="session")
def reference() -> Reference:
    return vocabulary.load(ROOT)


@pytest.fixture(scope="session")
def collection() -> tuple[Catalogue, tuple[Problem, ...]]:
    """The collection of the repository itself."""
    return build.load(ROOT, TODAY)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A root with the real schema, one whole case and its translation."""
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    shutil.copytree(Path(__file__).parent / "corpus" / "good" / "cases", tmp_path / "cases")
    return tmp_path


@pytest.fixture
def problems_of(tree: Path) -> Callable[[], list[Problem]]:
    """Check the tree and return its problems."""
    return lambda: list(build.load(tree, TODAY, drafts=True)[1])
