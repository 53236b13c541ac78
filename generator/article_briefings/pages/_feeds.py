"""Files for programs that read sites: feeds, `robots.txt` and `llms.txt`.

Feeds of new content are Atom (RFC 4287) and JSON Feed (https://www.jsonfeed.org/version/1.1/). One
pair of feeds has the briefings, the last reviewed first; a second pair has the verdicts on
claims, by their date; a third has the corrections. No clock is read: the date of a feed is that of
its newest entry.

`robots.txt` (RFC 9309) only has an effect at the root of a host. For a site below a path, such as
a project on GitHub Pages, crawlers look for it elsewhere.
`llms.txt` (https://llmstxt.org) is a Markdown file that describes the site and its entry points.

All of them hold full addresses, and a site whose address is not known therefore has none.
"""

import datetime as dt
import json
from collections.abc import Sequence
from functools import partial
from itertools import product, starmap
from typing import Any, NamedTuple
from xml.etree import ElementTree

from article_briefings.anchoring import Summary
from article_briefings.corpus import ClaimRef, Corpus, CorrectionRef, digest, reads
from article_briefings.language import N_, Language, _, listed
from article_briefings.models import WithdrawnBriefing
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import outlet_and_date, publication
from article_briefings.pages._changes import FEED, correction_view
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._page import DataGroup
from article_briefings.pages._site import Site

ENTRIES = 50
"""As many entries as a feed has."""
BRIEFINGS, VERDICTS = "feed", "assessments"
"""The feeds' names: `<name>.xml` and `<name>.json` at the top of the site."""
_NEWEST = 20
"""As many briefings as `llms.txt` lists."""
_INDEXES = (
    (routes.BRIEFINGS, N_("Briefings"), N_("every annotated article, by year")),
    (
        routes.CLAIMS,
        N_("Claims"),
        N_("every claim, by kind, form, verdicts, distance, year, topic"),
    ),
    (routes.ACTORS, N_("Who"), N_("who speaks, relays and is spoken of")),
    (routes.BACKGROUND, N_("Background"), N_("dated notes with sources")),
    (routes.TOPICS, N_("Topics"), N_("briefings by subject")),
    (routes.TIMELINE, N_("Timeline"), N_("the events of all articles, in order")),
    (routes.CHANGES, N_("What has changed"), N_("corrections, with dates and reasons")),
)
_NO_DAY = dt.date(1970, 1, 1)
"""A constant day for items without one."""
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


class _Entry(NamedTuple):
    """A page, or a place on one."""

    url: str
    title: str
    updated: dt.date
    text: str
    page: str = ""
    """What the entry leads to, if it is another page: `url` is also its id, which never changes."""


class _Feed(NamedTuple):
    """A feed's own data, and its entries, the newest first."""

    title: str
    description: str
    home: str
    address: str
    author: str
    entries: Sequence[_Entry]


