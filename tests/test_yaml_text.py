"""The strict YAML reader."""

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.problems import Position
from builder.yaml_text import CONSTANTS, NUMBER, parse


def codes(text: str) -> list[str]:
    return [error.message.partition(".")[0] for error in parse(text).errors]


def test_values_keep_what_was_written() -> None:
    data = parse("country: [NO]\nday: 2024-03-12\nyes: yes\nzip: 007\nlong: 12345678901234567890\nt: true\nn: null\ni: 12\nf: 1.5\n").data
    assert data == {
        "country": ["NO"], "day": "2024-03-12", "yes": "yes", "zip": "007", "long": "12345678901234567890",
        "t": True, "n": None, "i": 12, "f": 1.5,
    }


def test_places_of_keys_and_values() -> None:
    read = parse("a: 1\nlist:\n  - id: x\n    kind: do\n", first_line=3)
    assert read.key_at(("list", 0, "kind")) == Position(6, 5, 4)
    assert read.value_at(("list", 0, "kind")) == Position(6, 11, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\n", "KB103"),
        ("a: *x\n", "KB103"),
        ("a: !!python/object:os.system 1\n", "KB103"),
        ("a: {<<: {b: 1}}\n", "KB103"),
        ("a: 1\na: 2\n", "KB104"),
        ("a: " + "[" * 100_000, "KB105"),
        ("- " * 50_000 + "a", "KB105"),
        ("a: [" + "1," * 30_000 + "]\n", "KB105"),
        ("- a\n- b\n", "KB106"),
        ("", "KB106"),
        ("just text\n", "KB106"),
        ("? [a, b]\n: c\n", "KB102"),
        ("a: 1\n---\nb: 2\n", "KB102"),
        ('title: "open\n', "KB102"),
        ("title: One: two\n", "KB102"),
        ("a:\n\t- b\n", "KB102"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_the_message_for_a_tab_names_the_tab() -> None:
    assert parse("a:\n\t- b\n").errors[0].message == "KB102.tab"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = parse(text)
    assert read.errors or isinstance(read.data, dict)


keys = st.text(string.ascii_lowercase, min_size=1, max_size=8)
values = st.recursive(
    st.one_of(st.text(max_size=20).filter(str.isprintable), st.booleans(), st.integers(-(10**9), 10**9)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, max_size=6))
def test_json_is_read_as_json(data: dict[str, object]) -> None:
    """JSON is YAML; what json.dumps writes comes back, unless it is deeper than the reader allows."""
    read = parse(json.dumps(data))
    assert read.errors or read.data == data


@given(st.text(string.ascii_letters + string.digits + "-./", min_size=1, max_size=20))
def test_plain_words_stay_text(word: str) -> None:
    read = parse(f"k: {word}\n")
    if not read.errors and word not in CONSTANTS and not NUMBER.match(word) and word not in ("-", "---"):
        assert read.data == {"k": word}
