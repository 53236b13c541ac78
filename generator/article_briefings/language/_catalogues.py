"""Reads and checks the catalogues of translated messages: gettext's `.po` files, one a language.

The package's are in its folder `locale`, an owner's in `locale/` beside `mkdocs.yml`. A message
in an owner's file counts before the package's.
"""

import re
from collections.abc import Iterator, Sequence
from gettext import c2py
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.language._pseudo import PSEUDO
from article_briefings.language._words import SOURCE, Language, compiled

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

PACKAGED = Path(__file__).parents[1] / "locale"
FOLDER = "locale"
#: Of a file's head only what translations need: no clock, no version of Babel.
NEEDLESS = re.compile(
    rb'"(?:Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Trans|Language-Team|Generated-By).*\n'
)
_MAX_BYTES = 1_000_000
"""About eight times the size of the package's largest catalogue."""
_MAX_PLURALS = 6
"""No language of CLDR has more."""
_PLACEHOLDER = re.compile(r"%%|%\((\w+)\)s|%")
_CLOSED = re.compile(r'\s*#.*|[^"]*"(?:[^"\\]|\\.)*"\s*')
"""A line that has quotation marks as it should; babel drops the last letter without them."""
_SETTING = re.compile(r"(?m)^[ \t]+language:[ \t]*(\S+)")


class Catalogues:
    """The catalogues of the package and of the project at `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, tag: str) -> tuple[Language, list[Diagnostic]]:
        """The language of a tag, and the problems of its catalogues.

        A language with problems has only the package's words, or English ones.
        """
        texts, problems = [], list[Diagnostic]()
        for folder in (self.root / FOLDER, PACKAGED):
            for path in dict.fromkeys(folder / f"{name}.po" for name in (tag, tag.split("-")[0])):
                if path.is_file():
                    name = path.relative_to(folder.parent).as_posix()
                    refused = folder != PACKAGED and _refused(path, name)
                    text = "" if refused else path.read_bytes().decode("utf-8", "replace")
                    found = list(_faults(text, tag, name)) if folder != PACKAGED else []
                    problems += [refused] if refused else found
                    texts += [] if refused or found else [text]
        has_words = texts or problems or tag in PSEUDO or tag.split("-")[0] == SOURCE
        if not _is_known(tag) or not has_words:
            return Language(), [_no_catalogue(tag, self)]
        return Language(tag, tuple(texts)), problems

    def tags(self) -> list[str]:
        """The tags of the languages that the package or the project has words for."""
        folders = (PACKAGED, self.root / FOLDER)
        found = {path.stem for folder in folders for path in folder.glob("*.po")}
        return [SOURCE, *sorted(filter(_is_known, found - {SOURCE}))]

    def completeness(self, tag: str) -> tuple[int, int]:
        """How many messages are translated into a language, and how many there are."""
        from babel.messages.pofile import read_po

        wanted = {(message.id, message.context) for message in _template() if message.id}
        if tag == SOURCE:
            return len(wanted), len(wanted)
        done = {
            (message.id, message.context)
            for text in self.read(tag)[0].catalogues
            for message in read_po(StringIO(text), locale=tag.replace("-", "_"))
            if message.id and not message.fuzzy and all(_forms(message.string))
        }
        return len(wanted & done), len(wanted)

    def to_translate(self, tag: str) -> bytes:
        """The project's catalogue with all messages; what is translated stays."""
        return catalogue_to_translate(self.root / FOLDER / f"{tag}.po", tag)


