"""The addresses of annotations, beside those of the pages."""

from urllib.parse import quote

from article_briefings.pages import Addresses


class AnnotationAddresses(Addresses):
    """The addresses of a site, including those of annotations."""

    def term(self, name: str) -> str:
        """The address on the data page that explains a term."""
        return f"{self.base}data/#term--{name}"

    def annotation_file(self, name: str) -> str:
        """A file of the annotations export, as if the archive were unpacked."""
        return f"{self.base}data/web-annotation/{quote(name)}"

    def annotation(self, slug: str, kind: str, name: str) -> str:
        """An annotation of a briefing; ids have no double hyphen, so addresses are unique."""
        return f"{self.annotation_file(f'{slug}.jsonld')}#{kind}--{quote(name)}"

    def claim(self, slug: str, reference: str) -> str:
        """The annotation of a claim, by its id in the briefing `slug` or as `slug#id`."""
        other, _, identifier = reference.rpartition("#")
        return self.annotation(other or slug, "claim", identifier)
