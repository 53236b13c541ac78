"""What `fix` proposes for a project, and a project in which that is done."""

from pathlib import Path

from article_briefings.review.fixes._mending import Mended, MendedFile
from tests.building import write


def only(mended: Mended) -> MendedFile:
    """The one file that is mended."""
    (file,) = mended.files
    return file


def write_all(root: Path, mended: Mended) -> None:
    """Write what is proposed, of which nothing is left to choose."""
    for file in mended.files:
        assert not file.undecided
        write(root, file.path, ("\ufeff" if file.before.mark else "") + file.after)
