"""Collections in brat's standoff for tests: a text with marked words, and what is tied."""

from collections.abc import Iterable
from pathlib import Path

#: An article with a quote that is interrupted, one without source, and one nobody is named for.
TEXT = (
    "Ministers met in Oldtown on Monday.\n"
    "\n"
    "“We will not attack,” Ada Fable told the Gazette. It was said that the bridge is closed.\n"
    "\n"
    "“It is a drill,” a senior official added, “and no more than that.”\n"
)


def bound(name: str, label: str, text: str, *parts: str) -> str:
    """A `T` line for parts of a text, each the first occurrence behind the one before."""
    at, fragments = 0, []
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        fragments.append(f"{start} {at}")
    words = " ".join(parts).replace("\n", " ")
    return f"{name}\t{label} {';'.join(fragments)}\t{words}"


def annotation(text: str = TEXT) -> list[str]:
    """The lines of the annotation of `TEXT`, or of one that has its words."""
    return [
        bound("T1", "Content", text, "We will not attack,"),
        bound("T2", "Cue", text, "told the Gazette"),
        bound("T3", "Source", text, "Ada Fable"),
        "E1\tCue:T2 Source:T3 Content:T1",
        bound("T4", "Content", text, "It is a drill,", "and no more than that."),
        bound("T5", "Cue", text, "added"),
        bound("T6", "Source", text, "a senior official"),
        "R1\tSaid Arg1:T5 Arg2:T4",
        "R2\tBy Arg1:T5 Arg2:T6",
        bound("T7", "Content", text, "the bridge is closed"),
        bound("T8", "Cue", text, "It was said"),
        "E2\tCue:T8 Content:T7",
        bound("T9", "Content", text, "Ministers met in Oldtown"),
    ]


def collection(folder: Path, files: dict[str, str | bytes | Iterable[str]] | None = None) -> Path:
    """Write a collection; a list is the lines of a file."""
    if files is None:
        files = {"drill.txt": TEXT, "drill.ann": annotation()}
    for name, content in files.items():
        if not isinstance(content, str | bytes):
            content = "".join(f"{line}\n" for line in content)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
