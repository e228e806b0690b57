"""The characters of a text: nothing unseen in it, nothing that looks like something else, nothing that git left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from builder import unicode_text
from builder.catalogue import CaseFolder
from builder.checks.world import World, at_value
from builder.model import Reference
from builder.problems import Position, Problem, Severity, clip, place, problem
from builder.source import SourceFile

MAX_PLACES = 20  # of one kind in a file: more would help nobody
ODD = {
    "direction": ("KB012.direction", Severity.ERROR),
    "hiding": ("KB012.hiding", Severity.ERROR),
    "private": ("KB012.private", Severity.ERROR),
    "unknown": ("KB012.unknown", Severity.ERROR),
    "new": ("KB012.unknown", Severity.WARNING),
    "invisible": ("KB012.invisible", Severity.WARNING),
}
CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>)(?: .*)?$", re.MULTILINE)  # ======= alone may underline a heading
SPACE = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"  # spaces that YAML and Markdown take for letters
SPACES = frozenset(c for c in map(chr, range(0xA0, 0x3001)) if re.match(f"[{SPACE}]", c))
ODD_SPACE = re.compile(f"[{SPACE}]+")
STRUCTURE = re.compile(f"[ {SPACE}]*(?:---[ {SPACE}]*$|(?:-[ {SPACE}]+)?(?:[A-Za-z_]+[ {SPACE}]*:[ {SPACE}]*)?)")
BEGINNING = re.compile(f"^ *(?:#{{1,6}}|[-*+])[{SPACE}]+")  # of a heading or an entry of a list
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|'[^']*'?")
NEVER_ADDED = frozenset("\n\t \xa0")  # what YAML itself makes of folded lines and of \n, \t and \_


def no_conflict_markers(source: SourceFile, _: Reference) -> Iterator[Problem]:
    """KB015: The text has no marks that git sets where two changes could not be joined."""
    marks = list(CONFLICT.finditer(source.text)) if "<<<<<<<" in source.text or ">>>>>>>" in source.text else []
    begun = [m for m in marks if m[0][0] == "<"]
    for mark in islice(begun or marks, MAX_PLACES):
        yield problem(source.path, place(source.text, mark.start(), 7), "KB015.conflict")


def no_hidden_characters(source: SourceFile, _: Reference) -> Iterator[Problem]:
    """KB012: The text has no characters that are unseen or that other computers cannot show, but for those that a spelling or an emoji needs."""
    for odd in unicode_text.odd_characters(source.text):
        message, severity = ODD[odd.kind]
        values = {"character": odd.character, "count": odd.count}
        yield problem(source.path, place(source.text, odd.start, odd.width), message, values, severity)


def letters_are_of_one_alphabet(source: SourceFile, _: Reference) -> Iterator[Problem]:
    """KB014: The letters of a word are of one alphabet, and plain. A letter that only looks Latin misleads readers and the search."""
    for start, word, letter, plain in islice(unicode_text.disguised(source.text), MAX_PLACES):
        styled = unicode_text.is_styled(letter)
        message, severity = ("KB014.styled", Severity.WARNING) if styled else ("KB014.mixed", Severity.ERROR)
        values = {"word": clip(word), "letter": letter}
        yield problem(source.path, place(source.text, start, len(word)), message, values, severity, clip(plain))


def letters_are_composed(source: SourceFile, _: Reference) -> Iterator[Problem]:
    """KB011: A letter with its accent is one character (Unicode Normalization Form C), and no letter carries more than 30 marks."""
    stacked = unicode_text.stacked(source.text)
    if stacked:
        yield problem(source.path, place(source.text, *stacked), "KB011.stacked", {"limit": unicode_text.MAX_MARKS})
        return
    found = unicode_text.decomposed(source.text)
    if found:
        start, letter = found
        yield problem(source.path, place(source.text, start, len(letter)), "KB011.parts", {"letter": letter}, Severity.WARNING)


def spaces_and_line_ends(source: SourceFile, _: Reference) -> Iterator[Problem]:
    """KB013: Lines end with the Enter key, and beside the names of fields, the values, and the marks of headings and lists stand ordinary spaces."""
    if source.odd_end:
        yield problem(source.path, source.odd_end, "KB013.line_end", severity=Severity.WARNING)
    for number, line in islice(_with_odd_spaces(source.text), MAX_PLACES):
        yield problem(source.path, Position(number, line.start() + 1, len(line[0])), "KB013.space")


def no_written_out_characters(files: CaseFolder, _: World) -> Iterator[Problem]:
    """KB005: A text holds no invisible control characters, and no characters written as a code with a backslash.

    Such a character is in the data but nowhere in the text of the file, where the other rules look.
    """
    for document in files.documents:
        if "\\" not in document.source.text:
            continue
        written = set(document.source.text) | NEVER_ADDED
        for path, text in document.texts:
            added = sorted(set(text) - written)
            if added:
                yield at_value(document, path, "KB005.code", character=f"U+{ord(added[0]):04X}")


def _with_odd_spaces(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield, with the number of its line, the first special space of each line where one is no space to YAML or Markdown."""
    head = True
    for number, line in enumerate(text.split("\n") if SPACES & unicode_text.present(text) else (), 1):
        found = ODD_SPACE.search(_form(line) if head else "".join(BEGINNING.findall(line)))
        if found:
            yield number, found
        head = head and (number == 1 or line.strip() != "---")


def _form(line: str) -> str:
    """Return a line of the head without the texts in it, whose spaces are the writer's own; the places stay."""
    form = STRUCTURE.match(line)
    end = form.end() if form else 0
    value = line[end:]
    return line[:end] + (QUOTED.sub(lambda m: "x" * len(m[0]), value) if value.startswith(("'", '"', "[", "{")) else "")
