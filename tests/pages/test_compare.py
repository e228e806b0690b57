"""The page that puts cases side by side, and the files that it loads."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder import build, pages
from builder.model import Catalogue
from builder.pages import comparison
from builder.pages.compare import compare
from builder.pages.view import View
from builder.problems import Problem
from tests.conftest import TODAY, change


def told(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Return what the page tells its script."""
    (page,) = compare(View(catalogue, language, TODAY))
    found = re.search(r'<script id="compare-data" type="application/json">(.*)</script>', page.body)
    assert found
    result: dict[str, Any] = json.loads(html.unescape(found[1]))
    return result


def files(catalogue: Catalogue) -> dict[str, Any]:
    """Return the data of each file by its path."""
    made = {}
    for artifact in pages.comparison_files(catalogue, TODAY):
        call = re.fullmatch(r"kbCompare\((.*)\);\n", artifact.content.decode())
        assert call
        name, made[artifact.path] = json.loads(f"[{call[1]}]")
        assert artifact.path.endswith(f"/{name}.js")
    return made


def test_a_case_is_told_field_by_field(tree: Path) -> None:
    about = files(build.load(tree, TODAY)[0])["compare/en/kh-village-library.js"]
    assert (about["lang"], about["url"]) == ("en", "en/cases/kh/village-library/")
    cells = about["cells"]
    assert cells["where"] == [[["countries/KH"]], ["One village"]]
    assert cells["cost"] == [["Shelves and books in the first year: USD\u00a0900 (2019)"]]
    assert cells["reached"] == [["120 readers (2021)"]]
    assert cells["figures"] == [["Readers in the second year: 1,234.5 readers (2021)", " (", ["before"], ": 0)"]]
    assert cells["do"] == [["Lend books without a deposit, and most come back."]]
    assert cells["sources"] == [[["sources/1"]]]
    assert "funding" not in cells, "what is not said is left out"
    assert not re.search(r"\[S\d", json.dumps(cells["challenges"] + cells["transfer"]))


def test_costs_figures_and_evaluation_are_told_as_what_they_are(tree: Path) -> None:
    more = '  - id: "r2"\n    level: "impact"\n    statement: "Fewer debts"\n    method: "press"\n    sources: ["S1"]\n'
    change(tree, ('id: "c1"', 'id: "c1"\n    kind: "unit"'), ('id: "r1"', 'id: "r1"\n    level: "output"'), ("evidence:\n", f"{more}evidence:\n"), ("  independent: false\n", ""))
    catalogue = build.load(tree, TODAY)[0]
    cells = files(catalogue)["compare/en/kh-village-library.js"]["cells"]
    assert cells["cost"] == [[["cost_unsaid"]], [["costs/unit"], " · ", "Shelves and books in the first year: USD\u00a0900 (2019)"]]
    assert [line[:3] for line in cells["figures"]] == [
        [["results/impact"], " · ", "Fewer debts"],
        [["results/output"], " · ", "Readers in the second year: 1,234.5 readers (2021)"],
    ]
    assert cells["evidence"][-1] == [["evidence_independence_unknown"]]
    words = told(catalogue, "en")["words"]
    assert [words[key] for key in ("costs/unit", "results/impact", "cost_unsaid")] == ["Per unit", "Impact", "Cost of the whole programme: not stated"]
    assert words["evidence_independence_unknown"] == "Not known whether it was evaluated independently"


def test_every_word_and_field_is_known_to_the_page_of_every_language(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    catalogue = collection[0]
    made = files(catalogue)
    cases = {path: data for path, data in made.items() if not path.endswith("/cases.js")}
    asked = {part[0] for about in cases.values() for lines in about["cells"].values() for line in lines for part in line if isinstance(part, list) and len(part) == 1}
    fields = {field for about in cases.values() for field in about["cells"]}
    for language in catalogue.reference.languages:
        data = told(catalogue, language)
        assert asked <= set(data["words"]), language
        assert fields <= {name for name, _ in data["fields"]}, language
        shown = {name: code for code, names in data["texts"].items() for name in names.split()}
        assert set(shown) == set(catalogue.cases)
        assert all(f"compare/{code}/{name}.js" in made for name, code in shown.items())
        assert all(f"in/{code}" in data["words"] for code in data["texts"] if code != language)
        names = made[f"compare/{language}/cases.js"]
        assert {entry[0] for entry in names} == set(catalogue.cases)
        assert all(f"places/{entry[2]}" in data["words"] for entry in names)
        assert all(entry[3:] == ([] if shown[entry[0]] == language else [shown[entry[0]]]) for entry in names)


def test_names_of_organisations_keep_their_language(collection: tuple[Catalogue, tuple[Problem, ...]]) -> None:
    case = next(c for c in collection[0].cases.values() if c.original not in ("en",) and "en" in c.texts)
    cells = comparison.about(View(collection[0], "en", TODAY), case, case.texts["en"])["cells"]
    known = {name for body in View(collection[0], "en", TODAY).directory.bodies.values() for name in body.names.values()}
    assert all(part in known if isinstance(part, str) else part[1] == case.original for line in cells["who"] for part in line)


def test_a_former_name_leads_to_the_case(tree: Path) -> None:
    file = tree / "cases/kh/village-library/index.en.md"
    file.write_text(file.read_text("utf-8").replace('id: "kh-village-library"', 'id: "kh-village-library"\nredirect_from: ["kh-old-library"]'), "utf-8")
    assert told(build.load(tree, TODAY)[0], "en")["moved"] == {"kh-old-library": "kh-village-library"}


def test_without_a_script_the_page_leads_to_all_cases(tree: Path) -> None:
    (page,) = compare(View(build.load(tree, TODAY)[0], "km", TODAY))
    assert '<noscript><p>' in page.body
    assert 'href="../cases/"' in page.body.split("<noscript>")[1]


def test_text_cannot_leave_its_script(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files rely on no check."""
    monkeypatch.setattr("builder.judge.CHECKS", ())
    monkeypatch.setattr("builder.judge.TEXT_CHECKS", ())
    file = tree / "cases/kh/village-library/index.en.md"
    file.write_text(file.read_text("utf-8").replace("One village", "</script>\\u2028<b>"), "utf-8")
    data = files(build.load(tree, TODAY)[0])["compare/en/kh-village-library.js"]
    assert data["cells"]["where"][1] == ["</script>\u2028<b>"]
