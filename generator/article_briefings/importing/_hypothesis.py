"""Reads annotations from Hypothesis' own JSON.

Accepted are, from its API (https://h.readthedocs.io/en/latest/api-reference/), one annotation or a
search result with `rows`, and with `replies` if these were requested separately; and from its
client's "Export annotations", the file with `annotations`. Positions count UTF-16 units of a whole
page, including everything around the article.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from article_briefings.drafting import ImportedClaim, Origin, Remark
from article_briefings.importing._annotations import (
    Annotation,
    AnnotationFile,
    Target,
    annotations_in,
)
from article_briefings.importing._json_selectors import rest_of, selectors_of
from article_briefings.importing._json_text import JsonText, Object
from article_briefings.importing._json_values import objects, one_or_all, text, texts, without
from article_briefings.importing._own_words import kind_in, valid
from article_briefings.models import Line

UNTAGGED = "untagged"
"""The name of an annotation without tags in a mapping file."""
_LISTS = ("rows", "replies", "annotations")
_COMMON = (
    *("uri", "document", "group", "permissions", "user", "user_info", "hidden", "flagged"),
    *("moderation", "moderation_status"),
)
_EXPECTED = (
    "expected an annotation with uri and target, a result of a search (rows), or an export of "
    "Hypothesis (annotations)"
)


def read_annotations(read: JsonText) -> AnnotationFile:
    """The annotations of a file, and remarks on invalid ones; never raises."""
    root = read.root
    is_list = isinstance(root, Object) and any(name in root for name in _LISTS)
    doubled = read.doubled(root, inside=False) if is_list else None
    found = _annotations(root)
    notes, remarks = annotations_in(read.file, found or (), partial(_note, read))
    if found is None:
        other = isinstance(root, Object) and {"items", "first"} & root.keys()
        hint = "; it looks like a collection of the W3C: briefings import web-annotation"
        message = f"this holds no annotation; {_EXPECTED}{hint if other else ''}"
        remarks.append(Remark(Origin(read.file, 1), message))
    return AnnotationFile(tuple(notes), (*([doubled] if doubled else ()), *remarks))


def _annotations(root: Any) -> list[Any] | None:
    """The annotations of a file; None if it is not from Hypothesis."""
    if isinstance(root, list):
        return root
    if not isinstance(root, Object):
        return None
    lists = [root[name] for name in _LISTS if isinstance(root.get(name), list)]
    if lists:
        return [item for values in lists for item in values]
    return [root] if "target" in root or "uri" in root else None


def _note(read: JsonText, name: str, found: Any) -> Annotation | Remark:
    if not isinstance(found, Object):
        return Remark(Origin(read.file), f"{name} is no object; {_EXPECTED}")
    origin, doubled = read.origin(found), read.doubled(found)
    if doubled:
        return doubled
    uri, account = text(found.get("uri")), text(found.get("user")).strip()
    targets = tuple(
        Target(text(one.get("source")) or uri, selectors_of(one.get("selector")))
        for one in objects(found.get("target"))
    )
    if not targets and not uri:
        return Remark(origin, f"{name} has neither uri nor target; {_EXPECTED}")
    tags = tuple(tag.strip() for tag in texts(found.get("tags")))
    handle = account.removeprefix("acct:").partition("@")[0]  # "acct:nora@hypothes.is" is nora
    info, document = found.get("user_info"), found.get("document")
    shown = text(info.get("display_name")).strip() if isinstance(info, Object) else ""
    titles = texts(document.get("title")) if isinstance(document, Object) else []
    return Annotation(
        name,
        text(found.get("id")),
        origin,
        targets or (Target(uri),),
        tags or (UNTAGGED,),
        tuple(filter(None, [shown or handle])),
        (handle, account),
        ImportedClaim(kind=kind_in(tags)),
        next(iter(texts(found.get("references"))), ""),
        rest=_rest(found),
        common={name: found[name] for name in _COMMON if name in found},
        title=valid(Line, next(iter(titles), "")) or "",
    )


def _rest(found: Object) -> dict[str, Any]:
    """All data that has no field of ours and does not concern the page as a whole."""
    rest = without(found, *_COMMON, "target")
    targets = list(_rest_of_targets(found))
    if any(targets):
        rest["target"] = one_or_all(targets)
    return rest


def _rest_of_targets(found: Object) -> Iterator[dict[str, Any]]:
    for target in objects(found.get("target")):
        read = ("source", "selector") if target.get("source") == found.get("uri") else ("selector",)
        rest = without(target, *read)
        selectors = list(rest_of(target.get("selector")))
        yield {**rest, "selector": selectors} if selectors else rest
