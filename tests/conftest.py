"""What the tests share: the real schema folder, small real trees of cases, and a fixed date."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from builder import build, vocabulary
from builder.model import Catalogue, Reference
from builder.problems import Problem

ROOT = Path(__file__).parent.parent
TODAY = datetime.date(2026, 11, 24)
settings.register_profile("tests", deadline=None)  # no test depends on how fast a machine is
settings.load_profile("tests")

settings.register_profile("untimed", deadline=None)  # a busy machine fails no property
settings.load_profile("untimed")


def chromium_path() -> str:
    """Return where Chromium is. A test that needs it fails without it, and is not skipped: nobody reads what was skipped."""
    path = shutil.which("chromium")
    if not path:
        pytest.fail("Chromium is not on the PATH. `make test` installs it; by hand: apt-get install chromium fonts-noto-core", pytrace=False)
    return path


@pytest.fixture(scope="session")
def reference() -> Reference:
    return vocabulary.load(ROOT)


@pytest.fixture(scope="session")
def collection() -> tuple[Catalogue, tuple[Problem, ...]]:
    """The collection of the repository itself."""
    return build.load(ROOT, TODAY)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test read or leave anything in the cache folder of the user."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A root with the real schema and one whole case."""
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    shutil.copytree(Path(__file__).parent / "corpus" / "good" / "cases", tmp_path / "cases")
    return tmp_path


@pytest.fixture
def problems_of(tree: Path) -> Callable[[], list[Problem]]:
    """Check the tree and return its problems."""
    return lambda: list(build.load(tree, TODAY, drafts=True)[1])


def add_translation(tree: Path, reference: Reference) -> Path:
    """Add a whole translation of the tree's case into Indonesian, not yet accepted, and return its path."""
    labels = {code: term.label["id"] for code, term in reference.vocabularies["sections"].terms.items()}
    texts = {"problem": "Anak-anak tidak punya buku di rumah [S1].", "results": "Pada 2021 ada 120 pembaca [S1]."}
    head = (
        '---\ntitle: "Perpustakaan"\nsummary: "Sebuah desa meminjamkan buku."\nlanguage: "id"\nmethod: "human"\n'
        'translated_from:\n  language: "en"\nlocation: "Satu desa"\ncosts:\n  - id: "c1"\n    statement: "Rak"\n'
        'results:\n  - id: "r1"\n    statement: "Pembaca"\nlessons:\n  - id: "lend-freely"\n    text: "Pinjamkan buku."\n---\n'
    )
    path = tree / "cases/kh/village-library/index.id.md"
    path.write_text(head + "".join(f"\n## {label}\n\n{texts.get(code, 'Teks.')}\n" for code, label in labels.items()), "utf-8")
    return path


@pytest.fixture
def translation(tree: Path, reference: Reference) -> Path:
    """A whole translation of the tree's case into Indonesian, not yet accepted."""
    return add_translation(tree, reference)
