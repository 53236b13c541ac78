"""A briefing as annotations in the W3C's Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/. There is an annotation for

- each claim: `describing` it as "Who: text", `classifying` its kind, `assessing` each verdict in a
  body of its own, `commenting` with the finding;
- each cue: `identifying` who speaks or relays;
- each event: `identifying` it;
- each background mark: `linking` to the note;
- each evidence item: `linking` it to the annotations that rest on it.

Targets are the parts of the quote on the briefing's page, each selected twice below the element
with the article's text: by position, in code points of the text as loaded, and by its words with
their context. The `i` elements in which the page describes marks to screen readers are not part of
that text. Data that the model has no property for uses one of our terms (`_web_annotation`).

The original data of an imported annotation is the text of an extension, which carries any foreign
content safely. What is well-formed in the W3C's model is also exported in its own place, where
every reader of the model shows it: bodies that are plain texts, and the annotation's address.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim
from article_briefings.corpus import ClaimRef, Corpus, Count
from article_briefings.exporting._own import values_of
from article_briefings.exporting._targets import AnnotationAddresses, JsonObject, passage
from article_briefings.models import (
    UNKNOWN,
    Claim,
    EdtfDate,
    Event,
    Evidence,
    EvidenceUse,
    Hop,
    Said,
    So,
    Span,
    TextName,
    safe_url,
)
from article_briefings.pages import Addresses, sentence_of, verdict_words

_PLAIN = {"type", "purpose", "value", "format", "language"}
"""The fields of a body that is a plain text."""
_PURPOSES = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
"""The motivations of the Web Annotation Vocabulary."""


def annotations(
    corpus: Corpus, article: AnchoredBriefing, addresses: AnnotationAddresses
) -> Iterator[JsonObject]:
    """The annotations of an article: claims in the order of the text, each with its cues."""
    return _Article(corpus, article, addresses).annotations()


def modified(article: AnchoredBriefing) -> JsonObject:
    """The last review: the first moment of that day; empty for an unreviewed draft."""
    day = article.briefing.review.reviewed
    return {"modified": f"{day.isoformat()}T00:00:00Z"} if day else {}


def creators(article: AnchoredBriefing) -> list[JsonObject]:
    """The annotators: names or handles, as in the briefing."""
    return [{"type": "Person", "name": name} for name in article.briefing.review.annotators]


def extensions_of(extensions: Mapping[str, str]) -> str | None:
    """Extensions as the text of one JSON object: their foreign content cannot break the file."""
    members = (f"{json.dumps(name, ensure_ascii=False)}:{extensions[name]}" for name in extensions)
    return f"{{{','.join(sorted(members))}}}" if extensions else None


class _Article:
    """Converts one article to annotations."""

    def __init__(
        self, corpus: Corpus, article: AnchoredBriefing, addresses: AnnotationAddresses
    ) -> None:
        self._corpus, self._article, self._at = corpus, article, addresses
        self._slug = article.slug
        self._page = addresses.briefing(article.slug)
        self._about = {"creator": creators(article), **modified(article)}
        self._places: dict[tuple[TextName, Span], JsonObject] = {}
        """The targets made so far: many claims often share one cue."""

    def annotations(self) -> Iterator[JsonObject]:
        briefing = self._article.briefing
        claims = self._article.claims_in_text_order()
        for ref, claim in zip(ClaimRef.of(self._article), claims, strict=True):
            yield self._claim(ref, claim)
            yield from self._cues(claim)
        for event, spans in zip(briefing.events, self._article.events, strict=True):
            yield self._event(event, spans)
        for number, spans in enumerate(self._article.background, 1):
            yield self._background(number, spans)
        for item in briefing.evidence:
            yield self._evidence(item)

    # --- marks -----------------------------------------------------------------------------------

    def _claim(self, ref: ClaimRef, anchored: AnchoredClaim) -> JsonObject:
        claim, counts = anchored.claim, self._corpus.counts(ref)
        bodies, motivation = self._bodies(claim)
        judged = zip(claim.said, counts.said, strict=True)
        imported, via = _imported(claim.extensions)
        return self._annotation(
            ("claim", claim.id),
            motivation,
            bodies + imported,
            self._targets(claim.quote_in, anchored.quote),
            claim=self._at.briefing(self._slug, claim.id),
            who=sentence_of(claim, self._corpus.name_of).who,
            text=claim.text,
            kind=claim.kind,
            key=claim.key or None,
            implied=claim.implied or None,
            finding=claim.finding,
            quoteIn=claim.quote_in,
            speaker=UNKNOWN if claim.speaker_unknown else None,
            attribution=None
            if claim.speaker_unknown
            else [self._hop(claim.id, step, hop) for step, hop in enumerate(claim.attribution, 1)],
            briefingVia=None if claim.via else False,
            said=[self._said(claim, *one) for one in judged] or None,
            so=self._so(claim.so, counts.so) if claim.so else None,
            relations=[
                {"relation": kind, "other": self._at.claim(self._slug, other)}
                for kind, _, other in claim.relations
            ]
            or None,
            formerly=list(claim.formerly) or None,
            via=via,
            fields=values_of(claim.fields),
            extensions=extensions_of(claim.extensions),
        )

    def _bodies(self, claim: Claim) -> tuple[list[JsonObject], list[str]]:
        """The bodies of a claim, and the motivations of all of them."""
        words = verdict_words(claim, self._corpus.name_of)
        found = [
            ("describing", sentence_of(claim, self._corpus.name_of).plain),
            ("classifying", claim.kind),
            ("assessing", words.about("said") if claim.said else ""),
            ("assessing", words.about("so") if claim.so else ""),
            ("commenting", claim.finding),
        ]
        bodies = [_text(purpose, text) for purpose, text in found if text]
        return bodies, list(dict.fromkeys(body["purpose"] for body in bodies))

    def _hop(self, claim: str, step: int, hop: Hop) -> JsonObject:
        return _present(
            actor=self._actor(hop.actor),
            unnamed=hop.unnamed,
            identifiedAs=self._actor(hop.identified_as),
            cue=self._at.annotation(self._slug, "cue", f"{claim}--{step}") if hop.stated else None,
            shownBy=self._item(hop.shown_by),
            form=hop.form,
        )

    def _said(self, claim: Claim, said: Said, count: Count | None) -> JsonObject:
        """A verdict on the saying: `saidVerdict` is never the property of one on the thing."""
        step = claim.step_of(said)
        return _present(
            step=None if step is None else step + 1,
            of=said.of,
            saidVerdict=said.verdict,
            **self._grounds(said),
            accounts=count.used if count else None,
            witnesses=count.separate if count else None,
        )

    def _so(self, so: So, count: Count | None) -> JsonObject:
        """The verdict on the thing itself."""
        return _present(
            soVerdict=so.verdict,
            due=str(so.due) if so.due else None,
            likelihood=so.likelihood,
            confidence=so.confidence,
            credibility=so.scales.credibility if so.scales else None,
            **self._grounds(so),
            reports=count.used if count else None,
            origins=count.separate if count else None,
        )

    def _grounds(self, verdict: Said | So) -> JsonObject:
        """What both verdicts have."""
        return {
            "asOf": str(verdict.as_of) if verdict.as_of else None,
            "judgedBy": verdict.by,
            "rationale": verdict.rationale,
            "note": verdict.note,
            "evidence": [self._use(use) for use in verdict.evidence],
        }

    def _use(self, use: EvidenceUse) -> JsonObject:
        return _present(
            item=self._item(use.item),
            relation=use.relation,
            cites=use.from_,
            record=use.record or None,
            best=use.best or None,
            shows=use.shows,
        )

    def _cues(self, anchored: AnchoredClaim) -> Iterator[JsonObject]:
        claim = anchored.claim
        steps = zip(claim.attribution, anchored.cues, strict=True)
        for step, (hop, spans) in enumerate(steps, 1):
            if not spans:
                continue
            yield self._annotation(
                ("cue", f"{claim.id}--{step}"),
                ["identifying"],
                self._speaker(hop),
                self._targets(claim.quote_in, spans),
                cueOf=self._at.claim(self._slug, claim.id),
                step=step,
            )

    def _speaker(self, hop: Hop) -> list[JsonObject]:
        """The speaker that the article names: an actor's page and name, or a source's words."""
        if not hop.actor:
            return [_text("identifying", hop.unnamed or "")]
        name = self._corpus.name_of(hop.actor)
        page = {"source": self._at.actor(hop.actor), "purpose": "identifying"}
        return [{"type": "SpecificResource", **page}, _text("tagging", name)]

    def _event(self, event: Event, spans: Sequence[Span]) -> JsonObject:
        address = self._at.briefing(self._slug, event.id)
        return self._annotation(
            ("event", event.id),
            ["identifying", "describing"],
            [
                {"type": "SpecificResource", "source": address, "purpose": "identifying"},
                _text("describing", event.label),
            ],
            self._targets(event.quote_in, spans),
            event=address,
            quoteIn=event.quote_in,
            **_date(event.date),
            actors=[self._at.actor(name) for name in event.actors] or None,
            note=event.note,
            shownBy=self._item(event.shown_by),
            extensions=extensions_of(event.extensions),
        )

    def _background(self, number: int, spans: Sequence[Span]) -> JsonObject:
        use = self._article.briefing.background[number - 1]
        note = self._at.note(use.note)
        return self._annotation(
            ("background", str(number)),
            ["linking", "commenting"],
            [
                {"type": "SpecificResource", "source": note, "purpose": "linking"},
                _text("commenting", use.why),
            ],
            self._targets(use.quote_in, spans),
            quoteIn=use.quote_in,
            extensions=extensions_of(use.extensions),
        )

    # --- evidence --------------------------------------------------------------------------------

    def _evidence(self, item: Evidence) -> JsonObject:
        document = {
            "id": Addresses.encoded(item.url) if item.url else self._item(item.id),
            "language": item.language,
            "title": item.title,
            "publisher": item.publisher,
            **_date(item.date),
            "archivedUrl": Addresses.encoded(item.archived_url) if item.archived_url else None,
            "retrieved": item.retrieved.isoformat() if item.retrieved else None,
            "note": item.note,
            "isTheArticle": item.article or None,
        }
        if item.relays is not None:
            document["ownReport"] = not item.relays
            document["relays"] = list(item.relays)
        body = {"source": _present(**document), "purpose": "linking"}
        about = list(self._rests_on(item.id)) or [self._page]
        return self._annotation(
            ("evidence", item.id),
            ["linking"],
            [{"type": "SpecificResource", **body}, _text("describing", item.title)],
            about if len(about) > 1 else about[0],  # the W3C's tests refuse a list of one address
            item=self._item(item.id),
        )

    def _rests_on(self, item: str) -> Iterator[str]:
        """The annotations for which an item was used."""
        for anchored in self._article.claims_in_text_order():
            claim = anchored.claim
            used = {use.item for _, verdict in claim.verdicts for use in verdict.evidence}
            shown = {hop.shown_by for hop in claim.attribution} | used
            if item in shown:
                yield self._at.claim(self._slug, claim.id)
        for event in self._article.briefing.events:
            if event.shown_by == item:
                yield self._at.annotation(self._slug, "event", event.id)

    # --- shared parts ----------------------------------------------------------------------------

    def _annotation(
        self,
        name: tuple[str, str],
        motivation: list[str],
        bodies: list[JsonObject],
        target: list[Any] | str,
        **own: Any,
    ) -> JsonObject:
        present = {name: value for name, value in own.items() if value is not None}
        return {
            "id": self._at.annotation(self._slug, *name),
            "type": "Annotation",
            "motivation": motivation,
            **self._about,
            "body": bodies,
            "target": target,
            **present,
        }

    def _targets(self, name: TextName, spans: Sequence[Span]) -> list[JsonObject]:
        for span in spans:
            if (name, span) not in self._places:
                text = self._article.text(name)
                self._places[name, span] = passage(self._page, name, text, span)
        return [self._places[name, span] for span in spans]

    def _actor(self, identifier: str | None) -> str | None:
        return self._at.actor(identifier) if identifier else None

    def _item(self, identifier: str | None) -> str | None:
        return self._at.briefing(self._slug, identifier) if identifier else None


def _text(purpose: str, value: str) -> JsonObject:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _date(date: EdtfDate | None) -> JsonObject:
    if date is None:
        return {}
    return {
        "date": date.text,
        "earliest": str(date.earliest) if date.earliest else None,
        "latest": str(date.latest) if date.latest else None,
    }


def _present(**properties: Any) -> JsonObject:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, "")}


def _imported(extensions: Mapping[str, str]) -> tuple[list[Any], str | None]:
    """The bodies of an imported annotation that are plain, and its address if that is safe."""
    try:
        stored = json.loads(extensions.get("web-annotation", "{}"))
    except ValueError:  # a model that was not validated
        stored = {}
    if not isinstance(stored, dict):
        return [], None
    found, address = stored.get("body"), stored.get("id")
    bodies = [body for body in (found if isinstance(found, list) else [found]) if _is_plain(body)]
    if not isinstance(address, str) or not safe_url(address):
        return bodies, None
    return bodies, Addresses.encoded(address)


def _is_plain(body: Any) -> bool:
    return (
        isinstance(body, dict)
        and body.get("type") == "TextualBody"
        and body.keys() <= _PLAIN
        and all(isinstance(value, str) and value for value in body.values())
        and body.get("purpose", "commenting") in _PURPOSES
    )
