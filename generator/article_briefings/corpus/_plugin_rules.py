"""The rules that other packages add to the check (record 0052).

A rule gets a corpus in which every reference leads somewhere. Articles in which our rules have
found a problem, or that need such a file, are not in it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from article_briefings.corpus._corpus import Corpus
from article_briefings.corpus._facts import reads
from article_briefings.diagnostics import CrashReport, Diagnostic, Location, Plugin

FAULTS = frozenset({"bad-plugin", "plugin-crash"})
"""The codes of problems of a package, which are in no file of the project."""
_PLACE = Location("briefings")
_MOST = 10_000
"""The most problems taken from one rule."""


def rules() -> list[Plugin]:
    """The installed rules of other packages."""
    return Plugin.all("rules")


def problems_of_rules(corpus: Corpus) -> Iterator[Diagnostic]:
    """The problems that the rules find, and one for each rule that cannot be used."""
    with reads.untracked():
        for rule in rules():
            yield from _problems(rule, corpus)


def _problems(rule: Plugin, corpus: Corpus) -> Iterator[Diagnostic]:
    try:
        find = rule.load()
    except Plugin.Problem as problem:
        yield Diagnostic(
            "bad-plugin", _PLACE, str(problem), hint="briefings plugins lists all packages"
        )
        return
    try:
        with rule.at_work():
            yield from _found(rule, find, corpus)
    except Exception as error:
        CrashReport(error).show_traceback()
        yield _crash(rule, error)


def _found(
    rule: Plugin, find: Callable[[Corpus], Iterable[Diagnostic]], corpus: Corpus
) -> Iterator[Diagnostic]:
    for found in islice(find(corpus), _MOST):
        if not isinstance(found, Diagnostic) or not found.code.startswith(f"{rule.name}/"):
            expected = f"a Diagnostic with a code that begins with “{rule.name}/”"
            raise TypeError(f"it reported {found!r:.200}, and must report {expected}")
        yield found


def _crash(rule: Plugin, error: Exception) -> Diagnostic:
    return Diagnostic(
        "plugin-crash",
        _PLACE,
        f"{rule} crashed: {type(error).__name__}: {error}{CrashReport.raised_at(error)}",
        hint=f"report this to its authors, or remove it: pip uninstall {rule.distribution}",
    )
