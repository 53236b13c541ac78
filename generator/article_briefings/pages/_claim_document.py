"""The document of one claim: its page, and what others embed, in at most 6,000 bytes.

It has no theme and fetches nothing. In a frame of 300 to 800 by `HEIGHT` pixels nothing scrolls:
sizes are chosen by estimates of how many lines each text takes, in a font with wide letters. Texts
without a limit of their own are cut between words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from html import escape
from math import ceil
from typing import NamedTuple
from unicodedata import category, east_asian_width

from article_briefings.language import Language, _
from article_briefings.models import UNSPACED, compact, one_line
from article_briefings.pages._labels import (
    NOT_NAMED,
    SAID_QUESTION,
    Answer,
    Sentence,
    Sign,
    VerdictWords,
)
from article_briefings.pages._markup import tongue, undirected
from article_briefings.pages._views import Quotation

LIMIT = 6_000
"""The most bytes of a document."""
HEIGHT = 272
"""The height of the frame in pixels."""
_WIDTHS = (300, 360, 480, 640)
"""The widths of frames for which sizes are chosen, each up to the next."""
_PARTS = (".q", ".w", ".b")
"""What is left out where there is no room, the last first: quote, outlet and date, sources."""
_LARGEST, _SMALLEST, _COMFORTABLE = 15.0, 11.0, 12.5
"""Sizes of letters in pixels. Below the third one, less is shown instead."""
_MOST_WORD = 30
"""The widest word that a line of a narrow frame has."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_MOST_QUOTE, _MOST_PLACE, _MOST_BASIS, _MOST_SITE = 160, 80, 120, 40


def _packed(text: str) -> str:
    """A style sheet or a script on one line; each of its lines ends where a space means nothing."""
    return "".join(line.strip() for line in text.splitlines())


_STYLE = _packed("""
:root{
  color-scheme:light dark;--card:light-dark(#fff,#211f1c);--ink:light-dark(#1f1c18,#e9e4da);
  --soft:light-dark(#5b554c,#b0a899);--rule:light-dark(#dcd7cc,#3b3832);
  --link:light-dark(#1f4b73,#a9cdf0);--serif:Georgia,"Times New Roman",serif
}
*{box-sizing:border-box;margin:0}
body{
  font:400 1rem/1.35 system-ui,"Segoe UI",Roboto,sans-serif;
  color:var(--ink);background:var(--card)
}
main{
  min-height:100vh;display:flex;flex-direction:column;gap:.25em;padding:6px 11px;
  border:1px solid var(--rule);border-inline-start:4px solid var(--v,var(--soft));
  border-radius:4px;overflow-wrap:anywhere
}
h1{font:400 1.15em/1.25 var(--serif)}
.q{font:italic 1em/1.3 var(--serif);color:var(--soft)}
.v,.f{display:flex;flex-wrap:wrap;gap:0 1em}
.v{font-weight:600}
.v span{display:flex;gap:.35em;color:var(--v,var(--soft))}
.f{margin-top:auto}
.f a{margin-inline-start:auto}
.b,.f{font-size:.87em;color:var(--soft)}
a{color:var(--link)}
.t{display:none}
""")
_SIGN_STYLE = _packed("""
svg{
  width:1.15em;height:1.35em;flex:none;fill:none;stroke:currentColor;stroke-width:1.7;
  stroke-linecap:round;stroke-linejoin:round
}
.k{stroke:var(--card);stroke-width:2.1}
@media(forced-colors:active){.k{stroke:Canvas}}
""")
"""For documents that have signs."""
_TONES = {
    "ok": "light-dark(#0a5a86,#84c5ee)",
    "op": "light-dark(#5b554c,#b9b1a3)",
    "ne": "light-dark(#8a5600,#f0b862)",
    "no": "light-dark(#9c1144,#ff9cb8)",
}
"""The colours of the classes of verdicts; a document has those of its own."""
_PAGE_STYLE = _packed("""
@media(min-width:52.01rem),(min-height:29.01rem){
  body{font-size:1rem;padding:1rem}
  main,.t{display:block;max-width:44rem;margin:0 auto;min-height:0}
  main{padding:1rem}
  main>*+*,.f{margin-top:.6em}
  h1{font-size:1.4em}
  .q,.b{display:block}
  .w{display:inline}
  .t{padding:1rem 0}
  .t a{display:inline-block;padding:.4rem 0}
  summary{padding:.4rem 0}
  textarea{display:block;width:100%;font:.8rem/1.4 monospace}
}
""")

