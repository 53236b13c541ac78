"""The sides by which claims are listed and filtered, and all claims as data with these sides.

The data is for the ledger's script: columns, each name and each chain once. `ledger.json` has the
names of all values and actors, and lists the parts. A part holds the claims of some articles, the
newest first; numbers in it are places in the index's lists. The articles' words of the same claims
are in a second file, which is loaded when one of them is shown: nothing is filtered by them, and
they would make a part a third larger. Files are named by their content: an index never refers to a
part of a different build. They are packed with gzip, without which they would take three times the
space on the server. Nothing is markup.
"""

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import tee
from typing import Any, NamedTuple

from article_briefings.anchoring import AnchoredBriefing, Summary
from article_briefings.corpus import ClaimRef, Corpus, Distance, RelatedClaim, digest, reads
from article_briefings.language import N_, Language, _, digits, listed
from article_briefings.models import Claim, Hop, compact
from article_briefings.pages import _claim_words as claim_words
from article_briefings.pages import _labels as labels
from article_briefings.pages import _own as own
from article_briefings.pages import _routes as routes
from article_briefings.pages._across import outlet_and_date
from article_briefings.pages._claim_words import VerdictWords
from article_briefings.pages._claims import ClaimViews
from article_briefings.pages._page import DataGroup, Filters

PART = 2500
"""The number of claims after which a part ends with the current article."""
SUFFIX = "packed"
"""Not "gz": some servers make browsers unpack such files, and the script would do it again."""
_LEVEL = 6
_FOLDER = "claims/"
_PART, _QUOTES = f"{_FOLDER}ledger-", f"{_FOLDER}quotes-"
_COLUMNS = ("kind", "form", "so", "hops")
_WORDS = ("", claim_words.ACCORDING_TO, claim_words.REPORTED_BY, claim_words.CARRIED_BY)
NOT_CHECKED, JUDGEMENT = "not-checked", "judgement"
"""Values of both verdicts, and of `so` only, where there is no verdict."""


class ClaimFacet(NamedTuple):
    """A side of claims, and the values that it can have."""

    key: str
    """Its name in addresses: "hops"."""
    question: str
    """A message: what it is called."""
    names: Mapping[str, str]
    """The values, as in addresses, with the words for each; in the order of lists."""
    of: Callable[[ClaimRef], Iterable[str]]
    """The values of one claim."""
    shared: bool = False
    """Whether all claims of an article have the same values."""
    own: bool = False
    """Whether it is a field of the project's own, and its name no message."""

    @property
    def label(self) -> str:
        """What readers see it called."""
        return self.question if self.own else _(self.question)


def facets(corpus: Corpus) -> tuple[ClaimFacet, ...]:
    """Every side of the corpus's claims."""
    years = sorted({year_of(article) for article in corpus.articles.summaries()}, reverse=True)
    names = {year: digits(year.lstrip("0")) for year in years}
    topics = {record.id: record.title for record in labels.by_title(corpus.topics.values())}

    def topics_of(ref: ClaimRef) -> Iterable[str]:
        """The topics of a claim's article that are in the register, each once."""
        return dict.fromkeys(topic for topic in ref.summary.topics if topic in corpus.topics)

    kinds = {name: own.kind_words(corpus, name) for name in corpus.declared.kinds}
    return (
        *(
            one._replace(names={**labels.KINDS, **kinds}) if one.key == "kind" else one
            for one in CLAIM_FACETS
        ),
        ClaimFacet("year", N_("Year"), names, lambda ref: [year_of(ref.summary)], shared=True),
        ClaimFacet("topic", N_("Topic"), topics, topics_of, shared=True),
        *_own_facets(corpus),
    )


def _own_facets(corpus: Corpus) -> Iterator[ClaimFacet]:
    """The fields of claims and briefings by which the project wants claims to be filtered."""
    for key, label in own.all_filters(corpus.declared, ("claims", "briefings")).items():
        found: dict[str, set[str]] = defaultdict(set)  # “C” and “C++” have one address
        for article in corpus.articles:
            for ref in ClaimRef.of(article):
                for one in _own_filters(corpus, ref):
                    if one.key == key and one.value:
                        found[one.value].add(one.words)
        words = {value: listed(sorted(spelt)) for value, spelt in found.items()}
        names = dict(sorted(words.items(), key=lambda one: labels.name_key(one[1])))
        names = {**own.all_choices(corpus.declared, key), **names}
        yield ClaimFacet(key, label, names, partial(_own_values, corpus, key), own=True)


