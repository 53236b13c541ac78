"""The document of one claim: its page, and what others embed, in at most 6,000 bytes.

It has no theme, fetches nothing, and is written in few bytes. In a frame of 300 to 800 by `HEIGHT`
pixels nothing scrolls (`_claim_fitting.py`). Texts without a limit of their own are cut between
words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape

from article_briefings.language import Language, _
from article_briefings.models import compact
from article_briefings.pages._claim_fitting import (
    HEIGHT,
    Block,
    Sizes,
    cut,
    cut_answer,
    cut_quote,
    sizes_of,
    word_widths,
    worst_answers,
)
from article_briefings.pages._claim_signs import SIGNS, TONES, drawn
from article_briefings.pages._claim_words import Answer, Sentence, VerdictWords
from article_briefings.pages._markup import tongue
from article_briefings.pages._views import Quotation

LIMIT = 6_000
"""The most bytes of a document."""
_PARTS = (".q", ".w", ".b")
"""What is left out where there is no room, the last first: quote, outlet and date, sources."""
_MOST_PLACE, _MOST_BASIS, _MOST_SITE, _MOST_OWN = 80, 120, 40, 200


def _packed(text: str) -> str:
    """A style sheet or a script on one line; each of its lines ends where a space means nothing."""
    return "".join(line.strip() for line in text.splitlines())


LOOK = {
    "color-scheme": "light dark",
    "--card": "light-dark(#fff,#211f1c)",
    "--ink": "light-dark(#1f1c18,#e9e4da)",
    "--soft": "light-dark(#5b554c,#b0a899)",
    "--rule": "light-dark(#dcd7cc,#3b3832)",
    "--link": "light-dark(#1f4b73,#a9cdf0)",
}
"""The properties that a site's look may set, in the style between angle brackets."""
_STYLE = _packed("""
:root{color-scheme:<color-scheme>;--soft:<--soft>}
*{box-sizing:border-box;margin:0}
body{
  font:1rem/1.35 system-ui,sans-serif;
  color:<--ink>;background:<--card>;overflow-wrap:anywhere
}
main{
  min-height:100vh;display:flex;flex-flow:column;gap:.25em;padding:6px 11px;
  border:1px solid <--rule>;border-inline-start:4px solid var(--v,var(--soft));
  border-radius:4px
}
h1{font:400 1.15em/1.25 Georgia,serif}
.q{font:italic 1em/1.3 Georgia,serif;color:var(--soft)}
.v,.f{display:flex;flex-flow:wrap;gap:0 1em}
.v{font-weight:600}
.v span{display:flex;gap:.35em;color:var(--v)}
.f{margin-top:auto}
.f a{margin-inline-start:auto}
.b,.f{font-size:.87em;color:var(--soft)}
a{color:<--link>}
.t{display:none}
""")
_SIGN_STYLE = _packed("""
svg{
  width:1.15em;height:1.35em;flex:none;fill:none;stroke:currentColor;stroke-width:1.7;
  stroke-linecap:round;stroke-linejoin:round
}
.k{stroke:Canvas;stroke-width:2.1}
""")
"""For documents that have signs."""
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
@media print{details{display:none}}
""")

# WordPress shows an embed when the document says that it is there, with the secret that it was
# given, and takes its height and its links from it: wp-includes/js/wp-embed.js.
_SCRIPT = _packed("""
{
  const s=/secret=(\\w+)/.exec(location.hash),m=document.querySelector("main");
  if(s&&parent!=self){
    const tell=(message,value)=>parent.postMessage({message,value,secret:s[1]},"*");
    (onresize=onmessage=()=>{m.style.minHeight=0;tell("height",m.offsetHeight+1)})();
    onclick=e=>{
      const a=e.target.closest("a");
      if(a)e.preventDefault(tell("link",a.href))
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
    own: str = ""
    """The project's own fields, which its page has and no frame."""
    label: str = ""
    """What marks a site of invented articles; the title begins with it, wherever it is read."""
    hidden: bool = False
    """Whether search engines are asked to leave it out."""
    look: Mapping[str, str] = field(default_factory=dict)
    """What the site sets of `LOOK`."""
    framed: bool = True
    """Whether others embed it. If not, its finding is shown whole."""
    tools: Callable[["ClaimDocument"], Tools] | None = None
    """Makes the tools from the document as it was cut."""

    @property
    def title(self) -> str:
        """The sentence, behind the site's label."""
        return ": ".join(filter(None, (self.label, self.sentence.plain)))

    def fitted(self) -> "ClaimDocument":
        """The document with texts cut until it fits the frame and the limit."""
        return self._drawn[0]

    def html(self) -> bytes:
        """The document."""
        return self._drawn[1]

    @cached_property
    def _drawn(self) -> tuple["ClaimDocument", bytes]:
        if not self.framed:
            short = replace(self._cut(90, 160, 250, self.answers), finding=self.finding)
            return short, "".join(_lines_of(short, Sizes("", True), 3)).encode()
        worst = worst_answers(self.answers)
        attempts = (
            *((90, 160, 250, self.answers), (90, 110, 250, self.answers), (90, 110, 250, worst)),
            *((70, 70, 200, worst), (50, 40, 120, worst), (25, 25, 50, worst)),
        )
        for who, text, finding, answers in attempts:
            short = self._cut(who, text, finding, answers)
            sizes = sizes_of(short.blocks, _PARTS)
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
            own=cut(self.own, _MOST_OWN),
            answers=VerdictWords(a._replace(words=cut_answer(a.words)) for a in answers),
            quote=self.quote and cut_quote(self.quote),
        )

    def blocks(self, shown: int) -> list[Block]:
        """The blocks with so many of the `_PARTS`."""
        who, text = self.sentence
        sentence = (*word_widths(f"{who}:", 0.7), *word_widths(text))
        found = [Block([sentence], 1.15, 1.25)]
        if self.quote and shown > 0:
            parts = (f"“{part}” …" for part in self.quote.parts)
            found.append(Block([word_widths(" ".join(parts), 0.57)], leading=1.3))
        if self.answers:
            answers = [word_widths(answer.words, 0.69) for answer in self.answers]
            found.append(Block(answers, signs=1.5))
        if self.finding:
            found.append(Block([word_widths(self.finding)]))
        if self.basis and shown > 2:
            found.append(Block([word_widths(self.basis)], 0.87))
        place = f"{self.place}. " if shown > 1 else ""
        foot = [word_widths(f"{place}{self.checked}"), word_widths(self.link)]
        return [*found, Block(foot, 0.87)]


# --- HTML ----------------------------------------------------------------------------------------


def _text(text: str) -> str:
    return escape(text, quote=False)


def _bare(address: str) -> str:
    return f'"{address}"' if re.search("[\\s\"'=<>`]", address) else address


def _lines_of(document: ClaimDocument, sizes: Sizes, extras: int) -> Iterator[str]:
    """The HTML; of canonical address, tools and description as many as `extras`."""
    yield from _head(document, sizes, extras)
    yield from _card(document)
    if document.own and extras > 1:
        yield f"<p class=t>{_text(document.own)}\n"
    if document.tools and document.address and extras > 1:
        yield from _tools(document, document.tools(document))
    yield f"<script>{_SCRIPT}</script>\n"


def _head(document: ClaimDocument, sizes: Sizes, extras: int) -> Iterator[str]:
    yield f"<!doctype html>\n<html{tongue()}>\n<meta charset=utf-8>\n"
    yield '<meta name=viewport content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_text(document.title)}</title>\n"
    if document.hidden:
        yield "<meta name=robots content=noindex>\n"
    about = escape(" ".join(filter(None, (document.answers.plain, document.finding))))
    if extras > 2:
        yield f'<meta name=description property=og:description content="{about}">\n'
    if document.address:
        if extras > 0:
            yield f"<link rel=canonical href={_bare(document.address)}>\n"
        # Some who look for it expect quotation marks.
        yield f'<link rel="alternate" type="application/json+oembed" href="{document.oembed}">\n'
    if document.picture:
        yield f'<meta property=og:title content="{escape(document.title)}">\n'
        yield f'<meta property=og:image content="{document.picture}">\n'
        yield "<meta name=twitter:card content=summary_large_image>\n"
    yield "<link rel=icon href=data:,>\n<base target=_top>\n"
    used = {SIGNS[answer.sign][0] for answer in document.answers if answer.sign}
    tones = "".join(f".{tone}{{--v:{TONES[tone]}}}" for tone in sorted(used))
    signs = f"{_SIGN_STYLE}{tones}" if used else ""
    if not all(answer.sign for answer in document.answers):
        signs += ".v :not([class]){color:var(--soft)}"
    if document.quote and document.quote.direction == "rtl":
        signs += "q{font-style:normal}"
    style = f"{_STYLE}{signs}{sizes.style}{_PAGE_STYLE}"
    for name, usual in LOOK.items():
        style = style.replace(f"<{name}>", document.look.get(name, usual))
    yield f"<style>{style}</style>\n"


def _card(document: ClaimDocument) -> Iterator[str]:
    who, text = map(_text, document.sentence)
    worst = document.answers.worst
    yield f"<main class={SIGNS[worst][0]}>\n" if worst else "<main>\n"
    yield f"<h1 dir=auto><b>{who}:</b> {text}</h1>\n"
    if document.quote:
        yield f"<p class=q>{_quoted(document.quote)}\n"
    if answers := document.answers.beside:
        yield f"<p class=v>{' '.join(map(_answer, answers))}\n"
    if document.finding:
        yield f"<p dir=auto>{_text(document.finding)}\n"
    if document.basis:
        yield f"<p class=b>{_text(document.basis)}\n"
    place = f"<span class=w>{_text(document.place)}.</span> " if document.place else ""
    yield f"<p class=f><span>{place}{_text(document.checked)}</span> "
    yield f"<a href={_bare(document.href)}>{_text(document.link)}</a>\n</main>\n"


def _quoted(quote: Quotation) -> str:
    words = f' lang="{quote.language}" dir="{quote.direction}"'
    own = "" if quote.language == Language.current().tag else words
    # Words that have their own quotation marks get no others.
    name = "span" if quote.bare else "q"
    return " … ".join(f"<{name}{own}>{_text(part)}</{name}>" for part in quote.parts)


def _answer(answer: Answer) -> str:
    if not answer.sign:
        return f"<span>{_text(answer.words)}</span>"
    tone, _glyph = SIGNS[answer.sign]
    return f"<span class={tone}>{drawn(answer.sign)} {_text(answer.words)}</span>"


def _tools(document: ClaimDocument, tools: Tools) -> Iterator[str]:
    """What a page has below the card, and no frame shows."""
    yield f"<footer class=t>\n<p><a href=../../../>{_text(document.site)}</a>\n"
    embed, label = _text(_("Embed")), _text(_("HTML for your page"))
    yield f"<details><summary>{embed}</summary> <label>{label} <textarea rows=6 readonly>"
    # The snippet's own tags may be written as they are here; its texts are escaped twice.
    shown = snippet(document, finding=False).replace("&", "&amp;")
    yield f"{shown}</textarea></label></details>\n"
    cite = _text(_("Cite"))
    yield f"<details><summary>{cite}</summary>\n<p>{_text(tools.reference)}\n"
    yield f"<p><a href={_bare(tools.csl)}>CSL-JSON</a></details>\n</footer>\n"


def snippet(document: ClaimDocument, finding: bool = True) -> str:
    """The HTML by which others embed a document: a blockquote, and the frame."""
    sentence, finding_words = _text(document.title), document.finding if finding else ""
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
        "title": document.title,
        "provider_name": document.site,
        "provider_url": home,
        "cache_age": 86_400,
        "html": snippet(document),
        "width": 600,
        "height": HEIGHT,
    }
    return f"{compact(content)}\n".encode()
