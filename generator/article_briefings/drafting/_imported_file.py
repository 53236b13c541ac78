"""The file of an imported briefing: checked before it is written, and recognised afterwards.

The file begins with a digest of itself. While the digest matches, nobody has changed the file, and
importing again may replace it. Once it does not, somebody has edited the file, and it stays.
"""

import datetime as dt
import hashlib
import re
from dataclasses import replace

from article_briefings.anchoring import anchor
from article_briefings.check import validate
from article_briefings.diagnostics import Diagnostic
from article_briefings.drafting._document import briefing_yaml
from article_briefings.drafting._draft import DraftedBriefing
from article_briefings.input import MAX_YAML_BYTES, SourceText, read_yaml, too_large
from article_briefings.models import Briefing

_NONE = "0" * 64
_DIGEST = re.compile(r"^# Imported as ([0-9a-f]{64})\.$", re.MULTILINE)
_DUE = re.compile(r"^  due: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_WHY = f"""\
# A draft, made by `briefings import`: every claim is an annotation of others. Reword its text, set
# its kind, check its speaker, or delete it, and take its `draft: true` away. When no draft is left,
# write the bottom line, set `reviewed`, and take away the `draft: true` below: only then is it
# published. Importing again never changes this file once you have. Guide: docs/about/import.md
# Imported as {_NONE}."""


def text_of(drafted: DraftedBriefing) -> str:
    """The text of `briefing.yml`, with its digest."""
    text = briefing_yaml(drafted, _WHY)
    return text.replace(_NONE, _digest(text), 1)


def without_extensions(drafted: DraftedBriefing) -> DraftedBriefing:
    """The briefing without extensions."""
    return replace(
        drafted,
        claims=tuple(replace(one, extensions={}) for one in drafted.claims),
        events=tuple(replace(one, extensions={}) for one in drafted.events),
        background=tuple(replace(one, extensions={}) for one in drafted.background),
        extensions={},
    )


def problems_of(text: str, drafted: DraftedBriefing, folder: str) -> list[Diagnostic]:
    """The problems that the checker would report for the briefing by itself."""
    name = f"briefings/articles/{folder}/briefing.yml"
    large = too_large(text.encode(), name, MAX_YAML_BYTES)
    if large:
        return [large]
    document, problems = read_yaml(name, text)
    if document is None:
        return problems
    briefing, problems = validate(document, Briefing)
    if briefing is None:
        return problems
    article = drafted.article
    source = SourceText(name, article.text, article.sha256)
    return anchor(folder, document, source, briefing)[1]


def is_untouched(text: str) -> bool:
    """Whether a file is unchanged since it was imported."""
    found = _DIGEST.search(text)
    return found is not None and found[1] == _digest(text.replace(found[1], _NONE, 1))


def as_dated_in(text: str, drafted: DraftedBriefing) -> DraftedBriefing:
    """The briefing dated as in an earlier text, since a later day alone is not a change."""
    found = _DUE.search(text)
    try:
        due = dt.date.fromisoformat(found[1]) if found else None
        day = due.replace(year=due.year - 1) if due else drafted.today
    except ValueError:
        day = drafted.today
    return replace(drafted, today=day)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