def _own_filters(corpus: Corpus, ref: ClaimRef) -> Iterator[own.OwnFilter]:
    yield from own.own_filters(corpus.declared, "claims", ref.claim.fields)
    yield from own.own_filters(corpus.declared, "briefings", ref.article.briefing.fields)


def _own_values(corpus: Corpus, key: str, ref: ClaimRef) -> Iterable[str]:
    found = (one.value for one in _own_filters(corpus, ref) if one.key == key and one.value)
    return dict.fromkeys(found)


def year_of(article: Summary) -> str:
    """The year in which an article was published, with four digits."""
    return f"{article.published.year:04}"


def so_value(can_be_so: bool, so: str) -> str:
    """A claim's value among the answers to “Is it so?”, given its verdict."""
    return so or (NOT_CHECKED if can_be_so else JUDGEMENT)


def _said(ref: ClaimRef) -> Iterable[str]:
    return dict.fromkeys(said.verdict for said in ref.claim.said) or [NOT_CHECKED]


_NOT_CHECKED = N_("Not checked")
_SAID = labels.SAID | {NOT_CHECKED: _NOT_CHECKED}
SO = labels.SO | {JUDGEMENT: labels.JUDGEMENT, NOT_CHECKED: _NOT_CHECKED}
"""The answers to “Is it so?”, with those that are no verdicts."""
CLAIM_FACETS = (
    ClaimFacet("kind", N_("Kind"), labels.KINDS, lambda ref: [ref.claim.kind]),
    ClaimFacet("form", N_("Form"), labels.FORMS, lambda ref: [labels.form_of(ref.claim)]),
    ClaimFacet("said", labels.SAID_QUESTION, _SAID, _said),
    ClaimFacet("so", labels.SO_QUESTION, SO, lambda ref: [so_value(ref.claim.can_be_so, ref.so)]),
    ClaimFacet(
        "hops",
        N_("Distance"),
        labels.DISTANCE,
        lambda ref: [Distance.of(ref.claim, ref.summary.outlet).hand],
    ),
)
"""The sides in which the claims of one article can differ."""

Sides = tuple[tuple[str, str, tuple[int, ...]], ...]
"""A side, one of its values, and the numbers of the claims that have it, from 0."""


