"""Saved pages with faults put in: a seeded fuzzer for `briefings new`.

    python -m tests.drafting.mutated 1000 7    # how many, and the seed

Prints each page whose draft has a problem, and whatever a library logs or warns of.
"""

import datetime as dt
import hashlib
import logging
import random
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from article_briefings.diagnostics import NotEnough
from article_briefings.drafting._beginning import ArticleDetails, read_page
from article_briefings.drafting._document import actor_yaml, briefing_yaml
from article_briefings.drafting._draft import draft
from article_briefings.input import TextFile
from tests.building import compiled
from tests.drafting.articles import ARTICLES
from tests.drafting.drafted import REGISTER, TODAY

_PIECES = (
    *("<p>", "</p>", "<!--", "-->", "<b>", "</article>", "<br>", "<div>" * 40, "&nbsp;", "&#8220;"),
    *("&#x202e;", "\u200b", "\u00ad", "\u2028", "\ufeff", "“", "”", '"', "‘", "’", "'s", ":", "."),
    *(" said ", " said that ", " he said. ", ", according to ", " She added ", "Mr. ", " Jr. "),
    *("Ada ", "Fable", "X" * 5_009, "x" * 3_000, "A" * 90 + " ", "Á" * 200, " and ", " of ", " "),
    *('<meta name="date" content="Y1E9999">', '<meta name="author" content="">', "<script>{", "\t"),
    *('<script type="application/ld+json">{"@type": "NewsArticle", "author": [[]]}</script>',),
    *(
        '<link rel="canonical" href="http://[::1">',
        '<time datetime="0000-00-00">',
        "<base href=':'>",
    ),
)


def mutated_page(random_: random.Random) -> str:
    """A page of an invented article with up to 12 faults."""
    article = random_.choice(ARTICLES)
    paragraphs = "".join(f"<p>{line}</p>" for line in article.text.splitlines())
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge - Gazette</title>'
        '<meta property="og:site_name" content="Gazette"><meta name="author" content="Nora Novel">'
        f'<meta property="article:published_time" content="{article.date}"></head>'
        f"<body><article><h1>Bridge</h1>{paragraphs}</article></body></html>"
    )
    for _ in range(random_.randint(1, 12)):
        at = random_.randrange(len(page))
        end = min(len(page), at + random_.choice((0, 0, 1, 5, 40)))
        put = random_.choice((*_PIECES, page[at : at + random_.randint(1, 300)], ""))
        page = page[:at] + put + page[end:]
    return page


def problems_of(page: str, root: Path) -> list[str]:
    """The messages of the check on the draft of a page; none where it is no article."""
    saved = read_page(page.encode(), TODAY)
    file = TextFile.decoded(saved.text.encode(), "page")[0] if saved else None
    text = file.source("page")[0] if file else None
    if saved is None or text is None:
        return []
    source = text.text
    sha256 = hashlib.sha256(saved.text.encode()).hexdigest()
    try:
        given = ArticleDetails("drill", "2031-04-29", "en")
        article = given.article(saved, source, sha256, REGISTER)
        result = draft(article, REGISTER, "nora", dt.date(2031, 12, 1))
    except NotEnough:
        return []
    actors: dict[str, str | dict[str, object]] = {
        name: actor.model_dump(exclude_defaults=True, by_alias=True)
        for name, actor in REGISTER.items()
    }
    actors |= {name: actor_yaml(new) for name, new in result.new_actors.items()}
    articles = {"2031-04-29-drill": (saved.text.encode(), briefing_yaml(result))}
    long = [name for name, new in result.new_actors.items() if len(new.name.split()) > 6]
    found = compiled(root, articles=articles, actors=actors).diagnostics
    return [f"more than six words: {name}" for name in long] + [
        f"{problem.code}: {problem.message}" for problem in found
    ]


def pages(count: int, seed: int) -> Iterator[str]:
    """So many mutated pages, the same for the same seed."""
    random_ = random.Random(seed)
    for _ in range(count):
        yield mutated_page(random_)


def main(count: int, seed: int) -> int:
    """Try pages; how many had a problem."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stdout)
    warnings.simplefilter("always")
    failed = 0
    for number, page in enumerate(pages(count, seed)):
        with tempfile.TemporaryDirectory() as folder:
            problems = problems_of(page, Path(folder))
        if problems:
            failed += 1
            print(number, problems[:3])
    print(f"{count} pages, {failed} with problems")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]))))
