"""A project as its `mkdocs.yml` describes it, with or without the plugin."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from article_briefings.corpus import Corpus
from article_briefings.diagnostics import (
    MESSAGES_PAGE,
    Diagnostic,
    Location,
    MissingExtra,
    install_command,
    load_extra,
    messages_page,
)
from article_briefings.language import Language, read_language, use
from article_briefings.pages import Catalogue, PageRecord, Repository, Site, packaged_name
from article_briefings.site._claim_pictures import ClaimPictures

_PACKAGE = Path(__file__).parents[1]
_SET_ADDRESS = "Set BRIEFINGS_SITE_URL, or site_url in mkdocs.yml"


class Exporting(Protocol):
    """The extra that writes the corpus in formats that other programs read."""

    def catalogue(self) -> Catalogue:
        """Return the description of the exports for the data page."""

    def published(
        self, name: str, description: str, url: str
    ) -> Mapping[str, Callable[[Corpus], Iterator[bytes]]]:
        """Return functions that make the exports of a site, by file name."""


class Options(Config):
    """The settings under `briefings:` in `mkdocs.yml`."""

    branch = c.Type(str, default="main")
    """The branch that edit links point to."""
    search = c.Type(bool, default=True)
    """Whether a build creates the search index."""
    templates = c.Optional(c.Type(str))
    """The folder of the templates and assets, relative to the folder of `mkdocs.yml`. The default
    is `templates`, or the package's own templates if the project has no such folder."""
    social_cards = c.Optional(c.Type(bool))
    """Whether each briefing has its own picture for links to it; otherwise all share the site's.
    If unset, missing libraries are no error: they are an optional extra."""
    claim_cards = c.Type(bool, default=False)
    """Whether each key claim has its own picture for links to its page."""
    cache = c.Type(str, default=".cache/briefings")
    """The folder for results that the next build can reuse, beside `mkdocs.yml`; "" for none."""
    exports = c.Type(bool, default=False)
    """Whether a build publishes the exports below /data/; a preview never does."""
    require_address = c.Type(bool, default=False)
    """Whether a build of a site without an address (`site_url`) is an error."""
    second_review = c.Type(bool, default=False)
    """Whether a second person must confirm that somebody is misreported or a claim refuted, with
    `review: second:`. `briefings check` reads this setting too."""
    how_we_work = c.Type(str, default="about/method.md")
    """The page in `docs_dir` about how the annotators work. Briefings link to it if it exists."""
    messages = c.Type(bool, default=True)
    """Whether the site has the page of the checker's messages, beside `about/format.md`."""
    label = c.Type(str, default="")
    """What every page, feed and picture must say of itself, such as that its articles are invented.
    Search engines are asked to leave such a site out, and get no description of its claims."""
    teach = c.Type(str, default="")
    """The page for teachers in `docs_dir`, such as `about/method.md#teaching`, to which the first
    page leads. If there is none, it leads to the worksheet of a briefing."""
    demo = c.Type(str, default="")
    """The address of a site with invented articles, relative to this one, if the first page is to
    lead there."""


