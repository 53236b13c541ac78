"""Sites of the small corpus in a language, and the words on them that nobody wrote."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from article_briefings.language import Language, read_language, use
from tests.small_site import CONFIG, build, lay

#: Attributes that readers see or hear.
_SEEN = {
    "alt",
    "aria-description",
    "aria-label",
    "data-label",
    "data-title",
    "placeholder",
    "title",
}
_UNSEEN = {"script", "style"}
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Names of formats, programs and programming languages.
FORMATS = {
    *("Atom", "BibTeX", "CSL", "CSS", "CSV", "Feed", "HTML", "JSON", "JSONL", "Markdown"),
    *("SHA", "SQLite", "YAML", "en", "html", "http", "https", "xml"),
    *("Esc", "GitHub", "GitLab", "JavaScript", "MkDocs", "Material", "Pagefind", "Wikidata"),
}


def site_in(root: Path, language: str) -> Path:
    """Build the small site in a language."""
    lay(root)
    settings = CONFIG.replace("  font: false\n", f"  font: false\n  language: {language}\n")
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    build(root, root / "site", cache=False)
    return root / "site"


def words_of_owner(root: Path) -> set[str]:
    """All words in the files of a project that are not ours."""
    paths = [root / "mkdocs.yml", *(root / "docs").rglob("*"), *(root / "briefings").rglob("*")]
    texts = [path.read_text("utf-8") for path in paths if path.is_file()]
    names = [path.as_posix() for path in paths]
    return set(_WORD.findall(" ".join([*texts, *names])))


def shown(page: str) -> Iterator[str]:
    """Every text of a page that readers see or hear."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    yield from _texts(tree)
    for element in tree.iter():
        yield from (value for name, value in element.attrib.items() if name in _SEEN)
        if element.tag == "meta" and element.attrib.get("property", element.attrib.get("name")) in (
            "og:description",
            "description",
            "og:title",
        ):
            yield element.attrib["content"]


def _texts(element: Element) -> Iterator[str]:
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def foreign(text: str, known: set[str]) -> list[str]:
    """The words in Latin letters that are not known."""
    return [word for word in _WORD.findall(text) if word not in known]


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """This process speaks a language within the block, and English afterwards."""
    use(read_language(tag, Path("nowhere"))[0])
    try:
        yield
    finally:
        use(Language())
