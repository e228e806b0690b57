"""What a query finds, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.model import Catalogue
from builder.search.documents import Document
from builder.search.impacts import Table, make_table
from builder.search.query import open_search, search
from builder.search.tokenize import normalise, toneless
from builder.search.whoosh_index import Scores, build_index
from tests.search.conftest import CORPUS

TableOf = Callable[[str], Table]


def ids(table: Table, query: str) -> list[str]:
    return [hit.document.id for hit in search(table, query).hits]


@pytest.mark.parametrize("language", ["th", "lo", "km", "my", "zh", "ta", "vi", "en"])
def test_a_phrase_from_the_middle_of_a_sentence(table_of: TableOf, language: str) -> None:
    for article in CORPUS[language][1:]:
        text = article["text"]
        at = len(text) // 2 if " " not in text[len(text) // 3 :] else text.index(" ", len(text) // 3) + 1
        phrase = text[at : at + 25].strip()
        assert article["id"] in ids(table_of(language), phrase)[:3], phrase


@pytest.mark.parametrize("language", ["th", "lo"])
def test_tone_marks_left_out(table_of: TableOf, language: str) -> None:
    phrases = [(a["id"], "".join(a["text"].split())[10:30]) for a in CORPUS[language][2:]]
    toned = [(name, phrase) for name, phrase in phrases if toneless(normalise(phrase)) != normalise(phrase)]
    assert len(toned) > 5
    found = sum(name in ids(table_of(language), toneless(normalise(phrase)))[:10] for name, phrase in toned)
    assert found >= 0.9 * len(toned)


def test_last_word_is_a_beginning(table_of: TableOf) -> None:
    assert ids(table_of("en"), "arbitrary arr")[0] == ids(table_of("en"), "arbitrary arrest")[0]
    assert search(table_of("en"), "arr ").mode == "all"


@pytest.mark.parametrize(
    ("language", "query", "texts"),
    [
        ("en", "to", ("to work", "tools")),
        ("my", "\u101b\u1031", ("\u101b\u1031\u1019\u101b\u103e\u102d", "\u1021\u101b\u1031\u1038\u1010\u1000\u103c\u102e\u1038")),  # water, matter
        ("th", "\u0e19\u0e49\u0e33", ("\u0e14\u0e37\u0e48\u0e21\u0e19\u0e49\u0e33\u0e2a\u0e30\u0e2d\u0e32\u0e14", "\u0e19\u0e49\u0e2d\u0e07")),
    ],
)
def test_a_short_word_that_is_known_is_no_beginning(tmp_path: Path, language: str, query: str, texts: tuple[str, str]) -> None:
    table = table_of_texts(tmp_path, *texts, language=language)
    assert ids(table, query) == ["0"]
    assert [search(table, query).hits[0].excerpt.text[a:b] for a, b in search(table, query).hits[0].excerpt.marks] == [query]


def test_a_short_word_that_is_not_known_may_be_the_beginning_of_one(tmp_path: Path) -> None:
    assert set(ids(table_of_texts(tmp_path, "to work", "tools"), "t")) == {"0", "1"}


def test_the_commonest_words_make_no_match_beside_rarer_ones(tmp_path: Path) -> None:
    table = table_of_texts(tmp_path, "a loan to the poor", "the road to the village", "the loan", "the end", "savings")
    found = search(table, "the loan of savings ")
    assert found.mode == "any"
    assert {hit.document.id for hit in found.hits} == {"0", "2", "4"}
    assert {hit.excerpt.text[a:b] for hit in found.hits for a, b in hit.excerpt.marks} == {"loan", "savings"}
    assert search(table, "the ").hits[0].excerpt.marks


def test_a_lone_pair_of_a_longer_stretch_is_not_marked(tmp_path: Path) -> None:
    """Found by its label, health; what its text has is a picture."""
    document = Document("0", "case", "x/0/", "km", "Case 0", body="\u179a\u17bc\u1794\u1797\u17b6\u1796", labels="\u179f\u17bb\u1781\u1797\u17b6\u1796")
    table = make_table((document,), build_index((document,), "km", tmp_path), "km")
    (hit,) = search(table, "\u179f\u17bb\u1781\u1797\u17b6\u1796").hits
    assert hit.excerpt.marks == ()
    assert search(table, "\u1797\u17b6\u1796").hits[0].excerpt.marks


@pytest.mark.parametrize(("typed", "meant"), [("slvery", "slavery"), ("xlavery", "slavery"), ("lsavery", "slavery"), ("slaveyr", "slavery")])
def test_one_edit_away(table_of: TableOf, typed: str, meant: str) -> None:
    result = search(table_of("en"), typed)
    assert result.corrections == ((typed, meant),)
    assert [hit.document.id for hit in result.hits] == ids(table_of("en"), meant + " ")


def test_other_forms_of_a_word(table_of: TableOf) -> None:
    assert set(ids(table_of("en"), "punishments ")) >= set(ids(table_of("en"), "punishment "))


def test_some_of_the_words(table_of: TableOf) -> None:
    result = search(table_of("en"), "slavery submarine ")
    assert result.mode == "any"
    assert result.hits[0].document.id == ids(table_of("en"), "slavery")[0]


@pytest.mark.parametrize("query", ["", "   ", "?!", "\u0301"])
def test_without_words_there_is_everything(table_of: TableOf, query: str) -> None:
    table = table_of("en")
    found = search(table, query)
    assert (found.mode, found.total) == ("browse", len(table.documents))


def test_facets_narrow(table_of: TableOf) -> None:
    table = table_of("en")
    everything = search(table, "right", limit=99)
    for facet, value in (("area", "B"), ("country", "asean"), ("country", "KH"), ("language", "en")):
        narrowed = search(table, "right", limit=99, filters={facet: [value]})
        wanted = {
            h.document.id for h in everything.hits if value in (*h.document.areas, *h.document.countries, h.document.language)
        }
        assert {h.document.id for h in narrowed.hits} == wanted
        assert narrowed.total == len(wanted) > 0
    assert search(table, "right", filters={"area": ["X"]}).total == 0


def test_values_of_a_facet_add_up_and_facets_narrow(table_of: TableOf) -> None:
    table = table_of("en")
    both = search(table, "right", limit=99, filters={"area": ["A", "B"], "country": ["LA"]})
    assert both.total == sum("LA" in d.countries and not {"A", "B"}.isdisjoint(d.areas) for d in (h.document for h in search(table, "right", limit=99).hits))
    assert both.counts["area"]["C"] == len({table.cases[n] for n, d in enumerate(table.documents) if "C" in d.areas and "LA" in d.countries and d in [h.document for h in search(table, "right", limit=99).hits]})


def test_filters_without_words_list_cases(table_of: TableOf) -> None:
    found = search(table_of("en"), "", filters={"evidence": ["5"]}, limit=99)
    assert found.mode == "browse"
    assert {h.document.evidence for h in found.hits} == {"5"}


@pytest.mark.parametrize(("sort", "name"), [("newest", "year"), ("evidence", "evidence")])
def test_sorted_by_a_facet(table_of: TableOf, sort: str, name: str) -> None:
    values = [int(getattr(h.document, name) or 0) for h in search(table_of("en"), "right", sort=sort, limit=99).hits]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) > 1


def test_a_case_stands_with_its_lessons(table_of: TableOf) -> None:
    found = search(table_of("en"), "right", limit=99)
    assert found.cases == len(found.groups) < found.total
    assert all(group.case.kind == "case" for group in found.groups)
    assert sum(group.total for group in found.groups) == found.total


def test_an_untranslated_case_is_found_by_a_label(small: Catalogue, tmp_path: Path) -> None:
    table = open_search(small, "km", tmp_path)
    assert ids(table, "ការសន្សំ")[0].startswith("kh-savings")
    assert "kh-savings" in ids(table, "ធនាគារភូមិ")
    assert "la-school" in ids(table, "ຊື່ທ້ອງ")
    assert ids(table, "village savings")[0] == "kh-savings"
    assert {"kh-wells", "kh-savings", "asean-forum"} <= set(ids(table, "កម្ពុជា"))


@pytest.mark.parametrize(
    ("language", "query", "marked"),
    [
        ("en", "ARBITRARY arrest", ["arbitrary", "arrest"]),
        ("th", "ทรมาน", ["ทรมาน"]),
        ("pt", "escravatura", ["escravatura", "escravatura"]),
        ("pt", "distincao", ["distinção"]),
        ("my", "လွတ်လပ်", ["လွတ်လပ်"]),
        ("zh", "酷刑", ["酷刑"]),
    ],
)
def test_marks_stand_where_the_words_are(table_of: TableOf, language: str, query: str, marked: list[str]) -> None:
    first = search(table_of(language), query).hits[0]
    assert [first.excerpt.text[start:end] for start, end in first.excerpt.marks] == marked


def test_an_empty_catalogue() -> None:
    table = make_table((), Scores({}, {}), "en")
    assert search(table, "anything at all").hits == ()


def table_of_texts(folder: Path, *texts: str, language: str = "en") -> Table:
    found = tuple(Document(str(number), "case", f"x/{number}/", language, f"Case {number}", body=text) for number, text in enumerate(texts))
    return make_table(found, build_index(found, language, folder), language)


@pytest.mark.parametrize("query", ["co-operative ", "co operative ", "cooperative "])
def test_words_with_a_hyphen_apart_and_as_one(tmp_path: Path, query: str) -> None:
    table = table_of_texts(tmp_path, "a co-operative shop", "a cooperative shop", "an operative")
    assert set(ids(table, query)) == {"0", "1"}


@pytest.mark.parametrize(("query", "wanted"), [("4Ps", "0"), ("4 Ps", "0"), ("OTOP", "1"), ("PKH", "2"), ("2008", "0"), ("2001", "1"), ("2000-2007", "2")])
def test_names_and_years_are_found_as_typed(tmp_path: Path, query: str, wanted: str) -> None:
    table = table_of_texts(tmp_path, "4Ps since 2008", "OTOP since 2001, stop", "PKH 2000-2007")
    assert ids(table, query) == [wanted]


def test_an_unknown_year_is_no_other(tmp_path: Path) -> None:
    assert ids(table_of_texts(tmp_path, "since 20081", "since 20082"), "20083 ") == []


def test_words_as_typed_come_before_their_twins(tmp_path: Path) -> None:
    table = table_of_texts(tmp_path, "b\u00e1n b\u00e1n b\u00e1n", "b\u00e0n nh\u00e0 cho", "ban", language="vi")
    assert ids(table, "b\u00e0n ")[0] == "1"
    assert set(ids(table, "ban ")) == {"0", "1", "2"}


def test_side_by_side_comes_first(tmp_path: Path) -> None:
    apart = ["the water of the land is good, and land for rice has water"] * 12
    table = table_of_texts(tmp_path, *apart, "long before, on good land water was rare and so was rice")
    assert ids(table, "land water ")[0] == "12"


@pytest.mark.parametrize("query", ["\u0e42\u0e04\u0e23\u0e07\u0e01\u0e32\u0e23 OTOP", "OTOP\u0e42\u0e04\u0e23\u0e07", "OTOP 2544"])
def test_scripts_mixed(tmp_path: Path, query: str) -> None:
    table = table_of_texts(tmp_path, "\u0e42\u0e04\u0e23\u0e07\u0e01\u0e32\u0e23 OTOP \u0e1b\u0e35 2544", "OTOP", language="th")
    assert ids(table, query)[0] == "0"


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("my", "လွတလ်ပ်", "လွတ်လပ်"),  # two letters exchanged
        ("my", "လွပ်လပ်", "လွတ်လပ်"),  # another letter
        ("my", "ွလတ်လပ်", "လွတ်လပ်"),  # the first two
        ("my", "လွတ်လပခွင့်", "လွတ်လပ်ခွင့်"),  # a letter left out, so that two clusters are one
        ("km", "សេរីាភព", "សេរីភាព"),
        ("lo", "ເສລິພາບ", "ເສລີພາບ"),
        ("lo", "ສເລີພາບ", "ເສລີພາບ"),
        ("th", "เสรีาภพ", "เสรีภาพ"),
    ],
)
def test_slips_in_scripts_without_spaces(table_of: TableOf, language: str, typed: str, meant: str) -> None:
    result = search(table_of(language), typed)
    assert result.corrections == ((typed, meant),)
    assert [hit.document.id for hit in result.hits] == ids(table_of(language), meant)
    assert any(hit.heading.marks or hit.excerpt.marks for hit in result.hits)


def test_only_the_stretch_that_is_wrong_is_corrected(table_of: TableOf) -> None:
    result = search(table_of("my"), "လူတိုင်း လွပ်လပ်")
    assert result.mode == "all"
    assert result.corrections == (("လွပ်လပ်", "လွတ်လပ်"),)


def test_a_long_stretch_has_no_slips_looked_for(table_of: TableOf) -> None:
    assert search(table_of("th"), "ก" * 5000).corrections == ()


def vietnamese(folder: Path, *texts: str) -> Table:
    found = [Document(str(n), "case", f"vi/{n}/", "vi", "", body=text) for n, text in enumerate(texts)]
    return make_table(found, build_index(found, "vi", folder), "vi")


def test_accents_that_are_typed_are_meant(tmp_path: Path) -> None:
    table = vietnamese(tmp_path, "ngân sách nhà nước", "nước sạch cho làng", "giếng nước")
    assert [ids(table, query) for query in ("nước sạch", "nuoc sach", "nước sách ")] == [["1"], ["0", "1"], ["0"]]
    assert search(table, "sạch giếng").mode == "any"  # both stand somewhere, not together
    assert set(ids(table, "sãch ")) == {"0", "1"}  # so written nowhere: met with other accents


def test_the_tone_may_stand_over_either_vowel(tmp_path: Path) -> None:
    table = vietnamese(tmp_path, "hoà bình", "hòa bình", "hoa hồng")
    assert set(ids(table, "hòa")) == set(ids(table, "hoà")) == {"0", "1"}


def test_a_slip_that_did_not_help_is_not_marked(tmp_path: Path) -> None:
    found = search(table_of_texts(tmp_path, "much bread", "such wine", "beer"), "much wine beer ")
    assert found.mode == "any"
    assert {hit.excerpt.text[a:b] for hit in found.hits for a, b in hit.excerpt.marks} == {"much", "wine", "beer"}
