"""Bytes of a file -> front matter -> schema -> checks: nothing raises, every problem has words. Run: make fuzz"""

import datetime
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["builder", "frontmatter"]):
    from builder import messages, vocabulary
    from builder.judge import judge
    from builder.problems import Problem
    from builder.schema import Schemas
    from builder.source import SourceFolder, decode

ROOT = Path(__file__).parents[2]
REFERENCE = vocabulary.load(ROOT)
SCHEMAS = Schemas(ROOT, REFERENCE)


def one(data: bytes) -> None:
    source = decode(data, "cases/kh/village-library/index.en.md", "kh/village-library", "en")
    problems = (source,) if isinstance(source, Problem) else judge(SourceFolder("kh/village-library", (source,), {}), REFERENCE, SCHEMAS, datetime.date(2026, 11, 24)).problems
    for problem in problems:
        messages.words(problem, REFERENCE, "en")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
