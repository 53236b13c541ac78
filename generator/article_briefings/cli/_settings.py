"""Upgrades `mkdocs.yml` from the settings of earlier versions of the program.

Each step changes the text only where an old setting is, so all steps can be applied to any file,
again and again. Comments, tags such as `!ENV` and everything else stay as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from posixpath import normpath

import yaml

PLACEHOLDER = "your-organisation"
_PLUGIN = ("plugins", "briefings")
Key = tuple[str, ...]
"""The names that lead to a setting; an item of a list is found by the name that it has."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the settings; its number in `STEPS` never changes."""

    change: str
    """What it does, for the owner."""
    apply: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings after all steps; `problem` says why they cannot be read."""

    text: str
    changes: tuple[str, ...] = ()
    problem: str = ""


def migrate_settings(text: str) -> Settings:
    """Apply every step to the text of `mkdocs.yml`."""
    changes = []
    new = text
    try:
        for step in STEPS.values():
            before, new = new, step.apply(new)
            if new != before:
                changes.append(step.change)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        return Settings(text, problem=f"it is not well-formed YAML{where}")
    return Settings(new, tuple(changes))


# --- finding and changing a setting ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    parent: yaml.MappingNode
    key: yaml.Node
    value: yaml.Node


def _entries(node: yaml.Node | None, key: Key) -> Iterator[_Entry]:
    """Yield the entries from the top of the file to a setting; fewer if it is not there."""
    if isinstance(node, yaml.SequenceNode):
        inner = (item for item in node.value if isinstance(item, yaml.MappingNode))
        node = next((item for item in inner if item.value[0][0].value == key[0]), None)
    if isinstance(node, yaml.MappingNode) and key:
        for name, value in node.value:
            if name.value == key[0]:
                yield _Entry(node, name, value)
                yield from _entries(value, key[1:])


def _path(text: str, key: Key) -> list[_Entry]:
    """Return the entries that lead to a setting; empty if the file does not have it."""
    found = list(_entries(yaml.compose(text, Loader=yaml.SafeLoader), key))
    return found if len(found) == len(key) else []


def _value(text: str, key: Key) -> str | None:
    """Return the value of a setting, if it is a scalar."""
    path = _path(text, key)
    node = path[-1].value if path else None
    return str(node.value) if isinstance(node, yaml.ScalarNode) else None


def _folder(text: str, key: Key) -> str:
    """Return the folder that a setting names, relative to the settings, in its shortest form."""
    return normpath(_value(text, key) or ".")


def without(text: str, key: Key) -> str:
    """Remove a setting, and what would be empty then; a comment beside it gets its own line."""
    path = _path(text, key)
    if not path:
        return text
    entry = path[-1]
    if len(entry.parent.value) == 1 and len(path) > 1 and key[:-1] != _PLUGIN:
        return without(text, key[:-1])
    start, end = entry.key.start_mark.index, entry.value.end_mark.index
    if entry.parent.flow_style:
        return _without_item(text, start, end)
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end) + 1 or len(text)
    comment = text[end:stop].strip()
    left = f"{text[begin:start]}{comment}\n" if comment else ""
    return text[:begin] + left + text[stop:]


def _without_item(text: str, start: int, end: int) -> str:
    """Remove an entry of a mapping in braces, with the comma after it or before it."""
    after = len(text[end:]) - len(text[end:].lstrip(", \t"))
    if "," in text[end : end + after]:
        return text[:start] + text[end + after :]
    return text[:start].rstrip(", \t") + text[end:]


# --- the steps -----------------------------------------------------------------------------------


def _without_frame(text: str) -> str:
    key = ("theme", "custom_dir")
    return without(text, key) if _folder(text, key) == "templates/overrides" else text


def _without_edit_path(text: str) -> str:
    return (
        without(text, ("edit_uri",)) if _value(text, ("edit_uri",)) == "edit/main/docs/" else text
    )


def _without_usual_folder(text: str) -> str:
    key = (*_PLUGIN, "templates")
    return without(text, key) if _folder(text, key) == "templates" else text


def _without_placeholders(text: str) -> str:
    for name in ("site_url", "repo_url"):
        for entry in _path(text, (name,)):
            inner = entry.value.value if isinstance(entry.value, yaml.SequenceNode) else []
            for node in (entry.value, *inner):
                if isinstance(node, yaml.ScalarNode) and PLACEHOLDER in node.value:
                    text = text[: node.start_mark.index] + '""' + text[node.end_mark.index :]
    return text


STEPS = {
    1: Step("without custom_dir, for the plugin adds its frame itself", _without_frame),
    2: Step("without edit_uri, which follows from repo_url and branch", _without_edit_path),
    3: Step("without templates, whose value was the default", _without_usual_folder),
    4: Step("without addresses that nobody has filled in", _without_placeholders),
}
"""By number, in the order in which they are applied. A new version of the program adds its own."""
