"""Tracks the facts that a page is made from as they are read.

A *fact* is a piece of the corpus that can be read by itself and can change by
itself; it has a name, such as `actor:tass` (a file of the register),
`article:drill` (the files of an article) or `claimed:tass` (which claims are
in a list, in which order). A corpus is made of the containers below: taking
something out of one counts as reading its fact. `reads.tracked()` collects the
facts that are read inside it. Dependencies are never declared, so none is
forgotten: a builder that takes an article depends on the whole article.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Reads:
    """The names of the facts that are read, while somebody collects them."""

    def __init__(self) -> None:
        self._names: ContextVar[set[str] | None] = ContextVar("reads", default=None)

    def record(self, kind: str, name: str = "") -> None:
        """Record a read of this fact: `kind:name`, or `kind` if there is only one of that kind."""
        found = self._names.get()
        if found is not None:
            found.add(f"{kind}:{name}" if name else kind)

    @contextmanager
    def tracked(self) -> Iterator[set[str]]:
        """Collect the names of the facts that are read inside the block."""
        found: set[str] = set()
        token = self._names.set(found)
        try:
            yield found
        finally:
            self._names.reset(token)

    @contextmanager
    def untracked(self) -> Iterator[None]:
        """Do not record reads inside the block: the reader names the facts itself."""
        token = self._names.set(None)
        try:
            yield
        finally:
            self._names.reset(token)

    def once(self, make: Callable[..., T], most: int) -> Callable[..., T]:
        """The function with its last `most` results remembered; each use repeats their reads."""

        @lru_cache(most)
        def made(*args: Hashable) -> tuple[T, set[str]]:
            with self.tracked() as names:
                return make(*args), names

        def use(*args: Hashable) -> T:
            value, names = made(*args)
            found = self._names.get()
            if found is not None:
                found |= names
            return value

        return use


reads = Reads()


def digest(parts: Iterable[str]) -> str:
    """A digest of texts in their order; lengths come first, so the digest is unambiguous."""
    parts = list(parts)
    lengths = ",".join(map(str, map(len, parts)))
    whole = f"{lengths}:{''.join(parts)}"
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class TrackedRegister(Mapping[str, T]):
    """Records by id. Each record is a fact, and so is the list of all ids."""

    def __init__(self, kind: str, records: Mapping[str, T]) -> None:
        self._kind, self._records = kind, records

    def _name(self, key: str) -> str:
        """The name of the fact to which a record belongs."""
        return key

    def __getitem__(self, key: str) -> T:
        reads.record(self._kind, self._name(key))
        return self._records[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Like `Mapping.get`, without the cost of an exception."""
        reads.record(self._kind, self._name(key))
        return self._records.get(key, default)

    def __contains__(self, key: object) -> bool:
        reads.record(self._kind, self._name(str(key)))
        return key in self._records

    def __iter__(self) -> Iterator[str]:
        reads.record("all", self._kind)
        return iter(self._records)

    def __len__(self) -> int:
        reads.record("all", self._kind)
        return len(self._records)


class TrackedList(Sequence[T], Generic[T]):
    """Entries in an order, which is a fact. Taking out an entry reads its fact, by `fact_of`.

    Without `fact_of`, entries record reads of their parts themselves.
    """

    def __init__(
        self,
        fact: str,
        entries: Iterable[T] = (),
        fact_of: Callable[[T], str] | None = None,
    ) -> None:
        self.fact, self._entries, self._fact_of = fact, list(entries), fact_of

    def append(self, entry: T) -> None:
        """Add an entry at the end, while the corpus is built."""
        self._entries.append(entry)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        reads.record(self.fact)
        if isinstance(place, slice):
            return [self._recorded(entry) for entry in self._entries[place]]
        return self._recorded(self._entries[place])

    def __iter__(self) -> Iterator[T]:
        reads.record(self.fact)
        if self._fact_of is None:
            return iter(self._entries)
        return map(self._recorded, self._entries)

    def __len__(self) -> int:
        reads.record(self.fact)
        return len(self._entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.fact!r}, {self._entries!r})"

    def _recorded(self, entry: T) -> T:
        if self._fact_of is not None:
            reads.record(self._fact_of(entry))
        return entry