class FilesForPrograms:
    """These files of a site. Which entries a feed has is a fact (`feed:<name>`)."""

    def __init__(self, corpus: Corpus, site: Site) -> None:
        """Without an address, a site has no files.

        Every title begins with its label, if it has one, and search engines get no sitemap then.
        """
        self._corpus, self._site = corpus, site
        self._label = f"{site.label}: " if site.label else ""
        self._name = f"{self._label}{site.name}"
        self._url = f"{site.url.rstrip('/')}/" if site.url else ""
        with reads.untracked():
            self._reviewed = _last_reviewed(corpus)[:ENTRIES] if site.url else []
            self._judged = _last_judged(corpus)[:ENTRIES] if site.url else []
            self._corrected = corpus.corrections[:ENTRIES] if site.url else ()

    def groups(self) -> list[DataGroup]:
        """Each file by itself."""
        if not self._url:
            return []
        feeds = product((BRIEFINGS, VERDICTS, FEED), ("xml", "json"))
        return [
            *(DataGroup(f"{name}.{form}", partial(self._feed, name, form)) for name, form in feeds),
            DataGroup("robots.txt", self._robots),
            DataGroup("llms.txt", self._llms),
        ]

    def facts(self) -> dict[str, str]:
        """A digest for each list of entries."""
        return {
            f"feed:{BRIEFINGS}": digest(article.slug for article in self._reviewed),
            f"feed:{VERDICTS}": digest(ref.key for ref in self._judged),
            f"feed:{FEED}": digest(ref.key for ref in self._corrected),
        }

    def _feed(self, name: str, form: str) -> tuple[str, bytes]:
        reads.record("feed", name)
        if name == BRIEFINGS:
            title = _("%(site)s: briefings", site=self._name)
            about = _("Annotated articles, the last reviewed first.")
            entries = list(map(self._briefing, self._reviewed))
        elif name == FEED:
            title = _("%(site)s: what has changed", site=self._name)
            about = _("Corrections of briefings, the newest first.")
            gone = starmap(self._withdrawn, self._corpus.withdrawn.items())
            entries = [*gone, *map(self._correction, self._corrected)]
            entries = sorted(entries, key=lambda one: one.updated, reverse=True)[:ENTRIES]
        else:
            title = _("%(site)s: verdicts", site=self._name)
            about = _("What annotators found out about claims, the newest first.")
            entries = list(map(self._verdicts, self._judged))
        place = f"{name}.{form}"
        home = f"{self._url}{routes.url_of(routes.CHANGES) if name == FEED else ''}"
        feed = _Feed(title, about, home, f"{self._url}{place}", self._name, entries)
        return place, _atom(feed) if form == "xml" else _json_feed(feed)

    def _briefing(self, article: Summary) -> _Entry:
        reads.record("summary", article.slug)
        text = f"{article.bluf}\n\n{outlet_and_date(self._corpus, article)}"
        title = f"{self._label}{article.title}"
        return _Entry(self._address(article), title, article.reviewed or _NO_DAY, text)

    def _verdicts(self, ref: ClaimRef) -> _Entry:
        """A claim as lists show it, then the reasons; its title is the sentence."""
        claim, views = ref.claim, ClaimViews(self._corpus, routes.PageLinks(routes.HOME))
        url = f"{self._address(ref.summary)}{routes.fragment(claim.id)}"
        parts = (
            views.words(ref).plain,
            views.verdicts(ref).plain,
            claim.finding,
            *(verdict.rationale for _, verdict in claim.verdicts),
            f"{views.way(ref)}. {outlet_and_date(self._corpus, ref.summary)}",
        )
        updated = max(verdict.as_of or _NO_DAY for _, verdict in claim.verdicts)
        text = "\n\n".join(filter(None, parts))
        page = f"{self._url}{routes.url_of(routes.claim(ref.slug, claim.id))}" if claim.key else ""
        return _Entry(url, f"{self._label}{views.sentence(ref).plain}", updated, text, page)

    def _correction(self, ref: CorrectionRef) -> _Entry:
        """A correction; its title is the claim that it is about, if that is one."""
        view = correction_view(ClaimViews(self._corpus, routes.PageLinks(routes.HOME)), ref)
        about = [claim.sentence.plain for claim in view.claims]
        if gone := listed(claim.text for claim in (*view.earlier, *view.withdrawn)):
            about.append(_("Withdrawn: %(claims)s", claims=gone))
        title = about[0] if len(about) == 1 else view.briefing.text
        source = f"{view.briefing.text} ({outlet_and_date(self._corpus, ref.summary)})"
        url = f"{self._address(ref.summary)}{routes.fragment(ref.anchor)}"
        text = "\n\n".join([view.text, *about, source])
        return _Entry(url, f"{self._label}{title}", ref.day, text)

    def _withdrawn(self, slug: str, gone: WithdrawnBriefing) -> _Entry:
        url = f"{self._url}{routes.url_of(routes.briefing(slug))}"
        title = _("Withdrawn: %(claims)s", claims=gone.title)
        return _Entry(url, f"{self._label}{title}", gone.date, gone.text)

    def _address(self, article: Summary) -> str:
        return f"{self._url}{routes.url_of(routes.briefing(article.slug))}"

    def _robots(self) -> tuple[str, bytes]:
        sitemap = "" if self._site.is_hidden else f"\nSitemap: {self._url}sitemap.xml\n"
        return "robots.txt", f"User-agent: *\nAllow: /\n{sitemap}".encode()

    def _llms(self) -> tuple[str, bytes]:
        lines = [f"# {_line(self._name)}", ""]
        if self._site.description:
            lines += [f"> {_line(self._site.description)}", ""]
        lines += [
            _(
                "Each briefing has the text of an article as it was published and, apart from it, "
                "what annotators say: which claims it makes, who says them, through whom they "
                "came, and what evidence shows: whether it was said, and whether it is so. Words "
                "in quotation are the article’s; verdicts are the annotators’."
            ),
            "",
            "## " + _("Indexes"),
            "",
        ]
        for index, title, content in _INDEXES:
            if not routes.is_left_out(index, self._site.without):
                lines.append(f"- [{_(title)}]({self._url}{routes.url_of(index)}): {_(content)}")
        lines += ["", "## " + _("Newest briefings"), ""]
        for article in self._corpus.articles.summaries()[:_NEWEST]:
            title, about = _line(article.title), _line(article.bluf)
            lines.append(f"- [{title}]({self._address(article)}): {about}")
        feeds = {
            BRIEFINGS: _("Feed of briefings"),
            VERDICTS: _("Feed of verdicts"),
            FEED: _("Feed of changes"),
        }
        lines += [
            "",
            "## " + _("Optional"),
            "",
            *(f"- [{title}]({self._url}{name}.json): JSON Feed" for name, title in feeds.items()),
            "",
        ]
        return "llms.txt", "\n".join(lines).encode()


