"""Run MkDocs in a process of its own, with the settings that our plugin reads from the environment."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def building(root: Path, today: datetime.date, out: Path, pages: Path, *, preview: bool) -> Iterator[Callable[[], None]]:
    """Begin to frame the pages in the folder `pages` and to write them into `out`, beside other work.

    Yields what waits for the end; it raises subprocess.SubprocessError with MkDocs' last lines.
    """
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(out.resolve())]
    if not preview:
        command.append("--strict")
    environment = {**_environment(today, drafts=preview), "KB_PAGES": str(pages.resolve())}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, text=True, env=environment)

        def finish() -> None:
            if process.wait():
                said.seek(0)
                raise subprocess.SubprocessError("MkDocs failed:\n" + "".join(said.readlines()[-15:]).rstrip())

        try:
            yield finish
        finally:
            process.kill()
            process.wait()
def serve(root: Path, today: datetime.date, address: str) -> int:
    """Serve the site until it is stopped; return MkDocs' exit code."""
    command = [sys.executable, "-m", "mkdocs", "serve", "--config-file", str(root / "mkdocs.yml"), "--dev-addr", address]
    return subprocess.run(command, env=_environment(today, drafts=True), check=False).returncode


def _environment(today: datetime.date, *, drafts: bool) -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "KB_TODAY": today.isoformat(), "KB_DRAFTS": str(drafts).lower()}
