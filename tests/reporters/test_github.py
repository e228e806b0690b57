"""Workflow commands of GitHub Actions."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from builder.problems import Severity
from builder.reporters import Report, github


def test_the_most_serious_come_first_since_ten_are_shown(broken: Report) -> None:
    levels = [command.split(" ")[0] for command in github.text(broken).splitlines()]
    assert levels == ["::error"] * 4 + ["::warning", "::notice", "::notice"]


@given(st.text())
def test_words_of_a_case_are_no_command(saying: Callable[..., Report], word: str) -> None:
    for words in (word, f"\n::error::{word}", f"%0A::{word}\r::stop-commands::"):
        commands = github.text(saying(words)).replace("\r", "\n").split("\n")
        assert len(commands) == 1
        assert commands[0].startswith("::error file=cases/kh/village-library/index.en.md,line=1,col=1,endColumn=3,title=KB204::“")
    assert "100%25" in github.text(saying("100%"))


def test_a_name_is_no_property(saying: Callable[..., Report]) -> None:
    command = github.text(saying("x", path="cases/a,line=9::b.jpg", severity=Severity.NOTE))
    assert command.startswith("::notice file=cases/a%2Cline=9%3A%3Ab.jpg,line=1,")
