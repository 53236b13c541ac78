"""The command `briefings`: one function a command.

Exit codes: 0 if all is well, 1 if the input has problems, 2 if the arguments are
wrong or name a file that cannot be read or written, 70 if the program crashed,
74 if the system refused something, such as room on the disk.
"""

from article_briefings.cli._app import app, run

__all__ = ["app", "run"]
