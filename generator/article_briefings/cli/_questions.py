"""The questions of `briefings init`, and what is wrong with an answer."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import typer

from article_briefings.cli._common import say, usage
from article_briefings.cli._starter import EXAMPLE, HOSTS, Answers, has_words, languages


def _defaults(folder: Path) -> dict[str, str]:
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip()
    name = words[:1].upper() + words[1:] or "Briefings"
    return {"name": name, "language": "en", "host": HOSTS[0], "address": "", "first": EXAMPLE}


_QUESTIONS = {
    "name": "Name of the site",
    "language": "Language of the pages",
    "host": f"Who publishes it ({', '.join(HOSTS)})",
    "address": "Address, if you know it",
    "first": f"First article: a file, or {EXAMPLE}",
}


def answered(folder: Path, given: dict[str, str], quiet: bool) -> Answers:
    """Return the answers; a question is asked again until its answer can be used.

    `given` are those on the command line, "" where there is none. With `quiet`, nothing is asked.
    """
    answers, defaults = {}, _defaults(folder)
    for name, question in _QUESTIONS.items():
        answer, known = given[name] or defaults[name], quiet or bool(given[name])
        while (problem := _PROBLEMS[name](answer)) or not known:
            if problem and quiet:
                raise usage(problem)
            if problem:
                say(f"  {problem}", err=True)
            answer, known = typer.prompt(question, defaults[name]), True
        answers[name] = answer
    return Answers(**answers)


_JOINERS = dict.fromkeys(map(ord, "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"))
"""What Persian and Indian words, and emoji, have inside; Python says that it cannot be printed."""


def _name_problem(name: str) -> str:
    letters = name.translate(_JOINERS).strip()
    return "" if letters and letters.isprintable() else "the name is one line of text"


def _language_problem(tag: str) -> str:
    if has_words(tag):
        return ""
    known = languages()
    later = f"to translate them, choose en, then run: briefings languages {tag}"
    return f"the pages are not available in “{tag}”; choose one of {', '.join(known)}; {later}"


def _host_problem(host: str) -> str:
    others = "; Cloudflare and Netlify publish a folder"
    known = f"choose one of {', '.join(HOSTS)}{others}"
    return "" if host in HOSTS else f"no host is called “{host}”; {known}"


def _address_problem(address: str) -> str:
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # such as a port that is no number
        good = False
    if not address or (good and address.isprintable() and " " not in address):
        return ""
    return f"“{address}” is no address; write one such as https://briefings.example/, or nothing"


def _first_problem(first: str) -> str:
    if first == EXAMPLE or Path(first).is_file():
        return ""
    return f"there is no file {first}; name a text or a saved page, or write {EXAMPLE}"


_PROBLEMS: dict[str, Callable[[str], str]] = {
    "name": _name_problem,
    "language": _language_problem,
    "host": _host_problem,
    "address": _address_problem,
    "first": _first_problem,
}
