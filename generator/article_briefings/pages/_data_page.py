"""The page of the exports: the files, how to read them, and the meaning of every column."""

from collections.abc import Collection
from dataclasses import replace

from article_briefings.pages import _routes as routes
from article_briefings.pages._cards import Catalogue
from article_briefings.pages._contexts import DataPage
from article_briefings.pages._feeds import ASSESSMENTS, BRIEFINGS
from article_briefings.pages._views import LinkView

_FEEDS = {BRIEFINGS: "Briefings", ASSESSMENTS: "Assessments"}
_FORMS = {"xml": "Atom", "json": "JSON Feed"}


def data_page(catalogue: Catalogue, files: Collection[str], url: str) -> DataPage:
    """The page of a site that has these files, or only says how to make them.

    `url` is the site's address; without one it has no feeds.
    """
    feeds = (
        LinkView(f"{title}: {form}", f"../{name}.{ending}")
        for name, title in (_FEEDS if url else {}).items()
        for ending, form in _FORMS.items()
    )
    return DataPage(
        title="Data",
        exports=tuple(
            replace(export, file=LinkView(export.file.text, routes.Address(export.file.text)))
            if export.file.text in files
            else export
            for export in catalogue.exports
        ),
        published=bool(files),
        feeds=tuple(feeds),
        tables=catalogue.tables,
        terms=catalogue.terms,
    )