_BUBBLE = (
    "M4 2h12a2.5 2.5 0 0 1 2.5 2.5V12a2.5 2.5 0 0 1-2.5 2.5h-6l-4.5 4v-4H4"
    "A2.5 2.5 0 0 1 1.5 12V4.5A2.5 2.5 0 0 1 4 2z"
)
_SQUARE = "M2.5 2h15v15.5h-15z"
_GLYPHS = {
    "ok": "M6 8.5l2.8 2.9 5.4-6.1",
    "ne": "M6 6.7h8M6 10h8M12.4 4.3l-4.8 8.1",
    "no": "M6.8 5.2l6.4 6.4M13.2 5.2l-6.4 6.4",
    "op": "M7.5 6.4a2.5 2.5 0 1 1 3.8 2.1c-.9.5-1.3.9-1.3 1.6M10 12.3v.1",
    "": "",
}
_SIGNS: dict[Sign, tuple[str, str]] = {
    "said-ok": ("ok", "ok"),
    "said-one": ("op", "op"),
    "said-doubt": ("ne", "ne"),
    "said-wrong": ("no", "no"),
    "said-none": ("op", ""),
    "so-ok": ("ok", "ok"),
    "so-open": ("op", "op"),
    "so-disputed": ("ne", "ne"),
    "so-wrong": ("no", "no"),
}
"""For each sign its tone, a class, and its glyph. Shapes are those of briefings.css."""

# WordPress shows an embed when the document says that it is there, with the secret that it was
# given, and takes its height and its links from it: wp-includes/js/wp-embed.js.
_SCRIPT = _packed("""
{
  const s=/secret=(\\w+)/.exec(location.hash),m=document.querySelector("main");
  if(s&&parent!=self){
    const tell=(message,value)=>parent.postMessage({message,value,secret:s[1]},"*");
    (onresize=onmessage=()=>{
      m.style.minHeight=0;
      tell("height",Math.ceil(m.getBoundingClientRect().height))
    })();
    onclick=e=>{
      const a=e.target.closest("a");
      if(a){e.preventDefault();tell("link",a.href)}
    }
  }
}
""")


NO_ANSWERS = VerdictWords()


@dataclass(frozen=True)
class Tools:
    """How to cite a document."""

    reference: str
    """The document in a list of references, as plain text."""
    csl: str
    """The address of the file with the same as CSL-JSON."""


@dataclass(frozen=True)
class ClaimDocument:
    """What the document of a claim, or of a withdrawn one, says. Plain text throughout."""

    sentence: Sentence
    finding: str
    site: str
    """The name of the site."""
    href: str
    """The place on the briefing's page, from here."""
    link: str
    """The words of that link."""
    answers: VerdictWords = NO_ANSWERS
    quote: Quotation | None = None
    place: str = ""
    """Outlet and date."""
    basis: str = ""
    """The best source, and the number of separate ones."""
    checked: str = ""
    """Who checked it, and when."""
    address: str = ""
    """Its own full address; empty if the site's is not known."""
    oembed: str = ""
    """The full address of its oEmbed response."""
    picture: str = ""
    """The full address of its picture for links."""
    hidden: bool = False
    """Whether search engines are asked to leave it out."""
    tools: Callable[["ClaimDocument"], Tools] | None = None
    """Makes the tools from the document as it was cut."""

    def fitted(self) -> "ClaimDocument":
        """The document with texts cut until it fits the frame and the limit."""
        return self._drawn[0]

    def html(self) -> bytes:
        """The document."""
        return self._drawn[1]

    @cached_property
    def _drawn(self) -> tuple["ClaimDocument", bytes]:
        worst = worst_answers(self.answers)
        attempts = (
            *((90, 160, 250, self.answers), (90, 110, 250, self.answers), (90, 110, 250, worst)),
            *((70, 70, 200, worst), (50, 40, 120, worst), (25, 25, 50, worst)),
        )
        for who, text, finding, answers in attempts:
            short = self._cut(who, text, finding, answers)
            sizes = _sizes(short)
            for extras in (3, 2, 1, 0):
                data = "".join(_lines_of(short, sizes, extras)).encode()
                if sizes.fits and len(data) <= LIMIT:
                    return short, data
        return short, data

    def _cut(self, who: int, text: int, finding: int, answers: VerdictWords) -> "ClaimDocument":
        return replace(
            self,
            sentence=Sentence(cut(self.sentence.who, who), cut(self.sentence.text, text)),
            finding=cut(self.finding, finding),
            site=cut(self.site, _MOST_SITE),
            place=cut(self.place, _MOST_PLACE),
            basis=cut(self.basis, _MOST_BASIS),
            answers=VerdictWords(a._replace(words=_cut_answer(a.words)) for a in answers),
            quote=self.quote and _cut_quote(self.quote),
        )


