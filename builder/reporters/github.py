"""For GitHub Actions: workflow commands, the most serious first, since only ten are shown a step.

Form: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from builder.reporters.report import LEVELS, Report, by_weight


def text(report: Report) -> str:
    """Return one workflow command a problem."""
    commands = []
    for problem in by_weight(report.problems):
        words, position = report.words(problem), problem.position
        place = f"file={_property(problem.path)},line={position.line},col={position.column},endColumn={position.column + position.width}"
        said = f"{words.reason} {words.repair} {report.text('learn_more')} {report.help(problem.code)}"
        commands.append(f"::{LEVELS[problem.severity]} {place},title={_property(problem.code)}::{_data(said)}")
    return "\n".join(commands)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
