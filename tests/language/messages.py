"""Extracts our messages and updates the catalogues: `make messages`."""

from collections.abc import Iterator
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from article_briefings.language._catalogues import NEEDLESS, PACKAGED, catalogue_to_translate
from tests.overlay import PROJECT

POT = PACKAGED / "briefings.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "forms": (1, 2), "pgettext": ((1, "c"), 2)}
SOURCES = (
    ("generator/article_briefings", [("**.py", "python")]),
    ("templates", [("**.j2", "jinja2"), ("**.html", "jinja2")]),
)
_HEADER = """\
# The words that readers see, in English. `make messages` writes this file.
#"""


def template() -> Catalog:
    """All messages, with the files that they are in."""
    catalogue = Catalog(header_comment=_HEADER, fuzzy=False)
    for message, context, name, comments in sorted(_messages(), key=repr):
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


def _messages() -> Iterator[tuple[object, str | None, str, list[str]]]:
    for folder, methods in SOURCES:
        found = extract_from_dir(
            PROJECT / folder,
            methods,
            {"**.j2": {"silent": "false"}, "**.html": {"silent": "false"}},
            KEYWORDS,
            ("Translators:",),
            strip_comment_tags=True,
        )
        for name, _line, message, comments, context in found:
            yield message, context, f"{folder}/{name}", comments


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a file."""
    file = BytesIO()
    write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    return NEEDLESS.sub(b"", file.getvalue())


if __name__ == "__main__":
    POT.write_bytes(written(template()))
    for path in PACKAGED.glob("*.po"):
        path.write_bytes(catalogue_to_translate(path, path.stem))
