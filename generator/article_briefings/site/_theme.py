"""Files of the site other than the pages of briefings: styles, scripts, the theme's templates.

Styles and scripts are published without comments, indentation and most line ends.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files

from article_briefings.input import TextFile
from article_briefings.pages import Templates
from article_briefings.site._failures import show
from article_briefings.site._project import SHEET, Project

_COMMENT_LINES = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
_OF_PART = re.compile(r"^[ \t]*// Only with the part ([\w-]+)\.\n.*\n", re.MULTILINE)
_LAST_SEMICOLON = re.compile(r";(?=})")
# First what stays as it is: strings, comments beside code, addresses and regular expressions.
_STYLE = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|/\*[\s\S]*?\*/|url\([^)]*\))|\s*([{};,>])\s*|(?<=:)\s+|\n\s+"""
)
_SCRIPT = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|[ \t]*//.*|/\*[\s\S]*?\*/
    |`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^`{}]|`(?:[^`\\]|\\.)*`|\{[^{}]*\})*\})*`
    |(?<=[(,=:?&|!{;])[ ]*/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)
    |\s*([=?:|&<>,;{}()\[\]*%!])\s*|\n\s+""",
    re.VERBOSE,
)


def lean(text: str, script: bool) -> str:
    """Return a style or script without comment lines and unnecessary white space.

    Comments beside code stay. This would break a template literal within one that is within
    another, and a statement without its semicolon.
    """
    lines = _COMMENT_LINES.sub("", text).strip()
    needless = _SCRIPT if script else _STYLE
    found = needless.sub(lambda match: match[1] or match[2] or ("\n" if script else ""), lines)
    return _LAST_SEMICOLON.sub("", found) + "\n" * bool(found)


def _without(text: str, parts: Collection[str]) -> str:
    """Return a script without the lines below a comment that names a part the site leaves out."""
    return _OF_PART.sub(lambda found: "" if found[1] in parts else found[0], text)


def asset_files(project: Project, files: Files, published: bool) -> Iterator[File]:
    """Yield the assets of the templates, and the page of messages unless `files` has one.

    A preview serves the sources of styles and scripts, for inspection in the browser.
    """
    config = project.config
    for uri, text in project.message_pages.items():
        if files.get_file_from_path(uri) is None:
            yield File.generated(config, uri, content=text)
    for uri, path in project.assets.items():
        parts = project.options.without if path.suffix == ".js" else []
        if path.suffix in {".css", ".js"} and (published or parts):
            file, problems = TextFile.decoded(project.asset(uri), project.name_of(path))
            if file is None:
                show(problems)
                raise Abort("briefings: the problem above keeps the site from being built")
            content = _without(file.text, parts)
            content = lean(content, path.suffix == ".js") if published else content
            yield File.generated(config, uri, content=content)
        elif uri == SHEET and project.style:
            yield File.generated(config, uri, content=project.asset(uri))
        else:
            yield File.generated(config, uri, abs_src_path=str(path))


class ThemeFiles(FileSystemLoader):
    """The theme's files, the owner's slots, and the package's frame under `package/`.

    Files in hidden folders are not listed: Material has 13,000 icons, which MkDocs skips one by
    one.
    """

    def __init__(self, theme: Sequence[str], templates: Path) -> None:
        super().__init__(theme)
        frame = Templates.package() / "overrides"
        folders = {"slots": templates / "slots", Templates.PREFIX: frame}
        self._others = {name: FileSystemLoader(folder) for name, folder in folders.items()}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template and its file."""
        folder, _, name = template.partition("/")
        if folder in self._others:
            return self._others[folder].get_source(environment, name)
        return super().get_source(environment, template)

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Load a template. Slots escape what they print, and refuse names that do not exist."""
        if name.startswith("slots/"):
            environment = environment.overlay(autoescape=True, undefined=StrictUndefined)
        return super().load(environment, name, globals)

    def list_templates(self) -> list[str]:
        """Return the sorted paths of the files, each as in the first folder that has it."""
        found = set[str]()
        for top in self.searchpath:
            for folder, inner, names in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found.update((below / name).as_posix() for name in names)
        return sorted(found)


def environment(create: Callable[[], Environment], templates: Path) -> Environment:
    """Return the theme's environment from MkDocs, with the loader of this module."""
    env = create()
    env.globals.update(Templates.GLOBALS)
    if isinstance(env.loader, FileSystemLoader):
        env.loader = ThemeFiles(env.loader.searchpath, templates)
    return env
