"""Documents -> files for OpenSearch, and words -> a request for it: the terms and weights of the site's own search. See docs/opensearch.md.

Each field comes as the terms that whoosh_index.py makes, one a line, so that OpenSearch has only to cut at the ends of lines. A query is cut by us,
too, and asks for terms as they are. The names of settings, mappings and queries are those of https://docs.opensearch.org (1.0 and later).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from builder.outputs import Artifact
from builder.search.beginnings import PREFIX
from builder.search.documents import Document
from builder.search.facets import FACETS, SORTS, Filters
from builder.search.query import SHOWN
from builder.search.ranking import EXACT, FOLDED, STEM, besides, words_beside
from builder.search.stem import stemmer
from builder.search.tokenize import BESIDE, Chunk, query_terms, toneless
from builder.search.whoosh_index import VARIANT, WEIGHTS, accented, terms_of_fields

# Of a bulk file: OpenSearch takes 100 MB at once (http.max_content_length), some hosted ones 10 MiB. A document is never cut
PART_BYTES = 8_000_000
TERM_BYTES = 32_766  # Lucene refuses the whole document for a longer term (IndexWriter.MAX_TERM_LENGTH)
CLAUSES = 1024  # that a query may have (indices.query.bool.max_clause_count)
REGEXP = 1000  # UTF-16 units that a regular expression may have (index.max_regex_length)
MODES = ("all", "folded", "toneless", "any")  # what must be in a document: every term; with other accents, too; without tone marks; one of them

# k1 and b are those of whoosh.scoring.BM25F. The pattern is one of Java; it matches what stands between terms
ANALYSIS = {"analyzer": {"lines": {"type": "custom", "tokenizer": "lines"}}, "tokenizer": {"lines": {"type": "pattern", "pattern": "\n"}}}
SIMILARITY = {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}}

Json = dict[str, object]


def files(documents: Iterable[Document], language: str) -> Iterator[Artifact]:
    """Yield the mapping of a language's index, and its documents in bulk files of at most PART_BYTES, in the order given."""
    yield Artifact(f"{language}.mapping.json", (json.dumps(mapping(), indent=2) + "\n").encode())
    parts = _parts(_actions(documents, language))
    yield from (Artifact(f"{language}.{number:04}.ndjson", part) for number, part in enumerate(parts, 1))


def mapping() -> Json:
    """Return the settings and mappings with which an index is made. One shard: scores of several are not comparable to the last digit."""
    terms = {"type": "text", "analyzer": "lines", "index_options": "freqs"}
    properties: Json = {
        "number": {"type": "integer"},
        "case": {"type": "keyword"},
        **{name: {"type": "keyword"} for name in FACETS},
        "terms": {"properties": dict.fromkeys(WEIGHTS, terms)},
        "shown": {"type": "object", "enabled": False},
    }
    settings = {"index": {"number_of_shards": 1, "similarity": SIMILARITY, "analysis": ANALYSIS}}
    return {"settings": settings, "mappings": {"dynamic": "strict", "properties": properties}}


def _actions(documents: Iterable[Document], language: str) -> Iterator[bytes]:
    """Yield the two lines of each document: what to do, and its source."""
    for number, document in enumerate(documents):
        action = {"index": {"_id": _whole(document.id)}}
        yield b"".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in (action, _source(document, language, number)))


def _parts(actions: Iterable[bytes]) -> Iterator[bytes]:
    part = bytearray()
    for action in actions:
        if part and len(part) + len(action) > PART_BYTES:
            yield bytes(part)
            part.clear()
        part += action
    if part:
        yield bytes(part)


def _source(document: Document, language: str, number: int) -> Json:
    terms = {name: "\n".join(filter(_fits, lines.split("\n"))) for name, lines in terms_of_fields(document, language, {}, {}).items()}
    shown = {name: _whole(getattr(document, name)) for name in ("url", "language", "title", "heading")}
    return {
        "number": number,  # breaks ties, as on the site
        "case": _whole(document.id.partition("#")[0]),
        **{name: [_whole(value) for value in values(document)] for name, values in FACETS.items()},
        "terms": {name: lines for name, lines in terms.items() if lines},
        "shown": shown | {"text": _whole(document.excerpt_text)},
    }


def _fits(term: str) -> bool:
    return len(term.encode()) <= TERM_BYTES


