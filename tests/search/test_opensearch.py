"""The files for OpenSearch, as far as they can be tried without it; `make audit` puts them into an index of Lucene."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index

from builder.model import Catalogue
from builder.outputs import Artifact
from builder.search import opensearch
from builder.search.documents import Document, documents
from builder.search.facets import FACETS
from builder.search.tokenize import normalise, query_terms, toneless
from builder.search.whoosh_index import WEIGHTS, accented, build_index
from tests.search.conftest import CORPUS, corpus_documents

ANYTHING = st.text(st.characters(), max_size=60)  # halves of surrogate pairs and control characters, too


def sources(artifacts: Iterable[Artifact]) -> dict[str, Any]:
    """Read bulk files back by their description: lines that end with a line feed, an action and a source in turn."""
    found: dict[str, Any] = {}
    for artifact in artifacts:
        if artifact.path.endswith(".ndjson"):
            assert artifact.content.endswith(b"\n")
            lines = [json.loads(line.decode("utf-8")) for line in artifact.content[:-1].split(b"\n")]
            for action, source in zip(lines[::2], lines[1::2], strict=True):
                assert list(action) == ["index"]
                assert action["index"]["_id"] not in found
                found[action["index"]["_id"]] = source
    return found


def made(found: Iterable[Document], language: str = "en") -> list[Artifact]:
    return list(opensearch.files(found, language))


def test_every_document_with_what_is_shown_and_filtered(small: Catalogue) -> None:
    own = documents(small, "km")
    found = sources(made(own, "km"))
    assert list(found) == [d.id for d in own]
    lesson = found["kh-wells#start-small"]
    assert lesson["case"] == "kh-wells"
    assert lesson["shown"]["url"] == "km/cases/kh/wells/#lesson-start-small"
    for document in own:
        assert {name: found[document.id][name] for name in FACETS} == {name: list(values(document)) for name, values in FACETS.items()}
        assert found[document.id]["shown"]["text"] == document.excerpt_text


@pytest.mark.parametrize("language", sorted(CORPUS))
def test_the_terms_are_those_of_whoosh(language: str, tmp_path: Path) -> None:
    own = corpus_documents(language)
    build_index(own, language, tmp_path)
    found = sources(made(own, language))
    with index.open_dir(str(tmp_path)).searcher() as searcher:
        reader = searcher.reader()
        for name in WEIGHTS:
            whoosh: dict[str, Counter[str]] = {document.id: Counter() for document in own}
            for raw in reader.lexicon(name):
                matcher = reader.postings(name, raw)
                while matcher.is_active():
                    whoosh[own[matcher.id()].id][raw.decode()] = int(matcher.weight())
                    matcher.next()
            sent = {key: Counter(source["terms"].get(name, "").split("\n")) for key, source in found.items()}
            assert whoosh == {key: +Counter({term: n for term, n in terms.items() if term}) for key, terms in sent.items()}


def test_the_same_bytes_twice(small: Catalogue) -> None:
    assert made(documents(small, "lo"), "lo") == made(documents(small, "lo"), "lo")


def test_every_field_has_a_mapping(small: Catalogue) -> None:
    own = made(documents(small, "en"))
    assert own[0].path == "en.mapping.json"
    mapping = json.loads(own[0].content)
    assert mapping == opensearch.mapping()
    properties = mapping["mappings"]["properties"]
    for source in sources(own).values():
        assert set(source) == set(properties)
        assert set(source["terms"]) <= set(properties["terms"]["properties"]) == set(WEIGHTS)


def test_parts(small: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    own = documents(small, "en")
    whole = made(own)[1:]
    assert [a.path for a in whole] == ["en.0001.ndjson"]
    lines = whole[0].content.splitlines(keepends=True)
    limit = max(map(len, lines)) + 100
    monkeypatch.setattr(opensearch, "PART_BYTES", limit)
    parts = made(own)[1:]
    assert [a.path for a in parts] == [f"en.{n:04}.ndjson" for n in range(1, len(parts) + 1)]
    assert len(parts) > 2
    assert all(len(a.content) <= limit for a in parts)
    assert b"".join(a.content for a in parts) == whole[0].content
    monkeypatch.setattr(opensearch, "PART_BYTES", 1)  # a document is never cut
    assert len(made(own)) == len(own) + 1


def test_no_documents() -> None:
    assert [a.path for a in made(())] == ["en.mapping.json"]


@given(ANYTHING, ANYTHING, ANYTHING, st.sampled_from(sorted(CORPUS)))
def test_any_text_survives(title: str, body: str, label: str, language: str) -> None:
    document = Document(id="kh-x", kind="case", url="en/cases/kh/x/", language="en", title=title, body=body, labels=label, topics=(label,))
    [source] = sources(made([document], language)).values()
    halves = any("\ud800" <= letter <= "\udfff" for letter in title)  # they become U+FFFD, unless two of them are a pair
    assert halves or source["shown"]["title"] == title
    assert not any("\ud800" <= letter <= "\udfff" for letter in json.dumps(source, ensure_ascii=False))
    assert all(term for lines in source["terms"].values() for term in lines.split("\n"))


def test_a_word_that_lucene_refuses_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opensearch, "TERM_BYTES", 40)
    document = Document(id="kh-x", kind="case", url="", language="en", title="a" * 40, body="b" * 41 + " rice")
    [source] = sources(made([document], "th")).values()
    assert source["terms"]["title"] == "a" * 40
    assert source["terms"]["body"].split("\n") == ["rice", "rice=rice"]


def leaves(clause: Any) -> list[dict[str, Any]]:
    if "bool" not in clause:
        return [clause]
    return [leaf for name in ("must", "should") for inner in clause["bool"].get(name, ()) for leaf in leaves(inner)]


def asked(request: Any) -> dict[str, float]:
    """Return what a request asks for, with its weight: a term, or an expression for longer ones."""
    found = {}
    for leaf in leaves(request["query"]):
        if "multi_match" in leaf:
            found[leaf["multi_match"]["query"]] = leaf["multi_match"]["boost"]
        elif "regexp" in leaf and "terms.body" in leaf["regexp"]:
            found[leaf["regexp"]["terms.body"]["value"]] = leaf["regexp"]["terms.body"]["boost"]
    return found


def test_a_request_asks_for_what_the_site_looks_up() -> None:
    assert asked(opensearch.request("village bank", "en")) == {
        **{"village": 10, "villag=": 6, "villagebank": 6, "bank": 10, "bank=": 6, "bank[^= ]+": 3},
        **{"village bank": 10, "village bank[^= ]+": 3},
    }
    written = accented("ban", "bản")
    assert asked(opensearch.request("bản ", "vi")) == {written: 10}
    assert asked(opensearch.request("bản ", "vi", mode="folded")) == {written: 10, "ban": 3}
    term = normalise("ນ້ຳ")
    bare = toneless(term)
    assert asked(opensearch.request("ນ້ຳ", "lo", mode="toneless")) == {term: 10, bare + "=": 6, bare: 6, term + "[^= ]+": 3}


def test_a_request_narrows_down_and_sorts() -> None:
    request: Any = opensearch.request("water ", "en", filters={"area": ["C", "A"], "kind": []}, sort="newest", limit=5, mode="any")
    assert request["query"]["bool"]["filter"] == [{"terms": {"area": ["A", "C"]}}]
    assert request["query"]["bool"]["minimum_should_match"] == 1
    assert request["sort"][0] == {"year": {"order": "desc", "missing": "_last"}}
    assert request["size"] == 5
    browse: Any = opensearch.request("", "en", filters={"area": ["A"]}, mode="any")
    assert browse["query"] == {"bool": {"must": [], "should": [], "filter": [{"terms": {"area": ["A"]}}]}}
    assert opensearch.request("?", "en")["query"] == {"match_none": {}}


def test_too_many_words() -> None:
    with pytest.raises(ValueError, match="fewer words"):
        opensearch.request(" ".join(f"word{n}" for n in range(200)), "en")


@given(ANYTHING, st.sampled_from(sorted(CORPUS)), st.sampled_from(opensearch.MODES))
def test_any_request_is_json_and_needs_no_escapes(words: str, language: str, mode: str) -> None:
    json.dumps(opensearch.request(words, language, mode=mode), ensure_ascii=False).encode()
    for chunk in query_terms(words):
        for term, _ in chunk.terms:
            assert not set(term) & set('.?+*|{}[]()"\\#@&<>~^-/= \n')
