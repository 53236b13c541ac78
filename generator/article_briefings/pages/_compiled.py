"""Templates compiled by earlier builds, beside Python's own compiled modules of this package.

It is code. Whoever can write to that folder can change the program itself; no file of a project is
ever read from there or run (record 0062).
"""

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from article_briefings.corpus import digest


class CompiledTemplates(BytecodeCache):
    """The code of the last text of each name of a template, in memory and in a file.

    `version` covers everything in an environment that code depends on. Without one, there are no
    files. A file that cannot be read or written costs the time to compile.
    """

    def __init__(self, version: str) -> None:
        self._version = version
        self._memory: dict[str, tuple[str, CodeType]] = {}
        self._folder = Path(cache_from_source(__file__)).with_suffix("")

    @staticmethod
    @cache
    def of(version: str) -> "CompiledTemplates":
        """Return the templates of this process."""
        return CompiledTemplates(version)

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return the code of a template, if there is any, as if compiled from this file."""
        options = repr((environment.autoescape, sorted(environment.extensions)))
        kind = (self._version, jinja2.__version__, type(environment).__qualname__, options)
        bucket = Bucket(environment, digest((name,)), digest((*kind, source)))
        self.load_bytecode(bucket)
        if bucket.code and filename:
            bucket.code = _of_file(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template."""
        checksum, code = self._memory.get(bucket.key, ("", None))
        if checksum != bucket.checksum:
            code = self._stored(bucket) if self._version else None
        if code is not None:
            bucket.code = code
            self._memory[bucket.key] = bucket.checksum, code

    def _stored(self, bucket: Bucket) -> CodeType | None:
        with suppress(OSError, EOFError, ValueError, TypeError):
            checksum, _, data = (self._folder / bucket.key).read_bytes().partition(b"\n")
            if checksum == bucket.checksum.encode():
                code = marshal.loads(data)  # noqa: S302 - as Python does, from the same folder
                return code if isinstance(code, CodeType) else None
        return None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code of a template."""
        if bucket.code is None:
            return
        self._memory[bucket.key] = bucket.checksum, bucket.code
        if self._version and not sys.dont_write_bytecode:
            file = self._folder / bucket.key
            unfinished = file.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                data = marshal.dumps(bucket.code)
                unfinished.write_bytes(b"\n".join((bucket.checksum.encode(), data)))
                unfinished.replace(file)


def _of_file(code: CodeType, file: str) -> CodeType:
    """Return code with another file as its source, which tracebacks and problems name."""
    if code.co_filename == file:
        return code
    inner = (_of_file(one, file) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(inner))
