"""Exports as a JSON-LD processor reads them, without a network.

No package of PyPI or npm that we found has the W3C's context, http://www.w3.org/ns/anno.jsonld, so
its terms stand here as data, those that the exports use, by what they mean in the recommendation
"Web Annotation Vocabulary" of 23 February 2017 (https://www.w3.org/TR/annotation-vocab/, appendix
A, with the term `assessing` that was forgotten there and added in July 2021:
https://github.com/w3c/web-annotation/issues/444). They were compared with the context in the
repository of its working group by hand. The loader knows no other document, so that a word that is
not here is dropped, and noticed.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pyld import jsonld
from pyld.documentloader.frozen import FrozenDocumentLoader

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
#: Where a word leads that should be an address and is none.
NOWHERE = "https://nowhere.invalid/"

MOTIVATIONS = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
)
_CLASSES: Mapping[str, str] = {
    "Annotation": f"{OA}Annotation",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "FragmentSelector": f"{OA}FragmentSelector",
    "Person": f"{FOAF}Person",
    "SpecificResource": f"{OA}SpecificResource",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "TextualBody": f"{OA}TextualBody",
}
_ADDRESSES: Mapping[str, str] = {
    "body": f"{OA}hasBody",
    "conformsTo": f"{DCTERMS}conformsTo",
    "creator": f"{DCTERMS}creator",
    "first": f"{AS}first",
    "last": f"{AS}last",
    "next": f"{AS}next",
    "partOf": f"{AS}partOf",
    "prev": f"{AS}prev",
    "refinedBy": f"{OA}refinedBy",
    "selector": f"{OA}hasSelector",
    "source": f"{OA}hasSource",
    "target": f"{OA}hasTarget",
}
_TEXTS: Mapping[str, str] = {
    "exact": f"{OA}exact",
    "format": f"{DC}format",
    "label": f"{RDFS}label",
    "language": f"{DC}language",
    "name": f"{FOAF}name",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "value": f"{RDF}value",
}
_COUNTS: Mapping[str, str] = {
    "end": f"{OA}end",
    "start": f"{OA}start",
    "startIndex": f"{AS}startIndex",
    "total": f"{AS}totalItems",
}
#: What the context defines besides, which no word of ours may be.
OTHER_NAMES = {
    *("oa", "dc", "dcterms", "dctypes", "foaf", "rdf", "rdfs", "skos", "xsd", "iana", "owl", "as"),
    *("schema", "Dataset", "Image", "Video", "Audio", "Text", "ResourceSelection", "CssSelector"),
    *("XPathSelector", "DataPositionSelector", "SvgSelector", "RangeSelector", "TimeState"),
    *("HttpRequestState", "CssStylesheet", "Choice", "Software", "Organization", "Audience"),
    *("Motivation", "reviewing", "auto", "ltr", "rtl", "state", "scope", "startSelector"),
    *("endSelector", "renderedVia", "generator", "rights", "homepage", "via", "canonical"),
    *("stylesheet", "cached", "audience", "textDirection", "accessibility", "bodyValue"),
    *("processingLanguage", "styleClass", "email", "email_sha1", "nickname", "created"),
    *("generated", "sourceDate", "sourceDateStart", "sourceDateEnd"),
}

#: The W3C's context as a JSON-LD context.
TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **_CLASSES,
    **_TEXTS,
    **{name: f"{OA}{name}" for name in MOTIVATIONS},
    **{name: {"@id": meaning, "@type": "@id"} for name, meaning in _ADDRESSES.items()},
    **{
        name: {"@id": meaning, "@type": f"{XSD}nonNegativeInteger"}
        for name, meaning in _COUNTS.items()
    },
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "modified": {"@id": f"{DCTERMS}modified", "@type": f"{XSD}dateTime"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
}


@lru_cache(maxsize=1)
def _options() -> dict[str, Any]:
    loader = FrozenDocumentLoader({W3C_CONTEXT: {"@context": TERMS}})
    return {"documentLoader": loader, "base": NOWHERE}


def expanded(document: Any) -> tuple[list[Any], list[str]]:
    """A document in its long form, and the words that have no address and are lost on the way."""
    dropped: list[str] = []
    found = jsonld.expand(document, _options(), on_property_dropped=dropped.append)
    return found, dropped


def canonical(document: Any) -> str:
    """What a document says, as sorted N-Quads with canonical names for what has none (RDFC-1.0).

    Two documents say the same where these are equal.
    """
    quads: str = jsonld.normalize(
        document, {**_options(), "algorithm": "URDNA2015", "format": "application/n-quads"}
    )
    return quads