def cut(text: str, most: int) -> str:
    """A text on one line, with an ellipsis after the last word that has room."""
    text = " ".join(map(_short_word, one_line(undirected(text)).split()))
    if width(text) <= most:
        return text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}" if kept else word
        if width(longer) >= most:
            break
        kept = longer
    while not kept or width(kept) >= most:  # a single long word, or a script without spaces
        kept = (kept or text)[: most - 1 if not kept else -1]
    return f"{kept.rstrip(' ,;:.…')}…"


def _short_word(word: str) -> str:
    if width(word) <= _MOST_WORD or _UNSPACED.search(word):
        return word
    kept = word[: 2 * _MOST_WORD]
    while width(kept) >= _MOST_WORD:
        kept = kept[:-1]
    return f"{kept}…"


@lru_cache(maxsize=256)  # sizes are tried one after the other
def width(text: str) -> float:
    """How wide a text is, in small letters: more for others, none for a mark on a letter."""
    return sum(map(_width, text))


@cache
def _width(sign: str) -> float:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    if sign in " ijlfrt.,:;()-’":
        return 0.6
    if east_asian_width(sign) in "WF" or sign in "MWmw@%&":
        return 1.7
    return 1.3 if sign.isupper() else 1


def _cut_answer(words: str) -> str:
    """An answer with a shorter name; the verdict comes last and stays."""
    by, colon, verdict = words.rpartition(": ")
    return f"{cut(by, 60)}{colon}{verdict}"


def _cut_quote(whole: Quotation) -> Quotation:
    kept: list[str] = []
    left = _MOST_QUOTE
    for part in whole.parts:
        if left > 10:
            kept.append(cut(part, left))
            left -= ceil(width(kept[-1]))
    return whole._replace(parts=tuple(kept))


def worst_answers(answers: VerdictWords) -> VerdictWords:
    """One answer to each question: of several on the saying, the one to be most careful with."""
    said = VerdictWords(answer for answer in answers if answer.about == "said")
    chosen = [answer for answer in said if answer.sign == said.worst][:1]
    if chosen and not chosen[0].words.startswith((_(SAID_QUESTION), _(NOT_NAMED))):
        chosen = [chosen[0]._replace(words=f"{_(SAID_QUESTION)} {chosen[0].words}")]
    return VerdictWords((*chosen, *(answer for answer in answers if answer.about != "said")))


def picture_answers(answers: VerdictWords) -> VerdictWords:
    """The answers for which a picture has room: three, or one to each question."""
    return answers if len(answers) < 4 else worst_answers(answers)


# --- sizes ---------------------------------------------------------------------------------------


class _Sizes(NamedTuple):
    """The sizes of letters in frames, and what has no room in them, as rules of a style sheet."""

    style: str
    fits: bool


def _sizes(document: ClaimDocument) -> _Sizes:
    rules, fits, last = "", True, ""
    for number, frame in enumerate(_WIDTHS):
        size, shown, fitting = _size(document, frame)
        fits = fits and fitting
        letters = f"body{{font-size:{size:g}px}}"
        if letters != last:
            rules += f"@media(min-width:{frame}px){{{letters}}}" if number else letters
            last = letters
        if shown < len(_PARTS):
            hidden = f"{','.join(_PARTS[shown:])}{{display:none}}"
            wider = _WIDTHS[number + 1 :]
            rules += f"@media(max-width:{wider[0] - 1}px){{{hidden}}}" if wider else hidden
    return _Sizes(rules, fits)


