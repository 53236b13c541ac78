"""The original data of an imported Web Annotation: where it came from, and its own words.

All of it is the text of an extension, which carries any foreign content safely. Data that is
well-formed in the W3C's model is also exported in its own place, where every reader of the model
shows it: bodies that are plain texts, and the address of the annotation.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from article_briefings.models import safe_url
from article_briefings.pages import Addresses

_NAME = "web-annotation"
_FIELDS = {"type", "purpose", "value", "format", "language"}
_PURPOSES = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
"""The motivations of the Web Annotation Vocabulary."""


def bodies(extensions: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The bodies of the annotation that are plain texts and nothing more."""
    found = _kept(extensions).get("body")
    for body in found if isinstance(found, list) else [found]:
        if isinstance(body, dict) and _is_plain(body):
            yield body


def via(extensions: Mapping[str, str]) -> str | None:
    """The address of the annotation, if it has one that can be followed."""
    address = _kept(extensions).get("id")
    return Addresses.encoded(address) if isinstance(address, str) and safe_url(address) else None


def _kept(extensions: Mapping[str, str]) -> dict[str, Any]:
    if _NAME not in extensions:
        return {}
    try:
        stored = json.loads(extensions[_NAME])
    except ValueError:  # a model that was not validated
        return {}
    return stored if isinstance(stored, dict) else {}


def _is_plain(body: Mapping[str, Any]) -> bool:
    return (
        body.get("type") == "TextualBody"
        and body.keys() <= _FIELDS
        and all(isinstance(value, str) and value for value in body.values())
        and body.get("purpose", "commenting") in _PURPOSES
    )
