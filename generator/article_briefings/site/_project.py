"""A project as its `mkdocs.yml` describes it, with or without the plugin."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import get_files

from article_briefings.corpus import Corpus
from article_briefings.diagnostics import Diagnostic, Explanation, Extra, Location, Severity
from article_briefings.input import History, SiteFiles, unfilled_headings
from article_briefings.language import Catalogues, Language
from article_briefings.models import Declarations
from article_briefings.pages import (
    Catalogue,
    PageRecord,
    Repository,
    Site,
    Templates,
)
from article_briefings.site._defaults import fill_in
from article_briefings.site._look import COLOURS, Look, look_of
from article_briefings.site._options import Options, setting_place
from article_briefings.site._pictures import ClaimPictures

SHEET = "assets/briefings/briefings.css"
"""The stylesheet, which ends with a site's own look."""
OUR_THEMES = ("briefings", "material")
"""The names of the theme that our frame fits: both are Material."""
_LOGO = ".brand img{height:1.5em;margin-inline-end:.5em;vertical-align:middle}\n"
_SET_ADDRESS = "Set BRIEFINGS_SITE_URL, or site_url in mkdocs.yml"


class Exporting(Protocol):
    """The extra that writes the corpus in formats that other programs read."""

    def catalogue(self, declared: Declarations) -> Catalogue:
        """Return the description of the exports for the data page."""

    def published(
        self, name: str, description: str, url: str
    ) -> Mapping[str, Callable[[Corpus], Iterator[bytes]]]:
        """Return functions that make the exports of a site, by file name."""


