"""How fast `kb check` is, cold and unchanged, beside rumdl and check-jsonschema on the same tree. Run: python bench/check.py [CASES]

The tree: CASES (1,000) cases of some 8 KB, made from the cases of the repository, each with other figures and words so that none is a copy.
Figures are seconds of processor time of the process and its children, the best of three. check-jsonschema gets the heads as YAML files,
since it reads no front matter; rumdl knows Markdown only. Fails when a check is not linear in the number of cases, with a wide margin.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SIZE = 8_000
LINEAR = 3.0  # twice the cases may take at most three times as long


def make(folder: Path, count: int) -> float:
    """Write `count` cases below `folder`; return their mean size in bytes."""
    shutil.copytree(ROOT / "schema", folder / "schema")
    originals = [p for p in sorted(ROOT.glob("cases/*/*/index.en.md")) if "\ntranslated_from:" not in p.read_text("utf-8")]
    total = 0
    for number in range(count):
        source = originals[number % len(originals)]
        country, name = source.parts[-3], f"{source.parts[-2]}-{number}"
        text = re.sub(r'^id: ".*"', f'id: "{country}-{name}"', source.read_text("utf-8"), count=1, flags=re.MULTILINE)
        text = re.sub(r"^related:\n(?:  - .*\n)+", "", text, flags=re.MULTILINE)
        word = "".join(chr(97 + int(digit)) for digit in str(number))  # letters, since copies are compared without figures
        head, body = text.split("\n---\n", 1)
        body = re.sub(r"\.(?=\s)", f" {word}.", body)
        target = folder / "cases" / country / name / "index.en.md"
        target.parent.mkdir(parents=True)
        target.write_text(_cut(f"{head}\n---\n{body}"), "utf-8")
        total += target.stat().st_size
    return total / count


def _cut(text: str) -> str:
    """Shorten the longest section's paragraphs until the case has about SIZE bytes."""
    paragraphs = text.split("\n\n")
    for index in range(len(paragraphs) - 1, 0, -1):
        if len("\n\n".join(paragraphs).encode()) <= SIZE:
            break
        before = paragraphs[index - 1].startswith("## ")
        if not paragraphs[index].startswith("## ") and not before:
            del paragraphs[index]
    return "\n\n".join(paragraphs)


def seconds(command: list[str], folder: Path, before: Callable[[], object] = lambda: None) -> tuple[float, str]:
    """Return the processor time of a command, the best of three runs, and the last line that it prints."""
    best, last = float("inf"), ""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # Python keeps byte code unless told not to
    for _ in range(3):
        before()
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**kept, "XDG_CACHE_HOME": str(folder / "cache")})
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
        last = (result.stdout or result.stderr).strip().rpartition("\n")[2][:70]
    return best, last


def check(folder: Path) -> tuple[float, float]:
    """Return the seconds of `kb check` with nothing remembered, and with all."""
    command = [sys.executable, "-m", "builder", "--root", str(folder), "check"]
    here = {"PYTHONPATH": str(ROOT)}
    os.environ.update(here)
    cold, said = seconds(command, folder, lambda: shutil.rmtree(folder / "cache", ignore_errors=True))
    warm, _ = seconds(command, folder)
    print(f"{'kb check, cold':<28}{cold:>7.2f} s          {said}")
    print(f"{'kb check, unchanged':<28}{warm:>7.2f} s  {warm / cold:>6.2f} of cold")
    return cold, warm


def heads(folder: Path) -> list[str]:
    """Write the heads as YAML files for check-jsonschema; return their paths."""
    paths = []
    for number, path in enumerate(sorted(folder.glob("cases/*/*/*.md"))):
        target = folder / "heads" / f"{number}.yml"
        target.parent.mkdir(exist_ok=True)
        target.write_text(path.read_text("utf-8").split("\n---\n", 1)[0].removeprefix("---\n"), "utf-8")
        paths.append(str(target))
    return paths


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as name:
        folder, half = Path(name) / "whole", Path(name) / "half"
        print(f"{count} cases of {make(folder, count) / 1000:.1f} KB; seconds of processor time")
        cold, _ = check(folder)
        for label, command in (
            ("rumdl (Markdown)", [str(BIN / "rumdl"), "check", "--no-cache", "cases"]),
            ("check-jsonschema (heads)", [str(BIN / "check-jsonschema"), "--base-uri", (folder / "schema").as_uri() + "/", "--schemafile", "schema/case.schema.json", *heads(folder)]),
        ):
            spent, said = seconds(command, folder)
            print(f"{label:<28}{spent:>7.2f} s  {spent / cold:>6.2f} of ours  {said}")
        make(half, count // 2)
        part, _ = seconds([sys.executable, "-m", "builder", "--root", str(half), "check", "--no-memory"], half)
        print(f"{'half of the cases':<28}{part:>7.2f} s  {part / cold:>6.2f} of all")
        return int(cold > LINEAR * part)


if __name__ == "__main__":
    sys.exit(main())
