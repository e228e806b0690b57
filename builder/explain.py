"""The rule behind every code, collected from the docstrings of the checks and the RULES of the earlier stages."""

from __future__ import annotations

import inspect

from builder import frontmatter, schema, source, yaml_text
from builder.checks import CHECKS, TEXT_CHECKS


def rules() -> dict[str, str]:
    """Return the text of each rule by its code."""
    found = {code: text for module in (source, frontmatter, yaml_text, schema) for code, text in module.RULES.items()}
    for check in (*TEXT_CHECKS, *CHECKS):
        code, _, text = (inspect.getdoc(check) or "").partition(": ")
        found[code] = text
    return found
