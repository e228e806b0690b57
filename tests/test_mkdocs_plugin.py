"""The adapter to MkDocs: what it still has to work around."""

import subprocess
import sys

from builder.model import Reference
from builder.yaml_text import parse
from tests.conftest import ROOT


def test_static_i18n_still_refuses_three_letters() -> None:
    """When this fails, static-i18n takes `fil` and `tet` by itself: delete LocalesPlugin and its line in mkdocs.yml."""
    code = "from mkdocs_static_i18n.config import RE_LOCALE; raise SystemExit(bool(RE_LOCALE.match('fil')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_languages_of_mkdocs_are_those_of_the_schema(reference: Reference) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV ", "")
    plugins = parse(text).data["plugins"]
    languages = next(p["i18n"] for p in plugins if isinstance(p, dict) and "i18n" in p)["languages"]
    assert [(x["locale"], x["name"]) for x in languages] == [(x.code, x.name) for x in reference.languages.values()]
    assert [x["locale"] for x in languages if x.get("default")] == ["en"]
