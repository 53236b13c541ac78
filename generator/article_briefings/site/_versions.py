"""The version of a folder whose files affect the site: fonts, or templates of the theme."""

from pathlib import Path

from article_briefings.corpus import digest


def folder_version(folder: Path) -> str:
    """A digest of the names and contents of all files below a folder."""
    parts = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "surrogateescape")
            parts += [path.relative_to(folder).as_posix(), content]
    return digest(parts)
