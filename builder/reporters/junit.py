"""For every other continuous integration: JUnit XML, in the form that Jenkins reads (junit-10.xsd of its xUnit plugin).

One test case a problem, since Jenkins and GitLab show one failure a case; one that passes for every file without a problem. Both drop a
second case of the same name, and follow a case over time by its name: it has the words of the problem and no line number. What does not
keep a case from being published is "skipped": seen, but no failure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree

from builder.problems import Problem, Severity
from builder.reporters import human
from builder.reporters.report import Report

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # all but the Char of XML 1.0, section 2.2


def text(report: Report) -> str:
    """Return a document with one suite a file."""
    broken = {path: list(found) for path, found in groupby(sorted(report.shown(), key=lambda p: p.path), key=lambda p: p.path)}
    root = ElementTree.Element("testsuites", {"name": "kb check"})
    for path in sorted({*report.files, *broken}):
        root.append(_suite(report, path, broken.get(path, [])))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return document.decode()


def _suite(report: Report, path: str, problems: Sequence[Problem]) -> ElementTree.Element:
    failures = sum(problem.severity is Severity.ERROR for problem in problems)
    counts = {"tests": max(1, len(problems)), "failures": failures, "errors": 0, "skipped": len(problems) - failures}
    suite = ElementTree.Element("testsuite", {"name": path, **{name: str(count) for name, count in counts.items()}})
    if not problems:
        ElementTree.SubElement(suite, "testcase", {"classname": path, "name": "kb check"})
    seen: Counter[str] = Counter()
    for problem in problems:
        name = _allowed(f"{problem.code}: {report.words(problem).reason}")
        seen[name] += 1
        case = ElementTree.SubElement(suite, "testcase", {"classname": path, "name": f"{name} ({seen[name]})" if seen[name] > 1 else name})
        case.append(_outcome(report, problem))
    return suite


def _outcome(report: Report, problem: Problem) -> ElementTree.Element:
    tag = "failure" if problem.severity is Severity.ERROR else "skipped"
    outcome = ElementTree.Element(tag, {"type": problem.code, "message": _allowed(report.words(problem).reason)})
    outcome.text = _allowed(human.one(report, problem))
    return outcome


def _allowed(text: str) -> str:
    return FORBIDDEN.sub("�", text)
