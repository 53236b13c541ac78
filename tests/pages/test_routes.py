import posixpath
from functools import partial
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.models._scalars import suggest_id
from article_briefings.pages import _routes as routes
from article_briefings.pages._routes import PageLinks, Repository, fragment, url_of
from tests.texts import anything, as_followed

ids = anything.map(suggest_id).filter(bool)
numbers = st.integers(1, 20)
years = st.integers(1, 9999).map(lambda year: f"{year:04}")
pages = st.one_of(
    st.sampled_from([routes.HOME, routes.BRIEFINGS, routes.CLAIMS, routes.ACTORS, routes.TIMELINE]),
    ids.map(routes.briefing),
    ids.map(routes.actor),
    ids.map(routes.note),
    ids.map(routes.topic),
    ids.map(routes.story),
    numbers.map(routes.claims),
    st.builds(partial(routes.by_value, "claims"), st.sampled_from(["kind", "topic"]), ids, numbers),
    st.builds(partial(routes.by_value, "briefings", "year"), years, numbers),
    st.builds(partial(routes.by_value, "timeline", "year"), years, numbers),
    st.builds(
        partial(routes.by_value, "actors", "type"), st.sampled_from(["person", "state"]), numbers
    ),
    st.builds(routes.list_of, ids.map(routes.actor), st.just("claimed"), numbers),
    numbers.map(partial(routes.page_of_index, routes.BACKGROUND)),
    st.builds(routes.list_of, ids.map(routes.topic), st.just("briefings"), numbers),
    st.integers(1, 20).map(routes.contradictions),
    st.integers(1, 20).map(routes.reviews),
)


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (routes.HOME, ""),
        (routes.BRIEFINGS, "briefings/"),
        (routes.briefing("drill"), "briefings/drill/"),
        (routes.actor("ada-fable"), "actors/ada-fable/"),
        (routes.note("drills"), "background/drills/"),
        (routes.topic("defence"), "topics/defence/"),
        (routes.SEARCH, "search/"),
        (routes.claims(), "claims/"),
        (routes.claims(2), "claims/2/"),
        (routes.by_value("claims", "kind", "fact"), "claims/by/kind/fact/"),
        (routes.by_value("claims", "kind", "fact", 2), "claims/by/kind/fact/2/"),
        (routes.by_value("briefings", "year", "2031", 2), "briefings/by/year/2031/2/"),
        (routes.by_value("timeline", "year", "2031"), "timeline/by/year/2031/"),
        (routes.by_value("actors", "type", "person"), "actors/by/type/person/"),
        (routes.list_of(routes.actor("ada"), "claimed", 2), "actors/ada/claimed/2/"),
        (routes.page_of_index(routes.BACKGROUND, 2), "background/page/2/"),
        (routes.list_of(routes.topic("defence"), "briefings"), "topics/defence/briefings/"),
        (routes.STORIES, "stories/"),
        (routes.story("bridge-opening"), "stories/bridge-opening/"),
        (routes.contradictions(), "claims/contradictions/"),
        (routes.contradictions(2), "claims/contradictions/2/"),
        (routes.reviews(), "reviews/"),
        (routes.reviews(2), "reviews/2/"),
        (routes.actor("ایران"), "actors/%D8%A7%DB%8C%D8%B1%D8%A7%D9%86/"),
    ],
)
def test_every_page_has_its_address(source: str, url: str) -> None:
    assert url_of(source) == url


@pytest.mark.parametrize(
    ("source", "target", "anchor", "href"),
    [
        (routes.HOME, routes.HOME, "", "./"),
        (routes.HOME, routes.briefing("drill"), "", "briefings/drill/"),
        (routes.briefing("drill"), routes.HOME, "", "../../"),
        (routes.briefing("drill"), routes.briefing("reply"), "a", "../reply/#a"),
        (routes.briefing("drill"), routes.briefing("drill"), "a", "#a"),
        (routes.briefing("drill"), routes.briefing("drill"), "", "./"),
        (routes.briefing("drill"), routes.BRIEFINGS, "", "../"),
        (routes.actor("a"), routes.topic("b"), "", "../../topics/b/"),
        (routes.actor("иран"), routes.briefing("اپ-2"), "о", "../../briefings/اپ-2/#о"),
        (routes.actor("иран"), routes.actor("иран"), "о", "#о"),
    ],
)
def test_links_are_relative(source: str, target: str, anchor: str, href: str) -> None:
    assert PageLinks(source).to(target, anchor) == href


@given(pages, pages, st.sampled_from(["", "/sub/path"]), st.one_of(st.just(""), ids))
def test_a_link_leads_to_its_page_under_any_path(
    source: str, target: str, prefix: str, anchor: str
) -> None:
    base = f"https://example.org{prefix}/"
    found = urljoin(base + url_of(source), as_followed(PageLinks(source).to(target, anchor)))
    assert found == base + url_of(target) + (fragment(anchor) if anchor else "")


@given(pages, pages)
def test_different_pages_have_different_addresses(one: str, other: str) -> None:
    assert (url_of(one) == url_of(other)) == (one == other)


@given(pages)
def test_an_address_never_leaves_its_folder(source: str) -> None:
    path = unquote(url_of(source))
    assert posixpath.normpath(f"/{path}") == f"/{path}".rstrip("/") or path == ""
    assert not set(url_of(source)) & set(" \"'<>&?#\\")


@given(anything)
def test_a_fragment_is_encoded(text: str) -> None:
    assert unquote(fragment(text)) == f"#{text}"
    assert fragment(text).isascii()
    assert not set(fragment(text)[1:]) & set(" \"'<>&?#\\")


def test_files_are_edited_and_shown_on_github() -> None:
    repository = Repository("https://github.com/a/b/", "main")
    path = "briefings/actors/é x.yml"
    assert repository.edit(path) == ("https://github.com/a/b/edit/main/briefings/actors/é%20x.yml")
    assert repository.view(path).startswith("https://github.com/a/b/blob/main/briefings/")
    assert Repository().edit(path) == Repository().view(path) == ""
