"""The pipeline as a whole, on small real trees and on the collection."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import markdown
import pytest

from builder import build, pages
from builder.model import Catalogue
from builder.problems import Problem, Severity
from tests.conftest import ROOT, TODAY


def test_the_collection_has_no_errors(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    assert [p for p in collection[1] if p.severity is Severity.ERROR] == []


def test_the_collection_reaches_every_area_member_and_language(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    catalogue = collection[0]
    for area in catalogue.reference.vocabularies["areas"].terms:
        assert catalogue.in_area(area), area
    for country in [*catalogue.reference.vocabularies["countries"].terms, "asean"]:
        assert catalogue.in_country(country), country
    languages = Counter(language for case in catalogue.cases.values() for language in case.texts)
    for code in catalogue.reference.languages:
        assert languages[code] >= 3, code
    assert sum(case.original != "en" for case in catalogue.cases.values()) >= 3


def test_what_the_collection_says_rests_on_sources(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    """Every figure of the body stands in a paragraph or list item that names its source (a year is no figure); every lesson names one."""
    for case in collection[0].cases.values():
        for lesson in case.lessons:
            assert lesson.sources, (case.id, lesson.id)
        assert 3 <= len(case.lessons) <= 6, case.id
        text = case.texts[case.original]
        for code, section in text.sections.items():
            for block in re.split(r"\n\n|\n- ", section):
                if re.search(r"\d{3,}|\d ?%|\d per cent", re.sub(r"\[S\d+\]|\b(19|20)\d\d\b", "", block)):
                    assert re.search(r"\[S\d+\]", block), (case.id, code, block)


def test_pages_on_disk_are_the_pages_of_the_site(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`kb pages` writes Markdown that any generator reads back as the same HTML."""
    out = tmp_path_factory.mktemp("pages")
    catalogue, _ = build.load(tree, TODAY)
    made = list(build.site_pages(catalogue, TODAY))
    assert build.write_pages(out, made) == len(made)
    for page in made:
        text = (out / page.path / "index.md").read_text("utf-8")
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        assert markdown.markdown(body).strip() == page.body.strip(), page.path
        assert pages.to_markdown(page) == text


def hashes(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def site_root(tree: Path) -> Path:
    for name in ("mkdocs.yml", "site_overrides"):
        if not (tree / name).exists():
            (tree / name).symlink_to(ROOT / name)
    return tree


def kb(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder", "--root", str(root), "--today", TODAY.isoformat(), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_same_input_same_bytes(tree: Path) -> None:
    """Another hash seed, locale, zone, umask: the same site."""
    root = site_root(tree)
    first = kb(root, "site", "--out", "a", PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    assert first.returncode == 0, first.stderr
    old = os.umask(0o077)
    try:
        second = kb(root, "site", "--out", "b", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Yangon")
    finally:
        os.umask(old)
    assert second.returncode == 0, second.stderr
    assert hashes(tree / "a") == hashes(tree / "b")


def test_an_error_keeps_the_old_site(tree: Path) -> None:
    root = site_root(tree)
    (tree / "site").mkdir()
    (tree / "site/old.html").write_text("old", "utf-8")
    case = tree / "cases/kh/village-library/index.en.md"
    case.write_text(case.read_text("utf-8").replace("## Context", "## Contexts"), "utf-8")
    result = kb(root, "site")
    assert result.returncode == 1
    assert "KB501" in result.stderr
    assert (tree / "site/old.html").read_text("utf-8") == "old"
    assert [p.name for p in tree.glob(".site*")] == []


def test_a_preview_leaves_the_broken_case_out(tree: Path) -> None:
    root = site_root(tree)
    case = tree / "cases/kh/village-library/index.en.md"
    case.write_text("---\n: :\n", "utf-8")
    result = kb(root, "site", "--preview", "--quiet")
    assert result.returncode == 0, result.stderr
    assert (tree / "site/en/index.html").is_file()
    assert not (tree / "site/en/cases/kh").exists()
