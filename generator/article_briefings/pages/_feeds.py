"""Feeds of new content: Atom (RFC 4287) and JSON Feed (https://www.jsonfeed.org/version/1.1/).

One pair of feeds has the briefings, the last reviewed first; a second pair has the assessments of
claims, by their date. A feed gives the full address of each page, and a site whose address is not
known therefore has no feeds. No clock is read: the date of a feed is that of its newest entry.
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree import ElementTree

from article_briefings.anchoring import Summary
from article_briefings.corpus import (
    ClaimRef,
    Corpus,
    claims_of,
    digest,
    record_read,
    untracked,
)
from article_briefings.pages import _labels as labels
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import outlet_and_date, publication
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._page import DataGroup

ENTRIES = 50
"""As many entries as a feed has."""


BRIEFINGS, ASSESSMENTS = "feed", "assessments"
"""The feeds' names: `<name>.xml` and `<name>.json` at the top of the site."""


_NO_DAY = dt.date(1970, 1, 1)
"""A constant day for items without one."""


_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: a page, or a place on one."""

    url: str
    title: str
    updated: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own data, and its entries, the newest first."""

    title: str
    description: str
    home: str
    address: str
    """The feed's own, without the ending."""
    author: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> dt.date:
        """The day of the newest entry; a constant day if there is none."""
        return max((entry.updated for entry in self.entries), default=_NO_DAY)


class Feeds:
    """The feeds of a site. Which entries a feed has is a fact (`feed:<name>`)."""

    def __init__(self, corpus: Corpus, name: str, url: str) -> None:
        """`url` is the site's address; without one there are no feeds."""
        self._corpus, self._name, self._url = corpus, name, f"{url.rstrip('/')}/" if url else ""
        with untracked():
            self._newest = _newest(corpus)[:ENTRIES] if url else []
            self._assessed = _assessed(corpus)[:ENTRIES] if url else []

    def groups(self) -> list[DataGroup]:
        """Each file by itself."""
        if not self._url:
            return []
        feeds = {BRIEFINGS: self._briefings, ASSESSMENTS: self._assessments}
        return [
            DataGroup(f"{name}.{ending}", partial(_file, f"{name}.{ending}", feed, write))
            for name, feed in feeds.items()
            for ending, write in (("xml", atom), ("json", json_feed))
        ]

    def facts(self) -> dict[str, str]:
        """A digest for each list of entries."""
        return {
            f"feed:{BRIEFINGS}": digest(article.slug for article in self._newest),
            f"feed:{ASSESSMENTS}": digest(ref.key for ref in self._assessed),
        }

    def _briefings(self) -> Feed:
        record_read("feed", BRIEFINGS)
        entries = []
        for article in self._newest:
            record_read("summary", article.slug)
            text = f"{article.bluf}\n\n{outlet_and_date(self._corpus, article)}"
            url = self._address(routes.briefing(article.slug))
            entries.append(FeedEntry(url, article.title, article.reviewed or _NO_DAY, text))
        return self._feed(
            BRIEFINGS, "briefings", "Annotated articles, the last reviewed first.", entries
        )

    def _assessments(self) -> Feed:
        record_read("feed", ASSESSMENTS)
        entries = list(self._entries(self._assessed))
        about = "What annotators found out about claims, the newest first."
        return self._feed(ASSESSMENTS, "assessments", about, entries)

    def _entries(self, refs: Sequence[ClaimRef]) -> Iterator[FeedEntry]:
        views = ClaimViews(self._corpus, routes.PageLinks(routes.HOME))
        for ref in refs:
            claim = ref.claim
            if claim.assessment is None:
                continue
            label = labels.STATUS[claim.assessment.status]
            url = f"{self._address(routes.briefing(ref.slug))}{routes.fragment(claim.id)}"
            chain, where = views.chain(ref).sentence, outlet_and_date(self._corpus, ref.summary)
            text = f"{chain}. {where}\n\n{claim.assessment.rationale}"
            yield FeedEntry(url, f"{label}: {claim.text}", claim.assessment.as_of, text)

    def _feed(self, name: str, what: str, description: str, entries: Sequence[FeedEntry]) -> Feed:
        title = f"{self._name}: {what}"
        address = f"{self._url}{name}"
        return Feed(title, description, self._url, address, self._name, tuple(entries))

    def _address(self, source: str) -> str:
        return f"{self._url}{routes.url_of(source)}"


