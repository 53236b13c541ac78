"""Files of the site other than the pages of briefings: styles, scripts and the page of messages.

Styles and scripts are published without comments, indentation and most line ends.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

from article_briefings.input import decoded
from article_briefings.site._failures import show
from article_briefings.site._settings import message_pages, name_of
from article_briefings.site._template_folders import templates_of

_COMMENT_LINES = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
_LINE_STARTS = re.compile(r"\n\s+")
# No statement ends at these line ends; only a comment could.
_JOINED = re.compile(r"^((?!.*//).*[;{,(])\n(?=.)", re.MULTILINE)
_LAST_SEMICOLON = re.compile(r";(?=})")


def lean(text: str) -> str:
    """Return a style or script without comment lines and unnecessary white space.

    Comments beside code stay. This would break a multi-line string in a script (its indentation is
    lost) and a loop that ends with its condition; a test ensures that there are none.
    """
    lines = _LINE_STARTS.sub("\n", _COMMENT_LINES.sub("", text)).lstrip()
    return _LAST_SEMICOLON.sub("", _JOINED.sub(r"\1", lines))


def asset_files(config: MkDocsConfig, files: Files, published: bool) -> Iterator[File]:
    """Yield the assets of the templates, and the page of messages unless `files` has one."""
    for uri, text in message_pages(config).items():
        if files.get_file_from_path(uri) is None:
            yield File.generated(config, uri, content=text)
    assets = templates_of(config) / "assets"
    for path in sorted(assets.rglob("*")):
        if path.is_file() and not path.is_symlink():
            uri = f"assets/{path.relative_to(assets).as_posix()}"
            yield _asset(config, uri, path, published)


def _asset(config: MkDocsConfig, uri: str, path: Path, published: bool) -> File:
    """Return an asset; a preview serves its source unchanged, for inspection in the browser."""
    if published and path.suffix in {".css", ".js"}:
        file, problems = decoded(path.read_bytes(), name_of(path, config))
        if file is None:
            show(problems)
            raise Abort("briefings: the problem above keeps the site from being built")
        return File.generated(config, uri, content=lean(file.text))
    return File.generated(config, uri, abs_src_path=str(path))
