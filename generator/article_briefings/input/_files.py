"""Reads a file's bytes as text, or reports a problem with its location; and replaces files."""

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.input._documents import NO_TEXT, LineMap, SourceText
from article_briefings.models import Span

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file's text without a byte-order mark, and the SHA-256 of its bytes."""

    text: str
    sha256: str
    mark: bool = False
    """Whether the file begins with a byte-order mark."""

    @classmethod
    def read(cls, path: Path, name: str, limit: int) -> tuple[Self | None, list[Diagnostic]]:
        """Read UTF-8 text of at most `limit` bytes; `name` is the file's name in messages."""
        data, problems = cls.read_bytes(path, name, limit)
        return (None, problems) if data is None else cls.decoded(data, name)

    @staticmethod
    def read_bytes(path: Path, name: str, limit: int) -> tuple[bytes | None, list[Diagnostic]]:
        """Read an ordinary file of at most `limit` bytes, without following links."""
        if path.is_symlink():
            return None, [link(name)]
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(
                path, flags | getattr(os, "O_NONBLOCK", 0)
            )  # do not wait for pipes
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)  # here, because `fdopen` refuses a folder and leaves it open
                message = "this is not an ordinary file"
                return None, [
                    Diagnostic("not-a-file", Location(name), message, expected="a text file")
                ]
            with os.fdopen(descriptor, "rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            return None, [unreadable(name, error)]
        problem = TextFile.too_large(data, name, limit)
        return (None, [problem]) if problem else (data, [])

    @staticmethod
    def too_large(data: bytes, name: str, limit: int) -> Diagnostic | None:
        """Return a problem if there are more bytes than the limit."""
        if len(data) <= limit:
            return None
        place, expected = Location(name), f"at most {limit:,} bytes"
        return Diagnostic("too-large", place, "the file is too large", expected=expected)

    @classmethod
    def decoded(cls, data: bytes, name: str) -> tuple[Self | None, list[Diagnostic]]:
        """Decode a file's bytes."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [_not_utf8(name, data, error)]
        mark = text.startswith(_BOM)
        return cls(text.removeprefix(_BOM), hashlib.sha256(data).hexdigest(), mark), []

    def source(self, name: str) -> tuple[SourceText | None, list[Diagnostic]]:
        """The file as an article's text, or the problem if it is empty or cannot be shown."""
        text = self.text
        if not text.strip():
            message, expected = "the file is empty", "the article's text, or its translation"
            return None, [Diagnostic("empty-file", Location(name), message, expected=expected)]
        unshowable = SourceText.UNSHOWABLE.search(text)
        if unshowable:
            problem = Diagnostic(
                "control-character",
                LineMap(text).location(name, Span(*unshowable.span())),
                f"the character U+{ord(unshowable[0]):04X} cannot be displayed",
                expected="letters, digits, punctuation, spaces and line ends",
                hint=NO_TEXT if unshowable[0] == "\0" else "",
            )
            return None, [problem]
        return SourceText(name, text, self.sha256), []

    def replace_at(self, path: Path, text: str) -> bool:
        """Replace a file's text atomically, preserving its mode; raise OSError on failure.

        Return False, and leave the file unchanged, if it has changed since it was read.
        """
        if path.is_symlink() or hashlib.sha256(path.read_bytes()).hexdigest() != self.sha256:
            return False
        data = ((_BOM if self.mark else "") + text).encode()
        # In the same folder, because the last step is a rename; the loader ignores the name.
        descriptor, name = tempfile.mkstemp(prefix=".replacing-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(path, name)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        return True


def link(name: str, message: str = "this is a symbolic link") -> Diagnostic:
    """Return the problem for a symbolic link that is not followed."""
    return Diagnostic(
        "unsafe-path",
        Location(name),
        message,
        expected="a regular file or folder",
        hint="replace it with a copy of its target",
    )


def unreadable(name: str, error: OSError) -> Diagnostic:
    """Return the problem for a file or folder that the operating system does not let us read."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Diagnostic(
        "unreadable-file",
        Location(name),
        f"the file cannot be read: {reason}",
        expected="a file that may be read",
    )


def _not_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].decode("utf-8").removeprefix(_BOM)
    line = data[error.start :].split(b"\n", 1)[0].decode("utf-8", "replace")
    likely = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    hint = NO_TEXT
    if likely or b"\0" not in data:
        likely = likely or "Windows-1252 or another old encoding"
        hint = f"save the file with the encoding UTF-8; it looks like {likely}"
    return Diagnostic(
        "not-utf8",
        LineMap(before + line).location(name, Span(len(before), len(before) + 1)),
        f"the byte 0x{data[error.start]:02X} is not UTF-8",
        expected="text in UTF-8",
        hint=hint,
    )