def _size(document: ClaimDocument, frame: int) -> tuple[float, int, bool]:
    """The largest size with which a document fits a frame, and how many parts it then has."""
    for shown in (3, 2, 1, 0):
        size = _LARGEST
        while size >= (_COMFORTABLE if shown else _SMALLEST):
            if _height(document, size, frame - 27, shown) <= HEIGHT - 14:
                return size, shown, True
            size -= 0.5
    return _SMALLEST, 0, False


def _height(document: ClaimDocument, size: float, room: int, shown: int) -> float:
    """An estimate of the height of a document in pixels."""
    em = room / size
    who, text = document.sentence
    sentence = (*_words(f"{who}:", 0.7), *_words(text, 0.6))
    found = [1.25 * 1.15 * _rows([sentence], em / 1.15)]
    if document.quote and shown > 0:
        parts = [word for part in document.quote.parts for word in _words(f"“{part}” …", 0.57)]
        found.append(1.3 * _rows([parts], em))
    if document.answers:
        answers = [_words(answer.words, 0.69) for answer in document.answers]
        found.append(1.35 * _rows(answers, em - 1.5))
    if document.finding:
        found.append(1.35 * _rows([_words(document.finding, 0.6)], em))
    small = 1.35 * 0.87
    if document.basis and shown > 2:
        found.append(small * _rows([_words(document.basis, 0.6)], em / 0.87))
    place = f"{document.place}. " if shown > 1 else ""
    foot = [_words(f"{place}{document.checked}", 0.6), _words(document.link, 0.6)]
    found.append(small * _rows(foot, em / 0.87))
    return size * (sum(found) + 0.25 * (len(found) - 1))


@lru_cache(maxsize=64)
def _words(text: str, em: float) -> tuple[float, ...]:
    """The widths of the words of a text with the spaces before them, in ems."""
    return tuple(1.02 * em * width(f" {word}") for word in text.split())


def _rows(texts: Iterable[Sequence[float]], room: float) -> int:
    """How many lines texts take, of which several share a line if they fit on it whole."""
    rows, left = 0, 0.0
    for words in texts:
        if sum(words) > left:
            rows, left = rows + 1, room
        before = rows
        for word in words:
            if word > left:
                more = ceil(word / room)
                rows, left = rows + more, room * more
            left -= word
        left = left - 2.5 if rows == before else 0.0
    return rows


# --- HTML ----------------------------------------------------------------------------------------


def _text(text: str) -> str:
    return escape(text, quote=False)


def _lines_of(document: ClaimDocument, sizes: _Sizes, extras: int) -> Iterator[str]:
    """The HTML; of canonical address, tools and description as many as `extras`."""
    yield from _head(document, sizes, extras)
    yield from _card(document)
    if document.tools and document.address and extras > 1:
        yield from _tools(document, document.tools(document))
    yield f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"


def _head(document: ClaimDocument, sizes: _Sizes, extras: int) -> Iterator[str]:
    yield f'<!doctype html>\n<html{tongue()}>\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_text(document.sentence.plain)}</title>\n"
    if document.hidden:
        yield '<meta name="robots" content="noindex">\n'
    about = escape(" ".join(filter(None, (document.answers.plain, document.finding))))
    if extras > 2:
        yield f'<meta name="description" property="og:description" content="{about}">\n'
    if document.address:
        if extras > 0:
            yield f'<link rel="canonical" href="{document.address}">\n'
        yield f'<link rel="alternate" type="application/json+oembed" href="{document.oembed}">\n'
    if document.picture:
        yield f'<meta property="og:title" content="{escape(document.sentence.plain)}">\n'
        yield f'<meta property="og:image" content="{document.picture}">\n'
        yield '<meta name="twitter:card" content="summary_large_image">\n'
    yield '<link rel="icon" href="data:,">\n<base target="_top">\n'
    used = {_SIGNS[answer.sign][0] for answer in document.answers if answer.sign}
    tones = "".join(f".{tone}{{--v:{_TONES[tone]}}}" for tone in sorted(used))
    signs = f"{_SIGN_STYLE}{tones}" if used else ""
    yield f"<style>{_STYLE}{signs}{sizes.style}{_PAGE_STYLE}</style>\n</head>\n<body>\n"


