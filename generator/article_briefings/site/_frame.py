"""The frame around a page: the pages above it, the day of its last change, its picture.

Keys tell whether a frame has changed since the last build.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from article_briefings.build import program_version
from article_briefings.corpus import digest
from article_briefings.diagnostics import Extra
from article_briefings.models import EdtfDate
from article_briefings.pages import LinkView, PageRecord
from article_briefings.site._pictures import Pictures, folder_version
from article_briefings.site._project import Project

_log = get_plugin_logger("briefings")
PUBLISHED = {InclusionLevel.INCLUDED, InclusionLevel.NOT_IN_NAV}
OWN_PICTURES = 2000
"""Without a setting, briefings have their own pictures if there are at most this many."""
_DATED = frozenset({"Actor", "Background", "Briefing"})
"""Pages whose content comes only from their own files: the files' last change is the page's."""


def pictures_of(project: Project, briefings: int) -> Pictures | None:
    """Return the pictures of a site, if it has an address and the libraries are installed."""
    config, own = project.config, project.options.social_cards
    fonts = project.fonts
    left_out = "social-cards" in project.options.without
    if not config.site_url or not fonts.is_dir() or left_out:
        return None
    command = Extra("social-cards").install_command
    if command:
        if own is None:
            _log.info(f"The site has no pictures for links, which need more libraries: {command}")
        return None
    own = briefings <= OWN_PICTURES if own is None else own
    label = project.options.label
    name = f"{label}: {config.site_name}" if label else config.site_name
    about = name, config.site_description or "", config.site_url
    return Pictures(fonts, *about, own, project.look.brand)


class Day(NamedTuple):
    """A day in ISO 8601 format and in words."""

    date: str
    words: str


class Frame:
    """The frame of each of the `pages`; `changed` has the day of each input file's last change."""

    def __init__(
        self,
        pages: Iterable[PageRecord],
        changed: Mapping[str, dt.date],
        pictures: Pictures | None = None,
    ) -> None:
        self._titles = {page.url: page.title for page in pages}
        self._changed, self.pictures = changed, pictures

    def ancestors(self, url: str) -> tuple[LinkView, ...]:
        """Return the pages above an address, from the top, without the home page."""
        parts = url.rstrip("/").split("/")
        above = ("/".join(parts[:count]) + "/" for count in range(1, len(parts)))
        return tuple(LinkView(self._titles[path], path) for path in above if path in self._titles)

    def last_change(self, page: PageRecord) -> Day | None:
        """Return the day of the last change of a page's files; None if it is unknown for any."""
        days = [self._changed[path] for path in page.inputs if path in self._changed]
        if page.kind not in _DATED or not days or len(days) < len(page.inputs):
            return None
        date = max(days).isoformat()
        return Day(date, EdtfDate.parse(date).display())

    def picture_key(self, page: PageRecord) -> str:
        """Return a key that changes whenever a page's own picture does; empty if it has none."""
        return self.pictures.key(page.card) if self.pictures else ""

    def key(self, page: PageRecord) -> str:
        """Return a key that changes whenever the frame around a page does."""
        around = (self.ancestors(page.url), self.last_change(page), page.updated)
        return repr((*around, self.picture_key(page)))

    def context(self, address: str, page: PageRecord | None, drawn: bool) -> dict[str, Any]:
        """Return what the theme's template needs besides MkDocs' own context.

        `page` is None for a hand-written page; `drawn` is whether the page has its own picture.
        """
        picture = self.pictures.address(address, drawn) if self.pictures else ""
        found: dict[str, Any] = {"picture": picture}
        if self.pictures and picture:
            found["picture_words"] = self.pictures.words(page.card if page and drawn else ())
        if page:
            found |= {"ancestors": self.ancestors(page.url), "changed": self.last_change(page)}
        return found


def frame_version(project: Project, frame: Frame, files: Files, nav: Navigation) -> str:
    """Return a key that changes whenever anything does that the frames of all pages share.

    That is the program, the settings, the navigation, the pictures, and the files to link to: those
    from the corpus or the assets do not count.
    """
    linked = [
        (file.src_uri, file.url)
        for file in files
        if file.inclusion in PUBLISHED
        and (file.generated_by is None or file.is_documentation_page())
    ]
    pictures = frame.pictures.version if frame.pictures else ""
    navigation = repr([_entry(item) for item in nav.items])
    settings = settings_version(project)
    return digest((program_version(), settings, navigation, pictures, repr(sorted(linked))))


def settings_version(project: Project) -> str:
    """Return a key of the settings and the theme, without paths of this machine."""
    config, theme = project.config, project.config.theme
    settings = {
        name: value
        for name, value in config.items()
        if name not in {"config_file_path", "docs_dir", "site_dir", "theme", "plugins", "watch"}
    }
    values = json.dumps([settings, theme.name, dict(theme)], default=_named, sort_keys=True)
    own = [folder_version(folder) for folder in (*project.overrides, project.slots)]
    source = Path(config.config_file_path).read_text("utf-8", "backslashreplace")
    return digest((values, *own, source))


def _named(value: object) -> str:
    """Return a text for a setting that JSON cannot represent, without its memory address."""
    return getattr(value, "__qualname__", "") or re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def _entry(item: Any) -> list[Any]:
    return [item.title, getattr(item, "url", ""), [_entry(below) for below in item.children or ()]]
