"""The pages of claims, at `/claim/<briefing>/<id>/`: written beside the others, as exports are.

A claim has a page if it is key, or if a correction names it: what was embedded once stays.
Earlier ids lead to the present one, and a withdrawn claim leaves a page that says so.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.corpus import ClaimRef, Corpus
from article_briefings.language import N_, _, day_words, listed, ngettext
from article_briefings.models import compact
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import outlet_and_date
from article_briefings.pages._claim_document import ClaimDocument, Tools, oembed
from article_briefings.pages._claim_fitting import cut, picture_answers
from article_briefings.pages._claim_view import ClaimView, QuotePlaces
from article_briefings.pages._claim_words import Sentence
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._page import File
from article_briefings.pages._reader import ReaderNote, reader_note
from article_briefings.pages._redirects import claim_redirect
from article_briefings.pages._site import ClaimCard, Site
from article_briefings.pages._views import SourceView, source_view

PICTURE = "card.png"
"""The picture for links to a claim, in the folder of its page."""
DRAFT = N_("A draft, which nobody has checked.")
CITATIONS = "citations.json"
"""The claims of a briefing that have pages, as CSL-JSON, in the folder above them."""


class ClaimPages:
    """The pages of one briefing's claims."""

    def __init__(self, corpus: Corpus, slug: str, site: Site) -> None:
        self._corpus, self._slug, self._site = corpus, slug, site
        self._article = corpus.by_slug[slug]
        self._addresses = routes.Addresses(site.url) if site.url else None

    def files(self) -> Iterator[File]:
        """Every document with its oEmbed response, and the files at earlier addresses."""
        article, former = self._article, dict[str, str]()
        titles: dict[str, str] = {}
        paged = paged_claims(article)
        if paged and self._addresses:
            of = partial(self._addresses.claim, self._slug)
            items = (compact(self._citation(ref, of(ref.claim.id))) for ref in paged)
            yield f"claim/{self._slug}/{CITATIONS}", b"[%s]\n" % ",\n".join(items).encode()
        for ref in paged:
            document = self._claim(ref)
            yield from self._written(ref.claim.id, document)
            titles[ref.claim.id] = document.title
            former |= dict.fromkeys(ref.claim.formerly, ref.claim.id)
        for correction in article.briefing.corrections:
            for name in correction.withdrawn:
                document = self._withdrawn(name, correction.date, correction.text)
                yield from self._written(name, document)
                titles[name] = document.title
        for old, name in former.items():
            yield self._moved(self._slug, old, name, titles[name])
        for slug in article.outline.formerly:
            for old, name in (former | {name: name for name in titles}).items():
                yield self._moved(slug, old, name, titles[name])

    def _written(self, name: str, whole: ClaimDocument) -> Iterator[File]:
        folder, document = f"claim/{self._slug}/{name}", whole
        if self._addresses:
            address = self._addresses.claim(self._slug, name)
            document = replace(whole, address=address, oembed=f"{address}oembed.json")
            draw = self._site.claim_picture
            if draw and (picture := draw(_card(document.fitted()))):
                document = replace(document, picture=f"{address}{PICTURE}")
                yield f"{folder}/{PICTURE}", picture
            yield f"{folder}/oembed.json", oembed(document.fitted(), self._addresses.base)
        yield f"{folder}/index.html", document.html()

    def _moved(self, slug: str, old: str, name: str, title: str) -> File:
        source = routes.claim(self._slug, name)
        place = f"claim/{slug}/{old}/index.html"
        response = ""
        if self._addresses:
            response = f"{self._addresses.claim(self._slug, name)}oembed.json"
        return claim_redirect(place, source, cut(title, 200), self._site.url, response)

    def _claim(self, ref: ClaimRef) -> ClaimDocument:
        claim, article = ref.claim, self._article
        views = self._views(claim.id)
        view = views.full(ref, ref.number + 1, QuotePlaces(article.text(claim.quote_in)))
        note = reader_note(view.number, view, self._sources)
        found = len(note.sources)
        return ClaimDocument(
            sentence=view.sentence,
            answers=view.verdicts,
            finding=view.finding,
            quote=view.quote,
            place=outlet_and_date(self._corpus, ref.summary),
            basis=" ".join(_basis(view, note)),
            checked=_(DRAFT) if article.briefing.draft else self._checked(_newest(ref)),
            site=self._site.name,
            look=self._site.look,
            own=" · ".join(
                _("%(label)s: %(value)s", label=one.label, value=listed(one.texts))
                for one in view.own
                if one.texts
            ),
            label=self._label,
            hidden=self._site.is_hidden,
            href=views.place(ref, f"read--{claim.id}" if claim.id in self._marked else claim.id),
            link=ngettext("Why, and %(num)s source", "Why, and %(num)s sources", found)
            if found
            else _("Why"),
            tools=lambda document: self._tools(document, _newest(ref)),
        )

    @cached_property
    def _marked(self) -> frozenset[str]:
        """The claims that the article for readers marks."""
        return frozenset(one.claim.id for one in self._article.prominent_claims())

    @cached_property
    def _sources(self) -> list[SourceView]:
        article, drawn = self._article, self._views("").drawn
        return [
            source_view(item, drawn=drawn(article, item.id)) for item in article.briefing.evidence
        ]

    def _withdrawn(self, name: str, day: dt.date, why: str) -> ClaimDocument:
        briefing = self._article.briefing
        links = routes.PageLinks(routes.claim(self._slug, name))
        return ClaimDocument(
            sentence=Sentence(
                _("Withdrawn, %(day)s", day=day_words(day)),
                _(
                    "the claim “%(claim)s” in the briefing “%(briefing)s”.",
                    claim=name,
                    briefing=cut(briefing.title, 80),
                ),
            ),
            finding=why,
            site=self._site.name,
            look=self._site.look,
            label=self._label,
            hidden=self._site.is_hidden,
            checked=self._checked(None),
            href=links.to(routes.briefing(self._slug), name),
            link=_("The corrections"),
        )

    def _checked(self, day: dt.date | None) -> str:
        site = cut(self._site.name, 40)
        checked = f"{site}."
        if day:
            checked = _("Checked by %(site)s, %(day)s.", site=site, day=day_words(day))
        return f"{self._label}. {checked}" if self._label else checked

    @property
    def _label(self) -> str:
        return cut(self._site.label, 40)

    def _tools(self, document: ClaimDocument, day: dt.date | None) -> Tools:
        reference = _(
            "%(authors)s: “%(claim)s” %(site)s. %(address)s",
            authors=cut(listed(self._annotators), 80),
            claim=document.title,
            site=listed([document.site, *([day_words(day)] if day else [])]),
            address=document.address,
        )
        return Tools(reference, f"../{CITATIONS}")

    def _citation(self, ref: ClaimRef, address: str) -> dict[str, object]:
        """A claim's page as an item of CSL-JSON (csl-data.json of the Citation Style Language)."""
        day = _newest(ref)
        words = self._views(ref.claim.id).sentence(ref).plain
        return {
            "id": ref.claim.id,
            "type": "webpage",
            "title": cut(": ".join(filter(None, (self._label, words))), 300),
            "author": [{"literal": cut(name, 80)} for name in self._annotators],
            "container-title": self._site.name,
            **({"issued": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}),
            "URL": address,
        }

    @property
    def _annotators(self) -> Sequence[str]:
        return self._article.briefing.review.annotators

    def _views(self, name: str) -> ClaimViews:
        return ClaimViews(self._corpus, routes.PageLinks(routes.claim(self._slug, name)))


