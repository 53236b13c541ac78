"""Compiled articles of earlier builds, in memory and in the store.

The key of an article covers the names and the contents of all files in its folder, and the
program. Only one without a problem is kept: nothing that its files alone can tell is left to say.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from article_briefings.anchoring import AnchoredBriefing
from article_briefings.build._inputs import ChangedMeanwhile, Scan
from article_briefings.build._packing import (
    Lists,
    PackError,
    pack_article,
    pack_outline,
    unpack_article,
    unpack_outline,
)
from article_briefings.build._remembered import RememberedArticle
from article_briefings.build._state import ARTICLE_KINDS
from article_briefings.build._store import Store, packed, unpacked
from article_briefings.corpus import compile_article, digest
from article_briefings.input import Progress, Task, run_all
from article_briefings.pages import Sides, sides_of

OUTLINE, ARTICLE = ARTICLE_KINDS
LISTS: Lists = {sides_of: Sides}
"""What lists make of every article, which is kept with its outline."""
UNPACKED = 1000
"""Articles that are whole in memory at a time, 50 kB each; any other is unpacked anew."""


@dataclass(frozen=True)
class _Compiling(Task[str, tuple[bytes, bytes]]):
    """Compiles articles by folder, each to an outline and a pack; empty where it has a problem."""

    root: Path

    def setup(self) -> None:
        """Nothing is needed besides the files."""

    def run(self, folder: str) -> tuple[bytes, bytes]:
        """Compile one."""
        article = compile_article(self.root, folder)
        if article is None:
            return b"", b""
        packs = packed(pack_outline(article, LISTS)), packed(pack_article(article))
        article.forget_made()  # a worker does not look for circular garbage
        return packs


class KeptArticles(Mapping[str, AnchoredBriefing]):
    """Articles by folder, of which outlines are in memory; the rest is there, but packed.

    Nothing can get lost between an outline and the rest, and a forked process has both.
    """

    def __init__(self, root: Path, store: Store) -> None:
        self._root, self._store = root, store
        self._memory: dict[str, RememberedArticle] = {}
        self._keys: Mapping[str, str] = {}
        """By folder; none where a file cannot be read."""
        self._unpacked: deque[RememberedArticle] = deque()
        """Those that are whole, the first one first."""

    def look_at(self, files: Scan, program: str) -> None:
        """Keep to the articles as the files are now."""
        self._keys = _folders(files, program)
        current = set(self._keys.values())
        self._memory = {key: one for key, one in self._memory.items() if key in current}
        alive = set(map(id, self._memory.values()))
        self._unpacked = deque(one for one in self._unpacked if id(one) in alive)

    def compile(self, workers: int, tell: Progress | None) -> int:
        """Compile the articles that are not kept, and keep those without a problem; how many."""
        missing = [folder for folder in self._keys if folder not in self]
        made = run_all(_Compiling(self._root), missing, workers)
        sound = 0
        for number, (folder, packs) in enumerate(zip(missing, made, strict=True), 1):
            if all(packs):
                key = self._keys[folder]
                for kind, pack in zip(ARTICLE_KINDS, packs, strict=True):
                    self._store.put_packed(kind, key, pack)
                self._enter(folder, *packs)
                sound += 1
            if tell:
                tell(number, len(missing))
        return sound

    def forget(self) -> None:
        """Have none in memory."""
        self._memory = {}
        self._unpacked.clear()

    @property
    def known(self) -> int:
        """How many are in memory."""
        return len(self._memory)

    @property
    def keys_in_store(self) -> dict[str, str]:
        """The keys of the articles that are kept, by slug."""
        return {article.slug: key for key, article in self._memory.items()}

    def get(self, folder: str, default: Any = None) -> Any:
        """The article of a folder; `default` where none is kept."""
        key = self._keys.get(folder)
        if key is None:
            return default
        if key not in self._memory:
            outline = self._store.get_packed(OUTLINE, key)
            article = self._store.get_packed(ARTICLE, key)
            if outline is None or article is None or not self._enter(folder, outline, article):
                return default
        return self._memory[key]

    def of_key(self, key: str) -> AnchoredBriefing | None:
        """The article that was kept under a key, as it was then; None where it is lost."""
        content = self._store.get_packed(ARTICLE, key)
        try:
            return self._unpack(content) if content is not None else None
        except PackError:
            return None

    def _enter(self, folder: str, outline: bytes, content: bytes) -> bool:
        """Have an article in memory; whether its outline is one."""
        try:
            known, made = unpack_outline(unpacked(outline) or b"", LISTS)
        except PackError:
            return False
        article = RememberedArticle(known, made, lambda: self._whole(article, folder, content))
        self._memory[self._keys[folder]] = article
        return True

    def _whole(self, article: RememberedArticle, folder: str, content: bytes) -> AnchoredBriefing:
        """Unpack an article, and let go of another one if there are many."""
        self._unpacked.append(article)
        if len(self._unpacked) > UNPACKED:
            self._unpacked.popleft().let_go()
        try:
            whole: AnchoredBriefing | None = self._unpack(content)
        except PackError:  # with a checksum: somebody has put something else there
            whole = compile_article(self._root, folder)
        if whole is None:
            raise ChangedMeanwhile
        return whole

    def _unpack(self, content: bytes) -> AnchoredBriefing:
        return unpack_article(unpacked(content) or b"", self._read)

    def __getitem__(self, folder: str) -> AnchoredBriefing:
        found: AnchoredBriefing | None = self.get(folder)
        if found is None:
            raise KeyError(folder)
        return found

    def __contains__(self, folder: object) -> bool:
        return self.get(str(folder)) is not None

    def __iter__(self) -> Iterator[str]:
        return (folder for folder in self._keys if folder in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, path: str) -> str:
        try:
            return (self._root / path).read_text("utf-8-sig")
        except (OSError, ValueError):
            return ""


def _folders(files: Scan, program: str) -> dict[str, str]:
    """The folders of articles, each with its key."""
    parts: dict[str, list[str]] = {}
    for path, found in sorted(files.files.items()):
        steps = path.split("/")
        if steps[1] == "articles" and len(steps) == 4:
            parts.setdefault("/".join(steps[:3]), []).append(f"{path} {found}" if found else "")
    return {
        folder: digest((program, *entries)) for folder, entries in parts.items() if all(entries)
    }
