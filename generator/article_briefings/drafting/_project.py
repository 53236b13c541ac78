"""Reads the parts of a project that drafts need, and writes the folder of a new article."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from article_briefings.check import validate
from article_briefings.input import load
from article_briefings.models import Actor

ARTICLES = "briefings/articles"
BRIEFING, SOURCE = "briefing.yml", "source.txt"


def actors_of(root: Path) -> tuple[dict[str, Actor], frozenset[str]]:
    """The valid actors of the register, and the ids of all actors."""
    inputs, _ = load(root, choice=lambda path: path.startswith("briefings/actors/"))
    read = {name: validate(file, Actor)[0] for name, file in inputs.actors.documents.items()}
    actors = {name: actor for name, actor in read.items() if actor}
    return actors, frozenset(read) | frozenset(inputs.actors.unread)


def folders_of(root: Path) -> dict[str, str]:
    """The folder of every article, by slug."""
    inputs, _ = load(root, choice=lambda _: False)
    return {files.slug: files.folder for files in inputs.articles}


def write_article(folder: Path, files: Mapping[str, bytes], beside: Mapping[Path, bytes]) -> None:
    """Create the folder of a new article with its files, and further new files: all or nothing.

    Raises FileExistsError if the folder or one of the further files already exists.
    """
    if folder.exists() or folder.is_symlink():
        raise FileExistsError(17, "exists already", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    created: list[Path] = []
    # The loader ignores names that begin with a dot.
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as scratch:
        complete = Path(scratch) / "article"
        complete.mkdir()
        for name, data in files.items():
            (complete / name).write_bytes(data)
        try:
            for path, data in beside.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    created.append(path)
                    file.write(data)
            complete.rename(folder)
        except OSError:
            for path in created:
                path.unlink(missing_ok=True)
            raise
