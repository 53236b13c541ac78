"""`briefings languages`."""

from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import RootOption, say, stop_on, usage, writing


def languages(
    tag: Annotated[
        str | None,
        typer.Argument(
            help="A language to translate the words into, as theme.language names it, such as fr.",
            metavar="LANGUAGE",
            show_default=False,
        ),
    ] = None,
    root: RootOption = Path(),
) -> None:
    """List the languages of the site's own words, or write a file to translate them.

    `briefings languages fr` writes `locale/fr.po`, or adds new messages to it: what is translated
    stays. Messages without a translation stay English.
    """
    from article_briefings.language import Catalogues, Language

    if tag is not None:
        _write(tag, root)
    for name in [tag] if tag else Catalogues(root).tags():
        done, total = _counts(name, root)
        share = 100 * done // total
        say(f"{name:<8} {Language(name).name:<24} {share:>3} %  {done} of {total} messages")


def _write(tag: str, root: Path) -> None:
    from article_briefings.language import Catalogues, Language

    if Language(tag).name == tag or not tag.split("-")[0].islower():
        raise usage(f"there is no language “{tag}”; write a tag such as fr, pt-BR or zh-Hant")
    path = root / "locale" / f"{tag}.po"
    if path.is_file():
        _counts(tag, root)  # a file with problems is not written over
    with writing(path):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(Catalogues(root).to_translate(tag))
    say(f"Wrote {path}.")


def _counts(tag: str, root: Path) -> tuple[int, int]:
    """How many messages are translated; exit if the project's catalogue has problems."""
    from article_briefings.language import Catalogues

    stop_on(Catalogues(root).read(tag)[1])
    return Catalogues(root).completeness(tag)
