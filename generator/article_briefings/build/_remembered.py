"""An article of an earlier build: its outline is in memory, the rest is loaded when read."""

from collections.abc import Callable, Mapping
from typing import Any

from article_briefings.anchoring import AnchoredBriefing, AnchoredClaim, Outline
from article_briefings.input import Document, SourceText
from article_briefings.models import Briefing, Span


class RememberedArticle(AnchoredBriefing):
    """An article that is loaded on first use, otherwise the same as any other.

    `made` has the values derived from it by `once`, by function; `load` returns the whole article
    and is called again after each `let_go`.
    """

    _load: Callable[[], AnchoredBriefing]

    def __init__(
        self,
        outline: Outline,
        made: Mapping[Callable[[AnchoredBriefing], Any], Any],
        load: Callable[[], AnchoredBriefing],
    ) -> None:
        vars(self).update(  # frozen, as its base is
            slug=outline.summary.slug, outline=outline, _made=dict(made), _load=load
        )

    @property
    def _whole(self) -> AnchoredBriefing:
        if "_loaded" not in vars(self):
            vars(self)["_loaded"] = self._load()
        whole: AnchoredBriefing = vars(self)["_loaded"]
        return whole

    @property
    def document(self) -> Document:
        """See AnchoredBriefing."""
        return self._whole.document

    @property
    def source(self) -> SourceText:
        """See AnchoredBriefing."""
        return self._whole.source

    @property
    def briefing(self) -> Briefing:
        """See AnchoredBriefing."""
        return self._whole.briefing

    @property
    def claims(self) -> tuple[AnchoredClaim, ...]:
        """See AnchoredBriefing."""
        return self._whole.claims

    @property
    def mentions(self) -> tuple[tuple[Span, ...], ...]:
        """See AnchoredBriefing."""
        return self._whole.mentions

    @property
    def background(self) -> tuple[tuple[Span, ...], ...]:
        """See AnchoredBriefing."""
        return self._whole.background

    @property
    def events(self) -> tuple[tuple[Span, ...], ...]:
        """See AnchoredBriefing."""
        return self._whole.events

    @property
    def translation(self) -> SourceText | None:
        """See AnchoredBriefing."""
        return self._whole.translation

    @property
    def translated_mentions(self) -> tuple[tuple[Span, ...], ...]:
        """See AnchoredBriefing."""
        return self._whole.translated_mentions

    def let_go(self) -> None:
        """Free everything that can be loaded again, and values derived from it alone."""
        for name in vars(self).keys() - {"slug", "outline", "_made", "_load"}:
            del vars(self)[name]
