"""The files of a new site, from the texts in `starter/`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from article_briefings.diagnostics import __version__

EXAMPLE = "example"
"""The answer for the fictional article."""
HOSTS = ("github", "gitlab", "folder")
ACTION = ""
"""The repository with the action that workflows use, such as "owner/name"; "" before it is public.

Workflows then have all steps themselves: a placeholder is a name that a stranger could register.
"""
_WORKFLOWS = {"github": ".github/workflows/briefings.yml", "gitlab": ".gitlab-ci.yml"}


@dataclass(frozen=True)
class Answers:
    """What an owner says about a new site."""

    name: str
    language: str
    host: str
    address: str
    first: str
    """The file of the first article, or "example"."""


def languages() -> list[str]:
    """Return the tags of the languages that the program has words for."""
    from article_briefings.language import Catalogues

    return Catalogues(Path()).tags()


def has_words(language: str) -> bool:
    """Return whether the program has words for a language, or for the one that it is a form of."""
    from article_briefings.language import Catalogues

    return not Catalogues(Path()).read(language)[1]


def requirement() -> str:
    """Return the line of a `requirements.txt` that pins this version."""
    return f"article-briefings=={__version__}"


def starter_files(answers: Answers, copy: bool) -> dict[str, bytes]:
    """Return the files of a new site by their places; all lines end with a line feed.

    `copy` is whether GitHub's workflow has all steps itself, as it has without an action.
    """
    words = words_in(answers.language)
    values = {
        **{name.upper(): text for name, text in words.items()},
        "NAME": answers.name,
        "LANGUAGE": answers.language,
        "HOST": answers.host,
        "ADDRESS": json.dumps(answers.address),
        "REQUIREMENT": requirement(),
        "STEPS": f"      - uses: {ACTION}@v{__version__}",
        "PUBLISH": words[answers.host],
    }
    if copy or not ACTION:
        values["STEPS"] = _text("github-steps.yml").rstrip()
    texts = {place: _filled(text, values) for place, text in _texts(answers)}
    settings = _text("mkdocs.yml") + (_text("label.yml") if answers.first == EXAMPLE else "")
    in_yaml = values | {"NAME": json.dumps(answers.name, ensure_ascii=False)}
    texts["mkdocs.yml"] = _filled(settings, in_yaml)
    return {place: text.encode() for place, text in texts.items()}


def words_in(language: str) -> dict[str, str]:
    """Return what a new site says of itself, and its comments, in a language or English."""
    words: dict[str, str] = json.loads(_text("words.json", language))
    return words


def _texts(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the places of the other files, and their texts with places for values."""
    yield "requirements.txt", _text("requirements.txt")
    yield "README.md", _text("README.md", answers.language)
    yield ".gitignore", _text("gitignore")
    yield "docs/about.md", _text("about.md", answers.language)
    yield "briefings/fields.yml", _text("fields.yml", answers.language)
    if answers.host in _WORKFLOWS:
        yield _WORKFLOWS[answers.host], _text(f"{answers.host}.yml")
    if answers.first == EXAMPLE:
        yield from _below(_found("example", answers.language), "briefings")
    else:
        yield "briefings/topics.yml", _text("topics.yml", answers.language)


_FOLDER: Traversable = files("article_briefings.cli") / "starter"


def _found(name: str, language: str) -> Traversable:
    """Return a file or folder in a language, or in the nearest one: de-AT, de, English."""
    while language:
        own = _FOLDER / language / name
        if own.is_file() or own.is_dir():
            return own
        language = language.rpartition("-")[0]
    return _FOLDER / name


def _text(name: str, language: str = "en") -> str:
    return _found(name, language).read_text("utf-8")


def _below(folder: Traversable, place: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{place}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, name)
        else:
            yield name, entry.read_text("utf-8")


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub("@([A-Z]+)@", lambda place: values.get(place[1], place[0]), text)
