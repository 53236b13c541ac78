"""Hypothesis' own JSON → annotations.

Of its API (https://h.readthedocs.io/en/latest/api-reference/) one annotation, or the result of a
search: `rows`, and `replies` where they were asked for by themselves; of its client's "Export
annotations" the file with `annotations`. Positions count UTF-16 units of a page, with all that
stands around the article.
"""

from collections.abc import Iterator
from typing import Any, get_args

from article_briefings.drafting import ImportedClaim, Origin, Remark
from article_briefings.importing._annotations import Annotation, AnnotationFile, Target
from article_briefings.importing._json_selectors import rest_of, selectors_of
from article_briefings.importing._json_text import JsonText, Object
from article_briefings.importing._json_values import objects, one_or_all, text, texts, without
from article_briefings.importing._own_words import valid
from article_briefings.importing._web_annotation import MAX_NOTES
from article_briefings.models import ClaimKind, Line

UNTAGGED = "untagged"
"""What a mapping file calls an annotation without tags."""
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
    """The annotations of a file, and what is wrong with others; never raises."""
    notes: list[Annotation] = []
    remarks = [said for one in _frames(read.root) if (said := read.doubled(one, inside=False))]
    found = _annotations(read.root)
    if found is None:
        other = isinstance(read.root, Object) and {"items", "first"} & read.root.keys()
        hint = "; it looks like a collection of the W3C: briefings import web-annotation"
        message = f"this holds no annotation; {_EXPECTED}{hint if other else ''}"
        remarks.append(Remark(Origin(read.file, 1), message))
    for number, value in enumerate(found or (), 1):
        if number > MAX_NOTES:
            message = f"only {MAX_NOTES:,} annotations are read; the rest is not"
            remarks.append(Remark(Origin(read.file), message))
            break
        note = _note(read, f"annotation {number}", value)
        if isinstance(note, Annotation):
            notes.append(note)
        else:
            remarks.append(note)
    return AnnotationFile(tuple(notes), tuple(remarks))


def _annotations(root: Any) -> list[Any] | None:
    """The annotations of a file; None where it is none of Hypothesis."""
    if isinstance(root, list):
        return root
    if not isinstance(root, Object):
        return None
    lists = [root[name] for name in _LISTS if isinstance(root.get(name), list)]
    if lists:
        return [item for values in lists for item in values]
    return [root] if "target" in root or "uri" in root else None


def _frames(root: Any) -> Iterator[Object]:
    """The result of a search, or an export, that holds annotations."""
    if isinstance(root, Object) and any(name in root for name in _LISTS):
        yield root


def _note(read: JsonText, name: str, found: Any) -> Annotation | Remark:
    if not isinstance(found, Object):
        return Remark(Origin(read.file), f"{name} is no object; {_EXPECTED}")
    origin, doubled = read.origin(found), read.doubled(found)
    if doubled:
        return doubled
    uri = text(found.get("uri"))
    targets = tuple(
        Target(text(one.get("source")) or uri, selectors_of(one.get("selector")))
        for one in objects(found.get("target"))
    )
    if not targets and not uri:
        return Remark(origin, f"{name} has neither uri nor target; {_EXPECTED}")
    tags = tuple(tag.strip() for tag in texts(found.get("tags")))
    kinds, lowered = get_args(ClaimKind), [tag.lower() for tag in tags]
    kind: ClaimKind | None = next((one for one in kinds if one in lowered), None)
    credited, handles = _user(found)
    return Annotation(
        name,
        text(found.get("id")),
        origin,
        targets or (Target(uri),),
        tags or (UNTAGGED,),
        credited,
        handles,
        ImportedClaim(kind=kind),
        next(iter(texts(found.get("references"))), ""),
        rest=_rest(found),
        common={name: found[name] for name in _COMMON if name in found},
        title=_title(found.get("document")),
    )


def _user(found: Object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whom to credit, and the account: "acct:nora@hypothes.is" is nora."""
    account = text(found.get("user")).strip()
    handle = account.removeprefix("acct:").partition("@")[0]
    info = found.get("user_info")
    name = text(info.get("display_name")).strip() if isinstance(info, Object) else ""
    credited = name or handle
    return (credited,) if credited else (), (handle, account)


def _title(document: Any) -> str:
    titles = texts(document.get("title")) if isinstance(document, Object) else []
    return valid(Line, titles[0]) or "" if titles else ""


def _rest(found: Object) -> dict[str, Any]:
    """Everything that has no field of ours, and is not said of the page as a whole."""
    rest = without(found, *_COMMON, "target")
    targets = list(_rest_of_targets(found))
    if any(targets):
        rest["target"] = one_or_all(targets)
    return rest


def _rest_of_targets(found: Object) -> Iterator[dict[str, Any]]:
    for target in objects(found.get("target")):
        known = (
            ("source", "selector") if target.get("source") == found.get("uri") else ("selector",)
        )
        rest = without(target, *known)
        selectors = list(rest_of(target.get("selector")))
        yield {**rest, "selector": selectors} if selectors else rest
