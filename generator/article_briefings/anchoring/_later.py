"""An article of which the outline is there, and the rest when somebody asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.anchoring._outline import Outline

_PARTS = tuple(field.name for field in fields(AnchoredBriefing) if field.name != "slug")


class ArticleLater(AnchoredBriefing):
    """An article that is the same as any other, but costs little until more of it is wanted.

    `made` has what was made of it `once`, by maker; `load` brings the whole article, as often as it
    is let go of.
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

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there: of the parts of an article, all are loaded."""
        if name not in _PARTS:
            raise AttributeError(f"an article has no {name}")
        whole = self._load()
        vars(self).update((part, getattr(whole, part)) for part in _PARTS)
        return vars(self)[name]

    def let_go(self) -> None:
        """Forget what can be loaded again, and what follows from it alone."""
        kept = ("slug", "outline", "_made", "_load")
        for name in [name for name in vars(self) if name not in kept]:
            del vars(self)[name]
