"""`briefings templates`: copies of the package's templates, and how they differ from it."""

from pathlib import Path
from typing import Annotated

import typer

from article_briefings.cli._common import (
    RootOption,
    inert,
    say,
    site_settings,
    usage,
    writing,
)


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
    from article_briefings.cli._template_copies import copied_text, copyable
    from article_briefings.models import did_you_mean
    from article_briefings.site import Project

    names = copyable()
    if name not in names:
        hint = did_you_mean(name, names) or f"the templates are {', '.join(names)}"
        raise usage(f"there is no template “{name}”; {hint}")
    target = Project(site_settings(root)).own_templates / name
    if target.exists():
        raise usage(f"{target} exists; remove it first to copy the package's")
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(copied_text(name), "utf-8")
    say(f"Wrote {target}. After an upgrade, run briefings templates diff.")


def diff(root: RootOption = Path()) -> None:
    """Show how your copies of templates, the package's, and what was copied differ.

    The package's text at the time of the copy comes from git, if the copy was committed before
    it was changed. Without it, the package's text is compared with yours.
    """
    from article_briefings.cli._template_copies import template_copies
    from article_briefings.input import History
    from article_briefings.site import Project

    project = Project(site_settings(root))
    history = History(project.root)
    copies = template_copies(project.templates)
    for found in copies:
        typer.echo(inert("\n".join(found.compared(project.root, history.version_that))))
    if not copies:
        say("There are no copies of templates.")
