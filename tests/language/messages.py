"""Extracts our messages and updates the catalogues: `make messages`."""

from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from article_briefings.exporting import catalogue
from article_briefings.language._catalogues import NEEDLESS, PACKAGED, catalogue_to_translate
from article_briefings.models import Declarations
from tests.overlay import PROJECT

POT = PACKAGED / "briefings.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "forms": (1, 2), "pgettext": ((1, "c"), 2)}
SOURCES = (
    ("generator/article_briefings", [("**.py", "python")]),
    ("templates", [("**.j2", "jinja2"), ("**.html", "jinja2")]),
)
#: What translators could mistake, for messages in templates; Python has comments of its own.
_COMMENTS = {
    "; ": "Between the items of a list whose items have commas.",
    "Also": "What a reader can have marked besides claims.",
    "Analyst": "The reading of a briefing in which everything is marked.",
    "Form": "Of a claim: in quotation marks, retold, …",
    "Found": "In a report of a problem: what is in the file.",
    "Key": "The answers to a worksheet.",
    "Key: %(columns)s.": "The primary key of a table.",
    "No": "The answer to “Is it so?”.",
    "No.": "Number, above a column.",
    "Reader": "The reading of a briefing in which only what matters is marked.",
    "Reading": "Above the choice of what is marked.",
    "Relayed": "Above claims that an actor passed on.",
    "Said:": "Before the reasons for the answer to “Was it said?”.",
    "Shown": "The answer to “Is it so?”.",
    "So:": "Before the reasons for the answer to “Is it so?”.",
    "against it": "After a source that refutes a claim.",
    "any": "In a filter: no value is chosen.",
    "contradicts": "Followed by a claim, as are “repeats”, “supports” and “is qualified by”.",
    "partly": "In “partly quoted”, with the mark of quoted words.",
}
_HEADER = """\
# The words that readers see, in English. `make messages` writes this file.
#"""


def template() -> Catalog:
    """All messages. No file is named: code that moves would change every catalogue."""
    catalogue = Catalog(header_comment=_HEADER, fuzzy=False)
    for message, context, comments in sorted(_messages(), key=repr):
        catalogue.add(message, auto_comments=comments, context=context)
    return catalogue


def _messages() -> Iterator[tuple[object, str | None, list[str]]]:
    for folder, methods in SOURCES:
        found = extract_from_dir(
            PROJECT / folder,
            methods,
            {"**.j2": {"silent": "false"}, "**.html": {"silent": "false"}},
            KEYWORDS,
            ("Translators:",),
            strip_comment_tags=True,
        )
        for _name, _line, message, comments, context in found:
            comment = _COMMENTS.get(message) if isinstance(message, str) else None
            yield message, context, [comment] if comment else comments
    first = {meaning: place for place, meaning in reversed([*_dictionary()])}
    yield from ((meaning, None, [place]) for meaning, place in first.items())


def _dictionary() -> Iterator[tuple[str, str]]:
    """The meanings of tables, columns and terms, which are the models’, after their names."""
    found = catalogue(Declarations.NOTHING)
    for table, meaning, _, columns in found.tables:
        yield table, meaning
        yield from ((f"{table}.{column[0]}", column[2]) for column in columns)
    yield from ((f"term {name}", meaning) for name, meaning, _ in found.terms)


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file."""
    file = BytesIO()
    write_po(file, catalogue, width=100, no_location=True)
    return NEEDLESS.sub(b"", file.getvalue())


if __name__ == "__main__":
    POT.write_bytes(written(template()))
    for path in PACKAGED.glob("*.po"):
        path.write_bytes(catalogue_to_translate(path, path.stem))
