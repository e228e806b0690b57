"""Mend in a file what can be mended without a guess. Everything else, comments too, stays as it was, character for character.

Dates in other orders, Zawgyi, invisible marks and words that are only close to a code are explained by the checks, not changed here.
"""

from __future__ import annotations

from dataclasses import dataclass

from builder.decoding import to_text
from builder.repairs import REPAIRS, Known

ROUNDS = 5  # one repair can make another possible


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file that was mended."""

    data: bytes
    done: tuple[str, ...]  # names of repairs, as in schema/messages behind "repair."


def repair(data: bytes, language: str, known: Known, *, is_head: bool = False) -> Repaired | None:
    """Return a file mended, or None when there is nothing to mend or it cannot be read. `language`: what the file's name says.

    `is_head`: whether the file is a head and nothing else, without fences around it.
    """
    read = to_text(data, language)
    if read is None:
        return None
    first, last = ("---\n", "\n---\n") if is_head else ("", "")
    text, done = f"{first}{read[0]}{last}", [read[1]] if read[1] else []
    for _ in range(ROUNDS):
        before = text
        for mend in REPAIRS:
            mended = mend(text, known)
            done += [mend.__name__] if mended != text else []
            text = mended
        if text == before:
            break
    return Repaired(text[len(first) : len(text) - len(last)].encode(), tuple(dict.fromkeys(done))) if done else None
