"""Several files as one ZIP archive; the same files give the same bytes."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first date that ZIP can express; archives do not disclose when they were made."""
_PIECE = 1 << 16


def zip_of(files: Iterable[tuple[str, Iterator[bytes]]]) -> Iterator[bytes]:
    """An archive in pieces, built in the system's folder for temporary files.

    Names are file names without folders. OSError if the archive cannot be written.
    """
    with tempfile.TemporaryFile(prefix="briefings-") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, pieces in files:
                entry = zipfile.ZipInfo(name, _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # on every system as on Unix
                with archive.open(entry, "w", force_zip64=True) as opened:
                    for piece in pieces:
                        opened.write(piece)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
