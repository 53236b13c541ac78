"""Small pages at earlier addresses, for ids that an article, an actor or a list had before."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from urllib.parse import urljoin

from article_briefings.corpus import ActorRecord, Corpus, NoteRecord, StoryRecord, TopicRecord
from article_briefings.language import _
from article_briefings.pages import _routes as routes
from article_briefings.pages._markup import tongue
from article_briefings.pages._page import DataGroup, File

# Without a script, and without a request to another origin.
_PAGE = """<!doctype html>
<html{tongue}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
{head}<title>{title}</title>
</head>
<body>
<p>{moved}</p>
{script}</body>
</html>
"""
# An embed keeps what follows # in its address, by which WordPress knows it.
_SCRIPT = "<script>location.replace(document.links[0]+location.hash)</script>\n"


def redirects(corpus: Corpus, site: str) -> Iterator[DataGroup]:
    """A file for each earlier id of articles, actors, notes, topics and stories.

    `site` is the address of the site, if it is known.
    """
    articles = {slug: article.outline.formerly for slug, article in corpus.by_slug.items()}
    articles |= {slug: gone.formerly for slug, gone in corpus.withdrawn.items()}
    title = partial(_title_of_article, corpus)
    yield from _of_kind(routes.briefing, articles, title, site)
    actors = {name: record.actor.formerly for name, record in corpus.actors.items()}
    yield from _of_kind(routes.actor, actors, partial(_title, corpus.actors), site)
    notes = {name: record.note.formerly for name, record in corpus.notes.items()}
    yield from _of_kind(routes.note, notes, partial(_title, corpus.notes), site)
    topics = {name: record.topic.formerly for name, record in corpus.topics.items()}
    yield from _of_kind(routes.topic, topics, partial(_title, corpus.topics), site)
    stories = {name: record.story.formerly for name, record in corpus.stories.items()}
    yield from _of_kind(routes.story, stories, partial(_title, corpus.stories), site)


def _of_kind(
    route: Callable[[str], str],
    former: Mapping[str, Sequence[str]],
    title: Callable[[str], str],
    site: str,
) -> Iterator[DataGroup]:
    """The files of one kind: earlier ids by the present one, whose title is read when built."""
    for name, ids in former.items():
        for old in ids:
            place = f"{route(old).removesuffix('.md')}/index.html"
            yield DataGroup(
                place, partial(_redirect, place, route(name), partial(title, name), site)
            )


def claim_redirect(place: str, source: str, title: str, site: str, oembed: str) -> File:
    """The file at `place` that leads to a claim's page, in a frame too.

    `oembed` is the full address of that page's oEmbed response; may be empty.
    """
    link = f'<link rel="alternate" type="application/json+oembed" href="{oembed}">\n'
    return _redirect(place, source, lambda: title, site, link if oembed else "", _SCRIPT)


def _title(
    records: Mapping[str, ActorRecord | NoteRecord | TopicRecord | StoryRecord], name: str
) -> str:
    return records[name].title


def _title_of_article(corpus: Corpus, slug: str) -> str:
    gone = corpus.withdrawn.get(slug)
    return gone.title if gone else corpus.by_slug[slug].summary.title


def _redirect(
    place: str, source: str, title: Callable[[], str], site: str, head: str = "", script: str = ""
) -> File:
    """The file at `place` that leads to a Markdown file's page."""
    address = routes.url_of(source)
    target = f"{posixpath.relpath(address, posixpath.dirname(place))}/"
    canonical = urljoin(routes.Addresses(site).base, address) if site else target
    words = {"target": target, "canonical": canonical, "title": title()}
    escaped = {name: escape(text) for name, text in words.items()}
    link = f'<a href="{escaped["target"]}" dir="auto">{escaped["title"]}</a>'
    moved = escape(_("This page has moved: %(link)s"), quote=False) % {"link": link}
    page = _PAGE.format(**escaped, head=head, script=script, moved=moved, tongue=tongue())
    return place, page.encode()
