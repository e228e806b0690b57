"""What `kb check`, rumdl and check-jsonschema find in the slips of tests/corpus/bad. Run: python bench/findings.py

A slip counts as found when a tool says something about the file that it does not say about the good one: rumdl by its rules with their
number of times, check-jsonschema by naming the file. It gets the head as a YAML file; a head that has no end is given to it up to the file's end.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402

from builder import verdict, vocabulary  # noqa: E402
from tests import slips  # noqa: E402
from tests.conftest import TODAY  # noqa: E402

BIN = Path(sys.executable).parent


def ours(folder: Path, text: Path, code: str, name: str, reference: object) -> bool:
    """Do a slip in a tree of its own, keep its text, and return whether the checker names the code."""
    root = folder / "tree"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ROOT / "tests/corpus/good/cases", root / "cases")
    (root / "schema").symlink_to(ROOT / "schema")
    case = root / slips.CASE
    with pytest.MonkeyPatch.context() as patch:
        slips.make(slips.slips(code)[name], case, reference, reference.examples.get(code), patch)
        found = verdict.check(root, TODAY)
    if (case / slips.TEXT).is_file():
        shutil.copy(case / slips.TEXT, text)
    return any(p.code == code for p in found.problems)


def rumdl(folder: Path) -> dict[str, Counter[str]]:
    """Return how often each rule speaks, by the name of the file."""
    told = subprocess.run([BIN / "rumdl", "check", "--no-cache", "."], cwd=folder, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    found: dict[str, Counter[str]] = {}
    for name, rule in re.findall(r"^(?:\./)?([\w-]+)\.md:\d+:\d+: \[(MD\d+)\]", told, re.MULTILINE):
        found.setdefault(name, Counter())[rule] += 1
    return found


def check_jsonschema(folder: Path) -> set[str]:
    """Return the names of the files that it has something against."""
    for path in folder.glob("*.md"):
        path.with_suffix(".yml").write_bytes(path.read_bytes().partition(b"\n---\n")[0].removeprefix(b"---\n"))
    command = [BIN / "check-jsonschema", "--base-uri", (ROOT / "schema").as_uri() + "/", "--schemafile", str(ROOT / "schema/case.schema.json"), "-o", "json"]
    told = subprocess.run([*command, *sorted(str(p) for p in folder.glob("*.yml"))], capture_output=True, check=False).stdout
    report = json.loads(told)
    return {Path(entry["filename"]).stem for kind in ("errors", "parse_errors") for entry in report[kind]}


def main() -> int:
    reference = vocabulary.load(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder, texts = Path(name), Path(name) / "texts"
        texts.mkdir()
        shutil.copy(ROOT / "tests/corpus/good" / slips.CASE / slips.TEXT, texts / "good.md")
        found = {}
        for code in sorted(path.name for path in slips.BAD.iterdir()):
            for number, slip in enumerate(slips.slips(code)):
                found[f"{code}-{number}"] = ours(folder, texts / f"{code}-{number}.md", code, slip, reference)
        markdown, heads = rumdl(texts), check_jsonschema(texts)
    good = markdown.get("good", Counter())
    by_rumdl = {name for name in found if markdown.get(name, Counter()) - good}
    print(f"{'kb check':<20}{sum(found.values()):>4} of {len(found)} slips, with the code of the rule\n{'rumdl':<20}{len(by_rumdl):>4}\n{'check-jsonschema':<20}{len(heads & set(found)):>4}")
    return int("good" in heads or not all(found.values()))


if __name__ == "__main__":
    sys.exit(main())
