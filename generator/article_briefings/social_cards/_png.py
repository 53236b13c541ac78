"""Writes PNG files with sixteen colours, four bits per pixel, without a library."""

import struct
import zlib
from collections.abc import Sequence

_LEVEL = 4
"""zlib level; above it, time grows faster than files shrink."""
_HIGH = bytes(value << 4 & 0xF0 for value in range(256))


def packed_rows(pixels: bytes, colours: bytes, width: int) -> list[bytes]:
    """Pack rows of pixels from a byte to half a byte per pixel. `width` is even.

    `colours` maps each pixel value to its index in the palette; 0 maps to 0.
    """
    rows = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    empty, half = bytes(width), width // 2
    drawn = b"".join(row for row in rows if row != empty)
    high, low = drawn[0::2].translate(colours.translate(_HIGH)), drawn[1::2].translate(colours)
    # One operation on two long integers instead of a loop over the pixels.
    both = int.from_bytes(high, "big") | int.from_bytes(low, "big")
    packed = both.to_bytes(len(high), "big")
    halves = (packed[at : at + half] for at in range(0, len(packed), half))
    return [bytes(half) if row == empty else next(halves) for row in rows]


def png(rows: Sequence[bytes], width: int, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """Return the file for rows of half-byte indices into a palette of at most sixteen colours."""
    header = struct.pack(">IIBBBBB", width, len(rows), 4, 3, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), _LEVEL)
    parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