class Project:
    """The folders and settings of a project."""

    ICON = "assets/briefings/favicon.svg"
    """The icon of a site that names none."""

    def __init__(self, config: MkDocsConfig, *, others: bool = False) -> None:
        """Fill in what the settings leave out, unless the pages of the site are `others`' too."""
        self.config = config
        self.language[0].use()
        if not others:
            fill_in(config)

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
        return Catalogues(self.root).read(str(tag or "en"))

    @property
    def cache(self) -> Path | None:
        """The folder for results that later builds can reuse; None if it is switched off.

        It is not used either if it came with the repository.
        """
        return None if self._tracked_cache else self._cache

    @cached_property
    def _tracked_cache(self) -> str:
        """The name of the cache if git tracks it: a stranger may have written it. Else empty."""
        folder = self._cache.resolve() if self._cache else None
        tracked = folder and folder.exists() and History(self.root).tracks(folder)
        return os.path.relpath(folder, self.root) if folder and tracked else ""

    @property
    def _cache(self) -> Path | None:
        return self._below_root(self.options.cache) if self.options.cache else None

    @property
    def own_templates(self) -> Path:
        """The folder of the owner's templates and assets, which need not exist."""
        return self._below_root(self.options.templates or "templates")

    @property
    def templates(self) -> Path:
        """The folder of the owner's templates and assets, or the package's if they have none."""
        return self.own_templates if self.own_templates.is_dir() else Templates.package()

    @cached_property
    def assets(self) -> dict[str, Path]:
        """The styles, scripts and other assets by their path in the site."""
        found = Templates(self.templates).files("assets")
        return {f"assets/{name}": path for name, path in found.items() if not path.is_symlink()}

    @property
    def fonts(self) -> Path:
        """The folder of the fonts, beside the stylesheet; pictures are drawn with them."""
        sheet = self.assets.get(SHEET, Templates.package())
        return sheet.parent / "fonts"

    def _below_root(self, name: str) -> Path:
        return Path(os.path.normpath(self.root / name))

    @property
    def overrides(self) -> list[Path]:
        """The folders that override the theme: `custom_dir`, then the frame for Material."""
        theme = self.config.theme
        folders = [Path(theme.custom_dir)] if theme.custom_dir else []
        if theme.name in OUR_THEMES:
            for templates in Templates(self.templates).folders:
                frame = templates / "overrides"
                if frame.is_dir() and not any(folder.samefile(frame) for folder in folders):
                    folders.append(frame)
        return folders

    def asset(self, place: str) -> bytes:
        """The content of an asset; the stylesheet ends with the site's own look."""
        content = self.assets[place].read_bytes()
        return content + self.style.encode() if place == SHEET else content

    @cached_property
    def look(self) -> Look:
        """The colours and fonts of the site."""
        options, theme = self.options, self.config.theme
        return look_of(options.palette, options.tokens, options.fonts, theme.get("palette"))

    @property
    def style(self) -> str:
        """What follows the stylesheet: the look, and what a logo needs."""
        return f"{self.look.style}{_LOGO if self.config.theme.get('logo') else ''}"

    @property
    def words_and_templates(self) -> list[Path]:
        """The folders that hold templates and catalogues, the owner's and the package's."""
        folders = (*Templates(self.templates).folders, self.root / "locale")
        return [folder for folder in folders if folder.is_dir()]

    @property
    def has_sitemap(self) -> bool:
        """Whether search engines are told which pages there are."""
        hidden = self.options.label or self.options.noindex
        return bool(self.config.site_url) and not hidden

    @property
    def slots(self) -> Path:
        """The folder of the owner's slots."""
        return self.templates / "slots"

    @property
    def extra(self) -> dict[str, Any]:
        """What the theme's templates read from `extra`, in this build and in a standalone one."""
        filled = Templates(self.templates).frame_slots()
        paper, fonts = self.look.paper, self.look.fonts
        look = {
            "slots": filled,
            "paper": [] if paper == COLOURS["paper"] else list(paper),
            "preload": [font.path for font in fonts if font.style == "normal"],
        }
        extra = {
            "label": self.options.label,
            "noindex": self.options.noindex,
            "without": list(self.options.without),
            "briefings": {name: value for name, value in look.items() if value},
        }
        return {name: value for name, value in extra.items() if value}

    @property
    def edit_uri(self) -> str:
        """The edit path of hand-written pages within the repository; empty if unknown."""
        docs = Path(self.config.docs_dir).resolve()
        if not self.repository_host or not docs.is_relative_to(self.root):
            return ""
        branch = quote(self.options.branch)
        return f"{self._infix}edit/{branch}/{docs.relative_to(self.root).as_posix()}/"

    @property
    def repository_host(self) -> str:
        """Whose edit links the repository has: "github", "gitlab", or "" for others."""
        if not self.config.repo_url:
            return ""
        name, host = urlsplit(self.config.repo_url).hostname or "", self.options.host
        known = ("gitlab", "github")
        return next((one for one in known if one in name), host if host in known else "")

    @property
    def _infix(self) -> str:
        return "-/" if self.repository_host == "gitlab" else ""

    @property
    def message_pages(self) -> dict[str, str]:
        """The page of the checker's messages by path; empty if the settings disable it."""
        beside = Path(self.config.docs_dir, Explanation.PAGE).with_name("format.md")
        wanted = self.options.messages and beside.is_file()
        return {Explanation.PAGE: Explanation.page()} if wanted else {}

    def site(self, preview: bool = False) -> Site:
        """Return the properties of the site that pages depend on, and use its language."""
        self.language[0].use()
        config, url = self.config, self.config.site_url or ""
        about = config.site_name, config.site_description or ""
        address = config.repo_url if self.repository_host else ""
        repository = Repository(address or "", self.options.branch, self._infix)
        exports: Mapping[str, Callable[[Corpus], Iterator[bytes]]] = {}
        without = frozenset(self.options.without)
        if self.options.exports and not preview and "exports" not in without:
            exporting: Exporting = Extra("exporting").load()
            exports = exporting.published(*about, url)
        pictures = None
        if self.has_cards("claim_cards") and url and not preview and self.fonts.is_dir():
            pictures = ClaimPictures(self.fonts, config.site_name)
        options, teach = self.options, self.options.teach
        methods = options.how_we_work, "about.md"
        return Site(
            *about,
            repository,
            url=url,
            how_we_work=next(filter(self._is_written, methods), ""),
            exports=exports,
            claim_picture=pictures,
            catalogue=_catalogue,
            label=options.label,
            noindex=options.noindex,
            teach=teach if self._is_written(teach) else "",
            demo=options.demo,
            language=self.language[0],
            without=without,
            look=self.look.rules,
        )

    def _is_written(self, page: str) -> bool:
        """Whether somebody has written a page; those of a site around this one are known to be."""
        return (
            page.startswith("../") or Path(self.config.docs_dir, page.partition("#")[0]).is_file()
        )

    def has_cards(self, setting: str) -> bool:
        """Whether a setting asks for pictures for links, and the site does not leave them out."""
        return bool(self.options[setting]) and "social-cards" not in self.options.without

    def leaves_out(self, source: str) -> bool:
        """Whether the site leaves out the page of a Markdown file, and nobody has written one."""
        left_out = Site.is_left_out(source, self.options.without)
        return left_out and not Path(self.config.docs_dir, source).is_file()

    @cached_property
    def files(self) -> SiteFiles:
        """The folders of the site beside its briefings."""
        docs = Path(self.config.docs_dir)
        return SiteFiles(self.root, docs, self.own_templates, self._cache)

    def name_of(self, path: Path) -> str:
        """Return the name of a file in messages; templates may be outside the project's folder."""
        below = Path(os.path.relpath(path, Path(self.config.config_file_path).parent))
        return Templates.packaged_name(path) or below.as_posix()

    def take_look(self) -> None:
        """Replace Material's default icon, and leave its colours to the stylesheet.

        Raise ConfigurationError if a file that the look names is not there, or on another server.
        """
        theme = self.config.theme
        if theme.name not in OUR_THEMES:
            return
        if theme.get("favicon") == "assets/images/favicon.png":
            theme["favicon"] = self.ICON
        named = {f"theme.{name}": theme.get(name) for name in ("logo", "favicon")}
        named |= {f"fonts: {font.face}": font.path for font in self.look.fonts}
        for name, path in named.items():
            if path and not self._has_file(str(path)):
                key = name.rpartition(".")[2].rpartition(" ")[2]
                place = setting_place(Path(self.config.config_file_path), key)
                raise ConfigurationError(
                    f"{place}{name}: "
                    f"“{path}” is no file in {Path(self.config.docs_dir).name}/ or in "
                    "templates/. Pages ask nothing of other servers, so put the file there."
                )
        theme["palette"] = None

    def _has_file(self, name: str) -> bool:
        folders = (Path(self.config.docs_dir), *map(Path, self.config.theme.dirs))
        return name in self.assets or any((folder / name).is_file() for folder in folders)

    def refuse_settings(self) -> None:
        """Raise ConfigurationError for a missing address or extra, or a cache that git tracks."""
        options = self.options
        if self._tracked_cache:
            raise ConfigurationError(
                f"{self._tracked_cache}/ is in the repository. Whoever wrote a cache decides what "
                f'is on the pages, so remove it: git rm -r --cached "{self._tracked_cache}"'
            )
        if not self.config.site_url and (options.require_address or options.publish):
            raise ConfigurationError(f"The site has no address. {_SET_ADDRESS}.")
        command = Extra("social-cards").install_command
        for name in ("social_cards", "claim_cards"):
            if command and self.config.site_url and self.has_cards(name):
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

    def unfilled(self) -> list[Diagnostic]:
        """Return a problem for each empty section of the page about the site, for its readers."""
        found = unfilled_headings(self.root) if self.options.publish else []
        return [replace(one, severity=Severity.ERROR, hint="") for one in found]

    def shadowed(self, pages: Mapping[str, PageRecord], data: Iterable[str]) -> list[Diagnostic]:
        """Return a problem for each hand-written file at the address of a generated page.

        `data` are the paths of generated files in the site, some of which are pages too.
        """
        docs = Path(self.config.docs_dir)
        # A hand-written first page replaces ours.
        files = [file for file in get_files(self.config) if file.src_uri != Site.HOME]
        tops = {file.dest_uri.partition("/")[0].removesuffix("index.html") for file in files}
        urls = (page.url for page in pages.values())
        places = {f"{unquote(u)}index.html": u for u in urls if u.partition("/")[0] in tops}
        places |= {place: place[:-10] for place in data if place.endswith("/index.html")}
        return [
            Diagnostic(
                "path-collision",
                Location(f"{docs.name}/{file.src_uri}"),
                f"this page would be at /{places[file.dest_uri]}, which is the address of a "
                "generated page",
                expected="an address that no generated page has",
                hint=f"move it below {docs.name}/about/",
            )
            for file in files
            if file.dest_uri in places
        ]


def _catalogue(declared: Declarations) -> Catalogue:
    """Return the content of the data page; the extra is only loaded to build that page."""
    try:
        exporting: Exporting = Extra("exporting").load()
    except Extra.Missing:
        return Catalogue()
    return exporting.catalogue(declared)
