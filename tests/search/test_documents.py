"""What can be found in a language."""

from __future__ import annotations

from builder.model import Catalogue
from builder.search.documents import documents


def test_a_document_a_case_and_a_lesson_in_every_language(small: Catalogue) -> None:
    ids = [d.id for d in documents(small, "en")]
    assert ids[:4] == ["asean-forum", "asean-forum#start-small", "kh-savings", "kh-savings#start-small"]
    assert all([d.id for d in documents(small, language)] == ids for language in small.reference.languages)


def test_text_is_of_the_language_it_has(small: Catalogue) -> None:
    khmer = {d.id: d for d in documents(small, "km")}
    assert (khmer["kh-wells"].language, khmer["kh-wells"].url) == ("km", "km/cases/kh/wells/")
    assert (khmer["kh-savings"].language, khmer["kh-savings"].url) == ("en", "km/cases/kh/savings/")
    assert khmer["la-school"].language == "lo"
    assert khmer["kh-savings#start-small"].url == "km/cases/kh/savings/#lesson-start-small"


def test_labels_are_of_the_readers_language(small: Catalogue) -> None:
    savings = {d.id: d for d in documents(small, "km")}["kh-savings"]
    assert savings.labels.split("\n") == ["សេដ្ឋកិច្ចជនបទ", "ការសន្សំ", "ធនាគារភូមិ", "កម្ពុជា"]


def test_bodies_are_plain(small: Catalogue) -> None:
    for document in documents(small, "en"):
        assert "[S1]" not in document.body
        assert "**" not in document.body


def test_names_and_facets(small: Catalogue) -> None:
    english = {d.id: d for d in documents(small, "en")}
    assert english["asean-forum"].countries == ("KH", "TH", "asean")
    assert english["kh-wells"].countries == ("KH",)
    assert "ຊື່ທ້ອງຖິ່ນ" in english["la-school"].names
    assert small.cases["kh-wells"].texts["km"].title in english["kh-wells"].names


def test_english_labels_are_in_every_index_once(small: Catalogue) -> None:
    khmer = {d.id: d for d in documents(small, "km")}
    assert khmer["kh-savings"].english.split("\n") == ["Rural economy", "Savings", "village bank", "Cambodia"]
    assert khmer["kh-savings#start-small"].english.split("\n") == ["Savings", "village bank"]
    assert {d.english for d in documents(small, "en")} == {""}
