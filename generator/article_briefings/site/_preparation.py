"""Prepares MkDocs' settings for a build: addresses, language, the folders of the theme."""

import logging
from functools import partial
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import Files

from article_briefings.input import real_address
from article_briefings.site import _failures as failures
from article_briefings.site._nested_settings import nested_folder
from article_briefings.site._options import Options, setting_place
from article_briefings.site._privacy import broken_by
from article_briefings.site._project import OUR_THEMES, Project
from article_briefings.site._theme import environment


def prepare(project: Project, preview: bool) -> None:
    """Change the settings of the project; raise ConfigurationError for unsupported ones."""
    config = project.config
    if not config.use_directory_urls:
        raise ConfigurationError("The briefings plugin needs use_directory_urls: true.")
    config.site_url = real_address(config.site_url)
    if config.repo_url and not real_address(config.repo_url):
        config.repo_url = config.repo_name = config.edit_uri = ""  # MkDocs derived them
    if not preview:
        project.refuse_settings()
    _use_language(project)
    log = logging.getLogger("mkdocs")
    if config.strict and log.level > logging.WARNING:
        log.setLevel(logging.WARNING)  # --quiet would keep MkDocs from counting warnings
    config.edit_uri = project.edit_uri or config.edit_uri
    config.extra.update(project.extra, no_promise=any(broken_by(project)))
    project.take_look()
    folders = [str(folder) for folder in project.overrides]
    config.theme.dirs[:] = [*folders, *(d for d in config.theme.dirs if d not in folders)]
    env = partial(environment, config.theme.get_env, project.templates)
    config.theme.get_env = env  # type: ignore[method-assign]


def refuse_palette(config: MkDocsConfig) -> None:
    """Raise ConfigurationError for a palette with which Material's templates would fail."""
    palette = config.theme.get("palette")
    if palette and not isinstance(palette, dict | list | str):
        raise ConfigurationError(
            f"{setting_place(Path(config.config_file_path), 'palette')}theme.palette: {palette} is "
            "no palette of Material; write one such as {scheme: slate}, or leave it out."
        )


def refuse_pages(project: Project) -> None:
    """Raise ConfigurationError if a setting names a page that is not in `docs_dir`."""
    config, docs = project.config, Path(project.config.docs_dir)
    if docs == nested_folder(config) / "docs":
        return  # of which `nested_config` has made the settings
    for name, default in (("how_we_work", Options.how_we_work.default), ("teach", "")):
        page = PurePosixPath(project.options[name].partition("#")[0])
        inside = not page.is_absolute() and ".." not in page.parts
        if project.options[name] not in (default, "") and not (inside and (docs / page).is_file()):
            raise ConfigurationError(
                f"{setting_place(Path(config.config_file_path), name)}{name}: “{page}” is no page "
                f"in {docs.name}/. Write its path there, such as about/method.md."
            )


def refuse_links(project: Project, files: Files) -> None:
    """Raise Abort if a page or picture is a link that `leads_out`: a stranger may have made it.

    A `docs_dir` that the settings name may be elsewhere.
    """
    for path in (Path(file.abs_src_path) for file in files if file.abs_src_path):
        if project.files.leads_out(path):
            raise Abort(
                f"briefings: {project.name_of(path)} leads out of the project's folder, or to "
                "a hidden file; put the file itself there"
            )


def _use_language(project: Project) -> None:
    """Use the site's language, in Material too as far as it has it; refuse a bad catalogue."""
    if dict(project.config.theme).get("language") is False:
        raise Abort('briefings: in YAML, "language: no" means false; Norwegian is nb or nn')
    language, problems = project.language
    if problems:
        failures.show(problems)
        raise Abort("briefings: the problems above keep the site from being built")
    language.use()
    theme = project.config.theme
    known = (language.tag, language.tag.split("-")[0], "en")
    if theme.name in OUR_THEMES:
        folders = [Path(folder) / "partials" / "languages" for folder in theme.dirs]
        theme["language"] = next(
            tag for tag in known if any((f / f"{tag}.html").is_file() for f in folders)
        )
