"""Articles with any marks in any places, for properties that hold for all of them."""

from hypothesis import strategies as st

from article_briefings.anchoring._anchored import AnchoredBriefing, AnchoredClaim
from article_briefings.input._documents import SourceText
from article_briefings.models._briefing import Briefing
from article_briefings.models._text import Span
from tests.building import briefing, document, own_claim, sha256

texts = st.text(st.sampled_from("abc é漢\U0001f600“” \n\r"), min_size=1, max_size=30).filter(
    str.strip
)


@st.composite
def spans(draw: st.DrawFn, text: str, parts: int) -> tuple[Span, ...]:
    """Up to `parts` stretches in order, each from a letter to a letter."""
    letters = [index for index, character in enumerate(text) if not character.isspace()]
    picks = sorted(draw(st.lists(st.sampled_from(letters), min_size=2, max_size=2 * parts)))
    found: list[Span] = []
    for first, last in zip(picks[::2], picks[1::2], strict=False):
        if not found or first >= found[-1].end:
            found.append(Span(first, last + 1))
    return tuple(found)


@st.composite
def articles(draw: st.DrawFn) -> AnchoredBriefing:
    """An article with any marks: the places do not matter to the view, the model is a dummy."""
    text = draw(texts)
    some = st.lists(spans(text, 3), max_size=4)
    claims, events, notes = draw(some), draw(some), draw(some)
    claims = claims or [(Span(0, 1),) if not text[0].isspace() else draw(spans(text, 1))]
    mentions = draw(spans(text, 4))
    cues = draw(st.lists(spans(text, 2), min_size=len(claims), max_size=len(claims)))
    value = briefing(
        text,
        claims=[own_claim(f"c{n}", "x") for n in range(len(claims))],
        events=[
            {"id": f"e{n}", "date": "2031", "quote": "x", "label": "y"} for n in range(len(events))
        ],
        background=[{"note": "drills", "quote": "x", "why": "y"} for _ in notes],
    )
    model = Briefing.model_validate(value)
    return AnchoredBriefing(
        "drill",
        document("a: b"),
        SourceText("source.txt", text, sha256(text)),
        model,
        (),
        tuple(
            AnchoredClaim(c, q, (k,)) for c, q, k in zip(model.claims, claims, cues, strict=True)
        ),
        (mentions,),
        tuple(notes),
        tuple(events),
        None,
        (),
    )
