"""`briefings templates`: copies of the package's templates, and how they differ from it."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from article_briefings.cli._common import (
    RootOption,
    inert,
    say,
    site_settings,
    usage,
    writing,
)

if TYPE_CHECKING:
    from article_briefings.input import History
    from article_briefings.pages import TemplateCopy


def copy(
    name: Annotated[
        str, typer.Argument(help="The template, such as briefing.md.j2.", show_default=False)
    ],
    root: RootOption = Path(),
) -> None:
    """Copy a whole template of the package into your own templates.

    Its first line says which version it was copied from. A copy may stop working after an
    upgrade; `briefings templates diff` shows what to take over. To change a part only, fill a
    slot or replace a block: docs/own/look.md.

    Examples: `briefings templates copy topic.md.j2`,
    `briefings templates copy overrides/partials/colophon.html`
    """
    from article_briefings.models import did_you_mean
    from article_briefings.pages import Templates
    from article_briefings.site import Project

    names = Templates.copyable()
    if name not in names:
        hint = did_you_mean(name, names) or f"the templates are {', '.join(names)}"
        raise usage(f"there is no template “{name}”; {hint}")
    target = Project(site_settings(root)).own_templates / name
    if target.exists():
        raise usage(f"{target} exists; remove it first to copy the package's")
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Templates.copied(name), "utf-8")
    say(f"Wrote {target}. After an upgrade, run briefings templates diff.")


def diff(root: RootOption = Path()) -> None:
    """Show how your copies of templates, the package's, and what was copied differ.

    The package's text at the time of the copy comes from git, if the copy was committed before
    it was changed. Without it, the package's text is compared with yours.
    """
    from article_briefings.input import History
    from article_briefings.pages import Templates
    from article_briefings.site import Project

    project = Project(site_settings(root))
    copies = Templates(project.templates).copies()
    for found in copies:
        typer.echo(inert("\n".join(_compared(found, project.root, History(project.root)))))
    if not copies:
        say("There are no copies of templates.")


def _compared(copy: "TemplateCopy", root: Path, history: "History") -> Iterator[str]:
    """Yield the lines about one copy."""
    mine = copy.path.relative_to(root).as_posix() if copy.path.is_relative_to(root) else copy.name
    ours = f"{copy.name} of the package"
    origin: str | None = copy.ours
    if not copy.ours:
        yield f"{mine}: the package no longer has {copy.name}; it was copied from {copy.version}."
    elif copy.stale:
        yield f"{mine}: the package's template has changed since {copy.version}."
        data = history.version_that(mine, copy.is_origin)
        origin = data.decode("utf-8", "replace").partition("\n")[2] if data else None
    else:
        yield f"{mine}: the package's template is as you copied it."
    if origin is None:
        yield "Git does not have the copy as it was made: the package's is compared with yours."
        yield from _changes(copy.ours, copy.text, ours, mine)
        return
    was = f"{copy.name} as copied"
    yield from _changes(origin, copy.ours, was, ours)
    yield from _changes(origin, copy.text, was, mine)


def _changes(before: str, after: str, old: str, new: str) -> Iterator[str]:
    return unified_diff(before.splitlines(), after.splitlines(), old, new, lineterm="")
