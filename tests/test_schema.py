"""The schemas, the vocabularies, the languages and the strings agree with one another."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder import vocabulary as vocabularies
from builder.frontmatter import read_document
from builder.model import Reference
from builder.schema import Schemas, codes
from builder.source import SourceFile
from builder.yaml_text import parse
from tests.conftest import ROOT

GOOD = (ROOT / "tests/corpus/good/cases/kh/village-library/index.en.md").read_text("utf-8")
BOTH = Schemas(ROOT, vocabularies.load(ROOT))
SCHEMAS = ("case.schema.json", "translation.schema.json")


def fields(schema: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name, field in schema.get("properties", {}).items():
        found.append((f"{path}{name}", field))
        found += fields(field, f"{path}{name}.")
        if "items" in field:
            found.append((f"{path}{name}[]", field["items"]))
            found += fields(field["items"], f"{path}{name}[].")
    return found


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described_with_an_example_that_fits(name: str, reference: Reference) -> None:
    schema = json.loads((ROOT / "schema" / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for path, field in fields(schema):
        if "$ref" in field and "x-vocabulary" not in field:
            continue
        assert field.get("title"), path
        assert field.get("description"), path
        assert field.get("examples"), path
        assert "x-translatable" in field, path
        if "x-vocabulary" in field:
            assert field["examples"][0] in reference.vocabularies[field["x-vocabulary"]].terms, path
        elif "$ref" not in json.dumps(field):
            for example in field["examples"]:
                assert not list(Draft202012Validator(field).iter_errors(example)), path


def test_every_term_has_every_language(reference: Reference) -> None:
    languages = set(reference.languages)
    for vocabulary in reference.vocabularies.values():
        described = any(term.description for term in vocabulary.terms.values())
        for term in vocabulary.terms.values():
            assert set(term.label) == languages, (vocabulary.name, term.code)
            assert all(label.strip() for label in term.label.values()), (vocabulary.name, term.code)
            if described:
                assert set(term.description) == languages, (vocabulary.name, term.code)
            if vocabulary.name == "keywords":
                assert set(term.synonyms) == languages, term.code


def test_every_string_is_there_in_every_language(reference: Reference) -> None:
    english = reference.strings["en"]
    for code, strings in reference.strings.items():
        plural = "one" in Locale.parse(reference.languages[code].locale).plural_form.tags
        wanted = {key for key in english if plural or not key.endswith(".one")}
        assert set(strings) | {k for k in english if k.endswith(".one")} >= wanted, code
        assert wanted - set(strings) == set(), code
        assert set(strings) <= set(english), code
        for key, text in strings.items():
            assert text.strip(), (code, key)
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", english[key])), (code, key)


def test_prose_is_there_in_every_language(reference: Reference) -> None:
    for name in ("about", "contribute"):
        english = reference.prose[name, "en"]
        for code in reference.languages:
            text = reference.prose[name, code]
            assert text.count("\n## ") == english.count("\n## "), (name, code)


def test_nothing_is_left_in_english(reference: Reference) -> None:
    """Of the longer strings of another language, almost none is the same as in English."""
    english = reference.strings["en"]
    for code, strings in reference.strings.items():
        if code != "en":
            same = [key for key, text in strings.items() if len(text) > 25 and text == english[key]]
            assert not same, (code, same)


def test_section_headings_differ_within_a_language(reference: Reference) -> None:
    for code in reference.languages:
        labels = [t.label[code].casefold() for t in reference.vocabularies["sections"].terms.values()]
        assert len(set(labels)) == len(labels), code


def test_the_framework_is_whole(reference: Reference) -> None:
    assert list(reference.vocabularies["areas"].terms) == list("ABCDEFG")
    activities = reference.vocabularies["activities"].terms
    assert len(activities) == 44
    assert all(re.fullmatch(r"\d+([-,] ?\d+)*", str(t.facts["para"])) for t in activities.values())
    areas = set("ABCDEFG")
    for name in ("activities", "topics"):
        for term in reference.vocabularies[name].terms.values():
            assert term.facts.get("area") in areas or term.code.startswith("X."), term.code


def test_no_vocabulary_file_has_a_key_twice() -> None:
    for path in [*Path(ROOT / "schema").rglob("*.yml")]:
        assert not parse(path.read_text("utf-8")).errors, path


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(allow_nan=False), st.sampled_from(["", "x", "TH", "2026-11-24", "S1", "a-b\n", "x" * 3000]),
    st.lists(st.sampled_from(["A", "Z", "TH"]), max_size=4), st.dictionaries(st.sampled_from(["id", "title", "x"]), st.just("S1"), max_size=3),
)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_the_fast_validator_agrees_with_the_other(data: st.DataObject) -> None:
    """What jsonschema-rs lets pass is never shown to jsonschema, so that the two must agree."""
    original = read_document(SourceFile("p", "kh/village-library", "en", GOOD))[0]
    assert original is not None
    head = copy.deepcopy(dict(original.data))
    path = data.draw(st.sampled_from(sorted(original.yaml.values, key=str)))
    place: Any = head
    for part in path[:-1]:
        place = place[part]
    if path and data.draw(st.booleans()):
        place[path[-1]] = data.draw(VALUES)
    elif path and isinstance(place, dict):
        del place[path[-1]]
    fast, slow = BOTH.validators("case.schema.json")
    assert fast.is_valid(head) == slow.is_valid(head), path


def test_editors_complete_the_codes_of_the_vocabularies(reference: Reference) -> None:
    made = codes(reference)
    assert (ROOT / "schema/codes.schema.json").read_text("utf-8") == made
    known = json.loads(made)["$defs"]
    for name in SCHEMAS:
        for path, field in fields(json.loads((ROOT / "schema" / name).read_text("utf-8"))):
            if "x-vocabulary" in field:
                assert field["$ref"] == f"codes.schema.json#/$defs/{field['x-vocabulary']}", path
                assert known[field["x-vocabulary"]]["enum"] == list(reference.vocabularies[field["x-vocabulary"]].terms)
