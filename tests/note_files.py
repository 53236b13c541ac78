"""Annotations in JSON for tests: of the W3C's model, and as Hypothesis has them."""

import json
import re
import zlib
from pathlib import Path
from typing import Any

from article_briefings.anchoring._anchored import AnchoredBriefing
from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.formatting._canonical import canonical, format_yaml

#: An article in which a word repeats, with signs outside of the basic plane before it.
TEXT = (
    "🏛️ Ministers met in Oldtown on Monday.\n"
    "\n"
    "“We will not attack,” Ada Fable told the Gazette. The bridge is closed, Fable said.\n"
    "\n"
    "“It is a drill,” a senior official added, “and no more than that.” The bridge is closed.\n"
)
PAGE = "https://gazette.example/drill"
W3C = "http://www.w3.org/ns/anno.jsonld"
Told = dict[str, Any]


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def quote(exact: str, prefix: str = "", suffix: str = "") -> Told:
    """A TextQuoteSelector."""
    around = {"prefix": prefix, "suffix": suffix}
    told = {name: words for name, words in around.items() if words}
    return {"type": "TextQuoteSelector", "exact": exact, **told}


def place(start: int, end: int) -> Told:
    """A TextPositionSelector."""
    return {"type": "TextPositionSelector", "start": start, "end": end}


def note(*selectors: Told, tags: tuple[str, ...] = (), **fields: Any) -> Told:
    """An annotation of the W3C's model."""
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    body = {"body": bodies} if bodies else {}
    target = {"source": PAGE, "selector": list(selectors)}
    return sound({"target": target, **body, **fields})


def sound(told: Any) -> Any:
    """An annotation with what the model asks of each, where that is missing."""
    name = zlib.crc32(json.dumps(told, sort_keys=True).encode())
    return {"@context": W3C, "id": f"x:{name}", "type": "Annotation", **told}


def noted(exact: str, identifier: str = "x1", **fields: Any) -> Told:
    """An annotation as Hypothesis' API has it, on a page with other text around the article."""
    at = TEXT.index(exact) if exact in TEXT else 0
    start = 1_000 + units(TEXT[:at])
    xpath = "/div[1]/p[2]"
    selectors = [
        {
            "type": "RangeSelector",
            "startContainer": xpath,
            "endContainer": xpath,
            "startOffset": 3,
            "endOffset": 9,
        },
        place(start, start + units(exact)),
        quote(exact, TEXT[max(0, at - 32) : at], TEXT[at + len(exact) :][:32]),
    ]
    return {
        "id": identifier,
        "created": "2031-05-01T09:30:00.000000+00:00",
        "updated": "2031-05-01T09:30:00.000000+00:00",
        "user": "acct:nora@hypothes.is",
        "user_info": {"display_name": "Nora Novel"},
        "uri": PAGE,
        "text": "",
        "tags": [],
        "group": "__world__",
        "permissions": {"read": ["group:__world__"], "update": ["acct:nora@hypothes.is"]},
        "target": [{"source": PAGE, "selector": selectors}],
        "document": {"title": ["Drill near Oldtown"]},
        "links": {"html": f"https://hypothes.is/a/{identifier}"},
        "hidden": False,
        "flagged": False,
        **fields,
    }


def folder(root: Path, **files: Any) -> Path:
    """Write `drill.txt`, and files of annotations by name without ending; bytes as they are."""
    root.mkdir(parents=True, exist_ok=True)
    files.setdefault("text", TEXT)
    text = files.pop("text")
    (root / "drill.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    for name, value in files.items():
        data = value if isinstance(value, bytes) else json.dumps(value, indent=1).encode()
        (root / f"{name}.json").write_bytes(data)
    return root


def finished(text: str) -> str:
    """A drafted briefing, of which one quotation is left, as if somebody had gone through it."""
    text = re.sub(r"(?m)^ *draft: true\n", "", text)
    text = re.sub(r"(?s)\b(bluf|dating|role): .*?(?=\n *[\w-]+:|\n *- )", r"\1: By hand.", text)
    step = "{unnamed: somebody, cue: told the Gazette, form: direct}"
    text = text.replace("attribution: unknown", f"attribution:\n      - {step}")
    text = re.sub(r"(?m)^  due:", "  reviewed: 2026-01-02\n  due:", text)
    return canonical("briefings/articles/drill/briefing.yml", text)


def drill(root: Path) -> AnchoredBriefing:
    """The one article of a project that has no problem and is formatted."""
    compiled = compile_corpus(root)
    assert compiled.diagnostics == (), compiled.diagnostics
    (article,) = compiled.corpus.articles
    (path,) = root.glob("briefings/articles/*/briefing.yml")
    text = path.read_text("utf-8")
    assert format_yaml(path.relative_to(root).as_posix(), text).text == text
    return article
