"""Reads annotations from Hypothesis' own JSON.

Accepted are, from its API (https://h.readthedocs.io/en/latest/api-reference/), one annotation or a
search result with `rows`, and with `replies` if these were requested separately; and from its
client's "Export annotations", the file with `annotations`. Positions count UTF-16 units of a whole
page, including everything around the article.
"""

from functools import partial
from typing import Any

from article_briefings.importing._annotations import (
    Annotation,
    AnnotationFile,
    Target,
    rest_of,
    selectors_of,
)
from article_briefings.importing._json import JsonText, Object, one_or_all
from article_briefings.importing._model import ImportedClaim, Origin, Remark
from article_briefings.importing._own_export import kind_in, valid
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
    root, file = read.root, AnnotationFile()
    found: list[Any] | None = None
    if isinstance(root, list):
        found = root
    elif isinstance(root, Object):
        doubled = read.doubled(root, inside=False) if any(n in root for n in _LISTS) else None
        file.remarks += [doubled] if doubled else []
        lists = [root[name] for name in _LISTS if isinstance(root.get(name), list)]
        if lists:
            found = [item for values in lists for item in values]
        elif "target" in root or "uri" in root:
            found = [root]
    file.read(read, found or (), partial(_note, read), _EXPECTED)
    if found is None:
        other = isinstance(root, Object) and {"items", "first"} & root.keys()
        hint = "; it looks like a collection of the W3C: briefings import web-annotation"
        message = f"this file has no annotation; {_EXPECTED}{hint if other else ''}"
        file.remarks.leave_out(Origin(read.file, 1), message)
    return file


def _note(read: JsonText, name: str, found: Object) -> Annotation | Remark:
    origin = read.origin(found)
    uri, account = found.text("uri"), found.text("user").strip()
    targets = tuple(
        Target(one.text("source") or uri, selectors_of(one.get("selector")))
        for one in found.objects("target")
    )
    if not targets and not uri:
        return Remark(origin, f"{name} has neither uri nor target; {_EXPECTED}")
    tags = tuple(tag.strip() for tag in found.texts("tags"))
    handle = account.removeprefix("acct:").partition("@")[0]  # "acct:nora@hypothes.is" is nora
    info, document = found.get("user_info"), found.get("document")
    shown = info.text("display_name").strip() if isinstance(info, Object) else ""
    titles = document.texts("title") if isinstance(document, Object) else []
    return Annotation(
        name,
        found.text("id"),
        origin,
        targets or (Target(uri),),
        tags or (UNTAGGED,),
        tuple(filter(None, [shown or handle])),
        (handle, account),
        ImportedClaim(kind=kind_in(tags)),
        next(iter(found.texts("references")), ""),
        rest=_rest(found),
        common={name: found[name] for name in _COMMON if name in found},
        title=valid(Line, next(iter(titles), "")) or "",
    )


def _rest(found: Object) -> dict[str, Any]:
    """All data that has no field of ours and does not concern the page as a whole."""
    rest = found.without(*_COMMON, "target")
    targets = []
    for target in found.objects("target"):
        same_source = target.get("source") == found.get("uri")
        targets.append(target.without("selector", *(["source"] if same_source else [])))
        selectors = list(rest_of(target.get("selector")))
        if selectors:
            targets[-1]["selector"] = selectors
    if any(targets):
        rest["target"] = one_or_all(targets)
    return rest
