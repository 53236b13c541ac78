"""Adds briefings to a site that uses MkDocs with Material.

`mkdocs.yml` is changed as a text, at the places where a YAML parser finds its lists: comments,
tags and the order of its settings stay. The result is read again, and not written if anything
differs but what was added.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from article_briefings.cli._common import say, site_settings, usage, writing
from article_briefings.cli._starter import EXAMPLE, Answers, requirement, starter_files, words_in
from article_briefings.cli._writing import write_all
from article_briefings.language import Catalogues

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

PREFIX = "briefings/"
_ENTRY: dict[str, object] = {"Briefings": f"{PREFIX}index.md"}
_BY_HAND = (
    "add to the plugins “briefings: {prefix: briefings/}”, and to the nav "
    "“Briefings: briefings/index.md”"
)


def join(folder: Path) -> None:
    """Add the plugin with a prefix and a nav entry to the settings of a site, and an example."""
    path = folder / "mkdocs.yml"
    config = site_settings(folder)
    if "briefings" in config.plugins:
        raise usage("this site has briefings already: the plugin is in mkdocs.yml")
    if config.theme.name != "material":
        raise usage(
            f"this site uses the theme “{config.theme.name}”, and the pages of briefings need "
            "Material: choose it in mkdocs.yml (theme: material), or make a site of its own: "
            "briefings init ../briefings-site"
        )
    place = Path(config.docs_dir, PREFIX)
    if place.exists():
        raise usage(f"{place} is where the pages of briefings would be; rename that folder")
    language = config.theme["language"]
    example = _example(folder, language)
    with writing(path):
        text = path.read_bytes().decode("utf-8-sig")
    joined = _joined(text, config, words_in(language)["label"]).encode()
    write_all(folder, {**example, path.name: joined})
    entry = ", and one entry of the nav" if config.nav else "; the navigation gets an entry"
    say(f"Added to mkdocs.yml: the plugin, with the prefix {PREFIX}{entry}")
    say(f"Wrote {len(example)} files of an example to {(folder / 'briefings').resolve()}")
    say(f"Add to your requirements: {requirement()}")
    if {"no-catalogue"} == {problem.code for problem in Catalogues(folder).read(language)[1]}:
        say(f"The words of its pages have no translation into “{language}”. Before you preview it,")
        say(f"write a file to translate them: briefings languages {language}")
        say(f"(words that locale/{language}.po does not translate are English)")
    say("Preview the site: mkdocs serve")


def _example(folder: Path, language: str) -> dict[str, bytes]:
    """Return the example's files, unless the site has briefings from somewhere else."""
    if (folder / "briefings").exists():
        return {}
    files = starter_files(Answers("", language, "folder", "", EXAMPLE), copy=False)
    return {name: data for name, data in files.items() if name.startswith("briefings/")}


def _joined(text: str, config: "MkDocsConfig", label: str) -> str:
    """Return the settings with the plugin and the nav entry; pages of the example show `label`.

    `config` has inherited settings too.
    """
    item: dict[str, object] = {"briefings": {"prefix": PREFIX, "label": label}}
    end = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") else end
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise usage(f"mkdocs.yml is no mapping of settings; {_BY_HAND}")
    settings = {str(key.value): value for key, value in root.value}
    wanted = {"plugins", "nav"} if config.nav else {"plugins"}
    if "INHERIT" in settings and not wanted <= settings.keys():
        raise usage(f"mkdocs.yml may inherit plugins or a nav; in the file with them, {_BY_HAND}")
    if "plugins" in settings:
        added = [_addition(text, settings["plugins"], item, end)]
    else:  # a list of plugins replaces MkDocs' own, which is the search
        added = [(len(text), f"plugins:{end}  - search{end}{_block('  - ', item, end)}")]
    if "nav" in settings:
        added.append(_addition(text, settings["nav"], _ENTRY, end))
    result = text
    for index, words in sorted(added, reverse=True):  # from the end, where no index has moved
        result = result[:index] + words + result[index:]
    _require_the_rest_unchanged(text, result)
    return result


def _addition(text: str, node: yaml.Node, item: dict[str, object], end: str) -> tuple[int, str]:
    """Return where a list of the settings ends, and the words that add an item there."""
    if not isinstance(node, yaml.SequenceNode | yaml.MappingNode) or not node.value:
        raise usage(f"mkdocs.yml has a list that is empty or no list; {_BY_HAND}")
    listed = isinstance(node, yaml.SequenceNode)
    last = len(text[: _end(node.value[-1])].rstrip())  # without empty lines below a long text
    if node.flow_style:
        dumped = yaml.safe_dump(item, default_flow_style=True, width=10_000, allow_unicode=True)
        words = dumped.strip()
        return last, f", {words if listed else words[1:-1]}"
    first = node.value[0] if listed else node.value[0][0]
    line = text[: first.start_mark.index].rpartition("\n")[2]  # an anchor may precede the list
    start = " " * (len(line) - len(line.lstrip())) + "- " * listed
    return text.index("\n", last) + 1, _block(start, item, end)


def _block(start: str, item: dict[str, object], end: str) -> str:
    dumped = yaml.safe_dump(item, width=10_000, sort_keys=False, indent=4, allow_unicode=True)
    lines = dumped.splitlines()
    blanks = " " * len(start)
    return "".join(f"{blanks if at else start}{line}{end}" for at, line in enumerate(lines))


def _end(node: yaml.Node | tuple[yaml.Node, yaml.Node]) -> int:
    """Return where the last word of a node ends; a block reaches to the next one in YAML."""
    if isinstance(node, tuple):
        return _end(node[1])
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _require_the_rest_unchanged(before: str, after: str) -> None:
    try:
        trees = [yaml.compose(text, Loader=yaml.SafeLoader) for text in (before, after)]
    except yaml.YAMLError:
        trees = [None, None]
    old, new = (list(_values(tree)) for tree in trees)
    left = iter(new)  # consumed as the old values are found in it, in their order
    if not all(value in left for value in old) or "briefings" not in new:
        raise usage(f"mkdocs.yml cannot be changed safely; {_BY_HAND}")


def _values(node: yaml.Node | None) -> Iterator[str]:
    """Yield the tags and scalars of a tree in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node.tag + node.value if node.tag.startswith("!") else str(node.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _values(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(key)
            yield from _values(value)