def _whole(text: str) -> str:
    """Return text without halves of surrogate pairs, which UTF-8 cannot hold. Terms have none: the tokenizer sees no letter in them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def request(words: str, language: str, *, filters: Filters | None = None, mode: str = "all", sort: str = "relevance", limit: int = 20) -> Json:
    """Return the body of a search request: the best cases, and under each, as `found`, what was found of it.

    `filters`: see facets.allowed; without words they alone choose. `mode`: one of MODES; the site asks them in turn until something is found.
    `sort`: one of facets.SORTS. Raises ValueError when there are more words than OpenSearch takes.
    """
    chunks = query_terms(words)
    terms, pairs = _term_clauses(chunks, language, mode), _beside_clauses(chunks)
    narrowed = [{"terms": {name: sorted(values)}} for name, values in (filters or {}).items() if values]
    together: Json = {"should": terms + pairs, "minimum_should_match": 1} if mode == "any" and terms else {"must": terms, "should": pairs}
    if sum(map(_size, terms + pairs)) > CLAUSES:
        raise ValueError(f"OpenSearch takes no more than {CLAUSES} conditions at once. Search for fewer words.")
    order = [*([{SORTS[sort]: {"order": "desc", "missing": "_last"}}] if SORTS[sort] else []), "_score", {"number": {"order": "asc"}}]
    return {
        "size": limit,
        "track_total_hits": True,
        "_source": ["case", "shown"],
        "query": {"bool": together | {"filter": narrowed}} if terms or narrowed else {"match_none": {}},
        "sort": order,
        "collapse": {"field": "case", "inner_hits": {"name": "found", "size": SHOWN, "_source": ["shown"], "sort": order}},
        "aggs": {"cases": {"cardinality": {"field": "case"}}},
    }


def _term_clauses(chunks: Sequence[Chunk], language: str, mode: str) -> list[Json]:
    """Return one clause for each term: it holds in one of its forms, and their scores add up (ranking.py)."""
    forms: dict[str, dict[str, int]] = {}  # term -> what may stand for it -> what it counts
    longer: set[str] = set()
    stem = stemmer(language)
    has_accents = any(chunk.is_word and chunk.text != chunk.terms[0][0] for chunk in chunks)
    for chunk in chunks:
        for term, is_open in chunk.terms:
            found = forms.setdefault(term, {})
            if chunk.is_word and has_accents:
                found[accented(term, chunk.text)] = EXACT
            if mode != "all" or not found:
                found[term] = FOLDED if found else EXACT
            for root in dict.fromkeys((stem(chunk.text), stem(term))) if chunk.is_word and stem else ():  # the site has one stem for words that differ by accents
                found |= {root + VARIANT: STEM} if root else {}
            if mode in MODES[2:]:
                found[toneless(term) + VARIANT] = STEM
                found.setdefault(toneless(term), STEM)
            if is_open:
                longer.add(term)
    for first, second, _ in words_beside(chunks):
        forms[first].setdefault(first + second, STEM)
        forms[second].setdefault(first + second, STEM)
    return [{"bool": {"should": [*starmap(_term, found.items()), *([_longer(term)] if term in longer else [])]}} for term, found in forms.items()]


def _beside_clauses(chunks: Sequence[Chunk]) -> list[Json]:
    """Return the clauses of terms side by side: a document that has them so has a better score."""
    return [clause for term, is_open in besides(chunks) for clause in (_term(term, EXACT), *([_longer(term)] if is_open else []))]


def _term(term: str, weight: int) -> Json:
    """Return the clause of a term in any field: the sum of its scores, each times the weight of its field."""
    fields = [f"terms.{name}^{times:g}" for name, times in WEIGHTS.items()]
    return {"multi_match": {"query": term, "type": "most_fields", "fields": fields, "boost": weight}}


def _longer(beginning: str) -> Json:
    """Return the clause of longer terms: words for a part of a word, pairs for a part of a pair, no variants.

    Not `prefix`, which would find stems, too, and by them words that begin otherwise. A term holds no sign that means something in an expression.
    """
    pattern = f"{beginning}[^{VARIANT}{BESIDE}]+"
    if len(pattern.encode("utf-16-le")) // 2 > REGEXP:
        return {"match_none": {}}
    return {"bool": {"should": [{"regexp": {f"terms.{name}": {"value": pattern, "flags": "NONE", "boost": PREFIX * times}}} for name, times in WEIGHTS.items()]}}


def _size(clause: Json) -> int:
    """Return how many conditions a clause is made of."""
    inner = clause.get("bool")
    return sum(map(_size, inner["should"])) if isinstance(inner, dict) else len(WEIGHTS) if "multi_match" in clause else 1