def _newest(ref: ClaimRef) -> dt.date | None:
    """The day of a claim's newest verdict."""
    return max((v.as_of for _, v in ref.claim.verdicts if v.as_of), default=None)


def _card(document: ClaimDocument) -> ClaimCard:
    return ClaimCard(
        *document.sentence,
        tuple((answer.sign, answer.words) for answer in picture_answers(document.answers)),
        document.finding,
        " · ".join(filter(None, (document.place, document.checked.rstrip(".")))),
    )


def paged_claims(article: AnchoredBriefing) -> list[ClaimRef]:
    """The claims that have a page of their own, in reading order."""
    corrected = {name for one in article.briefing.corrections for name in one.claims}
    return [
        ref
        for ref in ClaimRef.of(article)
        if ref.claim.key or not corrected.isdisjoint((ref.claim.id, *ref.claim.formerly))
    ]


def _basis(view: ClaimView, note: ReaderNote) -> Iterator[str]:
    """The source to open first, and how many separate ones there are."""
    if note.best:
        drawn = note.cites or note.best.drawn
        source = listed(filter(None, (note.best.publisher, note.best.date)))
        if drawn:
            yield _("Best source: %(source)s, citing %(cited)s.", source=source, cited=drawn)
        else:
            yield _("Best source: %(source)s.", source=source)
    bases = [*([view.so.basis] if view.so else []), *(said.basis for said in view.said)]
    yield from [f"{basis.counts}." for basis in bases if basis.counts][:1]
