"""Run MkDocs in a process of its own, with the settings that our plugin reads from the environment."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROGRESS = re.compile(r"kb: (language \d+ of \d+: \S+|search index.*)")


def build(root: Path, today: datetime.date, out: Path, *, preview: bool) -> Iterator[str]:
    """Build the site into `out`, and yield what it has come to. Raises subprocess.SubprocessError with MkDocs' last lines."""
    command = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(out.resolve())]
    if not preview:
        command.append("--strict")
    output = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=_environment(today, drafts=preview)) as process:
        assert process.stdout is not None
        for line in process.stdout:
            output.append(line)
            if step := PROGRESS.search(line):
                yield step[1]
    if process.returncode:
        raise subprocess.SubprocessError("MkDocs failed:\n" + "".join(output[-15:]).rstrip())


def serve(root: Path, today: datetime.date, address: str) -> int:
    """Serve the site until it is stopped; return MkDocs' exit code."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / "mkdocs.yml"), "--dev-addr", address]
    return subprocess.run(command, env=_environment(today, drafts=True), check=False).returncode


def _environment(today: datetime.date, *, drafts: bool) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "KB_TODAY": today.isoformat(), "KB_DRAFTS": str(drafts).lower()}
