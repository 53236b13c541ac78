"""Hypothesis strategies for text: ordinary, and what real text holds at its worst."""

import string
from urllib.parse import quote

from hypothesis import strategies as st

#: Everything that folding, HTML, Markdown, YAML and terminals treat in a way of their own.
ODD = (
    "aab.e'\"-<>&*_`[](){}#|\\!:~+=%@^/ \t\n\r\u00a0\u2003\u3000"
    "“”‘’«»„…–—‑−′″"
    "\u0301\u0308\u0323\u0338\u0345éé\u1e9b가ᄀ\u1161\u11a8\u0f73\u0f71\u0958\u0915\u093c\u09c7\u09be"
    "\u200b\u200c\u200d\u2060\ufeff\u202e\u2066ß\u0130ｗ漢字\u0627\u0644\U0001f600\U0001f1e6\U00010348\u2126\u212b"
)

characters = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"]))
#: Any Unicode text without lone surrogates, which no UTF-8 file can hold.
anything = st.text(characters, max_size=40)

showable_characters = st.one_of(
    st.sampled_from(ODD), st.characters(exclude_categories=["Cs", "Cc"])
).filter(lambda character: character not in "\ufffe\uffff")
#: Text as an article may hold it: no control characters but tabs and line ends.
showable = st.text(showable_characters, max_size=40)

#: Few characters, so that repetitions are likely.
repetitive = st.text(st.sampled_from("ab \u00a0…'’e\u0301é"), max_size=24)

#: Some of what folding drops: joiners, marks and controls of direction, soft hyphen, tatweel.
UNSEEN_SIGNS = (
    "\u00ad\u034f\u061c\u0640\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\u180e\ufe0f\ufeff\U000e0041"
)
#: Signs of which folding makes one.
VARIANTS = ("aａ", "(（", "1１", "-－–", '"＂“', "يىئی", "كک", "اأإآ", "وؤ", "هۀ", "ہۂ", "ےۓ")
#: Text in which these are likely.
unseen = st.text(
    st.sampled_from(UNSEEN_SIGNS + "".join(VARIANTS) + "e\u0301\u0653\u0654\u0655ە \u1100\u1161"),
    max_size=24,
)

#: Text that is syntax somewhere: in HTML, Markdown, YAML, Jinja or a Markdown extension.
HOSTILE = [
    "<script>alert(1)</script>",
    "</title><script>x</script>",
    "<!-- open",
    "--> closed",
    "]]>",
    "<b",
    "a < b && c > d",
    "&lt;b&gt; &amp; &#60; &copy; &nope;",
    'say "this" \'and\' that" onclick="x()',
    "*emphasis* **strong** _one_ __two__ ***all***",
    "`code` ``more`` ```\nfence\n```",
    "~~~\nfence\n~~~",
    "[link](javascript:x) ![image](y.png) [ref][x] [x]: y",
    "[x]: http://example.org",
    "<http://example.org> <a@b.c>",
    "http://example.org/a_b_c and a@b.c",
    "# heading",
    "heading\n===",
    "heading\n---",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "    indented code",
    "\tindented code",
    "---",
    "***",
    "| a | b |\n|---|---|\n| c | d |",
    "a | b | c",
    ": definition",
    "{{ 7 * 7 }} {% raw %} {# comment #}",
    "{: #id .class onclick=x }",
    "text {: .class }",
    "[TOC]",
    "!!! note\n    text",
    "??? note",
    '--8<-- "file"',
    "\\*escaped\\* \\\\ \\",
    "trailing  ",
    "two  \nlines",
    "a\n\nb",
    "a\r\n\r\nb\rc",
    "*[HTML]: abbreviation",
    "[^1] and [^1]: note",
    "==mark== ++ins++ ^^sup^^ ~~del~~",
    "$math$ $$more$$",
    ":smile: @mention",
    "a\u2028b\u2029c",
    "wzxhzdk:0",
    "klzzwxh:0000",
    "\u200f\u202eright to left",
    "0",
    "=",
    "-",
    "+",
]


def as_followed(address: str) -> str:
    """What a browser makes of the letters of an address."""
    return quote(address, safe=string.ascii_letters + string.digits + string.punctuation)
