"""Reads and checks the catalogues of translated messages: gettext's `.po` files, one a language.

The package's are in its folder `locale`, an owner's in `locale/` beside `mkdocs.yml`. A message
in an owner's file counts before the package's.
"""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.language._pseudo import PSEUDO
from article_briefings.language._words import SOURCE, Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

PACKAGED = Path(__file__).parents[1] / "locale"
FOLDER = "locale"
_PLACEHOLDER = re.compile(r"%%|%\((\w+)\)s|%")
_SETTING = re.compile(r"(?m)^[ \t]+language:[ \t]*(\S+)")


def read_language(tag: str, root: Path) -> tuple[Language, list[Diagnostic]]:
    """The language of the project at `root`, and the problems of its catalogues.

    A language with problems has only the package's words, or English ones.
    """
    texts, problems = [], list[Diagnostic]()
    for folder in (root / FOLDER, PACKAGED):
        for path in dict.fromkeys(folder / f"{name}.po" for name in (tag, tag.split("-")[0])):
            if path.is_file():
                name = path.relative_to(folder.parent).as_posix()
                text = path.read_bytes().decode("utf-8", "replace")
                found = list(_faults(text, tag, name)) if folder != PACKAGED else []
                problems += found
                texts += [] if found else [text]
    if not _is_known(tag) or not (texts or problems or tag.split("-")[0] == SOURCE):
        return Language(), [_no_catalogue(tag, root)]
    return Language(tag, tuple(texts)), problems


def packaged_languages() -> list[str]:
    """The tags of the languages that the package has words for, English first."""
    return [SOURCE, *sorted(path.stem for path in PACKAGED.glob("*.po"))]


def _is_known(tag: str) -> bool:
    if tag in (SOURCE, *PSEUDO):
        return True
    from babel import Locale, UnknownLocaleError

    try:
        return bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError, TypeError):
        return False


def _no_catalogue(tag: str, root: Path) -> Diagnostic:
    settings = root / "mkdocs.yml"
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
        expected=f"a language with a catalogue: {', '.join(packaged_languages())}",
        hint=f"to translate them, write {FOLDER}/{tag}.po with: briefings languages {tag}",
    )


def _faults(text: str, tag: str, name: str) -> Iterator[Diagnostic]:
    from babel.messages.pofile import PoFileError, read_po

    lines = text.splitlines()

    def fault(number: int, message: str, found: str, expected: str) -> Diagnostic:
        excerpt = tuple(lines[number - 1 : number])
        end = len(excerpt[0]) + 1 if excerpt else 1
        place = Location(name, number, 1, number, end, excerpt)
        return Diagnostic("bad-catalogue", place, message, found=found, expected=expected)

    try:
        catalogue = read_po(StringIO(text), locale=tag.replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        line = min(max(1, (error.lineno or 0) + 1), max(1, len(lines)))
        yield fault(line, "this catalogue cannot be read", str(error), "a gettext .po file")
        return
    except (ValueError, TypeError, LookupError) as error:
        yield fault(1, "this catalogue cannot be read", str(error), "a gettext .po file")
        return
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            for words, found, expected in _misfits(message, catalogue):
                yield fault(message.lineno or 1, words, found, expected)


def _misfits(message: "Message", catalogue: "Catalog") -> Iterator[tuple[str, str, str]]:
    """What is wrong with a translation: the problem, what was found and what was expected."""
    sources = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
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


def _placeholders(text: str) -> set[str]:
    """The placeholders of a message; those of a message without any may be bare percent signs."""
    named = {found[0] for found in _PLACEHOLDER.finditer(text) if found[1]}
    bare = {found[0] for found in _PLACEHOLDER.finditer(text) if found[0] == "%"}
    return named | bare if named else set()
