"""For one comment on a pull request: a summary by file, the most serious first.

Words of a case stay words. Whatever could be markup is written as a character reference, and a character that begins a mention, a reference
or an address is parted from what follows by a space of no width: GitHub and GitLab look for these in what they have rendered.
"""

from __future__ import annotations

import re

from builder.problems import Problem
from builder.reporters.report import Report, by_weight

LIMIT = 60_000  # characters of a comment; GitHub takes 65,536
LONGEST = 1000  # characters of one text in it
MARKUP = re.compile(r"[\\`*_{}\[\]<>|&@#!$%~^]|:(?=\S)|(?<=www)\.|(?<=gh)-(?=\d)", re.IGNORECASE)
BEGINS = "&@#!$%~^:.-"  # @name, #1, GH-1, and of GitLab !1, $1, %1, ~label, ^alert, &1; http://, www.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # controls, also of direction


def text(report: Report) -> str:
    """Return Markdown of at most LIMIT characters."""
    files: dict[str, list[str]] = {}
    shown, room = 0, LIMIT - 2 * LONGEST  # for the first line and the last
    for problem in by_weight(report.shown()):
        entry, heading = _entry(report, problem), f"### {_code(problem.path)}\n\n"
        room -= len(entry) + 1 + (0 if problem.path in files else len(heading) + 1)
        if room < 0:
            break
        files.setdefault(problem.path, [heading]).append(f"{entry}\n")
        shown += 1
    more = len(report.shown()) - shown
    last = [escape(report.text("and_more", count=more))] if more else []
    return "\n".join([f"{escape(report.summary())}\n", *("".join(parts) for parts in files.values()), *last])


def _entry(report: Report, problem: Problem) -> str:
    words, position, address = report.words(problem), problem.position, report.help(problem.code)
    code = f"[{problem.code}]({address})" if "://" in address else problem.code
    place = f"- **{escape(words.severity)} {code}** {position.line}:{position.column} {escape(words.reason)}"
    return f"{place}\\\n  → {escape(words.repair)}{_block(words.lines)}"


def _block(lines: str) -> str:
    """Return lines as a block of code, which shows them as they are."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", lines)), default=0))
    return "".join(f"\n  {line}" for line in ("", fence, *UNSEEN.sub("�", lines).split("\n"), fence)) if lines else ""


def escape(text: str) -> str:
    """Return a text as one line of Markdown that shows it and does nothing else."""
    line = " ".join(UNSEEN.sub("�", text[:LONGEST]).split())
    return MARKUP.sub(lambda found: f"&#{ord(found[0])};{'&#8203;' if found[0] in BEGINS else ''}", line)


def _code(path: str) -> str:
    """Return a path, printable ASCII by source.py, as code, which is neither markup nor a reference."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", path)), default=0))
    return f"{fence} {path} {fence}"
