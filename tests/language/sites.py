"""Sites of the small corpus in a language, and the words on them that nobody wrote."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from babel import Locale

from article_briefings.exporting import catalogue
from article_briefings.language import Catalogues, Language
from article_briefings.language._catalogues import PACKAGED
from article_briefings.language._pseudo import PSEUDO
from article_briefings.models import Declarations
from tests.small_site import CONFIG, build, lay, other_process

#: Attributes that readers see or hear.
_SEEN = {
    "alt",
    "aria-description",
    "aria-label",
    "data-label",
    "placeholder",
    "title",
}
_META = {"og:description", "og:title", "og:site_name"}
_UNSEEN = {"code", "script", "style", "textarea"}
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[A-Za-z]{2,}")
#: Names of formats, programs and programming languages.
FORMATS = {
    *("Atom", "BibTeX", "CSL", "CSS", "CSV", "Feed", "HTML", "JSON", "JSONL", "Markdown"),
    *("Annotation", "Annotations", "Data", "Lines", "Model", "Web", "brat", "org", "schema"),
    *("boolean", "date", "integer", "standoff", "string"),
    *("SHA", "SQLite", "YAML", "en", "html", "http", "https", "xml"),
    *("Esc", "GitHub", "GitLab", "JavaScript", "MkDocs", "Material", "Pagefind", "Wikidata"),
}


_SCRIPTS = "extra_javascript: [{path: assets/briefings/briefings.js, defer: true}]\n"


def site_in(root: Path, language: str, scripts: bool = False) -> Path:
    """Build the small site in a language, if asked with our scripts and the search."""
    lay(root)
    settings = in_language(language)
    if scripts:
        settings = settings.replace("      search: false\n", "") + _SCRIPTS
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    try:
        with other_process():
            build(root, root / "site", cache=False)
    finally:
        Language().use()
    return root / "site"


def in_language(language: str) -> str:
    """The settings of the small site in a language."""
    return CONFIG.replace("  font: false\n", f"  font: false\n  language: {language}\n")


def known_words(root: Path, language: str) -> set[str]:
    """The words that may be on a site: the owner's, CLDR's, those of formats and translations."""
    tables = {table for table, *_ in catalogue(Declarations.NOTHING).tables}
    known = words_of_owner(root) | words_of_cldr(language) | FORMATS
    known |= {word for name in tables for word in _WORD.findall(name)}
    path = PACKAGED / f"{language}.po"
    if path.is_file():
        lines = path.read_text("utf-8").splitlines()
        known |= {word for line in lines if line[:1] in '"m' for word in _translated(line)}
    return known


def _translated(line: str) -> list[str]:
    return [] if line.startswith("msgid") else _WORD.findall(line)


def words_of_owner(root: Path) -> set[str]:
    """All words in the files of a project that are not ours."""
    paths = [root / "mkdocs.yml", *(root / "docs").rglob("*"), *(root / "briefings").rglob("*")]
    texts = [path.read_text("utf-8") for path in paths if path.is_file()]
    names = [path.as_posix() for path in paths]
    return set(_WORD.findall(" ".join([*texts, *names])))


def words_of_cldr(language: str) -> set[str]:
    """The names of months and of some languages, which no catalogue has."""
    locale = Locale.parse("en" if language in PSEUDO else language)
    months = (name for kind in ("wide", "abbreviated") for name in _months(locale, kind))
    names = (str(Locale(tag).get_display_name(locale)) for tag in ("en", "de", "fa"))
    return set(_WORD.findall(" ".join([*months, *names])))


def _months(locale: Locale, kind: str) -> Iterator[str]:
    return (str(locale.months["format"][kind][number]) for number in range(1, 13))


def shown(page: str) -> Iterator[str]:
    """Every text of a page that readers see or hear, unless it says a language of its own."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    for child in tree:
        yield from _texts(child)


def _texts(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or "lang" in element.attrib:
        return
    yield element.text or ""
    yield from (value for name, value in element.attrib.items() if name in _SEEN)
    if element.tag == "meta" and element.attrib.get("property") in _META:
        yield element.attrib["content"]
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def foreign(text: str, known: set[str]) -> list[str]:
    """The words in Latin letters that are not known."""
    return [word for word in _WORD.findall(_ADDRESS.sub("", text)) if word not in known]


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """This process speaks a language within the block, and English afterwards."""
    Catalogues(Path("nowhere")).read(tag)[0].use()
    try:
        yield
    finally:
        Language().use()