def sides_of(article: AnchoredBriefing) -> Sides:
    """The claims of an article by the sides in which they can differ, in the order of the text."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, ref in enumerate(ClaimRef.of(article)):
        for side in CLAIM_FACETS:
            for value in side.of(ref):
                found.setdefault((side.key, value), []).append(number)
    return tuple((side, value, tuple(numbers)) for (side, value), numbers in found.items())


def briefing_filters(corpus: Corpus, article: AnchoredBriefing) -> Filters:
    """The filters of a briefing: its facts, its speakers, the kinds and verdicts of its claims.

    The names are those of the search page's address ("?actor=Tasnim"), a value is what a reader
    sees. Nothing is derived: a page has the values that it or one of its claims states. Each value
    is there once, since two actors may share a name.
    """
    briefing = article.briefing
    source, story = briefing.source, corpus.stories.get(briefing.story or "")
    actors = {member.actor for member in briefing.cast}
    filters = {("actor", corpus.actors[name].title) for name in actors}
    for claim in briefing.claims:
        filters.add(("claim", labels.capitalised(own.kind_words(corpus, claim.kind))))
        filters |= set(own.own_pairs(corpus.declared, "claims", claim.fields))
        filters |= {("said", labels.SAID[said.verdict]) for said in claim.said}
        if claim.so:
            filters.add(("so", labels.SO[claim.so.verdict]))
    for name, _text in article.texts:
        filters.add(("language", Language(briefing.language_of(name)).name))
    if source.outlet:
        filters.add(("outlet", corpus.actors[source.outlet].title))
    if story:
        filters.add(("story", story.title))
    topics = (topic for topic in briefing.topics if topic in corpus.topics)
    filters |= {("topic", corpus.topics[topic].title) for topic in topics}
    filters |= set(own.own_pairs(corpus.declared, "briefings", briefing.fields))
    filters.add(("year", digits(f"{source.published.year:04}")))
    return tuple(sorted(filters))


# --- the data for the script ------------------------------------------------------------------


class LedgerData:
    """The parts, before they are made, and the index, which needs their names.

    Which articles a part has is a fact (`ledger-part:<number>`), and so are the places of actors
    and values in the index's lists (`ledger-index`).
    """

    def __init__(self, corpus: Corpus, size: int = PART) -> None:
        self._corpus = corpus
        self._views = ClaimViews(corpus, routes.PageLinks(routes.CLAIMS))
        with reads.untracked():
            self._parts = list(_parts(corpus.articles, size))
            self._sides = {facet.key: facet for facet in facets(corpus)}
            names = {name: record.actor.name for name, record in corpus.actors.items()}
        self._actors = sorted(names, key=lambda actor: (labels.name_key(names[actor]), actor))
        self._names = names
        self._numbers = {name: number for number, name in enumerate(self._actors)}
        """Each actor's place in the index."""

    def groups(self) -> list[DataGroup]:
        """Each part by itself, and the words of each."""
        return [
            DataGroup(f"{name}:{number}", partial(self._file, number, start, content))
            for name, start, content in (
                ("ledger-part", _PART, self._columns),
                ("ledger-quotes", _QUOTES, self._quotes),
            )
            for number in range(len(self._parts))
        ]

    def index(self, places: Iterable[str]) -> tuple[str, bytes]:
        """The place and content of the index, given the places of all files of the site."""
        names, quotes = (
            [place.removeprefix(_FOLDER) for place in found if place.startswith(start)]
            for found, start in zip(tee(places), (_PART, _QUOTES), strict=True)
        )
        counts = (sum(article.summary.claims for article in part) for part in self._parts)
        content = {
            "parts": list(zip(names, counts, strict=True)),
            "quotes": quotes,
            "words": list(map(_, _WORDS)),
            "sides": {key: list(side.names.items()) for key, side in self._sides.items()},
            "actors": [[name, self._names[name]] for name in self._actors],
        }
        return routes.LEDGER_INDEX, compact(content).encode()

    def facts(self) -> dict[str, str]:
        """A digest for each fact that the parts read besides those of the corpus."""
        found = {
            f"ledger-part:{number}": digest(article.slug for article in part)
            for number, part in enumerate(self._parts)
        }
        sides = (repr((key, list(side.names))) for key, side in self._sides.items())
        return found | {"ledger-index": digest([*sides, *self._actors])}

    def _file(
        self, number: int, start: str, content: Callable[[Sequence[AnchoredBriefing]], Any]
    ) -> tuple[str, bytes]:
        reads.record("ledger-part", str(number))
        articles = [self._corpus.by_slug[article.slug] for article in self._parts[number]]
        data = compact(content(articles)).encode()
        place = f"{start}{hashlib.sha256(data).hexdigest()[:12]}.{SUFFIX}"
        return place, gzip.compress(data, _LEVEL, mtime=0)

    def _quotes(self, articles: Sequence[AnchoredBriefing]) -> dict[str, Any]:
        """The articles' words: the place of their look, their parts, and "" if the rest is cut."""
        words = [self._views.words(ref) for article in articles for ref in ClaimRef.of(article)]
        looks = [(quote.language, quote.direction, quote.bare) for quote in words]
        distinct = list(dict.fromkeys(looks))
        return {
            "looks": distinct,
            "quotes": [
                [distinct.index(look), *quote.parts, *[""] * quote.cut]
                for look, quote in zip(looks, words, strict=True)
            ],
        }

    def _columns(self, articles: Sequence[AnchoredBriefing]) -> dict[str, Any]:
        """The content of the part of these articles."""
        reads.record("ledger-index")
        refs = [ref for article in articles for ref in ClaimRef.of(article)]
        claims = [ref.claim for ref in refs]
        columns = {key: [0] * len(refs) for key in _COLUMNS}
        said: list[list[int]] = [[] for _ in refs]
        first = 0
        for article in articles:
            for side, value, numbers in article.once(sides_of):
                place = list(self._sides[side].names).index(value)
                for number in numbers:
                    if side == "said":
                        said[first + number].append(place)
                    else:
                        columns[side][first + number] = place
            first += article.summary.claims
        chains: dict[tuple[Any, ...], tuple[int, list[Any]]] = {}
        """Each chain with its place in the list of chains."""
        words = [self._words(ref) for ref in refs]
        keys = [(_chain_key(claim), who) for claim, (who, _) in zip(claims, words, strict=True)]
        for key, claim in zip(keys, claims, strict=True):
            if key not in chains:
                chains[key] = len(chains), self._chain(claim, key[1])
        distinct = dict.fromkeys(verdict for _, verdict in words)
        verdicts = {verdict: number for number, verdict in enumerate(distinct)}
        return {
            "articles": [self._article(article) for article in articles],
            "id": [claim.id for claim in claims],
            "text": [claim.text for claim in claims],
            **columns,
            "said": said,
            "verdict": [verdicts[verdict] for _, verdict in words],
            "verdicts": [list(map(list, words)) for words in verdicts],
            "chain": [chains[key][0] for key in keys],
            "chains": [chain for _, chain in chains.values()],
            "about": [
                [place, *(self._numbers[actor] for actor in ref.spoken_of)]
                for place, ref in enumerate(refs)
                if ref.spoken_of
            ],
            "more": self._more(refs, claims),
        }

    def _more(
        self, refs: Sequence[ClaimRef], claims: Sequence[Claim]
    ) -> dict[str, list[list[Any]]]:
        """What few claims have: by its name, the places of these claims with what each has."""
        related = self._corpus.related
        found: dict[str, list[Any]] = {
            "finding": [claim.finding for claim in claims],
            "implied": [int(claim.implied) for claim in claims],
            "key": [int(claim.key) for claim in claims],
            "related": [
                [self._related(ref, other) for other in related[ref.key]]
                if ref.key in related
                else []
                for ref in refs
            ],
            "draft": [
                int(claim.draft or ref.summary.draft)
                for ref, claim in zip(refs, claims, strict=True)
            ],
        }
        for side in self._sides.values():
            if side.own:
                values = list(side.names)
                found[side.key] = [[*map(values.index, side.of(ref))] for ref in refs]
        return {
            name: [[place, value] for place, value in enumerate(all_of) if value]
            for name, all_of in found.items()
        }

    def _article(self, article: AnchoredBriefing) -> list[Any]:
        """Slug, title, date, number of claims, year and topics."""
        briefing, ref = article.briefing, ClaimRef.of(article)[0]
        year, topics = (
            [list(self._sides[side].names).index(value) for value in self._sides[side].of(ref)]
            for side in ("year", "topic")
        )
        date = briefing.source.published.display()
        claims = len(article.claims)
        return [article.slug, briefing.title, date, claims, year[0], topics]

    def _words(self, ref: ClaimRef) -> tuple[str, VerdictWords]:
        """Who says a claim, and both verdicts."""
        return self._views.sentence(ref).who, self._views.verdicts(ref).beside

    def _chain(self, claim: Claim, who: str) -> list[Any]:
        """Who says it, the stated steps if they say more, the actor who speaks, and the relays."""
        speakers = [hop.speaker for hop in claim.attribution]
        numbers = [self._numbers[name] for name in dict.fromkeys(speakers) if name]
        says = [self._numbers[name] for name in speakers[:1] if name]
        relays = [number for number in numbers if number not in says]
        steps = list(self._steps(claim.attribution))
        return [who, steps if claim_words.chain_adds(claim) else [], says, relays]

    def _steps(self, hops: Sequence[Hop]) -> Iterator[list[Any]]:
        outlets = map(self._views.is_outlet, hops)
        for hop, word in zip(hops, claim_words.link_words(outlets), strict=True):
            if hop.stated:
                yield [_WORDS.index(word), self._numbers[hop.actor] if hop.actor else hop.unnamed]

    def _related(self, ref: ClaimRef, related: RelatedClaim) -> list[Any]:
        """Verb, id, whether it is key, speaker and text of the other claim; another article."""
        other, verb = related.claim, own.relation_words(self._corpus, related.type, related.inverse)
        found = [verb, other.claim.id, int(other.claim.key)]
        found += claim_words.sentence_of(other.claim, self._corpus.name_of)
        if other.slug != ref.slug:
            found += [other.slug, outlet_and_date(self._corpus, other.summary)]
        return found


def _parts(articles: Sequence[AnchoredBriefing], size: int) -> Iterator[list[AnchoredBriefing]]:
    gathered: list[AnchoredBriefing] = []
    claims = 0
    for article in articles:
        gathered.append(article)
        claims += article.summary.claims
        if claims >= size:
            yield gathered
            gathered, claims = [], 0
    if gathered:
        yield gathered


def _chain_key(claim: Claim) -> tuple[Any, ...]:
    """Equal for claims whose chains are the same in the ledger."""
    steps = ((hop.actor, hop.unnamed, hop.identified_as, hop.stated) for hop in claim.attribution)
    return claim.speaker_unknown, *steps
