"""Sixteen colours as a PNG: four bits a pixel, written without a library."""

import struct
import zlib
from collections.abc import Iterable, Sequence

_HIGH = bytes(value << 4 & 0xF0 for value in range(256))


def packed_rows(pixels: bytes, width: int) -> Iterable[bytes]:
    """Rows of pixels, a byte each, as rows of half bytes. `width` is even."""
    high, low = pixels[0::2].translate(_HIGH), pixels[1::2]
    # One addition of two long numbers instead of a loop over the pixels.
    both = int.from_bytes(high, "big") | int.from_bytes(low, "big")
    packed = both.to_bytes(len(high), "big")
    return (packed[at : at + width // 2] for at in range(0, len(packed), width // 2))


def png(rows: Sequence[bytes], width: int, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """The file for rows of half bytes that count in a palette of at most sixteen colours."""
    header = struct.pack(">IIBBBBB", width, len(rows), 4, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 7)
    parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
