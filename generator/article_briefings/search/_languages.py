"""The languages of a page, and a page as Pagefind indexes it in one of them.

The page of a briefing is in the language of the site, and its article may be in another. All
pages are in the index of the site's language, without articles in other languages; the texts of
these are in the index of theirs.
"""

import html
import re
from collections.abc import Iterator

from article_briefings.search._forms import folder, forms_of, starts_of

FORMS = "pagefind--forms"
"""The id of the element with the other forms of the words, which `search.js` does not show."""
_BODY = " data-pagefind-body"
_IGNORED = " data-pagefind-ignore"
_WORDS = 'class="words"'
"""What marks a text in its language."""
_CLAIM = 'details class="claim'
"""What marks the card of a claim: a sentence in the language of the site, and words of the text."""
_HTML = re.compile(r'<html[^>]*\blang="?([a-zA-Z]+)')
_LANGUAGE = re.compile(r'\blang="([a-zA-Z]+)')
_START = re.compile(r"<(\w+)[^>]*>")
_INSIDE = re.compile(
    r"<i\b[^>]*>.*?</i>|</?(?:a|abbr|b|cite|em|mark|q|span|strong|u)\b[^>]*>|\u00ad"
)
_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(r' data-name="[^"]*')
# Patterns that begin with fixed letters: a page is searched for them several times faster.
_NAMES = (
    re.compile(r"<h1([^>]*>.*?)</h1>"),
    re.compile(r'data-pagefind-meta="(?:native|also)"([^>]*>.*?)</(?:span|dd)>'),
)
_PARTS = re.compile(r' id="(?:mark|cue|mention|actor|note)--[^"]*"')
"""The ids of marks and of what they lead to. Pagefind would store the words of each once more, and
`search.js` shows only claims and the page's beginning."""
_LINK = re.compile(r'<a class="headerlink".*?</a>')


def languages_of(page: str) -> tuple[str, ...]:
    """Return the language of a page and those of its texts; none if it has no body."""
    if _BODY not in page:
        return ()
    found = _HTML.search(page)
    texts = {_language(tag) for tag in _marked(page, _WORDS)}
    main = found[1].lower() if found else "en"
    return (main, *sorted(texts - {main, ""}))


def in_language(page: str, language: str, main: str) -> tuple[str, set[str]]:
    """Return the page as it is indexed in a language, and how its words begin (`starts_of`).

    Its body is what is in that language, with the cards of claims, so that those that quote what
    was found can be shown, and at the end are the forms of its words.
    """
    if language == main:
        body = " ".join(page[tag.end() : _end(page, tag)] for tag in _marked(page, _BODY))
        body = _without(_without(body, _IGNORED), _WORDS, main)
    else:
        page = page.replace(_BODY, "", 1)
        texts = [tag for tag in _marked(page, _WORDS) if _language(tag) == language]
        body = " ".join(page[tag.end() : _end(page, tag)] for tag in texts)
        claims = _marked(page, _CLAIM) if texts else ()
        for tag in sorted((*texts, *claims), key=re.Match.start, reverse=True):
            at = tag.end() - 1
            page = f"{page[:at]}{_BODY}{page[at:]}"
    fold = folder(language)
    found = (name for pattern in _NAMES for name in pattern.findall(page))
    tags = _LINK.sub("", " ".join(f"<{name}" for name in found))
    names = html.unescape(_TAG.sub(" ", tags))
    page = _NAME.sub(lambda _: f' data-name="{html.escape(f"{names} {fold(names)}")}', page)
    plain = html.unescape(_TAG.sub(" ", _INSIDE.sub("", body)))
    forms = html.escape(" ".join(forms_of(plain, language, names if language == main else "")))
    last = f'<p id="{FORMS}"{_BODY} data-pagefind-weight="0.05">{forms}</p>' if forms else ""
    before, end, after = page.rpartition("</body>")
    page = f"{before}{last}{end}{after}" if end else f"{page}{last}"
    return _PARTS.sub("", page), starts_of(plain, language) if language != main else set()


def _marked(page: str, mark: str) -> Iterator[re.Match[str]]:
    """Yield the start tags with a mark in them."""
    at = page.find(mark)
    while at >= 0:
        if tag := _START.match(page, page.rfind("<", 0, at)):
            yield tag
        at = page.find(mark, at + 1)


def _language(tag: re.Match[str]) -> str:
    """Return the language of the element that a tag begins, without its script and region."""
    found = _LANGUAGE.search(tag[0])
    return found[1].lower() if found else ""


def _without(page: str, mark: str, language: str = "") -> str:
    """Return a page without the elements with a mark, unless they are in a language."""
    found, at = [], 0
    for tag in _marked(page, mark):
        if tag.start() >= at and not (language and _language(tag) in ("", language)):
            found.append(page[at : tag.start()])
            at = _end(page, tag)
    return "".join((*found, page[at:]))


def _end(page: str, start: re.Match[str]) -> int:
    """Return where the element ends that a tag begins."""
    depth = 1
    for tag in re.compile(rf"<(/?){start[1]}\b").finditer(page, start.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(page)
