"""Sorts the parts of Pagefind's index that it writes in hash map order, different in each run.

These are the values of each filter, the list of filters, and consequently the names of their
files, which are digests. The rest of the index depends only on the pages.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from article_briefings.search._pagefind_service import PagefindError

ENTRY = "pagefind-entry.json"
"""The file from which all others are found."""
_SIGNATURE = b"pagefind_dcd"


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index by name, with the same bytes for the same pages."""
    try:
        return _in_order(dict(files))
    except (ValueError, TypeError, LookupError, OSError, EOFError) as error:
        problem = f"Pagefind's index is not of the form expected: {error!r}"
        raise PagefindError(problem) from None


def _in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    entry = json.loads(files[ENTRY])
    for language, about in entry["languages"].items():
        meta = _loaded(files.pop(f"pagefind.{about['hash']}.pf_meta"))
        version, pages, chunks, filters, *rest = meta
        named = []
        for name, key in filters:
            _, values = _loaded(files.pop(f"filter/{key}.pf_filter"))
            digest, data = _packed(language, [name, sorted(values)])
            files[f"filter/{digest}.pf_filter"] = data
            named.append([name, digest])
        about["hash"], data = _packed(language, [version, pages, chunks, sorted(named), *rest])
        files[f"pagefind.{about['hash']}.pf_meta"] = data
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    return files


def _loaded(file: bytes) -> Any:
    import cbor2  # imported late: only builds with an index need it

    data = gzip.decompress(file)
    if not data.startswith(_SIGNATURE):
        raise ValueError("a file does not begin with Pagefind's signature")
    return cbor2.loads(data[len(_SIGNATURE) :])


def _packed(language: str, value: Any) -> tuple[str, bytes]:
    """Return the name and the content of a file."""
    import cbor2

    data = cbor2.dumps(value)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    return name, gzip.compress(_SIGNATURE + data, mtime=0)