def _atom(feed: _Feed) -> bytes:
    """A feed as Atom."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", _language(f"{{{_XML}}}lang"))
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    newest = max((entry.updated for entry in feed.entries), default=_NO_DAY)
    _add(root, "updated", _time(newest))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        item = _add(root, "entry")
        _add(item, "id", entry.url)
        _add(item, "title", entry.title)
        _add(item, "updated", _time(entry.updated))
        _add(item, "link", rel="alternate", type="text/html", href=entry.page or entry.url)
        _add(item, "summary", entry.text)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def _json_feed(feed: _Feed) -> bytes:
    """A feed as JSON Feed."""
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        **_language("language"),
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.url,
                "url": entry.page or entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_modified": _time(entry.updated),
            }
            for entry in feed.entries
        ],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _language(name: str) -> dict[str, str]:
    """The language of the site under this name, unless it is English, in which feeds began."""
    return {} if Language.current().tag == "en" else {name: Language.current().tag}


def _last_reviewed(corpus: Corpus) -> list[Summary]:
    """The briefings, the last reviewed first; of one day the newest article first."""
    found = [article for article in corpus.articles.summaries() if not article.draft]
    return sorted(found, key=lambda a: (a.reviewed or _NO_DAY, publication(a)), reverse=True)


def _last_judged(corpus: Corpus) -> list[ClaimRef]:
    """The claims with verdicts, by the date of their newest, the newest first."""
    found = [
        (day, ClaimRef.of(article)[number])
        for article in corpus.articles
        if not article.summary.draft
        for day, number in article.outline.judged
    ]
    found.sort(key=lambda one: one[1].key)
    found.sort(key=lambda one: one[0], reverse=True)
    return [ref for _, ref in found]


def _time(day: dt.date) -> str:
    """The first moment of a day in the format of RFC 3339."""
    return f"{day.isoformat()}T00:00:00Z"


def _add(
    parent: ElementTree.Element, name: str, text: str = "", **values: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", values)
    if text:
        element.text = text
    return element


def _line(text: str) -> str:
    """A text as one line of Markdown in which nothing is markup."""
    words = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)
