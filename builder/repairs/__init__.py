"""Every repair, in the order in which they are tried. A new one is a function here, and its words in schema/messages."""

from __future__ import annotations

from collections.abc import Callable

from builder.repairs import syntax, values
from builder.repairs.head import Known

__all__ = ["REPAIRS", "Known"]

REPAIRS: tuple[Callable[[str, Known], str], ...] = (
    syntax.line_ends,
    syntax.composed,
    syntax.no_break_spaces,
    syntax.tabs,
    syntax.smart_quotes,
    syntax.reserved_signs,
    values.quoted_text,
    values.codes,
    values.shared_facts,
)
