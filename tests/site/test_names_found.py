"""Names in Armenian, Azerbaijani, Persian, Russian and Turkish are found as readers type them."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.building import FOLDER, TEXT, Fields, actor, briefing, project
from tests.site.conftest import ROOT, build, serve

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
}


@pytest.fixture(scope="module")
def named_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("named")
    cast = [{"actor": name, "role": "speaker"} for name in ("ada-fable", *_ACTORS)]
    articles = {FOLDER: (TEXT, briefing(actors=cast))}
    root = project(folder / "project", articles, {"ada-fable": actor(), **_ACTORS})
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, root / name)
    yield from serve(build(root, folder / "site"))


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
    ],
)
def test_an_actor_is_found_by_each_of_its_names(
    page: Page, named_address: str, query: str, name: str
) -> None:
    page.goto(f"{named_address}search/?q={query}")
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d+ results?"))
    link = page.locator(f".search-results a[href*='/actors/{name}/']")
    expect(link.first).to_be_visible()


def test_the_register_is_in_the_order_of_its_readers(page: Page, named_address: str) -> None:
    page.goto(f"{named_address}actors/")
    names = page.locator(".register .cast-name a").all_inner_texts()
    assert names == [
        *("Ada Fable", "Lidia Orlova", "Nasser Kanani"),
        *("Şükrü Çobanoğlu", "Vaqif Əliyev", "Գոհար Մելքոնյան"),
    ]


def test_the_ledger_finds_names_without_their_marks(page: Page, named_address: str) -> None:
    page.goto(f"{named_address}claims/")
    page.get_by_label("Words").fill("ADÀ fablé")
    expect(page.locator("#ledger--status")).to_have_text("1 of 1 claims")
