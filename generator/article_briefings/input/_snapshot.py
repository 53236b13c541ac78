"""The input of a revision, laid out in a folder for the loader; the work tree is not touched."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from article_briefings.input._history import History
from article_briefings.input._loader import MAX_YAML_BYTES


@contextmanager
def snapshot(history: History, commit: str) -> Iterator[Path]:
    """A folder that holds `briefings/` as it was at a commit, for as long as it is needed.

    Only regular files are there: a link that the commit holds is left out.
    """
    with tempfile.TemporaryDirectory(prefix="briefings-") as folder:
        root = Path(folder)
        (root / "briefings").mkdir()
        for name, data in history.contents(commit, "briefings", MAX_YAML_BYTES):
            if _stays_inside(name):
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        yield root


def _stays_inside(name: str) -> bool:
    """Whether a name leads below `briefings/`; git does not make others, but can be made to."""
    parts = name.split("/")
    unusual = any(part in ("", ".", "..") or "\\" in part for part in parts)
    return parts[0] == "briefings" and not unusual and not PurePosixPath(name).is_absolute()
