"""Repair as a whole: the collection needs none, bytes of any kind do not stop it, and what is mended needs no more."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import vocabulary
from builder.repair import repair
from builder.repairs import REPAIRS, Known
from builder.schema import Schemas
from tests.conftest import ROOT

REFERENCE = vocabulary.load(ROOT)
KNOWN = Known(Schemas(ROOT, REFERENCE), REFERENCE, frozenset({"en"}))


def test_the_collection_needs_no_repair() -> None:
    for path in (ROOT / "cases").rglob("*.md"):
        assert repair(path.read_bytes(), path.name.split(".")[1], KNOWN) is None, path


def test_one_repair_makes_another_possible() -> None:
    text = "\ufeff---\r\nstatus:\u00a0“Published”\r\ncosts:\r\n\t- year:\u00a02019\r\n---\r\n\r\nCafe\u0301\r\n"
    mended = repair(text.encode("utf-16"), "en", KNOWN)
    assert mended is not None
    assert mended.data.decode() == '---\nstatus: "published"\ncosts:\n  - year: "2019"\n---\n\nCafé\n'
    assert mended.done == ("utf_16", "line_ends", "composed", "no_break_spaces", "tabs", "smart_quotes", "codes", "quoted_text")
    assert repair(mended.data, "en", KNOWN) is None


@pytest.mark.parametrize("text", ["ေျမ", "12/03/2567", "a\u202eb", "publishd", "a\u200bb"])
def test_what_would_be_a_guess_is_left(text: str) -> None:
    data = f'---\nstatus: "{text}"\n---\n\n{text}\n'.encode()
    assert repair(data, "my", KNOWN) is None


def test_every_repair_has_words() -> None:
    names = {"byte_order_mark", "utf_16", "windows_1252", "picture_traces", *(mend.__name__ for mend in REPAIRS)}
    assert {key.removeprefix("repair.") for key in REFERENCE.messages["en"] if key.startswith("repair.")} == names


@given(st.binary(max_size=200))
@example(b"---\nareas: [" + b'"\\"' * 500 + b"\n---\n")
def test_any_bytes(data: bytes) -> None:
    for whole in (data, b"---\n" + data + b"\n---\n"):
        mended = repair(whole, "en", KNOWN)
        assert mended is None or repair(mended.data, "en", KNOWN) is None


FIELDS = st.sampled_from(["title", "status", "areas", "start", "lessons", "translated_from", "- id", "- kind", "- ", ""])
TEXTS = st.sampled_from(["“A: b”", "2019", "NO", "Published", "[a, “B”]", "% x", "'x'", "", "{language: en}", "|", "> # c", "‘a’ # b", "\u00a0x", '"y"\u00a0'])


@given(st.lists(st.tuples(st.sampled_from(["", "  ", "\t", "    ", "\u00a0"]), FIELDS, st.sampled_from([": ", ":\u00a0", ":", " # "]), TEXTS), max_size=8))
def test_a_mended_head_needs_no_more(lines: list[tuple[str, str, str, str]]) -> None:
    text = "".join(f"{''.join(line)}\n" for line in lines)
    mended = repair(f"---\n{text}---\n".encode(), "en", KNOWN)
    assert mended is None or repair(mended.data, "en", KNOWN) is None
