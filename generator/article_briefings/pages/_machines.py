"""Files for programs that read sites: `robots.txt` and `llms.txt`.

`robots.txt` (RFC 9309) only has an effect at the root of a host. For a site below a path, such as
a project on GitHub Pages, crawlers look for it elsewhere.
`llms.txt` (https://llmstxt.org) is a Markdown file that describes the site and its entry points.
"""

from functools import partial

from article_briefings.corpus import Corpus
from article_briefings.pages import _routes as routes
from article_briefings.pages._feeds import ASSESSMENTS, BRIEFINGS
from article_briefings.pages._page import DataGroup

_NEWEST = 20
_INDEXES = (
    (routes.BRIEFINGS, "Briefings", "every annotated article, by year"),
    (routes.CLAIMS, "Claims", "every claim, by kind, form, status, distance, year and topic"),
    (routes.ACTORS, "Actors", "who speaks, relays and is spoken of"),
    (routes.BACKGROUND, "Background", "dated notes with sources"),
    (routes.TOPICS, "Topics", "briefings by subject"),
    (routes.TIMELINE, "Timeline", "the events of all articles, in order"),
)


def machine_groups(corpus: Corpus, name: str, description: str, url: str) -> list[DataGroup]:
    """Both files; none for a site without a known address."""
    if not url:
        return []
    base = f"{url.rstrip('/')}/"
    return [
        DataGroup("robots.txt", partial(_robots, base)),
        DataGroup("llms.txt", partial(_llms, corpus, name, description, base)),
    ]


def _robots(base: str) -> tuple[str, bytes]:
    return "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n".encode()


def _llms(corpus: Corpus, name: str, description: str, base: str) -> tuple[str, bytes]:
    lines = [f"# {_line(name)}", ""]
    if description:
        lines += [f"> {_line(description)}", ""]
    lines += [
        "Each briefing has the text of an article as it was published and, apart from it, what "
        "annotators say: which claims it makes, who says them, through whom they came, and what "
        "evidence shows. Words in quotation are the article’s; assessments are the annotators’.",
        "",
        "## Indexes",
        "",
        *(f"- [{title}]({base}{routes.url_of(page)}): {what}" for page, title, what in _INDEXES),
        "",
        "## Newest briefings",
        "",
    ]
    for article in corpus.articles.summaries()[:_NEWEST]:
        address = f"{base}{routes.url_of(routes.briefing(article.slug))}"
        lines.append(f"- [{_line(article.title)}]({address}): {_line(article.bluf)}")
    lines += [
        "",
        "## Optional",
        "",
        f"- [Feed of briefings]({base}{BRIEFINGS}.json): JSON Feed",
        f"- [Feed of assessments]({base}{ASSESSMENTS}.json): JSON Feed",
        "",
    ]
    return "llms.txt", "\n".join(lines).encode()


def _line(text: str) -> str:
    """A text as one line of Markdown in which nothing is markup."""
    words = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)