def atom(feed: Feed) -> bytes:
    """A feed as Atom."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    address = f"{feed.address}.xml"
    _add(root, "id", address)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    _add(root, "updated", _time(feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        item = _add(root, "entry")
        _add(item, "id", entry.url)
        _add(item, "title", entry.title)
        _add(item, "updated", _time(entry.updated))
        _add(item, "link", rel="alternate", type="text/html", href=entry.url)
        _add(item, "summary", entry.text)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written + b"\n"


def json_feed(feed: Feed) -> bytes:
    """A feed as JSON Feed."""
    content: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": f"{feed.address}.json",
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.url,
                "url": entry.url,
                "title": entry.title,
                "content_text": entry.text,
                "date_modified": _time(entry.updated),
            }
            for entry in feed.entries
        ],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def _newest(corpus: Corpus) -> list[Summary]:
    """The briefings, the last reviewed first; of one day the newest article first."""
    found = [article for article in corpus.articles.summaries() if not article.draft]
    return sorted(found, key=lambda a: (a.reviewed or _NO_DAY, publication(a)), reverse=True)


def _assessed(corpus: Corpus) -> list[ClaimRef]:
    """The assessed claims, by the date of the assessment, the newest first."""
    found = [
        (day, claims_of(article)[number])
        for article in corpus.articles
        if not article.summary.draft
        for day, number in article.outline.assessed
    ]
    found.sort(key=lambda one: one[1].key)
    found.sort(key=lambda one: one[0], reverse=True)
    return [ref for _, ref in found]


def _file(place: str, feed: Any, write: Any) -> tuple[str, bytes]:
    return place, write(feed())


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


_NEWEST = 20


_INDEXES = (
    (routes.BRIEFINGS, "Briefings", "every annotated article, by year"),
    (routes.CLAIMS, "Claims", "every claim, by kind, form, status, distance, year and topic"),
    (routes.ACTORS, "Actors", "who speaks, relays and is spoken of"),
    (routes.BACKGROUND, "Background", "dated notes with sources"),
    (routes.TOPICS, "Topics", "briefings by subject"),
    (routes.TIMELINE, "Timeline", "the events of all articles, in order"),
)


def machine_groups(corpus: Corpus, name: str, description: str, url: str) -> list[DataGroup]:
    """Both files; none for a site without a known address."""
    if not url:
        return []
    base = f"{url.rstrip('/')}/"
    return [
        DataGroup("robots.txt", partial(_robots, base)),
        DataGroup("llms.txt", partial(_llms, corpus, name, description, base)),
    ]


def _robots(base: str) -> tuple[str, bytes]:
    return "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode()


def _llms(corpus: Corpus, name: str, description: str, base: str) -> tuple[str, bytes]:
    lines = [f"# {_line(name)}", ""]
    if description:
        lines += [f"> {_line(description)}", ""]
    lines += [
        "Each briefing has the text of an article as it was published and, apart from it, what "
        "annotators say: which claims it makes, who says them, through whom they came, and what "
        "evidence shows. Words in quotation are the article’s; assessments are the annotators’.",
        "",
        "## Indexes",
        "",
        *(f"- [{title}]({base}{routes.url_of(page)}): {what}" for page, title, what in _INDEXES),
        "",
        "## Newest briefings",
        "",
    ]
    for article in corpus.articles.summaries()[:_NEWEST]:
        address = f"{base}{routes.url_of(routes.briefing(article.slug))}"
        lines.append(f"- [{_line(article.title)}]({address}): {_line(article.bluf)}")
    lines += [
        "",
        "## Optional",
        "",
        f"- [Feed of briefings]({base}{BRIEFINGS}.json): JSON Feed",
        f"- [Feed of assessments]({base}{ASSESSMENTS}.json): JSON Feed",
        "",
    ]
    return "llms.txt", "\n".join(lines).encode()


def _line(text: str) -> str:
    """A text as one line of Markdown in which nothing is markup."""
    words = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)