def catalogue_to_translate(path: Path, tag: str) -> bytes:
    """The catalogue at `path` with all messages; what is translated stays."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    locale = tag.replace("-", "_")
    own = Catalog(locale=locale, header_comment=f"# The words that readers see: {tag}.\n#")
    if path.is_file():
        own = read_po(StringIO(path.read_text("utf-8")), locale=locale)
    own.update(_template(), no_fuzzy_matching=True)
    own.fuzzy = False
    file = BytesIO()
    write_po(file, own, width=100, no_location=True, ignore_obsolete=True)
    return NEEDLESS.sub(b"", file.getvalue())


def _template() -> "Catalog":
    from babel.messages.pofile import read_po

    return read_po(StringIO((PACKAGED / "briefings.pot").read_text("utf-8")))


def _is_known(tag: str) -> bool:
    if tag in (SOURCE, *PSEUDO):
        return True
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError, TypeError):
        return False


def _no_catalogue(tag: str, catalogues: Catalogues) -> Diagnostic:
    settings = catalogues.root / "mkdocs.yml"
    text = settings.read_text("utf-8", "replace") if settings.is_file() else ""
    setting = _SETTING.search(text)
    at = setting.start(1) if setting else 0
    line, before = text.count("\n", 0, at), text.rfind("\n", 0, at) + 1
    column = at - before + 1
    excerpt = tuple(text.splitlines()[line : line + 1])
    end = column + (len(setting[1]) if setting else 0)
    return Diagnostic(
        "no-catalogue",
        Location("mkdocs.yml", line + 1, column, line + 1, end, excerpt),
        "the words of the site have no translation into this language",
        found=tag,
        expected=f"a language with a catalogue: {', '.join(catalogues.tags())}",
        hint=f"to translate them, write {FOLDER}/{tag}.po with: briefings languages {tag}"
        if _is_known(tag)
        else "",
    )


def _refused(path: Path, name: str) -> Diagnostic | None:
    """The problem of a file that is not read: it may come from a stranger."""
    size, is_link = path.stat().st_size, path.is_symlink() or path.parent.is_symlink()
    if not is_link and size <= _MAX_BYTES:
        return None
    return Diagnostic(
        "bad-catalogue",
        Location(name, 1, 1, 1, 1, ()),
        "this catalogue cannot be read",
        found="a symbolic link" if is_link else f"{size:,} bytes",
        expected=f"a gettext .po file of at most {_MAX_BYTES:,} bytes",
    )


def _faults(text: str, tag: str, name: str) -> Iterator[Diagnostic]:
    from babel.messages.pofile import PoFileError, PoFileParser

    lines, catalogue = text.splitlines(), _bounded(tag)

    def fault(number: int, message: str, found: str, expected: str) -> Diagnostic:
        excerpt = tuple(lines[number - 1 : number])
        end = len(excerpt[0]) + 1 if excerpt else 1
        place = Location(name, number, 1, number, end, excerpt)
        return Diagnostic("bad-catalogue", place, message, found=found, expected=expected)

    for number, words in enumerate(text.split("\n"), 1):
        if '"' in words and not _CLOSED.fullmatch(words):
            expected = 'text in one pair of quotation marks; within it they are written \\"'
            yield fault(number, "this catalogue cannot be read", words.strip()[:80], expected)
            return
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(StringIO(text))
        _try_plurals(catalogue)
        compiled(tag, text)
    except PoFileError as error:
        line = min(max(1, (error.lineno or 0) + 1), max(1, len(lines)))
        found = re.sub(r" on \d+$", "", str(error))
        if "num_plurals" in found:
            found = f"more forms than the {catalogue.num_plurals} of Plural-Forms in the head"
        yield fault(line, "this catalogue cannot be read", found, "a gettext .po file")
        return
    except (ValueError, TypeError, LookupError, ArithmeticError) as error:
        yield fault(1, "this catalogue cannot be read", str(error), "a gettext .po file")
        return
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            for reason, found, expected in _misfits(message, catalogue):
                yield fault(message.lineno or 1, reason, found, expected)


def _bounded(tag: str) -> "Catalog":
    """An empty catalogue; babel makes as many forms of each message as a file says."""
    from babel.messages.catalog import Catalog

    class Bounded(Catalog):
        @property
        def num_plurals(self) -> int:
            return min(super().num_plurals, _MAX_PLURALS + 1)

    return Bounded(locale=tag.replace("-", "_"))


def _try_plurals(catalogue: "Catalog") -> None:
    """Raise ValueError if the rule for plurals names a form that there is not."""
    forms, form_of = catalogue.num_plurals, c2py(catalogue.plural_expr)
    if forms > _MAX_PLURALS:
        raise ValueError(f"more than {_MAX_PLURALS} plural forms")
    wrong = next((number for number in range(1000) if form_of(number) not in range(forms)), None)
    if wrong is not None:
        raise ValueError(f"the rule for plurals gives {wrong} the form {form_of(wrong)} of {forms}")


def _misfits(message: "Message", catalogue: "Catalog") -> Iterator[tuple[str, str, str]]:
    """What is wrong with a translation: the problem, what was found and what was expected."""
    sources, forms = _forms(message.id), _forms(message.string)
    if len(sources) > 1:
        filled = [form for form in forms if form]
        if not filled:
            return
        if len(filled) < catalogue.num_plurals:
            found = f"{len(filled)} of {catalogue.num_plurals}"
            expected = f"a msgstr for each of the {catalogue.num_plurals} forms of the language"
            yield "a plural form is missing", found, expected
    wanted = _placeholders(sources[-1])
    for form in filter(None, forms):
        given = _placeholders(form)
        optional = {"%(num)s"} if len(sources) > 1 else set[str]()
        if given - wanted or wanted - given - optional:
            yield (
                "the placeholders of a translation differ from those of its message",
                ", ".join(sorted(given)) or "none",
                ", ".join(sorted(wanted)) or "none",
            )
            return


def _forms(words: str | Sequence[str] | None) -> Sequence[str]:
    """The forms of a message: one, or one for each plural."""
    return (words or "",) if isinstance(words, str | None) else words


def _placeholders(text: str) -> set[str]:
    """The placeholders of a message; those of a message without any may be bare percent signs."""
    named = {found[0] for found in _PLACEHOLDER.finditer(text) if found[1]}
    bare = {found[0] for found in _PLACEHOLDER.finditer(text) if found[0] == "%"}
    return named | bare if named else set()
