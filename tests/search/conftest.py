"""What the tests of the search share: a small catalogue in several languages, real text, and a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.model import Case, Catalogue, Language, Lesson, LessonText, LocalName, Reference, Term, Text, Vocabulary
from builder.search.documents import Document
from builder.search.impacts import Table, make_table
from builder.search.whoosh_index import build_index

CORPUS = json.loads((Path(__file__).parent / "corpus.json").read_text("utf-8"))["languages"]
SCRIPTS = Path(__file__).parents[2] / "site_overrides/theme/assets/search"

TERMS = {
    "areas": {"A": {"en": "Rural economy", "km": "សេដ្ឋកិច្ចជនបទ"}, "C": {"en": "Social protection", "km": "កិច្ចគាំពារសង្គម"}},
    "countries": {"KH": {"en": "Cambodia", "km": "កម្ពុជា"}, "LA": {"en": "Laos", "km": "ឡាវ"}, "TH": {"en": "Thailand", "km": "ថៃ"}},
    "keywords": {"savings": {"en": "Savings", "km": "ការសន្សំ"}, "water": {"en": "Water", "km": "ទឹក"}},
    "lesson_kinds": {"do": {"en": "Do this", "km": "គួរធ្វើ"}},
    **{name: {} for name in ("topics", "activities", "groups", "sdg")},
}
SYNONYMS = {"savings": {"en": ("village bank",), "km": ("ធនាគារភូមិ",)}}


def _reference() -> Reference:
    names = {code: Language(code, code, code, "Latn", code, "human") for code in ("en", "km", "lo")}
    vocabularies = {
        name: Vocabulary(name, {code: Term(code, {"lo": label["en"], **label}, synonyms=SYNONYMS.get(code, {})) for code, label in terms.items()})
        for name, terms in TERMS.items()
    }
    strings = {code: {"country.region": "ASEAN region"} for code in names}
    return Reference(names, vocabularies, strings, {}, {}, {}, {})


def _text(language: str, number: int, **more: str) -> Text:
    article, next_article = CORPUS[language][number], CORPUS[language][number + 1]
    return Text(
        language=language,
        path=f"cases/x/index.{language}.md",
        title=more.get("title", article["title"]),
        summary=article["text"][:200],
        method="human",
        sections={"problem": f"**{article['text']}** [S1].", "done": next_article["text"]},
        lessons={"start-small": LessonText(more.get("lesson", "Start small."), "Money is short.", "Ask first.")},
    )


def _case(name: str, original: str, texts: list[Text], **facts: tuple[str, ...]) -> Case:
    country = name.partition("-")[0]
    return Case(
        id=name,
        folder=name.replace("-", "/", 1),
        original=original,
        texts={text.language: text for text in texts},
        status="published",
        provenance="public-sources",
        licence="CC-BY-4.0",
        areas=facts["areas"],
        countries=facts["countries"],
        keywords=facts.get("keywords", ()),
        lessons=(Lesson("start-small", "do", "design", ("S1",), facts.get("keywords", ())),),
        local_names=(LocalName("lo", "ຊື່ທ້ອງຖິ່ນ", "S1"),) if country == "la" else (),
    )


@pytest.fixture(scope="session")
def small() -> Catalogue:
    """A regional case, an untranslated one, one in two languages, and one whose original is Lao."""
    cases = [
        _case("asean-forum", "en", [_text("en", 9, title="A forum of villages")], areas=("A", "C"), countries=("KH", "TH")),
        _case("kh-savings", "en", [_text("en", 1, title="Village savings")], areas=("A",), countries=("KH",), keywords=("savings",)),
        _case("kh-wells", "en", [_text("en", 3, title="Wells"), _text("km", 3)], areas=("C",), countries=("KH",), keywords=("water",)),
        _case("la-school", "lo", [_text("lo", 5)], areas=("C",), countries=("LA",)),
    ]
    return Catalogue(_reference(), {case.id: case for case in cases}, {})


def corpus_documents(language: str) -> tuple[Document, ...]:
    """Return real text as documents, with facets that differ."""
    return tuple(
        Document(
            id=article["id"],
            kind="lesson" if number % 3 == 2 else "case",
            lesson=f"{article['title']}\n{article['text']}" if number % 3 == 2 else "",
            lesson_kind="avoid" if number % 3 == 2 else "",
            topics=("savings",) if number % 2 else (),
            groups=("children", "women")[: number % 3],
            sdg=(str(number % 17 + 1),),
            evidence=str(number % 6),
            year=str(2015 + number % 9) if number % 7 else "",
            url=f"{language}/cases/kh/{article['id']}/",
            language=language if number % 4 else "en",
            title=article["title"],
            body="" if number % 3 == 2 else article["text"],
            labels="Savings\nVillage bank",
            areas=("ABCDEFG"[number % 7], "ABCDEFG"[number % 5]),
            countries=("KH",) if number % 3 else ("LA", "asean"),
        )
        for number, article in enumerate(CORPUS[language])
    )


@pytest.fixture(scope="session")
def table_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Table]:
    """Return a function language -> table of its real text."""
    made: dict[str, Table] = {}

    def table(language: str) -> Table:
        if language not in made:
            found = corpus_documents(language)
            made[language] = make_table(found, build_index(found, language, tmp_path_factory.mktemp("index")), language)
        return made[language]

    return table


@pytest.fixture(scope="session")
def chromium(browser: Browser) -> Browser:
    return browser
