"""Hints: what would make a case more useful. They never keep a case from being published, and are shown only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.problems import Problem, Severity

LONGEST_SENTENCE = 35  # words; plain-language guides advise 15 to 20 on average and none above 35
MEASURED = ("randomised", "quasi-experimental", "survey", "statistics")  # counts of the administration have no value before
SENTENCE_END = re.compile(r"[.!?;:]\s")


def lessons_say_when(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB801: A lesson says when it applies and what to do. This is a hint."""
    for document in files.originals:
        for index, lesson in enumerate(document.data.get("lessons", ())):
            for field in ("applies_when", "recommendation"):
                if field not in lesson:
                    yield at_value(document, ("lessons", index, "id"), f"KB801.{field}", Severity.NOTE, lesson=lesson["id"])


def results_have_baselines(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB802: A result that was measured by a study, not counted, gives the value before or without the practice. This is a hint."""
    for document in files.originals:
        for index, result in enumerate(document.data.get("results", ())):
            compared = "baseline" in result or "->" in result.get("value", "->")
            if result["method"] in MEASURED and not compared:
                yield at_value(document, ("results", index, "value"), "KB802.no_baseline", Severity.NOTE, result=result["id"])


def summary_is_plain(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB803: The sentences of a summary have at most 35 words. This is a hint."""
    for document in files.documents:
        for sentence in SENTENCE_END.split(document.data["summary"]):
            words = len(sentence.split())
            if words > LONGEST_SENTENCE:
                yield at_value(document, ("summary",), "KB803.long", Severity.NOTE, words=words, limit=LONGEST_SENTENCE)


def costs_are_given(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB804: A published case says what it cost, or in its text that this is not known. This is a hint."""
    for document in files.originals:
        if document.data["status"] == "published" and "costs" not in document.data:
            yield at_value(document, (), "KB804.no_costs", Severity.NOTE)


def nothing_is_left_open(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB209: No value is only dots: they stand for what the writer has to fill in."""
    for document in files.documents:
        for path, text in document.texts if "…" in document.source.text or "..." in document.source.text else ():
            if not text.strip(" .…"):
                yield at_value(document, path, "KB209.dots")
