"""The command `kb`: a thin adapter over verdict.py and build.py. Only this package prints and sets exit codes.

Exit codes: 0 clean, 1 problems in the content, 2 failure of the tool.
"""

from builder.cli.group import main

__all__ = ["main"]
