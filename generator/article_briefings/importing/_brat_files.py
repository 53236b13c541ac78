"""Finds the files of a brat collection: texts, and the annotations of each by annotator.

The annotation of `NAME.txt` is in `NAME.ann`, or those of several annotators are in
`NAME.ANNOTATOR.ann`, `NAME_ANNOTATOR.ann` or `ANNOTATOR/NAME.ann`. Texts and annotations may be in
separate folders, and an annotator's folder may also hold a copy of the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from article_briefings.importing._brat import read_brat
from article_briefings.importing._collection import (
    ArticleCollection,
    files_in,
    read_source,
    read_words,
)
from article_briefings.importing._model import ImportedArticle, Metadata, Origin, Remark
from article_briefings.importing._options import Options, about
from article_briefings.models import MAX_LINE, one_line

MAX_ANNOTATION_BYTES = 5_000_000
_EXPECTED = "a text with an annotation: NAME.txt and NAME.ann"


@dataclass
class BratEntry:
    """One text and its annotations, as paths within the collection."""

    name: str
    texts: dict[str, str] = field(default_factory=dict)
    """The text in each annotator's folder, by annotator; the common one under an empty name."""
    annotations: dict[str, str] = field(default_factory=dict)
    """By annotator; under an empty name, the file that names none."""

    @property
    def origin(self) -> Origin:
        """The place given in messages about the article as a whole."""
        return Origin(self.text_for(""))

    def text_for(self, annotator: str) -> str:
        """The text that an annotator worked on: their own copy, else the common one."""
        return self.texts.get(annotator) or self.texts[min(self.texts)]

    def read(self, folder: Path, options: Options) -> tuple[ImportedArticle | None, list[Remark]]:
        """The article with one annotator's attributions; None if it cannot be read."""
        annotator = options.annotator or min(self.annotations)
        annotation = self.annotations.get(annotator)
        text_path = self.text_for(annotator)
        if annotation is None:
            names = ", ".join(name or "no name" for name in sorted(self.annotations))
            message = f"there is no annotation by {annotator}; there is one by {names}"
            return None, [Remark(Origin(text_path), message)]
        remarks: list[Remark] = []
        source = read_source(folder, text_path, remarks, repair=options.repair)
        words = read_words(folder, annotation, MAX_ANNOTATION_BYTES, remarks, repair=options.repair)
        if source is None or words is None:
            return None, remarks
        attributions, said = read_brat(annotation, words, source.counted, options.scheme)
        metadata = about(self.name, options, Metadata(annotator=one_line(annotator)[:MAX_LINE]))
        article = ImportedArticle(self.name, Origin(text_path), source, metadata, attributions)
        others = [path for name, path in sorted(self.annotations.items()) if name != annotator]
        if others:
            message = f"of several annotations this one was taken, and not {', '.join(others)}"
            said.append(Remark(Origin(annotation), message, left_out=False))
        return article, [*remarks, *said]


def find_brat(folder: Path) -> ArticleCollection:
    """The texts of a collection that have an annotation, by name.

    Annotations without a text, and texts without an annotation, are remarks. Raises OSError if
    the folder cannot be read.
    """
    files, remarks = files_in(folder, (".txt", ".ann"))
    texts = {path.removesuffix(".txt") for path in files if path.endswith(".txt")}
    entries: dict[str, BratEntry] = {}
    for stem in sorted(texts):
        annotator, _, name = stem.rpartition("/")
        entries.setdefault(name, BratEntry(name)).texts[annotator] = f"{stem}.txt"
    for path in files:
        if path.endswith(".ann"):
            annotator, name = _whose(path.removesuffix(".ann"), entries)
            if name not in entries:
                remarks.append(Remark(Origin(path), f"there is no {name}.txt for this annotation"))
            elif annotator in entries[name].annotations:
                there = entries[name].annotations[annotator]
                remarks.append(Remark(Origin(path), f"{there} is by the same annotator"))
            else:
                entries[name].annotations[annotator] = path
    complete = [entry for _, entry in sorted(entries.items()) if entry.annotations]
    for _, entry in sorted(entries.items()):
        if not entry.annotations:
            remarks.append(Remark(entry.origin, "there is no annotation of this text"))
    names = frozenset(entry.name for entry in complete)
    return ArticleCollection(_EXPECTED, not complete, names, lambda *_: (complete, list(remarks)))


def _whose(stem: str, entries: Mapping[str, BratEntry]) -> tuple[str, str]:
    """The annotator and the name of the text, from an annotation's path without extension."""
    folder, _, name = stem.rpartition("/")
    if name in entries:
        return folder, name
    for sign in (".", "_"):
        before, _, after = name.rpartition(sign)
        if before in entries:
            return after, before
    return folder, name
