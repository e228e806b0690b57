"""`python -m builder` is the command `kb`."""

from builder.cli import main

main()
