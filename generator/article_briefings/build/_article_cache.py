"""Compiled articles of earlier builds, in memory and in the store.

The key of an article covers the names and the contents of all files in its folder, the program and
what the project declares. An article is stored only if its own files have no problems. It is
compiled again if an actor whose name its text was searched for is renamed.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from article_briefings.anchoring import AnchoredBriefing, OutlinedArticle
from article_briefings.build._inputs import ChangedMeanwhile, Scan
from article_briefings.build._packing import (
    PackError,
    pack_article,
    pack_outline,
    unpack_article,
    unpack_outline,
)
from article_briefings.build._state import ARTICLE_KINDS
from article_briefings.build._store import Store, unpacked
from article_briefings.corpus import Surroundings, compile_article, digest
from article_briefings.input import Progress, run_all
from article_briefings.pages import sides_of

OUTLINE, ARTICLE = ARTICLE_KINDS
UNPACKED = 700
"""Articles held unpacked in memory at a time, 50 kB each; any other is unpacked when read."""


@dataclass(frozen=True)
class _Compiling:
    """Compiles articles by folder, each to an outline and a pack; both empty if it has problems."""

    root: Path
    around: Surroundings

    def setup(self) -> None:
        """Nothing is needed besides the files."""

    def run(self, folder: str) -> tuple[bytes, bytes]:
        """Compile the article in a folder."""
        article, problems = compile_article(self.root, folder, self.around)
        if article is None or problems:
            return b"", b""
        packs = Store.packed(pack_outline(article)), Store.packed(pack_article(article))
        article.forget_made()  # a worker does not collect circular garbage
        return packs


class ArticleCache(Mapping[str, AnchoredBriefing]):
    """Articles by folder: outlines are in memory, and the rest too, but Store.packed.

    An outline therefore never loses the rest of its article, and a forked process has both.
    """

    def __init__(self, root: Path, store: Store) -> None:
        self._root, self._store = root, store
        self._keys: dict[str, str] = {}
        self._around = Surroundings()
        self._memory: dict[str, OutlinedArticle] = {}
        """The articles by key."""
        self._unpacked: deque[OutlinedArticle] = deque()
        """Those that are unpacked, the oldest first."""
        self.outdated: dict[str, OutlinedArticle | None] = {}
        """By folder, those whose files have changed, until a version with the same outline is read.

        The object then becomes the new version, and a corpus that holds it remains valid.
        """

    def update(self, files: Scan, program: str) -> None:
        """Update the keys to the current files and drop outdated articles from memory."""
        parts: dict[str, list[str]] = {}
        for path, found in sorted(files.files.items()):
            steps = path.split("/")
            if steps[1] == "articles" and len(steps) == 4:
                parts.setdefault("/".join(steps[:3]), []).append(f"{path} {found}" if found else "")
        before = self._keys
        self._keys = {
            folder: digest((program, *entries)) for folder, entries in parts.items() if all(entries)
        }
        self.outdated = {
            folder: self._memory.get(key)
            for folder, key in before.items()
            if self._keys.get(folder) != key
        }
        current = set(self._keys.values())
        self._memory = {key: one for key, one in self._memory.items() if key in current}
        alive = set(map(id, self._memory.values()))
        self._unpacked = deque(one for one in self._unpacked if id(one) in alive)

    def compile(self, around: Surroundings, workers: int, progress: Progress | None) -> int:
        """Compile missing articles, store those without problems and return their number.

        An article is outdated if an actor that it marks by name has another name `around`.
        """
        self._around = around
        self._memory = {key: one for key, one in self._memory.items() if self._is_current(one)}
        missing = [folder for folder in self._keys if folder not in self]
        results = run_all(_Compiling(self._root, around), missing, workers)
        sound = 0
        for number, (folder, packs) in enumerate(zip(missing, results, strict=True), 1):
            if all(packs):
                for kind, pack in zip(ARTICLE_KINDS, packs, strict=True):
                    self._store.put_packed(kind, self._keys[folder], pack)
                self._enter(folder, *packs)
                sound += 1
            if progress:
                progress(number, len(missing))
        return sound

    def clear(self) -> None:
        """Drop all articles from memory."""
        self._memory = {}
        self._unpacked.clear()

    @property
    def stored(self) -> dict[str, str]:
        """The keys of the articles in memory, by slug."""
        return {article.slug: key for key, article in self._memory.items()}

    def earlier(self, key: str) -> AnchoredBriefing | None:
        """Return the article stored under a key, as it was then; None if it is lost."""
        content = self._store.get_packed(ARTICLE, key)
        try:
            return self._unpack(content) if content is not None else None
        except PackError:
            return None

    def _enter(self, folder: str, outline: bytes, content: bytes) -> bool:
        """Add an article to memory; return whether its outline is valid and current."""
        try:
            head, sides = unpack_outline(unpacked(outline) or b"")
        except PackError:
            return False

        def load() -> AnchoredBriefing:
            return self._whole(article, folder, content)

        article = OutlinedArticle(head, load, {sides_of: sides})
        if not self._is_current(article):
            return False
        before = self.outdated.get(folder)
        if before and (before.outline, before.once(sides_of)) == (head, sides):
            article = before
            article.replace(load)
            del self.outdated[folder]
        self._memory[self._keys[folder]] = article
        return True

    def _is_current(self, article: AnchoredBriefing) -> bool:
        names = self._around.names
        return all(names.get(actor, "") == name for actor, name in article.outline.names)

    def _whole(self, article: OutlinedArticle, folder: str, content: bytes) -> AnchoredBriefing:
        """Unpack an article, and release the oldest one if there are too many."""
        self._unpacked.append(article)
        if len(self._unpacked) > UNPACKED:
            self._unpacked.popleft().unload()
        try:
            return self._unpack(content)
        except PackError:  # the checksum is right: something else was stored under the key
            whole, problems = compile_article(self._root, folder, self._around)
        if whole is None or problems:
            raise ChangedMeanwhile
        return whole

    def _unpack(self, content: bytes) -> AnchoredBriefing:
        return unpack_article(unpacked(content) or b"", self._read)

    def _read(self, path: str) -> str:
        try:
            return (self._root / path).read_text("utf-8-sig")
        except (OSError, ValueError):
            return ""

    def __getitem__(self, folder: str) -> AnchoredBriefing:
        key = self._keys[folder]
        if key not in self._memory:
            outline = self._store.get_packed(OUTLINE, key)
            article = self._store.get_packed(ARTICLE, key)
            if outline is None or article is None or not self._enter(folder, outline, article):
                raise KeyError(folder)
        return self._memory[key]

    def __iter__(self) -> Iterator[str]:
        return (folder for folder in self._keys if folder in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)
