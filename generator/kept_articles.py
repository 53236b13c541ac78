"""Compiled articles of earlier builds, in memory and in the store.

The key of an article covers the names and the contents of all files in its folder, and the
program. Only one without a problem is kept: nothing that its files alone can tell is left to say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.anchoring import AnchoredBriefing
from generator.diagnostics import Diagnostic
from generator.facts import digest
from generator.inputs import Scan
from generator.loader import Progress
from generator.packing import PackError, pack_article, unpack_article
from generator.pipeline import compile_article
from generator.store import Store, packed
from generator.workers import Task, run_all

KIND = "article"


@dataclass(frozen=True)
class _Compiling(Task[str, bytes]):
    """Compiles articles by folder, each to its packed pack; empty where it has a problem."""

    root: Path

    def setup(self) -> None:
        """Nothing is needed besides the files."""

    def run(self, folder: str) -> bytes:
        """Compile one."""
        article = compile_article(self.root, folder)
        return packed(pack_article(article)) if article else b""


class KeptArticles(Mapping[str, AnchoredBriefing]):
    """Articles by folder; one that was kept is fetched when it is asked for."""

    def __init__(self, root: Path, store: Store) -> None:
        self._root, self._store = root, store
        self._memory: dict[str, AnchoredBriefing] = {}
        self._keys: Mapping[str, str] = {}
        """By folder; none where a file cannot be read."""

    def look_at(self, files: Scan, program: str) -> None:
        """Keep to the articles as the files are now."""
        self._keys = _folders(files, program)

    def compile(self, workers: int, tell: Progress | None) -> int:
        """Compile the articles that are not kept, and keep those without a problem; how many.

        They are in memory as they are kept, at a third of the size of what was read and checked.
        """
        missing = [folder for folder in self._keys if folder not in self]
        made = run_all(_Compiling(self._root), missing, workers)
        sound = 0
        for number, (folder, pack) in enumerate(zip(missing, made, strict=True), 1):
            if pack:
                self._store.put_packed(KIND, self._keys[folder], pack)
                sound += 1
            if tell:
                tell(number, len(missing))
        return sound

    def forget(self) -> None:
        """Have none in memory."""
        self._memory = {}

    @property
    def known(self) -> int:
        """How many are in memory."""
        return len(self._memory)

    @property
    def keys_in_store(self) -> dict[str, str]:
        """The keys of the articles that are kept, by slug."""
        return {article.slug: key for key, article in self._memory.items()}

    def keep(self, articles: Iterable[AnchoredBriefing], problems: Iterable[Diagnostic]) -> int:
        """Keep the articles that have no problem, and no other; how many were not kept before."""
        doubtful = {"/".join(problem.location.path.split("/")[:3]) for problem in problems}
        kept: dict[str, AnchoredBriefing] = {}
        new = 0
        for article in articles:
            folder = article.document.path.rpartition("/")[0]
            key = self._keys.get(folder)
            if key and folder not in doubtful:
                kept[key] = article
                if key not in self._memory:
                    self._store.put(KIND, key, pack_article(article))
                    new += 1
        self._memory = kept
        return new

    def get(self, folder: str, default: Any = None) -> Any:
        """The article of a folder; `default` where none is kept."""
        key = self._keys.get(folder)
        if key is None:
            return default
        if key not in self._memory:
            found = self.of_key(key)
            if found is None:
                return default
            self._memory[key] = found
        return self._memory[key]

    def of_key(self, key: str) -> AnchoredBriefing | None:
        """The article that was kept under a key, as it was then; None where it is lost."""
        data = self._store.get(KIND, key)
        try:
            return unpack_article(data, self._read) if data is not None else None
        except PackError:
            return None

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
