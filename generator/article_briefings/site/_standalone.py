"""The site as a project of its own: MkDocs, ProperDocs and Zensical build it without our plugin.

A folder with `mkdocs.yml`, the pages in `docs/` (hand-written ones beside the generated) and the
frame of the pages in `theme/`. What an engine makes differently: docs/about/engines.md.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from article_briefings.build import place_of
from article_briefings.input import given
from article_briefings.site._settings import edit_uri, message_pages
from article_briefings.site._template_folders import overrides_of, templates_of

_LINK = re.compile(rb"(?m)(\]\(<?|^ {0,3}\[[^\]\n]+\]: *<?)([^\s()<>#?:]+\.md)(?![^\s)>#?])")
"""Where a link of a Markdown page leads, as far as that is a page of this site."""

Content = str | bytes | Iterator[bytes]

SETTINGS = "mkdocs.yml"
_OURS = frozenset({"INHERIT", "docs_dir", "exclude_docs", "edit_uri", "hooks", "plugins", "watch"})
"""Settings that say how this project is built; `site_dir` is that of the folder."""


class NotPlain(Exception):
    """The settings hold what cannot be written as plain YAML, a Python function say."""


def project_files(
    config: MkDocsConfig, generated: Iterable[tuple[str, Content]]
) -> Iterator[tuple[str, Content]]:
    """Every file of the project: its path in the folder, and its content.

    `config` is that of this project, `generated` the pages and their data by their place in the
    site. A hand-written file comes before a generated one at the same place, as in our own build.
    NotPlain before the first file.
    """
    hand_written = dict(_hand_written(config))
    made = [(place, content) for place, content in generated if place not in hand_written]
    places = {place for place, _ in made} | hand_written.keys()
    hand_written = {place: _led(place, text, places) for place, text in hand_written.items()}
    yield SETTINGS, settings(config, places)
    for place, content in [*made, *hand_written.items()]:
        yield f"docs/{place}", content
    for place, path in _below(templates_of(config) / "assets", "assets"):
        if place not in places:
            yield f"docs/{place}", path.read_bytes()
    frame: dict[str, Path] = {}
    for folder in reversed(overrides_of(config)):
        frame |= _below(folder, "theme")
    for place, path in frame.items():
        yield place, path.read_bytes()


def settings(config: MkDocsConfig, places: AbstractSet[str]) -> str:
    """The `mkdocs.yml`: what this project's says, without what only this project has.

    Entries of the nav that lead to none of the `places` are left out. No plugin is named: each
    engine would look for it in a place of its own. NotPlain if a value is no plain YAML.
    """
    with Path(config.config_file_path).open("rb") as file:
        said: dict[str, Any] = yaml_load(file, get_yaml_loader(config=config))
    theme = said.get("theme") or {}
    kept: dict[str, Any] = {key: value for key, value in said.items() if key not in _OURS}
    for name in ("site_url", "repo_url"):
        if not given(kept.get(name)):
            kept.pop(name, None)
    kept["theme"] = {"name": theme} if isinstance(theme, str) else dict(theme)
    if overrides_of(config):
        kept["theme"]["custom_dir"] = "theme"
    kept.setdefault("markdown_extensions", [])  # where nothing stands, Zensical takes twenty
    kept |= {"docs_dir": "docs", "site_dir": "site", "plugins": []}
    if edit_uri(config):
        kept["edit_uri"] = edit_uri(config)
    if config.nav:
        kept["nav"] = list(_leading_somewhere(config.nav, places))
    try:
        return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000)
    except yaml.YAMLError as error:
        raise NotPlain(" ".join(str(error).split())) from None


def _hand_written(config: MkDocsConfig) -> Iterator[tuple[str, str | bytes]]:
    """The files of `docs_dir` that are published, and the pages about the program."""
    for place, text in message_pages(config).items():
        yield place, f"---\ngenerated: true\n---\n\n{text}"  # for the theme: nobody edits it
    for file in get_files(config):
        if file.inclusion.value > InclusionLevel.DRAFT.value and file.abs_src_path:
            path = Path(file.abs_src_path)
            if not path.is_symlink():
                yield file.src_uri, path.read_bytes()


def _leading_somewhere(nav: Iterable[Any], places: AbstractSet[str]) -> Iterator[Any]:
    """The entries of a nav whose page is there, or that lead out of the site."""
    for entry in nav:
        if not isinstance(entry, dict):
            if _leads(entry, places):
                yield entry
            continue
        for title, target in entry.items():
            if isinstance(target, list):
                inner = list(_leading_somewhere(target, places))
                if inner:
                    yield {title: inner}
            elif _leads(target, places):
                yield {title: target}


def _leads(target: Any, places: AbstractSet[str]) -> bool:
    return not str(target).endswith(".md") or str(target) in places


def _led(page: str, content: str | bytes, places: AbstractSet[str]) -> str | bytes:
    """A hand-written file; links of a page lead to where generated pages stand in this project."""
    if not page.endswith(".md") or isinstance(content, str):
        return content

    def led(link: re.Match[bytes]) -> bytes:
        target = unquote(link[2].decode("utf-8", "replace"))
        place = normpath(f"{dirname(page)}/{target}").removeprefix("/")
        if place in places or place_of(place) not in places:
            return link[0]
        return link[1] + link[2].removesuffix(b".md") + b"/index.md"

    return _LINK.sub(led, content)


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """The files below a folder, each with its place below `name`; links are passed by."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{name}/{path.relative_to(folder).as_posix()}", path
