"""The plugin's settings in `mkdocs.yml`."""

import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs.config import Config
from mkdocs.config import config_options as c
from mkdocs.config.base import ValidationError
from mkdocs.plugins import BasePlugin

from article_briefings.models import did_you_mean
from article_briefings.pages import PageRecord, Site
from article_briefings.site._look import LookError, look_of

HOSTS = ("", "github", "gitlab", "folder", "cloudflare", "netlify")


class Parts(c.OptionallyRequired[list[str]]):
    """A list of parts of the site."""

    def run_validation(self, value: object) -> list[str]:
        """Refuse names of parts that do not exist, with the nearest."""
        if not isinstance(value, list):
            raise ValidationError(f"expected a list, such as [timeline, ledger], not {value!r}")
        for name in map(str, value):
            if name not in Site.PARTS:
                hint = did_you_mean(name, Site.PARTS) or f"the parts are {', '.join(Site.PARTS)}"
                raise ValidationError(f"there is no part “{name}”; {hint}")
        return [*map(str, value)]


class Options(Config):
    """The settings under `briefings:` in `mkdocs.yml`."""

    branch = c.Type(str, default="main")
    """The branch that edit links point to."""
    host = c.Choice(HOSTS, default="")
    """Who publishes the site. The repository is GitHub's or GitLab's if its address says so,
    else if this does. On other hosts, pages have no edit links."""
    search = c.Type(bool, default=True)
    """Whether a build creates the search index."""
    templates = c.Optional(c.Dir(exists=True))
    """The folder of the templates and assets that replace the package's, relative to the folder of
    `mkdocs.yml`. The default is `templates`, if the project has such a folder."""
    social_cards = c.Optional(c.Type(bool))
    """Whether each briefing has its own picture for links to it; otherwise all share the site's.
    If unset, missing libraries are no error: they are an optional extra."""
    claim_cards = c.Type(bool, default=False)
    """Whether each key claim has its own picture for links to its page."""
    cache = c.Type(str, default=".cache/briefings")
    """The folder for results that the next build can reuse, beside `mkdocs.yml`; "" for none."""
    without = Parts(default=[])
    """The parts that the site leaves out: pages, links to them, and entries of the nav."""
    exports = c.Type(bool, default=False)
    """Whether a build publishes the exports below /data/; a preview never does."""
    require_address = c.Type(bool, default=False)
    """Whether a build of a site without an address (`site_url`) is an error."""
    prefix = c.Type(str, default="")
    """Where the briefings are, such as `briefings/`, on a site whose other pages keep their theme
    and plugins; "" if the whole site is ours."""
    publish = c.Type(bool, default=False)
    """Whether the build is for readers: it needs an address, and a page about the site without
    empty headings."""
    noindex = c.Type(bool, default=False)
    """Whether search engines are asked to leave the site out, as in the preview of a change."""
    second_review = c.Type(bool, default=False)
    """Whether a second person must confirm that somebody is misreported or a claim refuted, with
    `review: second:`. `briefings check` reads this setting too."""
    how_we_work = c.Type(str, default="about/method.md")
    """The page in `docs_dir` about how the annotators work. Without this setting `about.md` is used
    if there is no such page. Briefings link to it if it exists."""
    messages = c.Type(bool, default=True)
    """Whether the site has the page of the checker's messages, if it has `about/format.md`."""
    label = c.Type(str, default="")
    """What every page, feed and picture must say of itself, such as that its articles are invented.
    Search engines are asked to leave such a site out, and get no description of its claims."""
    teach = c.Type(str, default="")
    """The page for teachers in `docs_dir`, such as `about/method.md#teaching`, to which the first
    page leads. Without this setting it leads to the worksheet of a briefing."""
    demo = c.Type(str, default="")
    """The address of a site with invented articles, relative to this one, if the first page is to
    lead there."""
    palette = c.Type(str, default="paper")
    """A ready palette: paper, slate, sage or plain."""
    tokens = c.Type(dict, default={})
    """Colours and families of fonts by the names of the stylesheet: `link: "#1f4b73"`."""
    fonts = c.Type(dict, default={})
    """Font files in `docs_dir` for serif, sans or mono: one, or a list of upright and italic."""

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Return errors and warnings; the look is checked as a whole."""
        failed, warnings = super().validate()
        try:
            if not failed:
                look_of(self.palette, self.tokens, self.fonts, None)
        except LookError as error:
            place = setting_place(Path(self.config_file_path or ""), error.key)
            failed.append((error.setting, ValidationError(f"{place}{error}")))
        return failed, warnings


def setting_place(settings: Path, name: str) -> str:
    """Return the place of a setting, for messages: "mkdocs.yml:12: "; empty if it is not found."""
    lines = settings.read_text("utf-8", "replace").splitlines() if settings.is_file() else []
    key = re.compile(rf"""(?:^|[\s,{{-])["']?{re.escape(name)}["']?\s*:""")
    found = (number for number, line in enumerate(lines, 1) if key.search(line))
    number = next(found, 0)
    return f"{settings.name}:{number}: " if number else ""


class PagesPlugin(BasePlugin[Options]):
    """A plugin that generates pages."""

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """The generated pages of the last build, by Markdown file."""
        raise NotImplementedError
