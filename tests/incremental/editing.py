"""Edits of a project, each chosen by a number: the same number, the same edit.

They go by what they find, so that any sequence of them can be made. Some leave
a project that cannot be built; later ones may mend it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.building import dump, note, write
from tests.small_site import article

Edit = Callable[[Path, int], None]
EDITS: dict[str, Edit] = {}
"""All edits by name."""


def edit(function: Edit) -> Edit:
    """Count a function among the edits."""
    EDITS[function.__name__] = function
    return function


@edit
def add_article(root: Path, number: int) -> None:
    """A new one, or an old one as it was."""
    folder, text, translation, fields = article(number % 9)
    write(root, f"briefings/articles/{folder}/source.txt", text)
    write(root, f"briefings/articles/{folder}/briefing.yml", fields)
    if translation:
        write(root, f"briefings/articles/{folder}/translation.txt", translation)


def briefing_of(root: Path, number: int) -> Path:
    """An article's file, of a few at least."""
    found = sorted(root.glob("briefings/articles/*/briefing.yml"))
    if len(found) < 3:
        add_article(root, number)
        found = sorted(root.glob("briefings/articles/*/briefing.yml"))
    return found[number % len(found)]


def actor_of(root: Path, number: int) -> Path:
    """An actor's file."""
    found = sorted((root / "briefings/actors").glob("*.yml"))
    return found[number % len(found)]


def note_of(root: Path, number: int) -> Path:
    """A background note's file."""
    if not (root / "briefings/background/rain.yml").exists():
        write(root, "briefings/background/rain.yml", note(title="Rain"))
    found = sorted((root / "briefings/background").glob("*.yml"))
    return found[number % len(found)]


def change(path: Path, alter: Callable[[Any], Any]) -> None:
    """Change a YAML file's value; one that is broken is left alone."""
    try:
        value = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        alter(value)
    except (yaml.YAMLError, KeyError):
        return
    write(path.parent, path.name, dump(value))


def change_claim(root: Path, number: int, **fields: Any) -> None:
    """Give one of a briefing's claims these fields."""

    def alter(value: Any) -> None:
        claims = value["claims"]
        claims[number % len(claims)].update(fields)

    change(briefing_of(root, number), alter)


def change_list(value: Any, number: int, own: tuple[str, ...], **more: Any) -> None:
    """Add an entry to topics or stories, take those out that were added, or change one."""
    if number % 4 == 1:
        value[f"more-{number % 3}"] = {"title": f"More {number}", **more}
    elif number % 4 == 2:
        for name in [name for name in value if name.startswith("more-")]:
            del value[name]
    else:
        value[own[number % len(own)]].update(title=f"Title {number}", **more)


def replace_all(root: Path, pattern: str, words: str) -> None:
    """Replace in all YAML files of the briefings."""
    for path in sorted((root / "briefings").rglob("*.yml")):
        text = path.read_text("utf-8")
        changed = re.sub(pattern, words, text, flags=re.MULTILINE)
        if changed != text:
            write(path.parent, path.name, changed)
