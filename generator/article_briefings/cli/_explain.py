"""`briefings explain`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import RootOption, usage
from article_briefings.cli._completion import complete_code
from article_briefings.diagnostics import CODES, GROUPS


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            help="The code in brackets in a message. Without one, all codes are listed.",
            metavar="[CODE]",
            show_default=False,
            autocompletion=complete_code,
        ),
    ] = None,
    root: RootOption = Path(),
) -> None:
    """Explain a message by its code: what it means, why it matters, and how to fix it.

    Example: `briefings explain quote-not-found`. The site has the same texts
    under About → Messages of the checker.
    """
    if code is None:
        _list()
        return
    name = code.strip().strip("[]").lower()
    if name not in CODES:
        from article_briefings.check import did_you_mean

        hint = did_you_mean(name, CODES) or "briefings explain lists all codes"
        raise usage(f"there is no code “{code}”; {hint}")
    _show(name, root)


def _show(code: str, root: Path) -> None:
    from article_briefings.explanations import explanation
    from article_briefings.input import explanations_page

    page = explanations_page(root)
    text = explanation(code).plain(page).rstrip("\n")
    if page:
        text += f"\n\n{page}#{code}"
    if not sys.stdout.isatty():
        typer.echo(f"{code}\n\n{text}")
        return
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.text import Text

    console = Console(width=min(100, Console().width))
    console.print(Text(code, "bold"), end="\n\n")
    console.print(Markdown(text))


def _list() -> None:
    for number, (group, codes) in enumerate(GROUPS.items()):
        typer.echo(f"{chr(10) * (number > 0)}{group}")
        for code, meaning in codes.items():
            typer.echo(f"  {code:<22} {meaning}")
    typer.echo("\nTo explain one of them: briefings explain CODE")
