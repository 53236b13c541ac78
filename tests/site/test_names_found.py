"""Names in Armenian, Azerbaijani, Persian, Russian and Turkish are found as readers type them."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.building import FOLDER, TEXT, Fields, actor, briefing, claim, own_claim, project
from tests.site.conftest import ROOT, build, serve, watched

pytestmark = pytest.mark.browser


def _native(text: str, language: str) -> Fields:
    return {"text": text, "language": language}


_ACTORS: dict[str, Fields] = {
    "gohar": actor(name="Գոհար Մելքոնյան", aliases=["Gohar Melkonyan"]),
    "aliyev": actor(
        name="Vaqif Əliyev", aliases=["Vagif Aliyev"], native_name=_native("Vaqif Əliyev", "az")
    ),
    "kanani": actor(name="Nasser Kanani", native_name=_native("ناصر کنعانی", "fa")),
    "orlova": actor(name="Lidia Orlova", native_name=_native("Лидия Орлова", "ru")),
    "coban": actor(name="Şükrü Çobanoğlu", aliases=["Sukru Cobanoglu"]),
    "ilham": actor(name="İlham Ağayev"),
    "sevak": actor(name="Paruyr Sevak", native_name=_native("Պարույր Սևակ", "hy")),
    "yolkin": actor(name="Pyotr Yolkin", native_name=_native("Пётр Ёлкин", "ru")),
    "mohammadi": actor(name="Ali Mohammadi", native_name=_native("علی محمدی", "fa")),
}
_MET = "Vaqif Əliyev, علی محمدی, Պարույր Սևակ and Ёлкин met."


@pytest.fixture(scope="module")
def named_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("named")
    cast = [{"actor": name, "role": "speaker"} for name in ("ada-fable", *_ACTORS)]
    met = own_claim("met", "Residents doubted the promise", text=_MET)
    articles = {FOLDER: (TEXT, briefing(cast=cast, claims=[claim(), met]))}
    root = project(folder / "project", articles, {"ada-fable": actor(), **_ACTORS})
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, root / name)
    yield from serve(build(root, folder / "site"))


@pytest.fixture(scope="module")
def search(browser: Browser, named_address: str) -> Iterator[Page]:
    with browser.new_page() as page, watched(page):
        page.goto(f"{named_address}search/")
        yield page


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Մելքոնյան", "gohar"),
        ("մելքոնյան", "gohar"),
        ("Melkonyan", "gohar"),
        ("Əliyev", "aliyev"),
        ("əliyev", "aliyev"),
        ("Aliyev", "aliyev"),
        ("کنعانی", "kanani"),
        ("Kanani", "kanani"),
        ("Орлова", "orlova"),
        ("орлова", "orlova"),
        ("Orlova", "orlova"),
        ("Çobanoğlu", "coban"),
        ("Cobanoglu", "coban"),
        ("Şükrü", "coban"),
        ("Sukru", "coban"),
        ("İlham", "ilham"),
        ("ilham", "ilham"),
        ("Ilham", "ilham"),
        ("Agayev", "ilham"),
        ("Սևակ", "sevak"),
        ("Սեւակ", "sevak"),
        ("սևակ", "sevak"),
        ("Ёлкин", "yolkin"),
        ("Елкин", "yolkin"),
        ("елкин", "yolkin"),
        ("علی محمدی", "mohammadi"),
        ("علي محمدي", "mohammadi"),
        ("كنعاني", "kanani"),
    ],
)
def test_an_actor_is_found_by_each_of_its_names(search: Page, query: str, name: str) -> None:
    search.get_by_role("searchbox").fill(query)
    expect(search.get_by_role("status").first).to_contain_text(
        re.compile(rf"\d+ results? for “{query}”")
    )
    link = search.locator(f".search-results a[href*='/actors/{name}/']")
    expect(link.first).to_be_visible()


def test_the_register_is_in_the_order_of_its_readers(shared: Page, named_address: str) -> None:
    shared.goto(f"{named_address}actors/")
    names = shared.locator(".register .cast-name a").all_inner_texts()
    assert names == [
        *("Ada Fable", "Ali Mohammadi", "İlham Ağayev", "Lidia Orlova", "Nasser Kanani"),
        *("Paruyr Sevak", "Pyotr Yolkin", "Şükrü Çobanoğlu", "Vaqif Əliyev", "Գոհար Մելքոնյան"),
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [("ADÀ fablé", 1), ("eliyev", 1), ("علي محمدي", 1), ("Սեւակ", 1), ("ёлкин", 1), ("Nobody", 0)],
)
def test_the_ledger_finds_names_as_they_are_typed(
    shared: Page, named_address: str, words: str, count: int
) -> None:
    shared.goto(f"{named_address}claims/")
    shared.get_by_label("Words").fill(words)
    expect(shared.locator("#ledger--status")).to_have_text(f"{count} of 2 claims, {words}")
