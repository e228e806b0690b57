"""The rule behind every code, collected from the docstrings of the checks and the RULES of the earlier stages."""

from __future__ import annotations

import inspect

from builder import frontmatter, schema, source, workers, yaml_text
from builder.checks import ACROSS, CHECKS, COMPARISONS, DATA_CHECKS, TEXT_CHECKS
from builder.model import Reference


def rules(reference: Reference | None = None, language: str = "en") -> dict[str, str]:
    """Return the text of each rule by its code; in other languages than English it comes from schema/messages."""
    found = {code: text for module in (source, frontmatter, yaml_text, schema, workers) for code, text in module.RULES.items()}
    for check in (*TEXT_CHECKS, *CHECKS, *COMPARISONS, *DATA_CHECKS, *ACROSS):
        code, _, text = (inspect.getdoc(check) or "").partition(": ")
        found[code] = " ".join(text.split())
    if reference and language != "en":
        found = {code: reference.messages[language].get(f"{code}.rule", text) for code, text in found.items()}
    return found


def markdown(reference: Reference) -> str:
    """Return docs/checks.md: every rule, with its example."""
    lines = ["# What the checker says", "", "Made by `kb explain --markdown` from the checks themselves and schema/examples.yml; do not edit it by hand."]
    for code, rule in sorted(rules().items()):
        lines += ["", f"## {code}", "", rule.replace("<", "\\<")]
        example = reference.examples.get(code)
        for label, text in (("Wrong", example.bad), ("Right", example.good)) if example else ():
            lines += ["", f"{label}:", "", "````", text.rstrip("\n"), "````"]
    return "\n".join(lines) + "\n"
