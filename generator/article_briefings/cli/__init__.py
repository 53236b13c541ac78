"""The command `briefings`: one function a command.

Exit codes: 0 where all is well, 1 where the input has problems, 2 where the
command was called in a way that it does not understand or with what it cannot
read or write, 70 where the program crashed, 74 where the system refused
something on the way, such as room on the disk.
"""

from article_briefings.cli._app import app, run

__all__ = ["app", "run"]