def _card(document: ClaimDocument) -> Iterator[str]:
    who, text = map(_text, document.sentence)
    worst = document.answers.worst
    yield f'<main class="{_SIGNS[worst][0]}">\n' if worst else "<main>\n"
    yield f'<h1 dir="auto"><b>{who}:</b> {text}</h1>\n'
    if document.quote:
        yield f'<p class="q">{_quoted(document.quote)}</p>\n'
    if document.answers:
        yield f'<p class="v">{" ".join(map(_answer, document.answers))}</p>\n'
    if document.finding:
        yield f'<p dir="auto">{_text(document.finding)}</p>\n'
    if document.basis:
        yield f'<p class="b">{_text(document.basis)}</p>\n'
    place = f'<span class="w">{_text(document.place)}.</span> ' if document.place else ""
    yield f'<p class="f"><span>{place}{_text(document.checked)}</span> '
    yield f'<a href="{document.href}">{_text(document.link)}</a></p>\n</main>\n'


def _quoted(quote: Quotation) -> str:
    words = f' lang="{quote.language}" dir="{quote.direction}"'
    own = "" if quote.language == Language.current().tag else words
    return " … ".join(f"<q{own}>{_text(part)}</q>" for part in quote.parts)


def _answer(answer: Answer) -> str:
    if not answer.sign:
        return f"<span>{_text(answer.words)}</span>"
    return (
        f'<span class="{_SIGNS[answer.sign][0]}">{_sign(answer.sign)} {_text(answer.words)}</span>'
    )


def _sign(sign: Sign) -> str:
    tone, glyph = _SIGNS[sign]
    said, full = sign.startswith("said"), tone in ("ne", "no")
    shape = "".join(
        (
            f'<path d="{_BUBBLE if said else _SQUARE}"',
            ' fill="currentColor"' if full else "",
            "" if glyph else ' stroke-dasharray="2.4 2.2"',
            "/>",
        )
    )
    down = "" if said else ' transform="translate(0 1.3)"'
    knocked = ' class="k"' if full else ""
    inner = f'<path{knocked}{down} d="{_GLYPHS[glyph]}"/>' if glyph else ""
    return f'<svg viewBox="0 0 20 20" aria-hidden="true">{shape}{inner}</svg>'


def _tools(document: ClaimDocument, tools: Tools) -> Iterator[str]:
    """What a page has below the card, and no frame shows."""
    yield f'<footer class="t">\n<p><a href="../../../">{_text(document.site)}</a></p>\n'
    embed, label = _text(_("Embed")), _text(_("HTML for your page"))
    yield f"<details><summary>{embed}</summary> <label>{label} <textarea rows=6 readonly>"
    yield f"{_text(snippet(document, finding=False))}</textarea></label></details>\n"
    cite = _text(_("Cite"))
    yield f"<details><summary>{cite}</summary>\n<p>{_text(tools.reference)}</p>"
    yield f'<p><a href="{tools.csl}">CSL-JSON</a></p></details>\n</footer>\n'


def snippet(document: ClaimDocument, finding: bool = True) -> str:
    """The HTML by which others embed a document: a blockquote, and the frame."""
    sentence, finding_words = _text(document.sentence.plain), document.finding if finding else ""
    rest = _text("".join(f" {part}" for part in (document.answers.plain, finding_words) if part))
    title = escape(_("Claim checked by %(site)s", site=document.site))
    return (
        f'<blockquote><a href="{document.address}">{sentence}</a>{rest}</blockquote>'
        f'<iframe src="{document.address}" title="{title}" width="100%" height="{HEIGHT}" '
        'frameborder="0"></iframe>'
    )


def oembed(document: ClaimDocument, home: str) -> bytes:
    """The response of oEmbed 1.0 (https://oembed.com) for a fitted document; `home` is the site."""
    content = {
        "version": "1.0",
        "type": "rich",
        "title": document.sentence.plain,
        "provider_name": document.site,
        "provider_url": home,
        "cache_age": 86_400,
        "html": snippet(document),
        "width": 600,
        "height": HEIGHT,
    }
    return f"{compact(content)}\n".encode()
