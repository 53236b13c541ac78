"""The addresses of briefings that were withdrawn: each page says when and why.

The briefing's own page and those of its claims are written beside the site, as claims' pages are.
"""

from collections.abc import Iterator
from functools import partial

from article_briefings.corpus import Corpus
from article_briefings.language import _, day_words
from article_briefings.pages import _routes as routes
from article_briefings.pages._claim_document import ClaimDocument
from article_briefings.pages._claim_fitting import cut
from article_briefings.pages._claim_words import Sentence
from article_briefings.pages._page import DataGroup, File
from article_briefings.pages._redirects import claim_redirect
from article_briefings.pages._site import Site


def withdrawn_pages(corpus: Corpus, site: Site) -> Iterator[DataGroup]:
    """The files of each withdrawn briefing."""
    for slug in corpus.withdrawn:
        yield DataGroup(f"withdrawn:{slug}", partial(_files, corpus, slug, site))


def _files(corpus: Corpus, slug: str, site: Site) -> Iterator[File]:
    gone = corpus.withdrawn[slug]
    title = Sentence(
        _("Withdrawn, %(day)s", day=day_words(gone.date)),
        _("the briefing “%(briefing)s”.", briefing=cut(gone.title, 120)),
    )
    places = [routes.briefing(slug), *(routes.claim(slug, name) for name in gone.claims)]
    for source in places:
        links = routes.PageLinks(source)
        document = ClaimDocument(
            sentence=title,
            finding=gone.text,
            site=site.name,
            look=site.look,
            checked=site.name,
            hidden=True,
            framed=source != places[0],
            href=links.to(routes.CHANGES, "withdrawn"),
            link=_("What has changed"),
        )
        yield _place(source), document.html()
    for old in gone.formerly:
        for name in gone.claims:
            place, source = _place(routes.claim(old, name)), routes.claim(slug, name)
            yield claim_redirect(place, source, title.plain, site.url, "")


def _place(source: str) -> str:
    """The path in the site of the file that is at the address of a Markdown file."""
    return f"{source.removesuffix('.md')}/index.html"
