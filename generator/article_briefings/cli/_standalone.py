"""The site as a standalone project that MkDocs, ProperDocs and Zensical build without our plugin.

The project is a folder with `mkdocs.yml`, the hand-written and generated pages in `docs/`, and
the frame of the pages in `theme/`. docs/about/engines.md lists the differences between engines.
"""

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote

import yaml
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import InclusionLevel, get_files
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from article_briefings.cli._common import usage
from article_briefings.cli._writing import FileData, tree_path
from article_briefings.input import real_address
from article_briefings.pages import Templates
from article_briefings.site import Project

_LINK = re.compile(rb"(?m)(\]\(<?|^ {0,3}\[[^\]\n]+\]: *<?)([^\s()<>#?:]+\.md)(?![^\s)>#?])")
"""A link in a Markdown page to a page of this site, with its target."""

_CALL = re.compile(r'_\("(?:[^"\\]|\\.)*"\)|interface\(\)\.\w+')
"""A call of one of our functions in a template of the frame."""

_OURS = frozenset({"INHERIT", "docs_dir", "exclude_docs", "edit_uri", "hooks", "plugins", "watch"})
"""Settings that only apply to this project's build; `site_dir` is set for the new folder."""


def standalone_files(
    project: Project, generated: Iterable[tuple[str, FileData]]
) -> Iterator[tuple[str, FileData]]:
    """Yield every file of the standalone project: its path in the folder, and its content.

    `generated` has the pages and their data by path in the site. A hand-written file takes
    precedence over a generated one at the same path, as in our own build.
    """
    hand_written = dict(_hand_written(project))
    pages = [(place, content) for place, content in generated if place not in hand_written]
    places = {place for place, _ in pages} | hand_written.keys()
    hand_written = {place: _relinked(place, text, places) for place, text in hand_written.items()}
    yield "mkdocs.yml", _settings(project, places)
    for place, content in [*pages, *hand_written.items()]:
        yield f"docs/{place}", content
    for place in project.assets:
        if place not in places:
            yield f"docs/{place}", project.asset(place)
    frame: dict[str, Path] = {}
    for folder in reversed(project.overrides):
        frame |= _below(folder, "theme")
    for place, path in frame.items():
        data = path.read_bytes()
        yield place, _worded(data) if path.suffix == ".html" else data
    for place, path in _below(project.slots, "theme/slots"):
        words = _worded(path.read_bytes())
        yield place, b"{% autoescape true %}" + words + b"{% endautoescape %}"


def _worded(template: bytes) -> bytes:
    """Return a template of the frame with its words in it: only our build has the functions."""

    def words(call: re.Match[str]) -> str:
        value = Environment(autoescape=True).compile_expression(call[0])(**Templates.GLOBALS)
        return json.dumps(str(value), ensure_ascii=False)

    text = template.decode("utf-8", "surrogateescape")
    return _CALL.sub(words, text).encode("utf-8", "surrogateescape")


def _settings(project: Project, places: AbstractSet[str]) -> str:
    """Return the `mkdocs.yml`: this project's settings, without those only this project needs.

    Nav entries that point to none of the `places` are left out. No plugins are listed, because
    each engine would look for them elsewhere. Exit if a value is not plain YAML, for example a
    Python function.
    """
    config = project.config
    with Path(config.config_file_path).open("rb") as file:
        ours: dict[str, Any] = yaml_load(file, get_yaml_loader(config=config))
    theme = ours.get("theme") or {}
    result: dict[str, Any] = {key: value for key, value in ours.items() if key not in _OURS}
    for name in ("site_url", "repo_url"):
        if not real_address(result.get(name)):
            result.pop(name, None)
    result["theme"] = {"name": theme} if isinstance(theme, str) else dict(theme)
    if result["theme"].get("name") == "briefings":  # of which the other engines know nothing
        defaults = {"favicon": config.theme["favicon"], "font": False}
        result["theme"] = {**defaults, **result["theme"], "name": "material"}
    if project.overrides:
        result["theme"] |= {"custom_dir": "theme"}
        result["theme"].pop("palette", None)  # the stylesheet has its colours
        result["theme"].setdefault("favicon", project.ICON)
    result |= _filled_in(config, ours)
    result |= {"docs_dir": "docs", "site_dir": "site", "plugins": []}
    if extra := project.extra:
        result["extra"] = {**(result.get("extra") or {}), **extra}
    if project.edit_uri:
        result["edit_uri"] = project.edit_uri
    if config.nav:
        result["nav"] = list(_with_targets(config.nav, places))
    try:
        return yaml.safe_dump(result, allow_unicode=True, sort_keys=False, width=10_000)
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise usage(f"mkdocs.yml has a value that is not plain YAML: {problem}") from None


def _filled_in(config: MkDocsConfig, ours: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that the plugin completes, as `mkdocs.yml` would have them."""
    scripts = [one if isinstance(one, str) else dict(one) for one in config.extra_javascript]
    return {
        "extra_css": [*config.extra_css],
        "extra_javascript": [
            {key: value for key, value in one.items() if value} if isinstance(one, dict) else one
            for one in scripts
        ],
        # Without a list, Zensical would enable twenty.
        "markdown_extensions": [*_extensions(config, ours.get("markdown_extensions"))],
    }


def _extensions(config: MkDocsConfig, ours: Any) -> Iterator[Any]:
    """Yield the extensions in `mkdocs.yml`, and those that the plugin adds, with their options."""
    listed = [*ours.items()] if isinstance(ours, dict) else ours or []
    named = [{one[0]: one[1]} if isinstance(one, tuple) else one for one in listed]
    yield from named
    present = {name for one in named for name in ([one] if isinstance(one, str) else one)}
    for name in ("attr_list", "tables", "toc"):
        if name not in present:
            options = config.mdx_configs.get(name)
            yield {name: options} if options else name


def _hand_written(project: Project) -> Iterator[tuple[str, str | bytes]]:
    """Yield the published files of `docs_dir`, and the pages about the program."""
    for place, text in project.message_pages.items():
        yield place, f"---\ngenerated: true\n---\n\n{text}"  # for the theme: no edit link
    for file in get_files(project.config):
        if file.inclusion.value > InclusionLevel.DRAFT.value and file.abs_src_path:
            path = Path(file.abs_src_path)
            if not project.files.leads_out(path):
                yield file.src_uri, path.read_bytes()


def _with_targets(nav: Iterable[Any], places: AbstractSet[str]) -> Iterator[Any]:
    """Yield the nav entries whose page exists, or that point outside the site."""
    for entry in nav:
        if isinstance(entry, dict):
            for title, target in entry.items():
                is_section = isinstance(target, list)
                found = list(_with_targets(target if is_section else [target], places))
                if found:
                    yield {title: found if is_section else target}
        elif not str(entry).endswith(".md") or str(entry) in places:
            yield entry


def _relinked(page: str, content: str | bytes, places: AbstractSet[str]) -> str | bytes:
    """Return a hand-written file with its links adapted to the paths of the generated pages."""
    if not page.endswith(".md") or isinstance(content, str):
        return content

    def relinked(link: re.Match[bytes]) -> bytes:
        target = unquote(link[2].decode("utf-8", "replace"))
        place = normpath(f"{dirname(page)}/{target}").removeprefix("/")
        if place in places or tree_path(place) not in places:
            return link[0]
        return link[1] + link[2].removesuffix(b".md") + b"/index.md"

    return _LINK.sub(relinked, content)


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder, each with its path below `name`; links are skipped."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{name}/{path.relative_to(folder).as_posix()}", path
