"""Makes untrusted text safe for terminals and logs: control characters become visible symbols."""

import re

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
)
_COMMAND, _SHOWN_COMMAND = "##[", "#♯["
"""GitHub runs the command after the first, wherever it appears in a line of a log."""


def printable(text: str) -> str:
    """Return a text of the same length, with control characters replaced by visible symbols."""
    return _STEERING.sub(_visible, text).replace(_COMMAND, _SHOWN_COMMAND)


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\t":
        return "→"
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"
