"""Stores hand-written pages as HTML, which MkDocs would convert again in every build.

Only extensions of Python-Markdown itself are known to read nothing but the page. With others, and
for pages with warnings, which each build repeats, MkDocs converts the page.
"""

import json
import logging
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from article_briefings.build import Driver, program_version
from article_briefings.corpus import digest
from article_briefings.site._frame import settings_version
from article_briefings.site._one_pass import OnePass
from article_briefings.site._project import Project
from article_briefings.site._site_pages import collected_messages


class WrittenPages:
    """The hand-written pages of one build, which may link to any of `files`."""

    def __init__(self, driver: Driver, project: Project, one_pass: OnePass, files: Files) -> None:
        self._driver, self._project, self._one_pass = driver, project, one_pass
        self._files = files

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert a page as its own `render` does, or use the result of an earlier build."""
        if not self._one_pass.reads_page_only:
            type(page).render(page, config, files)
            return

        def convert() -> bytes:
            with collected_messages(logging.NOTSET) as messages:
                type(page).render(page, config, files)
            for message in messages:
                logging.getLogger(message.name).handle(message)
            return b"" if messages else _stored(page)

        own = page.file.src_uri, f"{page.title}", page.markdown or ""
        key = digest((self._version, *own))
        data = self._driver.cached("written", key, convert)
        if data:
            _restore(page, files, data)
        elif page.content is None:  # an earlier build had messages about it
            type(page).render(page, config, files)

    @cached_property
    def _version(self) -> str:
        level = logging.getLogger("mkdocs").getEffectiveLevel()  # hidden warnings are not collected
        linked = digest(self._files.src_uris)
        return f"{program_version()} {settings_version(self._project)} {level} {linked}"


def _stored(page: Page) -> bytes:
    links = page.links_to_anchors
    linked = None if links is None else [(file.src_uri, links[file]) for file in links]
    anchors = sorted(page.present_anchor_ids or ())
    found = page.content, _tokens(page.toc), page.title, anchors, linked
    return json.dumps(found).encode()


def _tokens(toc: Iterable[AnchorLink]) -> list[Any]:
    return [
        {"name": link.title, "id": link.id, "level": link.level, "children": _tokens(link.children)}
        for link in toc
    ]


def _restore(page: Page, files: Files, data: bytes) -> None:
    page.content, tokens, page.title, anchors, linked = json.loads(data)
    page.toc, page.present_anchor_ids = get_toc(tokens), set(anchors)
    found = None if linked is None else {files.src_uris[name]: links for name, links in linked}
    page.links_to_anchors = found
