"""Entry points of other packages, by which they join our tables (record 0052).

A process without any such package pays for one search through the installed packages' lists of
entry points, 1.4 ms for 130 packages; importlib.metadata, which takes 60, is imported only if the
search finds one.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

PREFIX = "article_briefings."
"""The beginning of the names of all groups."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = ("article-briefings", "briefings")
_NOTE = "A call of "


@dataclass(frozen=True)
class Plugin:
    """What one entry point of another package offers."""

    class Problem(Exception):
        """A package for this program cannot be used as installed; the message says what to do."""

    DOORS: ClassVar[Mapping[str, int]] = {
        "exporters": 2,
        "importers": 1,
        "drafters": 2,
        "rules": 1,
        "reporters": 1,
    }
    """The groups, each with the number of arguments that its functions take."""
    door: str
    """A key of `DOORS`."""
    name: str
    distribution: str
    version: str
    entry: "EntryPoint"
    problem: str = ""
    """Why its name cannot be used; empty if it can."""

    def __str__(self) -> str:
        return f"the {self.door.removesuffix('s')} “{self.name}” of {self.package}"

    @property
    def package(self) -> str:
        """The name of the distribution, with its version."""
        return f"{self.distribution} {self.version}".rstrip()

    @staticmethod
    def all(door: str, ours: Collection[str] = ()) -> "list[Plugin]":
        """Those of a group by name, unloaded; `ours` are the names that they cannot have."""
        group = f"{PREFIX}{door}"
        if not _may_have(group, tuple(sys.path)):
            return []
        from importlib.metadata import entry_points

        found = (_plugin(door, entry) for entry in entry_points(group=group))
        every = sorted(found, key=lambda one: (one.name, one.distribution))
        times = Counter(one.name for one in every)
        return [
            _named(one, every, times[one.name] > 1, one.name in {*ours, *_RESERVED})
            for one in every
        ]

    @staticmethod
    def named(door: str, name: str, ours: Collection[str] = ()) -> "Plugin | None":
        """The one of a name in a group; None if there is none."""
        return next((one for one in Plugin.all(door, ours) if one.name == name), None)

    def load(self, shape: type | None = None) -> Any:
        """Import the object: a `shape`, or a function of as many arguments as the group demands.

        Raises Problem if that is impossible.
        """
        if self.problem:
            raise self.Problem(self.problem)
        try:
            found = self.entry.load()
        except (Exception, SystemExit) as error:
            why = f"{type(error).__name__}: {error}"
            raise self._refused(f"cannot be loaded from {self.entry.value} ({why})") from error
        if shape and not isinstance(found, shape):
            raise self._refused(
                f"is {_a(found)}, and must be an article_briefings.{shape.__name__}"
            )
        if not shape and not _takes(found, wanted := self.DOORS[self.door]):
            arguments = "an argument" if wanted == 1 else f"{wanted} arguments"
            raise self._refused(f"is {_a(found)}, and must be a function of {arguments}")
        return found

    def _refused(self, why: str) -> "Plugin.Problem":
        remedy = f"install another version of {self.distribution}, or remove it"
        return self.Problem(f"{self} {why}; {remedy}: pip uninstall {self.distribution}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Say in every exception that leaves the block that this plugin raised it.

        A plugin cannot end the command: its `sys.exit()` could look like success.
        """
        try:
            try:
                yield
            except SystemExit as error:
                raise RuntimeError("it called sys.exit()") from error
        except Exception as error:
            error.add_note(f"{_NOTE}{self.package}: {self}")
            raise


def blamed(error: BaseException) -> str:
    """The package, with its version, of the plugin that raised an exception; empty if none did."""
    notes: list[str] = getattr(error, "__notes__", [])
    return next((n.removeprefix(_NOTE).split(": ")[0] for n in notes if n.startswith(_NOTE)), "")


def _plugin(door: str, entry: "EntryPoint") -> Plugin:
    about = dict(entry.dist.metadata.items()) if entry.dist else {}  # type: ignore[attr-defined]
    name, version = about.get("Name"), about.get("Version") or ""
    return Plugin(door, entry.name, name or "an unnamed package", version, entry)


def _named(one: Plugin, every: Collection[Plugin], shared: bool, shadows: bool) -> Plugin:
    """The plugin, with the problem that its name has."""
    problem = ""
    remedy = f"remove the package that you do not need: pip uninstall {one.distribution}"
    if shadows:
        problem = f"{one} has the name of one of ours; {remedy}"
    elif shared:
        others = (str(other.package) for other in every if other.name == one.name)
        problem = f"the name of {one} is claimed by {' and by '.join(others)}; {remedy}"
    elif not _NAME.fullmatch(one.name):
        problem = f"the name of {one} is not lower-case words with hyphens; {remedy}"
    return Plugin(one.door, one.name, one.distribution, one.version, one.entry, problem)


def _a(found: object) -> str:
    """The kind of an object, for a message."""
    if callable(found) and not isinstance(found, type):
        return "a function" if not hasattr(found, "__name__") else f"the function {found.__name__}"
    return f"a {type(found).__name__}"


def _takes(found: Any, arguments: int) -> bool:
    """Whether an object can be called with that many arguments."""
    if not callable(found):
        return False
    try:
        signature(found).bind(*range(arguments))
    except TypeError:
        return False
    except ValueError:  # written in C, and says nothing of its arguments
        return True
    return True


@cache
def _may_have(group: str, path: tuple[str, ...]) -> bool:
    """Whether a package on the path may have entry points of the group."""
    return any(f"[{group}]".encode() in listed for listed in _lists(path))


@cache
def _lists(path: tuple[str, ...]) -> tuple[bytes, ...]:
    """The lists of entry points on the path that name a group of ours."""
    own = f"[{PREFIX}".encode()
    return tuple(text for folder in path for text in _lists_in(folder or ".") if own in text)


def _lists_in(folder: str) -> Iterator[bytes]:
    with suppress(OSError), os.scandir(folder) as entries:  # a path may name what is not there
        for entry in entries:
            if entry.name.endswith((".dist-info", ".egg-info")):
                # Half the time of a Path's `read_bytes`: most of these files do not exist.
                with suppress(OSError), open(f"{entry.path}/entry_points.txt", "rb") as file:  # noqa: PTH123
                    yield file.read()
