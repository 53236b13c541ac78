"""Marks of any kind in any place: the text stays the source's, and every mark can be reached."""

from dataclasses import dataclass, field, replace

from hypothesis import given, settings

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.anchoring._quotations import quoted
from article_briefings.models._claims import Hop
from article_briefings.pages._article import ArticleView, Piece, article_view
from article_briefings.pages._marks import MarkView
from tests.marked import articles
from tests.pieces import text_of

REFERENCED = {"claim", "event", "background"}


@settings(max_examples=300)
@given(articles())
def test_whatever_is_marked(article: AnchoredBriefing) -> None:
    """All properties of one article: to make it up takes longer than to look at it."""
    view = article_view(article)
    assert text_of(view) == article.source.text
    assert_marks_are_balanced_begin_once_and_are_referred_to_once(article, view)
    assert_marks_that_share_a_character_have_different_lanes(view)
    assert_words_of_a_mixed_claim_are_quoted_where_quotation_marks_say_so(article)
    assert_links_lie_innermost(view)


@dataclass
class Reading:
    """What a reader of the pieces has seen."""

    opened: list[str] = field(default_factory=list)
    firsts: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    covered: dict[str, str] = field(default_factory=dict)

    def read(self, piece: Piece) -> None:
        mark = piece.mark
        if piece.step == "open":
            assert mark is not None
            assert mark.dom_id not in self.opened
            if piece.first:
                self.firsts.append(mark.dom_id)
            else:
                assert mark.dom_id in self.firsts
            self.opened.append(mark.dom_id)
        elif piece.step == "close":
            self.opened.pop()
        elif piece.step == "reference":
            assert mark is not None
            assert mark.kind in REFERENCED
            assert mark.dom_id not in self.opened
            assert not any(name.startswith(("cue--", "mention--")) for name in self.opened)
            self.references.append(mark.dom_id)
        else:
            assert piece.text
            inside = [name for name in self.opened if name.startswith(("cue--", "mention--"))]
            assert bool(piece.href) == bool(inside)
            for name in self.opened:
                self.covered[name] = self.covered.get(name, "") + piece.text


def assert_marks_are_balanced_begin_once_and_are_referred_to_once(
    article: AnchoredBriefing, view: ArticleView
) -> None:
    reading = Reading()
    for paragraph in view.paragraphs:
        for piece in paragraph.pieces:
            reading.read(piece)
        assert reading.opened == []
    expected = {f"mark--c{n}": a.quote for n, a in enumerate(article.claims)}
    expected |= {f"mark--e{n}": spans for n, spans in enumerate(article.events)}
    expected |= {f"mark--note--{n}": spans for n, spans in enumerate(article.background, 1)}
    assert sorted(reading.references) == sorted(expected)
    cues = {f"cue--{s.start}-{s.end}": (s,) for a in article.claims for c in a.cues for s in c}
    names = {
        "mention--ada-fable" + (f"--{n}" if n > 1 else ""): (span,)
        for n, span in enumerate(article.mentions[0], 1)
    }
    expected |= cues | names
    assert sorted(reading.firsts) == sorted(expected)
    for name, places in expected.items():
        words = "".join(span.of(article.source.text) for span in places)
        assert reading.covered[name] == words.replace("\n", "").replace("\r", "")


def assert_marks_that_share_a_character_have_different_lanes(view: ArticleView) -> None:
    found: dict[str, set[int]] = {}
    for paragraph in view.paragraphs:
        opened: list[MarkView] = []
        for piece in paragraph.pieces:
            if piece.step == "open" and piece.mark:
                opened.append(piece.mark)
            elif piece.step == "close":
                opened.pop()
            elif piece.step == "text":
                drawn = [mark.lane for mark in opened if mark.kind in REFERENCED]
                assert len(drawn) == len(set(drawn))
                assert all(lane < view.lanes for lane in drawn)
                for mark in opened:
                    found.setdefault(mark.dom_id, set()).add(mark.lane)
    assert all(len(lanes) == 1 for lanes in found.values())


def assert_words_of_a_mixed_claim_are_quoted_where_quotation_marks_say_so(
    article: AnchoredBriefing,
) -> None:
    claims = article.briefing.claims
    attribution = (Hop(actor="ada-fable", cue="x", form="mixed"),)
    mixed = tuple(
        replace(anchored, claim=claim.model_copy(update={"attribution_": attribution}), cues=((),))
        for anchored, claim in zip(article.claims, claims, strict=True)
    )
    view = article_view(replace(article, claims=mixed))
    inside = {at for span in quoted(article.source.text) for at in range(span.start, span.end)}
    at = 0
    for paragraph in view.paragraphs:
        at += len(paragraph.gap)
        opened: list[Piece] = []
        for piece in paragraph.pieces:
            if piece.step == "open":
                opened.append(piece)
            elif piece.step == "close":
                opened.pop()
            for place in range(at, at + len(piece.text)):
                for one in opened:
                    if one.mark and one.mark.kind == "claim":
                        assert one.quoted == (place in inside)
            at += len(piece.text)


def assert_links_lie_innermost(view: ArticleView) -> None:
    for paragraph in view.paragraphs:
        opened: list[str] = []
        for piece in paragraph.pieces:
            if piece.step == "open" and piece.mark:
                assert piece.mark.kind in {"cue", "mention"} or not {"cue", "mention"} & set(opened)
                opened.append(piece.mark.kind)
            elif piece.step == "close":
                opened.pop()
