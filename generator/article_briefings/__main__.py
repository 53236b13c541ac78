"""`python -m article_briefings` is the command `briefings`."""

from article_briefings.cli import run

run()
