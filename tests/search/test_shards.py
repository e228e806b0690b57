"""The files for the browser."""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.model import Catalogue
from builder.search import shards
from builder.search.impacts import Table, make_table, packed
from builder.search.whoosh_index import Scores, build_index
from tests.search.conftest import corpus_documents


def arguments(content: bytes) -> list[Any]:
    found = re.fullmatch(r"kbSearch\((.*)\);\n", content.decode(), re.DOTALL)
    assert found
    values: list[Any] = json.loads(f"[{found[1]}]")
    return values


def read(lines: str, numbers: str, impacts: str) -> dict[str, tuple[list[int], list[int]]]:
    """Read a shard back, by its description."""
    digits, values = map(shards.DIGITS.index, numbers), map(shards.DIGITS.index, impacts)

    def number() -> int:
        result = shift = 0
        for digit in digits:
            result |= (digit & 31) << shift
            shift += 5
            if digit < 32:
                break
        return result

    found = {}
    for line in lines.split("\n"):
        last, held = -1, []
        for _ in range(number() + 1):
            last += number() + 1
            held.append(last)
        found[line.split(">")[0]] = (held, [next(values) for _ in held])
    return found


def test_same_input_same_bytes(small: Catalogue, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).mkdir()
    first = shards.export(small, "km", tmp_path / "a")
    assert first == shards.export(small, "km", tmp_path / "b")
    assert {a.path for a in first} >= {"search/km/m.js", "search/km/f.js", "search/km/t/0.js", "search/km/d/0.js", "search/km/r/0.js"}
    shuffled = dict(random.Random(1).sample(sorted(small.cases.items()), len(small.cases)))
    other = Catalogue(small.reference, dict(sorted(shuffled.items())), {})
    assert first == shards.export(other, "km", tmp_path / "c")


def test_shards_hold_the_table(table_of: Callable[[str], Table]) -> None:
    for language in ("en", "my"):
        table = table_of(language)
        files = {a.path: arguments(a.content) for a in shards.artifacts(table)}
        about = files[f"search/{language}/m.js"]
        assert about[4]["count"] == len(table.documents)
        terms: list[str] = []
        for number, shard in enumerate(table.shards):
            code, kind, place, build, lines, numbers, impacts = files[f"search/{language}/t/{number}.js"]
            assert (code, kind, place, build) == (language, "t", number, about[3])
            found = read(lines, numbers, impacts)
            assert found == {term: (list(p.documents), list(p.impacts)) for term, p in shard.items()}
            assert next(iter(found)).startswith(about[4]["terms"][number])
            terms += found
        assert terms == sorted(terms, key=lambda t: t.encode("utf-16-be"))
        shown = [entry for n in range(len(about[4]["texts"])) for entry in files[f"search/{language}/d/{n}.js"][4]]
        assert [entry[0] for entry in shown] == [d.url for d in table.documents]
        assert about[4]["texts"] == [len(files[f"search/{language}/d/{n}.js"][4]) for n in range(len(about[4]["texts"]))]


def test_facets_hold_several_values(table_of: Callable[[str], Table]) -> None:
    table = table_of("en")
    facets = arguments(next(a.content for a in shards.artifacts(table) if a.path.endswith("f.js")))[4]
    values, bits = facets["area"]
    data = base64.b64decode(bits)
    for number, document in enumerate(table.documents):
        assert {v for i, v in enumerate(values) if data[number] >> i & 1} == set(document.areas)


def test_line_separators_are_escaped(tmp_path: Path) -> None:
    (one, *_) = corpus_documents("en")
    odd = shards.artifacts(make_table([one], build_index([one], "en", tmp_path), "en"))
    assert all("\u2028" not in a.content.decode() for a in odd)
    assert shards._json("a\u2028b") == '"a\\u2028b"'


def test_packing() -> None:
    assert packed([3, 3, 9, 1], 6, int) == [[3, 3], [9], [1]]
    assert packed([], 6, len) == [[]]


def test_no_documents() -> None:
    files = {a.path: arguments(a.content) for a in shards.artifacts(make_table((), Scores({}, {}), "en"))}
    assert files["search/en/m.js"][4]["count"] == 0


def test_separators_part_the_shards(table_of: Callable[[str], Table]) -> None:
    for language in ("en", "km"):
        table = table_of(language)
        assert len(table.separators) == len(table.shards) > 2
        for number, shard in enumerate(table.shards):
            assert {table.shard_of(term) for term in shard} == {number}
            assert len(table.separators[number]) <= len(next(iter(shard)))


def test_many_separators_stand_in_blocks(table_of: Callable[[str], Table], monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of("km")
    monkeypatch.setattr(shards, "INLINE", 5)
    monkeypatch.setattr(shards, "BLOCK", 4)
    files = {a.path: arguments(a.content) for a in shards.artifacts(table)}
    about = files["search/km/m.js"][4]
    blocks = [files[f"search/km/i/{number}.js"][4].split("\n") for number in range(len(about["terms"]))]
    assert (about["block"], about["shards"]) == (4, len(table.shards))
    assert tuple(separator for block in blocks for separator in block) == table.separators
    assert about["terms"] == [block[0] for block in blocks]
