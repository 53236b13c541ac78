"""Templates that are compiled once in a run of the tests.

To compile them takes two thirds of a small build, and hundreds of tests build with the same.
"""

import hashlib
import marshal
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.bccache import Bucket

if TYPE_CHECKING:
    import pytest


class _Compiled(jinja2.BytecodeCache):
    """The code of templates by name and source, for each kind of environment."""

    def __init__(self) -> None:
        self._code: dict[tuple[object, ...], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name and the file: the same templates are in the folders of many tests."""
        return f"{name}\0{filename or ''}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is there, as if it had been compiled from this file."""
        code = self._code.get(_key(bucket))
        if code is not None:
            bucket.code = _from(code, bucket.key.rpartition("\0")[2] or code.co_filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code."""
        if bucket.code:
            self._code[_key(bucket)] = bucket.code


def _key(bucket: Bucket) -> tuple[object, ...]:
    """What the code of a template depends on."""
    environment = bucket.environment
    options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
    more = (environment.keep_trailing_newline, environment.finalize, *environment.extensions)
    name = bucket.key.partition("\0")[0]
    kind = (type(environment), *options, *more, frozenset(environment.filters))
    return (*kind, name, bucket.checksum)


def _from(code: CodeType, file: str) -> CodeType:
    """The code with another file as its source, which tracebacks and problems name."""
    inner = (_from(one, file) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(inner))


class _InFolder(jinja2.BytecodeCache):
    """The same in files, for processes that share no memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name and the file."""
        return f"{name}\0{filename or ''}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read the code that another process has written."""
        file = self._file(bucket)
        if file.exists():
            code: CodeType = marshal.loads(file.read_bytes())
            bucket.code = _from(code, bucket.key.rpartition("\0")[2] or code.co_filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code, all of it at once."""
        if bucket.code:
            file = self._file(bucket)
            unfinished = file.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(marshal.dumps(bucket.code))
            unfinished.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        names = (getattr(part, "__qualname__", None) or str(part) for part in _parts(bucket))
        return self._folder / hashlib.sha256("\0".join(names).encode()).hexdigest()


def _parts(bucket: Bucket) -> Iterator[object]:
    """What the code of a template depends on, sets in the order of their members."""
    for part in _key(bucket):
        yield sorted(part) if isinstance(part, frozenset) else part


_COMPILED = _Compiled()


def compile_once(patch: "pytest.MonkeyPatch") -> None:
    """Compile each template once, in environments that are made from now on."""
    patch.setattr(jinja2.Environment, "__init__", _with(_COMPILED))


def compile_into(folder: Path) -> None:
    """Compile each template once in all processes that are forked from this one."""
    jinja2.Environment.__init__ = _with(_InFolder(folder))  # type: ignore[method-assign]


def _with(cache: jinja2.BytecodeCache) -> Callable[..., None]:
    real = jinja2.Environment.__init__

    def begin(self: jinja2.Environment, *args: Any, **kwargs: Any) -> None:
        real(self, *args, **{"bytecode_cache": cache, **kwargs})

    return begin
