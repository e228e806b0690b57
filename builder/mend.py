"""The files of a collection mended, or in the canonical form: computed here, written by `rewrite`."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder import pictures
from builder.canonical import canonical, canonical_data
from builder.model import Reference
from builder.names import PICTURE_NAME, TEXT_NAME
from builder.repair import Repaired, repair
from builder.repairs import Known
from builder.schema import Schemas
from builder.source import MAX_PICTURE_BYTES, MAX_TEXT_BYTES, SourceFile, decode, read_data_files, read_files
from builder.verdict import country_folders

Wanted = Callable[[str], bool]  # whether a file, by its path below the root, is meant


def below(root: Path, paths: Sequence[str]) -> Wanted:
    """Return a test for files that lie at or below one of `paths`, seen from here or from the root; without paths, for any file."""
    base = root.resolve()
    full = [(Path(p) if Path(p).exists() else base / p).resolve() for p in paths]
    names = [p.relative_to(base).as_posix() for p in full if p.is_relative_to(base)]
    return lambda path: not paths or any(name in (".", path) or path.startswith(f"{name}/") for name in names)


def reformatted(root: Path, reference: Reference, wanted: Wanted) -> Iterator[tuple[str, bytes | None]]:
    """Yield each text file that is not in the canonical form, with the bytes that are; None stands for a file that cannot be read."""
    schemas, countries = Schemas(root, reference), country_folders(reference)
    texts = read_files(root, countries, TEXT_NAME, MAX_TEXT_BYTES)
    for files, in_form in ((read_data_files(root, countries - {"asean"}, []), canonical_data), (texts, canonical)):
        for path, data in files:
            if wanted(path):
                source = decode(data, path, "", "")
                form = in_form(source.text, schemas) if isinstance(source, SourceFile) else None
                if form is None or form.encode() != data:
                    yield path, form.encode() if form is not None else None


def repaired(root: Path, reference: Reference, wanted: Wanted) -> Iterator[tuple[str, Repaired]]:
    """Yield each file in which something can be mended without a guess, and what it becomes."""
    schemas, countries = Schemas(root, reference), country_folders(reference)
    for path, data in read_files(root, countries, PICTURE_NAME, MAX_PICTURE_BYTES):
        stripped = _stripped(data) if wanted(path) else data
        if stripped != data:
            yield path, Repaired(stripped, ("picture_traces",))
    for path, data in read_data_files(root, countries - {"asean"}, []):
        mended = repair(data, "en", Known(schemas, reference, frozenset()), is_head=True) if wanted(path) else None
        if mended:
            yield path, mended
    for path, data in read_files(root, countries, TEXT_NAME, MAX_TEXT_BYTES):
        if wanted(path):
            languages = frozenset(file.name.split(".")[1] for file in (root / path).parent.glob("index.*.md"))
            mended = repair(data, path.split(".")[-2], Known(schemas, reference, languages))
            if mended:
                yield path, mended


def _stripped(data: bytes) -> bytes:
    """Take out of a picture what tells about people (KB412) and what is hidden in it (KB411); one without such things stays as it is."""
    found = pictures.facts(data)
    return pictures.strip(data) if not found.fault and (found.traces or found.foreign) else data


def rewrite(root: Path, path: str, data: bytes) -> None:
    """Put new bytes in place of a file, all or nothing; it keeps its permissions. Raises OSError, for a link, too."""
    target = root / path
    status = target.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path} is no plain file")
    with tempfile.TemporaryDirectory(prefix=".kb-", dir=target.parent) as folder:
        new = Path(folder) / target.name
        new.write_bytes(data)
        new.chmod(stat.S_IMODE(status.st_mode))
        new.replace(target)
