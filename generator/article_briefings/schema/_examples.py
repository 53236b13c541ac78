"""An example for each field that has no list of values, for editors; all of them are invented.

A field that holds other fields takes its example from theirs.
"""

from collections.abc import Mapping
from typing import Any

_FIELDS = {"desk": "town-hall"}
_EXTENSIONS = {"hypothesis": {"id": "Wc2rvK2jEfC0", "tags": ["safety"]}}
_DESK = {
    "label": {"en": "Desk", "de": "Ressort"},
    "type": "choice",
    "choices": {"town-hall": "Town hall", "sports": {"en": "Sports", "de": "Sport"}},
}
_REPORT = {
    "title": "Load tests of the new bridge",
    "publisher": "Bridge Office",
    "url": "https://bridges.example/tests",
    "archived_url": "https://archive.example/bridges/tests",
    "note": "A draft; the final report was not published.",
}

EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "Briefing": {
        "title": "Mayor says the new bridge is safe",
        "bluf": "The mayor says that the bridge is safe. An engineer wants another month of tests.",
        "topics": ["bridges"],
        "story": "bridge-opening",
        "formerly": ["bridge-safe"],
        "fields": _FIELDS,
        "extensions": _EXTENSIONS,
    },
    "SourceInfo": {
        "sha256": "d4f5cbf831b9c5f2667ff7f465c1821628f96083b91a28dad7509cd70c2bcfa5",
        "outlet": "examplestead-gazette",
        "headline": "Bridge is safe, says mayor",
        "author": "Nora Novel",
        "url": "https://gazette.example/bridge",
        "archived_url": "https://archive.example/gazette/bridge",
        "rights": "© Examplestead Gazette",
        "dating": "The article calls the day of the press conference Monday.",
        "shown_by": "gazette-page",
    },
    "Translation": {
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "language": "en",
        "translator": "Nora Novel",
        "url": "https://gazette.example/en/bridge",
        "archived_url": "https://archive.example/gazette/en/bridge",
        "rights": "© Nora Novel",
    },
    "Cast": {
        "actor": "ada-fable",
        "role": "mayor of Examplestead",
        "speaks": "de",
        "mentions": ["the mayor"],
    },
    "Via": {
        "actor": "examplestead-gazette",
        "unnamed": "an engineer",
        "identified_as": "bo-builder",
        "cue": "she told reporters",
        "shown_by": "gazette-page",
        "paragraphs": "1-6",
    },
    "Claim": {
        "id": "bridge-is-safe",
        "text": "The bridge is safe.",
        "quote": "The bridge is safe",
        "counterpart": "Die Brücke ist sicher",
        "finding": "The tests show it for lorries. Nobody has tested it in a storm.",
        "said": [
            {"of": "ada-fable", "verdict": "confirmed", "evidence": ["gazette-page", "council-log"]}
        ],
        "so": {
            "verdict": "supported",
            "evidence": [{"item": "test-report", "shows": "that the load was measured"}],
        },
        "contradicts": "old-ferry#bridge-is-unsafe",
        "repeats": "old-ferry#bridge-is-safe",
        "supports": "old-ferry#ferry-has-stopped",
        "qualifies": "old-ferry#bridge-is-open",
        "relations": {"updates": "old-ferry#ferry-runs"},
        "formerly": ["bridge-is-sound"],
        "fields": {"checked-with": ["Bridge Office"]},
        "extensions": _EXTENSIONS,
    },
    "Said": {
        "of": "ada-fable",
        "evidence": ["gazette-page"],
        "note": "No other account of the press conference was found.",
        "rationale": "Both reporters heard it.",
        "by": "Bo Builder",
    },
    "So": {
        "evidence": [{"item": "test-report", "shows": "that the load was measured"}],
        "note": "The storm tests are not published.",
        "rationale": "The test report of April shows it; nobody else has measured.",
        "by": "Bo Builder",
    },
    "Scales": {"credibility": 3},
    "EvidenceUse": {
        "item": "test-report",
        "from": "bridge-office",
        "shows": "that the load was measured; not that it is enough",
    },
    "Correction": {
        "claims": ["bridge-is-safe"],
        "withdrawn": ["bridge-is-new"],
        "text": "The tests were made in April, not in May.",
    },
    "Hop": {
        "actor": "ada-fable",
        "unnamed": "an engineer",
        "identified_as": "bo-builder",
        "cue": "she told reporters",
        "shown_by": "gazette-page",
    },
    "PartSelector": {"exact": "the bridge", "prefix": "said", "suffix": "needs", "nth": 2},
    "Evidence": {"id": "test-report", **_REPORT, "relays": ["bridge-office"], "article": True},
    "BackgroundUse": {
        "note": "load-tests",
        "quote": "another month of tests",
        "why": "The number alone does not say how a bridge is tested.",
        "extensions": _EXTENSIONS,
    },
    "Event": {
        "id": "bridge-opens",
        "quote": "on 3 May 2031",
        "label": "The bridge opens",
        "actors": ["examplestead"],
        "note": "The article names no year.",
        "shown_by": "test-report",
        "extensions": _EXTENSIONS,
    },
    "Question": {"text": "Who measured the load?", "why": "The mayor's word rests on it."},
    "Review": {"annotators": ["nora"], "second": "bo"},
    "Actor": {
        "name": "Ada Fable",
        "aliases": ["A. Fable"],
        "description": "Mayor of Examplestead since 2029.",
        "part_of": "examplestead",
        "wikidata": "Q42",
        "formerly": ["older-name"],
        "fields": {"press-office": "https://town.example/press"},
    },
    "NativeName": {"text": "Ada Fabel", "language": "de"},
    "Role": {"title": "mayor of Examplestead", "organisation": "examplestead"},
    "Link": {"title": "Her page", "url": "https://town.example/fable"},
    "Media": {
        "owner": "Gazette Society",
        "funding": "Subscriptions",
        "basis": "Our own count of corrections in 2030.",
    },
    "Source": _REPORT,
    "BackgroundNote": {
        "title": "Load tests",
        "summary": "Before a bridge opens, lorries stand on it for a day.",
        "body": "Lorries stand on the bridge for a day. What counts is **how far it bends**.",
        "related": ["bridge-office"],
        "formerly": ["older-name"],
    },
    "Topic": {
        "title": "Bridges",
        "description": "What stands over water.",
        "formerly": ["ferries"],
    },
    "Finding": {
        "title": "Who says that the bridge is safe?",
        "text": "In the Gazette it is the mayor, on the radio an engineer.",
        "claims": ["new-bridge#bridge-is-safe", "bridge-on-the-radio#bridge-holds"],
    },
    "Story": {
        "title": "The new bridge opens",
        "summary": "Examplestead opened its new bridge on the third of May.",
        "topics": ["bridges"],
        "formerly": ["new-bridge"],
    },
    "WithdrawnBriefing": {
        "title": "Mayor says the old bridge is safe",
        "text": "The article was invented.",
        "claims": ["bridge-is-safe"],
        "formerly": ["ferry-stops"],
    },
    "Declarations": {
        "briefings": {"desk": _DESK},
        "claims": {"checked-with": {"label": "Checked with", "type": "list"}},
        "actors": {"press-office": {"label": "Press office", "type": "url"}},
        "kinds": {"forecast": {"label": "forecast", "so": True}},
        "types": {"court": {"label": "Courts", "like": "organisation"}},
        "relations": {"updates": {"label": "updates", "inverse": "is updated by"}},
    },
    "OwnField": _DESK,
    "OwnKind": {"label": "forecast"},
    "OwnType": {"label": "Courts"},
    "OwnRelation": {"label": "updates", "inverse": "is updated by"},
}
