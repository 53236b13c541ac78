"""The ledger of a corpus in memory within the frame of a built site: many claims, one page."""

import shutil
from pathlib import Path

import lxml.html
import markdown

from article_briefings.corpus._corpus import Corpus
from article_briefings.pages._ledger import Ledger
from article_briefings.pages._page import Page
from article_briefings.pages._paging import Bounds
from article_briefings.pages._renderer import Renderer
from benchmarks.ledger_corpus import ledger_files

_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_CONTENT = "//div[contains(concat(' ', @class, ' '), ' page-ledger ')]"
_EXTENSIONS = ["attr_list", "tables", "toc"]


def lay_ledger(site: Path, corpus: Corpus, target: Path) -> Path:
    """A folder with the ledger's first page, its data and the site's assets."""
    shutil.copytree(site / "assets", target / "assets")
    folder = target / "claims"
    folder.mkdir()
    frame = lxml.html.parse(str(site / "claims" / "index.html"), _parser())
    (content,) = frame.xpath(_CONTENT)
    classes = content.get("class")
    content.clear(keep_tail=True)
    content.set("class", classes)
    for element in lxml.html.fragments_fromstring(_first_page(corpus), parser=_parser()):
        content.append(element)
    html = lxml.html.tostring(frame, encoding="unicode", doctype="<!doctype html>")
    (folder / "index.html").write_text(html, "utf-8")
    for name, data in ledger_files(corpus).items():
        (target / name).write_bytes(data)
    return target


def _parser() -> lxml.html.HTMLParser:
    return lxml.html.HTMLParser(encoding="utf-8")


def _first_page(corpus: Corpus) -> str:
    source, build = next(Ledger(corpus, Bounds()).pages())
    page = Page(source, "Ledger", build())
    text, problems = Renderer(_TEMPLATES).render(page)
    assert problems == []
    return markdown.markdown(text.split("---", 2)[2], extensions=_EXTENSIONS)
