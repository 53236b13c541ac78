"""The document of a YAML file that is read only to place a problem."""

from collections.abc import Callable, Mapping
from functools import cached_property

from article_briefings.input import Document, Path, Value, read_yaml
from article_briefings.models import Span


class DocumentLater(Document):
    """A document that is read when anything but its path is accessed.

    If reading fails because the file has changed, the document is empty.
    """

    read_text: Callable[[str], str]

    def __init__(self, path: str, read_text: Callable[[str], str]) -> None:
        vars(self).update(path=path, read_text=read_text)  # frozen, as its base is

    @cached_property
    def _document(self) -> Document:
        document, _ = read_yaml(self.path, self.read_text(self.path))
        return document or Document(self.path, "", "", lambda _: ({}, {}))

    @property
    def text(self) -> str:
        """The file's text."""
        return self._document.text

    @property
    def root(self) -> Value:
        """The file's value."""
        return self._document.root

    @property
    def find_places(self) -> Callable[[str], tuple[Mapping[Path, Span], Mapping[Path, Span]]]:
        """Finds the positions in the text."""
        return self._document.find_places
