"""A generated page in fewer bytes: without signs that HTML does not need.

A page has hundreds of attributes whose value is one word: their quotation marks are a fortieth
of it. Line ends of the article, which Markdown would not have let pass, need no reference any
more. Browsers and Pagefind make the same tree of the page. End tags that HTML would allow to
leave out stay: Pagefind loses the text of an element that has none.
"""

import re

# The value of an attribute: not empty, and nothing that would end or break it without its marks.
# It stands in a tag, for the next angle bracket closes one: text has none but as a reference.
# Before "/>" the marks stay, or the slash would become a part of the value.
_VALUE = re.compile(r"""="([^\s"'=<>`]++)"(?=>| [^<>]*+>)""")


def terse(html: str) -> str:
    """A generated page, the same to all that parse it.

    The head stays as it is: not every program that looks there for a title or a picture
    parses HTML. The body must have `<` and `>` in tags only, or as references, and no `pre`
    or `textarea` that begins with a line end.
    """
    head, body, rest = html.partition("<body")
    return head + body + _VALUE.sub(r"=\1", rest.replace("&#10;", "\n"))
