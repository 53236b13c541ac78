"""`python -m generator` is the command `briefings`."""

from generator.cli import run

run()
