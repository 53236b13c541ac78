"""The promise that a site's pages make to their readers' privacy, as far as its settings hold it.

A page of `docs_dir` with the line `MARKER` gets the sentences there. If the owner has added
something that may break the promise, such as analytics, the page says nothing in that place.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from article_briefings.language import N_, _
from article_briefings.site._project import Project

MARKER = "<!-- briefings: privacy -->"
_MARKED = re.compile(rf"^{MARKER}[ \t]*$", re.MULTILINE)
PROMISE = N_(
    "This site sets no cookies, and its pages request nothing from any other server. It stores "
    "nothing on your device until you choose something: the light or dark colours, what of an "
    "article is marked, or an open legend. Such a choice stays in your browser and is sent to "
    "nobody."
)
_log = get_plugin_logger("briefings")
_QUIET = {"briefings", "search", "material/search", "tags", "material/tags"}
"""Plugins that add nothing to a page which asks another server or stores anything."""
_THEMES = {"material", "briefings"}
"""Themes whose pages have our frame, which loads nothing from their authors' servers."""
_OWN_SCRIPTS = {"assets/briefings/briefings.js"}
_SLOTS = {("slots", "head.html"), ("slots", "body-end.html")}
"""The owner's templates for what the pages load: what it does, only its author knows."""
_READ = {".md", ".css", ".html", ".j2"}
_PACKAGE = Path(__file__).parents[1]
_PACKAGED = (_PACKAGE / "templates", _PACKAGE.parents[1] / "templates")
_LOADS = re.compile(
    r"""<(?:script|iframe|embed|object)\b|!\[[^\]]*\]\(\s*<?(?:https?:)?//
    |(?:src|srcset|poster|data)\s*=\s*["']?(?:https?:)?//|<link\b[^>]*href=["']?(?:https?:)?//
    |url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""",
    re.VERBOSE,
)
"""In small letters: to ignore their case takes three times as long."""


def with_promise(markdown: str, project: Project) -> str:
    """Return a page's Markdown with the promise in place of its marker, or with nothing there."""
    if not _MARKED.search(markdown):
        return markdown
    kept = project.config.extra.get("no_promise") is False  # as `prepare` has found
    reasons = "" if kept else "; ".join(broken_by(project))
    if reasons:
        _log.info(f"The sentences on privacy are left out: {reasons}. Say yourself what it does.")
    return _MARKED.sub("" if reasons else _(PROMISE), markdown)


def broken_by(project: Project) -> Iterator[str]:
    """Yield what the owner has added that may break the promise, in words for a message."""
    config = project.config
    yield from _settings(config)
    yield from _plugins(config)
    for path in _own_files(project):
        text = path.read_text("utf-8", "replace")
        if text.strip() if path.parts[-2:] in _SLOTS else _LOADS.search(text.lower()):
            yield f"{project.name_of(path)} adds to the pages"


def _settings(config: MkDocsConfig) -> Iterator[str]:
    if config.theme.name not in _THEMES:
        yield f"the theme {config.theme.name} has pages of its own"
    extra: Any = config.extra
    yield from (f"extra.{name} is set" for name in ("analytics", "consent") if extra.get(name))
    for script in config.extra_javascript:
        if str(script) not in _OWN_SCRIPTS:
            yield f"extra_javascript has {script}"
    images = (str(config.theme.get(name) or "") for name in ("logo", "favicon"))
    for address in (*config.extra_css, *images):
        if re.match("(https?:)?//", address):
            yield f"{address} is on another server"


def _plugins(config: MkDocsConfig) -> Iterator[str]:
    for name in config.plugins:
        if name not in _QUIET:
            yield f"the {'hook' if name in config.hooks else 'plugin'} {name} is used"


def _own_files(project: Project) -> Iterator[Path]:
    """Yield the owner's pages, styles and templates; not unchanged copies of the package's."""
    docs, own = Path(project.config.docs_dir), project.config.theme.custom_dir
    templates = project.own_templates
    for folder in dict.fromkeys((docs, *([Path(own)] if own else []), templates)):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _READ and path.is_file() and not _is_copy(path, templates):
                yield path


def _is_copy(path: Path, templates: Path) -> bool:
    """Whether a file is one of the package's templates, or the same but for a first line."""
    if not path.is_relative_to(templates):
        return False
    ours = (folder / path.relative_to(templates) for folder in _PACKAGED)
    data = path.read_bytes()
    return any(
        one.read_bytes() in (data, data.partition(b"\n")[2]) for one in ours if one.is_file()
    )