class Project:
    """The folders and settings of a project."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.config = config

    @cached_property
    def options(self) -> Options:
        """The plugin's settings, or their defaults without the plugin."""
        plugin = self.config.plugins.get("briefings")
        if plugin is not None and isinstance(plugin.config, Options):
            return plugin.config
        options = Options()
        options.validate()
        return options

    @cached_property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`."""
        return Path(self.config.config_file_path).resolve().parent

    @cached_property
    def language(self) -> tuple[Language, list[Diagnostic]]:
        """The language of the theme, and the problems of its catalogues."""
        tag = dict(self.config.theme).get("language")
        return read_language(str(tag or "en"), self.root)

    @property
    def cache(self) -> Path | None:
        """The folder for results that later builds can reuse; None if it is switched off."""
        return self._below_root(self.options.cache) if self.options.cache else None

    @property
    def templates(self) -> Path:
        """The folder of the templates and assets.

        It is the one in the settings, else the project's own, else the package's, which is inside
        the package, or in a checkout beside `generator/`.
        """
        if self.options.templates:
            return self._below_root(self.options.templates)
        folders = self.root / "templates", _PACKAGE / "templates", _PACKAGE.parents[1] / "templates"
        return next((folder for folder in folders if folder.is_dir()), folders[-1])

    def _below_root(self, name: str) -> Path:
        return Path(os.path.normpath(self.root / name))

    @property
    def overrides(self) -> list[Path]:
        """The folders that override the theme: `custom_dir`, then our frame for Material."""
        theme = self.config.theme
        folders = [Path(theme.custom_dir)] if theme.custom_dir else []
        frame = self.templates / "overrides"
        if theme.name == "material" and frame.is_dir():
            folders += [] if any(folder.samefile(frame) for folder in folders) else [frame]
        return folders

    @property
    def edit_uri(self) -> str:
        """The edit path of hand-written pages within the repository; empty if unknown."""
        docs = Path(self.config.docs_dir).resolve()
        if not self.config.repo_url or not docs.is_relative_to(self.root):
            return ""
        branch = quote(self.options.branch)
        return f"edit/{branch}/{docs.relative_to(self.root).as_posix()}/"

    @property
    def message_pages(self) -> dict[str, str]:
        """The page of the checker's messages by path; empty if the settings disable it."""
        return {MESSAGES_PAGE: messages_page()} if self.options.messages else {}

    def site(self, preview: bool = False) -> Site:
        """Return the properties of the site that pages depend on, and use its language."""
        use(self.language[0])
        config, url = self.config, self.config.site_url or ""
        about = config.site_name, config.site_description or ""
        repository = Repository(config.repo_url or "", self.options.branch)
        exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] = {}
        if self.options.exports and not preview:
            exporting: Exporting = load_extra("exporting")
            exports = exporting.published(*about, url)
        fonts = self.templates / "assets" / "briefings" / "fonts"
        pictures = None
        if self.options.claim_cards and url and not preview and fonts.is_dir():
            pictures = ClaimPictures(fonts, config.site_name)
        options, docs = self.options, Path(config.docs_dir)
        method, teach = options.how_we_work, options.teach
        return Site(
            *about,
            repository,
            url=url,
            how_we_work=method if (docs / method).is_file() else "",
            exports=exports,
            claim_picture=pictures,
            catalogue=_catalogue,
            label=options.label,
            teach=teach if (docs / teach.partition("#")[0]).is_file() else "",
            demo=options.demo,
            language=self.language[0],
        )

    def name_of(self, path: Path) -> str:
        """Return the name of a file in messages; templates may be outside the project's folder."""
        below = Path(os.path.relpath(path, Path(self.config.config_file_path).parent))
        return packaged_name(path) or below.as_posix()

    def refuse_settings(self) -> None:
        """Raise ConfigurationError if the site has no address, or an extra is missing."""
        if not self.config.site_url and self.options.require_address:
            raise ConfigurationError(f"The site has no address. {_SET_ADDRESS}.")
        command = install_command("social-cards")
        for name in ("social_cards", "claim_cards"):
            if command and self.config.site_url and self.options[name]:
                raise ConfigurationError(f"The setting {name} needs more libraries: {command}")

    @property
    def without_address(self) -> str:
        """A one-line message listing the features that a site without an address lacks."""
        edit = ", nor edit links without BRIEFINGS_REPO_URL or repo_url"
        return (
            "The site has no address, so it has no canonical links, sitemap.xml, feeds, "
            "robots.txt, llms.txt, pictures for links or Web Annotations"
            f"{'' if self.config.repo_url else edit}. {_SET_ADDRESS}, before you publish it."
        )

    def shadowed(self, pages: Mapping[str, PageRecord]) -> list[Diagnostic]:
        """Return a problem for each hand-written page at the path of a generated one."""
        docs = Path(self.config.docs_dir)
        tops = {source.partition("/")[0] for source in pages}
        present = {top for top in tops if (docs / top).exists()}  # few system calls for many pages
        return [
            Diagnostic(
                "path-collision",
                Location(f"{docs.name}/{source}"),
                f"this page would be at /{page.url}, which is the address of a generated page",
                expected="an address that no generated page has",
                hint=f"move it below {docs.name}/about/",
            )
            for source, page in pages.items()
            if source.partition("/")[0] in present and (docs / source).exists()
        ]


def _catalogue() -> Catalogue:
    """Return the content of the data page; the extra is only loaded to build that page."""
    try:
        exporting: Exporting = load_extra("exporting")
    except MissingExtra:
        return Catalogue()
    return exporting.catalogue()
