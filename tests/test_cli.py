"""The command `kb`: what it says and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.model import Reference

CASE = "cases/kh/village-library/index.en.md"


def kb(root: Path, *arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "--today", "2026-11-24", *arguments], input=stdin)


def test_check_clean(tree: Path) -> None:
    result = kb(tree, "check")
    assert result.exit_code == 0
    assert result.output == "Cases without an error: 1. Errors: 0. Warnings: 0. Hints: 0.\nThere is no error; nothing has to be changed before this is sent.\n"


def test_check_formats(tree: Path) -> None:
    file = tree / CASE
    file.write_text(file.read_text("utf-8").replace('status: "published"', 'status: "publishd"'), "utf-8")
    human = kb(tree, "check")
    assert human.exit_code == 1
    assert f"{CASE}:8:9: error KB204" in human.output
    assert "Did you mean “published”?" in human.output
    entries = json.loads(kb(tree, "check", "--format", "json").output)
    assert [(e["code"], e["line"]) for e in entries["problems"]] == [("KB204", 8)]
    assert kb(tree, "check", "--format", "github").output.startswith(f"::error file={CASE},line=8,col=9,endColumn=19,title=KB204::")
    assert kb(tree, "check", "cases/th").exit_code == 0


def test_check_of_a_folder_that_is_no_knowledge_base(tmp_path: Path) -> None:
    result = kb(tmp_path, "check")
    assert result.exit_code == 2
    assert "languages.yml" in result.output


def test_explain(tree: Path) -> None:
    assert "listed under `sources`" in kb(tree, "explain", "kb401").output
    assert len(kb(tree, "explain").output.splitlines()) > 30
    assert kb(tree, "explain", "KB999").exit_code == 2


@pytest.mark.parametrize(("country", "language", "title"), [("KH", "km", "បណ្ណាល័យភូមិ"), ("vn", "vi", "Đọc sách ở làng"), ("ASEAN", "en", "Shared shelves")])
def test_new_writes_a_valid_draft(tree: Path, country: str, language: str, title: str) -> None:
    result = kb(tree, "new", stdin=f"{country}\n{title}\n{language}\nb\n")
    assert result.exit_code == 0, result.output
    assert kb(tree, "check").exit_code == 0
    assert kb(tree, "fmt", "--check").output == f"{CASE}\n"  # the draft is in the form, the case of the corpus is not
    assert kb(tree, "new", "--country", country, "--title", title, "--language", language, "--area", "B").exit_code == 1


@pytest.mark.parametrize(("country", "language", "area"), [("FR", "en", "A"), ("KH", "fr", "A"), ("KH", "en", "H")])
def test_new_refuses_plainly(tree: Path, country: str, language: str, area: str) -> None:
    result = kb(tree, "new", "--country", country, "--title", "Title", "--language", language, "--area", area)
    assert result.exit_code == 1
    assert "Use " in result.output


FIGURE = ["indicator=rural-population", "value=60.3", "year=2021", "dataset=A", "publisher=B", "url=https://example.org/a", "licence=CC-BY-4.0"]


def test_a_figure_is_added(tree: Path) -> None:
    asked = kb(tree, "figure", "kh", *FIGURE, stdin="2026-11-20\n\n\n\n")
    assert asked.exit_code == 0, asked.output
    assert "The day on which it was read; such as 2026-11-24" in asked.output
    assert kb(tree, "figure", "KH", *FIGURE[:2], "year=2020", *FIGURE[3:], "accessed=2026-11-20", "edition=", "language=", "note=Of a census").exit_code == 0
    text = (tree / "statistics/kh.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server:")
    assert text.endswith('    accessed: "2026-11-20"\n    note: "Of a census"\n')
    assert kb(tree, "check").exit_code == 0
    assert kb(tree, "fmt", "--check", "statistics").output == ""


@pytest.mark.parametrize(
    ("answers", "told"),
    [(["kh", "year=21"], "KB205"), (["kh", "value=101"], "KB210"), (["fr"], "Use one of"), (["kh", "sum=1"], "is no field of a figure")],
)
def test_a_figure_that_is_not_sound_is_not_added(tree: Path, answers: list[str], told: str) -> None:
    result = kb(tree, "figure", answers[0], *FIGURE, "accessed=2026-11-20", "edition=", "language=", "note=", *answers[1:])
    assert result.exit_code == 1
    assert told in result.output
    assert not (tree / "statistics/kh.yml").exists()


def test_fix(tree: Path) -> None:
    file = tree / CASE
    good = file.read_bytes()
    file.write_bytes(good.replace(b'"published"', b"Published").replace(b"\n", b"\r\n"))
    broken = file.read_bytes()
    kb(tree, "check", "--fix", "cases/th")
    assert file.read_bytes() == broken
    result = kb(tree, "check", "--fix", str(file))
    assert result.exit_code == 0
    assert result.stderr == f"{CASE}: repaired: line ends; codes written as in the list.\n"
    assert result.stdout.startswith("Cases without an error: 1. Errors: 0.")
    assert file.read_bytes() == good
    assert kb(tree, "check", "--fix").stderr == ""
    file.write_bytes(good.replace(b'"published"', b'"publishd"').replace(b'start: "2019"', b"start: 2019"))
    left = kb(tree, "check", "--fix")
    assert left.exit_code == 1
    assert left.stderr == f"{CASE}: repaired: quotation marks around numbers, dates and words like NO.\n"
    assert "KB204" in left.stdout
    assert "KB203" not in left.stdout
    assert kb(tree, "check", "--fix", "--lang", "xx").exit_code == 2


def test_fmt(tree: Path) -> None:
    file = tree / CASE
    file.chmod(0o640)
    before = file.read_bytes()
    listed = kb(tree, "fmt", "--check")
    assert (listed.exit_code, listed.output, file.read_bytes()) == (1, f"{CASE}\n", before)
    assert kb(tree, "fmt", "cases/th").output == ""
    assert kb(tree, "fmt", str(file)).output == f"{CASE}\n"
    assert b'\nareas:\n  - "B"\n  - "E"\n' in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o640
    assert (kb(tree, "fmt", "--check").exit_code, kb(tree, "fmt").output, kb(tree, "check").exit_code) == (0, "", 0)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert kb(tree, "fmt", "--check").output == f"{CASE}\n"
    file.write_text("---\n: :\n", "utf-8")
    refused = kb(tree, "fmt")
    assert (refused.exit_code, file.read_text("utf-8")) == (1, "---\n: :\n")
    assert "`kb check` says why" in refused.output
    assert [p.name for p in file.parent.iterdir()] == ["index.en.md"]


def test_search(tree: Path) -> None:
    result = kb(tree, "search", "books at home")
    assert result.exit_code == 0
    assert "en/cases/kh/village-library/" in result.output
    found = json.loads(kb(tree, "search", "lend without deposit", "--json").output)
    assert found["cases"][0]["hits"][0]["id"] == "kh-village-library#lend-freely"
    assert found["counts"]["area"] == {"B": 1, "E": 1}
    assert json.loads(kb(tree, "search", "books", "--json", "--area", "g").output)["total"] == 0
    assert json.loads(kb(tree, "search", "books", "--json", "--area", "b", "--country", "kh", "--language", "en").output)["total"] > 0
    assert kb(tree, "search", "books", "--lang", "xx").exit_code == 2


def test_pages_and_stats(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("pages")
    assert kb(tree, "pages", "--out", str(out)).exit_code == 0
    assert (out / "en/cases/kh/village-library/index.md").is_file()
    assert kb(tree, "pages", "--out", str(out)).exit_code == 2
    assert "published cases 1, translations 0, lessons 1" in kb(tree, "stats").output


def test_export_for_opensearch(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("opensearch")
    assert kb(tree, "export", "opensearch", str(out), "--lang", "en", "--lang", "km").output == f"4 files written to {out}\n"
    assert sorted(path.name for path in out.iterdir()) == ["en.0001.ndjson", "en.mapping.json", "km.0001.ndjson", "km.mapping.json"]
    again = kb(tree, "export", "opensearch", str(out))
    assert (again.exit_code, again.stderr) == (2, f"kb: {out} is not empty.\n")
    assert kb(tree, "export", "opensearch", str(out / "new"), "--lang", "xx").exit_code == 2


def test_a_request_to_opensearch(tree: Path) -> None:
    request = json.loads(kb(tree, "export", "query", "books", "--lang", "en", "--area", "b", "--limit", "3").output)
    assert request["size"] == 3
    assert request["query"]["bool"]["filter"] == [{"terms": {"area": ["B"]}}]
    assert kb(tree, "export", "query", "books", "--lang", "xx").exit_code == 2
    many = kb(tree, "export", "query", " ".join(f"word{n}" for n in range(200)))
    assert many.exit_code == 1
    assert "fewer words" in many.stderr


def test_help_names_every_command() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    for command in ("check", "fmt", "explain", "new", "figure", "site", "serve", "search", "pages", "export", "accept", "stats"):
        assert f"\n  {command} " in output
        assert CliRunner().invoke(main, [command, "--help"]).exit_code == 0


def test_check_standard_input(tree: Path) -> None:
    text = (tree / CASE).read_text("utf-8")
    clean = kb(tree, "check", "-", stdin=text)
    assert clean.exit_code == 0, clean.output
    broken = kb(tree, "check", "-", stdin=text.replace('status: "published"', 'status: "publishd"'))
    assert broken.exit_code == 1
    assert "-:8:9: error KB204" in broken.output
    assert 'status: "publishd"' in broken.output


@pytest.mark.parametrize("data", ["", "---", "no head", "---\n: :\n---\n", "\0", "---\nid: x\n---\n", "x" * 300_000])
def test_check_standard_input_never_fails(tree: Path, data: str) -> None:
    result = kb(tree, "check", "-", stdin=data)
    assert result.exit_code == 1
    assert re.search(r"^-:\d+:\d+: error KB\d{3}$", result.output, re.MULTILINE)


def test_check_in_other_languages_names_the_same_places(tree: Path, reference: Reference) -> None:
    file = tree / CASE
    file.write_text(file.read_text("utf-8").replace('status: "published"', 'status: "publishd"'), "utf-8")
    for language in reference.languages:
        said = json.loads(kb(tree, "check", "--lang", language, "--format", "json").output)
        assert [(p["code"], p["line"], p["column"]) for p in said["problems"]] == [("KB204", 8, 9)], language
    assert kb(tree, "check", "--lang", "xx").exit_code == 2


def test_the_line_that_is_shown_is_the_line_that_is_named(tree: Path) -> None:
    file = tree / CASE
    text = file.read_text("utf-8").replace("Children had", "A\u2028b\u2029c.\n\nChildren <b>had</b>")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    number = text.split("Children <b>")[0].count("\n") + 3  # both separators are ends of a line
    for told in (kb(tree, "check").output, kb(tree, "check", "-", stdin=file.read_bytes()).output):
        assert f":{number}:10: error KB503" in told
        assert f"     {number} | Children <b>had</b>" in told


def test_a_path_that_is_none_is_no_clean_path(tree: Path) -> None:
    for command in ("check", "fmt"):
        result = kb(tree, command, "cases/kh/nothing")
        assert result.exit_code == 2
        assert "There is no file or folder “cases/kh/nothing”" in result.output


def test_help_is_on_the_site_when_its_address_is_known(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tree / CASE
    file.write_text(file.read_text("utf-8").replace("published", "publishd", 1), "utf-8")
    assert "docs/checks.md#kb204" in kb(tree, "check").output
    monkeypatch.setenv("KB_SITE_URL", "https://example.org/kb/")
    assert "https://example.org/kb/th/contribute/checks/#kb204" in kb(tree, "check", "--lang", "th").output
