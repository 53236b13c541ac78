"""`briefings plugins`."""

import typer

from article_briefings.cli._common import PROBLEMS, count, say
from article_briefings.cli._completion import NAMES
from article_briefings.diagnostics import Plugin


def list_plugins() -> None:
    """List what other packages add: exporters, importers, drafters, rules and reporters.

    Each is loaded; one that cannot be used is listed with the reason, and the exit code is then 1.
    docs/own/programs.md says how to write one.
    """
    found = [one for door in Plugin.DOORS for one in Plugin.all(door, NAMES[door])]
    if not found:
        say("No package of others was found.")
        return
    problems = 0
    for one in found:
        say(f"{one.door:<9}  {one.name:<20}  {one.package}")
        if problem := _problem(one):
            problems += 1
            say(f"  problem: {problem}")
    if problems:
        say(f"{count(problems, 'problem')}.", err=True)
        raise typer.Exit(PROBLEMS)


def _problem(one: Plugin) -> str:
    """Why a plugin cannot be used; empty if it can."""
    try:
        if one.door == "exporters" and not one.problem:
            from article_briefings.exporting import exporter

            exporter(one.name)
        else:
            one.load()
    except Plugin.Problem as problem:
        return str(problem)
    return ""
