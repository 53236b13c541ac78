"""The settings of MkDocs that an owner's `mkdocs.yml` leaves out.

They are the same for every site, and change with the program: nobody has to edit a file for an
upgrade. What `mkdocs.yml` does set, it keeps.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from article_briefings.language import _
from article_briefings.pages import Site

_STYLE = "assets/briefings/briefings.css"
_SCRIPT = "assets/briefings/briefings.js"


def fill_in(config: MkDocsConfig) -> None:
    """Add what is missing: the navigation, our style and script, the extensions of Markdown."""
    if config.nav is None:
        config.nav = [*_navigation(config)]
        if config.validation.nav.omitted_files == logging.INFO:
            config.validation.nav.omitted_files = logging.DEBUG  # as "ignore" does
    if _STYLE not in config.extra_css:  # new lists: MkDocs' defaults are shared by all settings
        config.extra_css = [_STYLE, *config.extra_css]
    if _SCRIPT not in map(str, config.extra_javascript):
        script = ExtraScriptValue(_SCRIPT)
        script.defer = True
        config.extra_javascript = [script, *config.extra_javascript]
    words = _("Link to this section")
    if "attr_list" not in config.markdown_extensions:
        config.markdown_extensions = [*config.markdown_extensions, "attr_list"]
    # The stylesheet draws a sign in place of these words.
    toc = {"permalink": f" {words}", "permalink_title": "", "toc_depth": 3}
    config.mdx_configs = {"toc": toc, **config.mdx_configs}


def _navigation(config: MkDocsConfig) -> Iterator[Any]:
    """Yield the indexes; then the hand-written pages, under "About" if there are several."""
    yield from ({_(title): source} for title, source in Site.INDEXES.items())
    docs = Path(config.docs_dir)
    written = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    hidden = re.compile(r"(.*/)?\.|templates/")  # as for MkDocs
    left_out = [spec.match_file for spec in (config.exclude_docs, config.draft_docs) if spec]
    about = [
        source
        for source in written
        if source != Site.HOME
        and not hidden.match(source)
        and not any(out(source) for out in left_out)
    ]
    if about:
        yield {_("About"): about} if len(about) > 1 else about[0]
