"""The languages of a page, and a page as Pagefind indexes it in one of them.

The page of a briefing is in the language of the site, and its article may be in another. All
pages are in the index of the site's language, without articles in other languages; the texts of
these are in the index of theirs.
"""

import html
import re

from article_briefings.search._forms import folder, forms_of

FORMS = "pagefind--forms"
"""The id of the element with the other forms of the words, which `search.js` does not show."""
_BODY = " data-pagefind-body"
_WHOLE = re.compile(rf"<(\w+)[^>]*{_BODY}\b[^>]*>")
_HTML = re.compile(r'<html[^>]*\blang="?([a-zA-Z]+)')
_TEXT = re.compile(r'<(\w+)(?=[^>]*\bclass="words")[^>]*\blang="([a-zA-Z]+)[^">]*"[^>]*>')
_IGNORED = re.compile(r"<(\w+)[^>]* data-pagefind-ignore\b[^>]*>")
_INSIDE = re.compile(
    r"<i\b[^>]*>.*?</i>|</?(?:a|abbr|b|cite|em|mark|q|span|strong|u)\b[^>]*>|\u00ad"
)
_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(r'(?<= data-name=")[^"]*')
_NAMES = re.compile(r'<h1\b.*?</h1>|<\w+ [^>]*\bdata-pagefind-meta="(?:native|also)".*?(?=</)')
_LINK = re.compile(r'<a class="headerlink".*?</a>')


def languages_of(page: str) -> tuple[str, ...]:
    """Return the language of a page and those of its texts; none if it has no body."""
    if _BODY not in page:
        return ()
    found = _HTML.search(page)
    texts = {match[2].lower() for match in _TEXT.finditer(page)}
    main = found[1].lower() if found else "en"
    return (main, *sorted(texts - {main}))


def in_language(page: str, language: str, main: str) -> str:
    """Return the page with the body that is indexed in a language, and the forms of its words."""
    if language == main:
        whole = (page[match.end() : _end(page, match)] for match in _WHOLE.finditer(page))
        body = _without(_without(" ".join(whole), _IGNORED), _TEXT, main)
    else:
        page = page.replace(_BODY, "", 1)
        texts = [match for match in _TEXT.finditer(page) if match[2].lower() == language]
        body = " ".join(page[match.end() : _end(page, match)] for match in texts)
        for match in reversed(texts):
            at = match.end() - 1
            page = f"{page[:at]}{_BODY}{page[at:]}"
    fold = folder(language)
    names = html.unescape(_TAG.sub(" ", " ".join(_NAMES.findall(_LINK.sub("", page)))))
    page = _NAME.sub(lambda _: html.escape(f"{names} {fold(names)}"), page)
    plain = html.unescape(_TAG.sub(" ", _INSIDE.sub("", body)))
    forms = html.escape(" ".join(forms_of(plain, language, names if language == main else "")))
    last = f'<p id="{FORMS}"{_BODY} data-pagefind-weight="0.05">{forms}</p>' if forms else ""
    before, end, after = page.rpartition("</body>")
    return f"{before}{last}{end}{after}" if end else f"{page}{last}"


def _without(page: str, pattern: re.Pattern[str], language: str = "") -> str:
    """Return a page without the elements that begin as the pattern says, unless in a language."""
    found, at = [], 0
    for match in pattern.finditer(page):
        if match.start() >= at and not (language and match[2].lower() == language):
            found.append(page[at : match.start()])
            at = _end(page, match)
    return "".join((*found, page[at:]))


def _end(page: str, start: re.Match[str]) -> int:
    """Return where the element ends that a match begins."""
    depth = 1
    for tag in re.compile(rf"<(/?){start[1]}\b").finditer(page, start.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(page)
