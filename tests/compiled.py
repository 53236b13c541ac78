"""Templates that are compiled once in a run of the tests.

To compile them takes two thirds of a small build, and hundreds of tests build with the same.
"""

import hashlib
import marshal
import os
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket


class _Compiled(jinja2.BytecodeCache):
    """The code of templates in memory, and in files for all processes of a run."""

    def __init__(self, folder: Path) -> None:
        self._code: dict[tuple[object, ...], CodeType] = {}
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name and the file: the same templates are in the folders of many tests."""
        return f"{name}\0{filename or ''}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code that is there, as if it had been compiled from this file."""
        key = _key(bucket)
        if key not in self._code and (file := self._file(key)).exists():
            self._code[key] = marshal.loads(file.read_bytes())
        if code := self._code.get(key):
            code = _from(code, bucket.key.rpartition("\0")[2] or code.co_filename)
            bucket.code = self._code[key] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code, and write all of it at once."""
        if bucket.code:
            key = _key(bucket)
            self._code[key] = bucket.code
            file = self._file(key)
            unfinished = file.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(marshal.dumps(bucket.code))
            unfinished.replace(file)

    def _file(self, key: tuple[object, ...]) -> Path:
        names = (sorted(part) if isinstance(part, frozenset) else part for part in key)
        words = (getattr(name, "__qualname__", None) or str(name) for name in names)
        return self._folder / hashlib.sha256("\0".join(words).encode()).hexdigest()


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
    if code.co_filename == file:
        return code
    inner = (_from(one, file) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(inner))


def compile_once(folder: Path) -> None:
    """Compile each template once in all processes that use this folder."""
    jinja2.Environment.__init__ = _with(_Compiled(folder))  # type: ignore[method-assign]


def _with(cache: jinja2.BytecodeCache) -> Callable[..., None]:
    real = jinja2.Environment.__init__

    def begin(self: jinja2.Environment, *args: Any, **kwargs: Any) -> None:
        real(self, *args, **{"bytecode_cache": cache, **kwargs})

    return begin
