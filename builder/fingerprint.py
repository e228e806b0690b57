"""Which state of the original a translation was made from.

A commit's date lies after a mended typing error, and its id is lost in a squash; a hash of the normalised text is neither.
One hash a part lets the page say which part has changed. Form: BLAKE2b (RFC 7693), 8 bytes, in hexadecimal.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping

from builder.model import Text

HEAD = "head"  # title, summary, lessons and the other texts of the head


def parts(text: Text) -> dict[str, str]:
    """Return a hash for the head and for each section of an original."""
    head = [text.title, text.summary, text.location, text.beneficiaries_unit, text.evidence_design]
    head += [f"{i}={c}" for i, c in text.costs.items()]
    head += [f"{i}={r.statement}|{r.unit}" for i, r in text.results.items()]
    head += [f"{i}={x.text}|{x.applies_when}|{x.recommendation}" for i, x in text.lessons.items()]
    head += [f"{i}={p.alt}|{p.caption}" for i, p in text.pictures.items()]
    return {HEAD: _hash(head)} | {code: _hash([section]) for code, section in text.sections.items()}


def whole(hashes: Mapping[str, str]) -> str:
    """Return one hash for all parts."""
    return _hash(f"{part}={hashes[part]}" for part in sorted(hashes))


def changed(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parts that differ, in the order of `now`; parts that are gone come last."""
    return tuple(part for part in now if then.get(part) != now[part]) + tuple(part for part in then if part not in now)


def _hash(pieces: Iterable[str]) -> str:
    normal = "\n".join(" ".join(unicodedata.normalize("NFC", piece).split()) for piece in pieces)
    return hashlib.blake2b(normal.encode(), digest_size=8).hexdigest()
