"""What needs more than `make test` installs: `make audit` runs it."""
