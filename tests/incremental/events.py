"""What may happen to builds besides edits, each chosen by a number."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pkgutil import resolve_name
from typing import Any

import pytest
from mkdocs.exceptions import Abort, BuildError

from tests.incremental.bench import Bench, use_workers
from tests.small_site import build, end_process, tree


class Interrupted(BaseException):
    """A key that was pressed, a process that was told to end."""


def _raising(real: Callable[..., Any], error: BaseException, calls: int) -> Callable[..., Any]:
    """A function that raises, once it has been called as often as that."""
    left = [calls]

    def run(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise error
        return real(*args, **kwargs)

    return run


STEPS = (
    "article_briefings.build._groups.GroupBuilder.run",
    "article_briefings.site._site_pages.PageConversion.run",
    "article_briefings.build._store.Store.put_packed",
    "article_briefings.build._store.Store.commit",
    "article_briefings.build._driver.Driver.build",
    "article_briefings.build._driver.Driver.save",
    "article_briefings.build._driver.Driver.write_state",
    "article_briefings.site._publishing._stat",
    "article_briefings.site._publishing._move",
    "article_briefings.site._publishing._delete",
)


def interrupt(bench: Bench, number: int) -> None:
    """End a build at some place of some step, if it gets there."""
    step = STEPS[number % len(STEPS)]
    error = (Interrupted(), ValueError("a bug"), OSError(28, "No space left on device"))[number % 3]
    module, _, name = step.rpartition(".")
    with pytest.MonkeyPatch.context() as patch:
        owner = resolve_name(module)
        patch.setattr(step, _raising(getattr(owner, name), error, number // 7 % 5))
        with suppress(Interrupted, ValueError, OSError, Abort, BuildError):
            build(bench.root, bench.site)
    found = tree(bench.site)
    if step.rpartition(".")[2] not in {
        "save",
        "write_state",
        "commit",
        "_move",
        "_delete",
        "_stat",
    }:
        assert found in (bench.last, bench.clean().files)
    bench.last = found


def corrupt_cache(bench: Bench, number: int) -> None:
    """Damage the cache, or put something else in its place."""
    end_process()
    if not bench.cache.exists():
        return
    data, chance = bytearray(bench.cache.read_bytes()), random.Random(number)
    match number % 6:
        case 0:
            for _ in range(1 + number % 50):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 1:
            del data[chance.randrange(len(data)) :]
        case 2:
            place = chance.randrange(len(data))
            data[place : place + 4096] = b"\0" * 4096
        case 3:
            data = bytearray(b"This is no database.\n" * chance.randrange(500))
        case 4:
            bench.cache.unlink()
            with sqlite3.connect(bench.cache) as connection:
                connection.execute("CREATE TABLE entries (kind, key, sum, data)")
                connection.execute("INSERT INTO entries VALUES ('state', 'build', '', '{}')")
            connection.close()
            return
        case 5:
            shutil.rmtree(bench.cache.parent)
            return
    bench.cache.write_bytes(data)


def damage_entries(bench: Bench, number: int) -> None:
    """Entries that are lost, exchanged or changed within a sound database."""
    end_process()
    if not bench.cache.exists():
        return
    kind = ("state", "html", "markdown", "article", "file", "picture")[number % 6]
    change = (
        "DELETE FROM entries WHERE kind = ?",
        "UPDATE entries SET data = (SELECT max(data) FROM entries) WHERE kind = ?",
        "UPDATE entries SET data = x'00' WHERE kind = ?",
        "UPDATE OR REPLACE entries SET sum = (SELECT max(sum) FROM entries) WHERE kind = ?",
    )[number // 6 % 4]
    connection = sqlite3.connect(bench.cache)
    with connection:
        connection.execute(change, (kind,))
    connection.close()


def other_version(bench: Bench, number: int) -> None:
    """Build with another version of the program, which finds nothing that it could use."""
    end_process()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "article_briefings.site._site_build.program_version", lambda: f"version {number % 3}"
        )
        bench.check()
        end_process()


def two_workers(bench: Bench, number: int) -> None:
    """Build with two processes beside this one."""
    del number
    with pytest.MonkeyPatch.context() as patch:
        use_workers(patch, "fork")
        end_process()
        bench.check()
        end_process()


def edit_site(bench: Bench, number: int) -> None:
    """Change the finished site by hand."""
    files = [path for path in sorted(bench.site.rglob("*")) if path.is_file()]
    path = files[number % len(files)]
    match number % 7:
        case 0:
            path.unlink()
        case 1:
            path.write_bytes(path.read_bytes()[::-1])
        case 2:
            path.with_name("stale.html").write_text("stale")
        case 3:
            shutil.rmtree(path.parent)
            if not bench.site.exists():
                bench.site.mkdir()
        case 4:
            path.unlink()
            (path / "folder" / "below").mkdir(parents=True)
            (path / "folder" / "file.txt").write_text("stale")
        case 5:
            shutil.rmtree(bench.site)
            bench.site.mkdir()
        case 6:
            folder = bench.site / "actors"
            shutil.rmtree(folder, ignore_errors=True)
            folder.write_text("a file where a folder belongs")
    bench.last = tree(bench.site)


def other_process(bench: Bench, number: int) -> None:
    """The next build is one of another process."""
    del bench, number
    end_process()


EVENTS: dict[str, Callable[[Bench, int], None]] = {
    function.__name__: function
    for function in (
        *(interrupt, corrupt_cache, damage_entries, other_version, two_workers),
        *(edit_site, other_process),
    )
}
