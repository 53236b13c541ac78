"""The search index: the same bytes every time, made only when a page with a body has changed."""

import base64
import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from article_briefings.build._driver import SPARED
from article_briefings.build._store import Store
from article_briefings.search._index import KIND, IndexReport, memory_of, new_index
from article_briefings.search._pagefind_service import PagefindError

_PAGE = (
    "<!doctype html><html lang='en'><head><title>{0}</title></head><body><main "
    "data-pagefind-body data-pagefind-filter='actor[data-a],kind:{1}' data-a='{0}'><h1>{0}</h1>"
    "<p>words of {0}</p>{2}</main>"
)
_CARD = (
    "<details class='claim'><summary><h3 id='c'><b>7</b> The sentence.</h3> <span id='c--who'>Ada"
    "</span> <small><i>commitment</i></small></summary><blockquote><p>the quote</p></blockquote>"
    "<p>In paragraph 3</p><ol><li>step</li></ol></details>"
)


def _site(folder: Path, pages: int = 12, more: str = "") -> Path:
    site = folder / "site"
    for number in range(pages):
        path = site / f"page-{number}" / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = ("Actor", "Briefing", "Topic")[number % 3]
        path.write_text(_PAGE.format(f"page {number}", kind, more))
    (site / "list.html").write_text("<html><body>never found</body></html>")
    return site


def _update(site: Path, store: Store | None = None) -> IndexReport:
    return new_index(site, site / "pagefind", None, "build", store)()


def _files(site: Path) -> dict[str, bytes]:
    folder = site / "pagefind"
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _results(site: Path) -> list[dict[str, Any]]:
    """What the index says of each page."""
    files = sorted((site / "pagefind" / "fragment").iterdir())
    return [json.loads(gzip.decompress(file.read_bytes())[len("pagefind_dcd") :]) for file in files]


def test_tidying_the_store_spares_what_the_index_was_made_from() -> None:
    assert KIND in SPARED


def test_the_same_site_gives_the_same_index(tmp_path: Path) -> None:
    sites = [_site(tmp_path / str(number)) for number in range(5)]
    # Files are listed in the order in which they were made, or in none.
    for path in sorted(sites[1].glob("*/index.html"), reverse=True):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    for site in sites:
        _update(site)
    first, *others = map(_files, sites)
    assert [files == first for files in others] == [True] * 4
    assert sum(name.startswith("filter/") for name in first) == 2


def test_every_file_that_the_index_names_is_there_and_no_other(tmp_path: Path) -> None:
    site = _site(tmp_path)
    (site / "pagefind" / "data").mkdir(parents=True)
    (site / "pagefind" / "data" / "old.pf_data").write_bytes(b"of an earlier version")
    report = _update(site)
    assert (report.pages, report.ran) == (12, True)
    index = _files(site)
    entry = json.loads(index["pagefind-entry.json"])
    (language,) = entry["languages"].values()
    assert language["page_count"] == 12
    assert f"pagefind.{language['hash']}.pf_meta" in index
    kinds = {name.partition("/")[0] for name in index if "/" in name}
    assert kinds == {"filter", "fragment", "index"}
    assert "languages.json" in index
    assert len([name for name in index if name.endswith(".pf_meta")]) == 1
    assert [name for name in index if "ui" in name or "highlight" in name] == []
    assert not (site / "pagefind" / "data").exists()
    assert list(tmp_path.glob(".*")) == []


def test_only_pages_with_a_body_are_found_by_their_addresses(tmp_path: Path) -> None:
    site = _site(tmp_path, 2)
    _update(site)
    assert sorted(found["url"] for found in _results(site)) == ["page-0/", "page-1/"]
    assert "never" not in json.dumps(_results(site))


def test_of_a_claim_its_sentence_speaker_and_quotation_are_found(tmp_path: Path) -> None:
    site = _site(tmp_path, 1, _CARD)
    _update(site)
    (found,) = _results(site)
    assert "The sentence. Ada the quote." in found["content"]
    anchors = [(anchor["element"], anchor["id"]) for anchor in found["anchors"]]
    assert anchors[:2] == [("h3", "c"), ("span", "c--who")]


_TEXT = (
    "<div class='page' data-pagefind-body><h1>A briefing</h1><p>about a bridge</p>"
    '<div id="article-text" lang="{0}" dir="ltr" class="words"><p>{1}</p></div></div></body>'
)


def _languages(site: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((site / "pagefind" / "languages.json").read_text("utf-8"))
    return {index["language"]: index for index in table["indexes"]}


def _foreign(folder: Path) -> Path:
    site = _site(folder, 3)
    for language, text in (("de", "Die Brücken"), ("uk", "Мости"), ("zh-Hans", "新建的图书馆")):
        page = f"<!doctype html><html lang='en'><body>{_TEXT.format(language, text)}"
        (site / f"{language}.html").write_text(page, "utf-8")
    return site


def test_articles_in_other_languages_have_an_index_of_their_own(tmp_path: Path) -> None:
    sites = [_foreign(tmp_path / name) for name in "ab"]
    for site in sites:
        assert _update(site).pages == 6
    first, second = map(_files, sites)
    assert first == second
    found = _languages(sites[0])
    assert {name: index["starts"] for name, index in found.items()} == {
        "en": [],
        "de": ["br", "ck", "di", "en", "ie", "ke", "ru", "uc"],
        "uk": ["мо", "ос", "ст", "ти"],
        "zh": ["书", "图", "建", "新", "的", "馆"],
    }
    near = {name: index["near"] for name, index in found.items()}
    # A compound may be found by its second part; for the last two Pagefind has no stemmer.
    assert near == {"en": False, "de": True, "uk": True, "zh": True}
    for language in ("de", "uk", "zh"):
        entry = json.loads(first[f"{language}/pagefind-entry.json"])
        assert [(name, one["page_count"]) for name, one in entry["languages"].items()] == [
            (language, 1)
        ]
        (own,) = [name for name in first if name.startswith(f"{language}/fragment/")]
        assert own.removeprefix(f"{language}/") in first  # called as in the index of all pages
    assert "Brücken" not in json.dumps(_results(sites[0]), ensure_ascii=False)
    assert "wasm.unknown.pagefind" not in first


def test_the_index_of_a_language_goes_with_its_last_article(tmp_path: Path) -> None:
    site, store = _foreign(tmp_path), Store(tmp_path / "store.sqlite")
    _update(site, store)
    (site / "uk.html").unlink()
    _update(site, store)
    assert list(_languages(site)) == ["en", "de", "zh"]
    assert not (site / "pagefind" / "uk").exists()


def test_what_every_briefing_says_of_itself_is_not_found(tmp_path: Path) -> None:
    """The two readings of a briefing, and the legend of its signs, as its template writes them."""
    template = Path(__file__).resolve().parents[2] / "templates"
    assert '<details class="signs">' in (template / "_reader.md.j2").read_text("utf-8")
    assert '<div class="readings"' in (template / "briefing.md.j2").read_text("utf-8")
    legend = '<details class="signs"><summary>1 mark</summary><p>A bubble asks</p></details>'
    site = _site(tmp_path, 1, f'<div class="readings"><a>Analyst</a></div>{legend}')
    _update(site)
    ((content),) = (found["content"] for found in _results(site))
    assert "words of page 0" in content
    assert not {"bubble", "Analyst"} & set(content.split())


def test_labels_are_not_joined_to_their_values(tmp_path: Path) -> None:
    facts = "<dl><div><dt>Appears in</dt><dd>Rivers</dd></div><div><dt>By</dt><dd>Ada</dd></div>"
    site = _site(tmp_path, 1, f"{facts}</dl>")
    _update(site)
    ((content),) = (found["content"] for found in _results(site))
    assert "Appears" not in content
    assert {"Rivers", "Ada"} <= set(content.replace(".", " ").split())


def test_pagefind_runs_only_for_a_change_that_can_be_found(tmp_path: Path) -> None:
    site, store = _site(tmp_path), Store(tmp_path / "store.sqlite")
    assert [_update(site, store).ran for _ in range(2)] == [True, False]
    (site / "list.html").write_text("<html><body>another list</body></html>")
    assert not _update(site, store).ran
    before = _files(site)
    page = site / "page-3" / "index.html"
    page.write_text(_PAGE.format("page 3", "Actor", "<p>more</p>"))
    assert _update(site, store).ran
    after = _files(site)
    assert before != after
    assert sum(name not in before for name in after if name.startswith("fragment/")) == 1
    page.unlink()
    assert _update(site, store).pages == 11
    assert not _update(site, store).ran


@pytest.mark.parametrize("damage", ["remove", "change", "add", "link", "store"])
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: str) -> None:
    site, store = _site(tmp_path), Store(tmp_path / "store.sqlite")
    _update(site, store)
    whole = _files(site)
    file = next((site / "pagefind" / "fragment").iterdir())
    outside = tmp_path / "outside"
    if damage == "remove":
        file.unlink()
    elif damage == "change":
        file.write_bytes(b"x")
    elif damage == "add":
        (site / "pagefind" / "more.pf_data").write_bytes(b"x")
    elif damage == "link":
        outside.write_bytes(b"kept")
        file.unlink()
        file.symlink_to(outside)
    else:
        store.put("search", "build", b'["x", {"a": 3}, [], {}]')
    assert _update(site, store).ran
    assert _files(site) == whole
    assert not file.is_symlink()
    assert not outside.exists() or outside.read_bytes() == b"kept"


def test_what_pagefind_needed_is_remembered(tmp_path: Path) -> None:
    site, store = _site(tmp_path), Store(tmp_path / "store.sqlite")
    assert memory_of(store, "build") is None
    _update(site, store)
    needed = memory_of(store, "build")
    _update(site, store)
    assert memory_of(store, "build") == needed
    memory, pages = needed or (0, 0)
    assert pages == 12
    if sys.platform == "linux":
        assert 1_000_000 < memory < 1_000_000_000


def test_a_page_in_another_encoding_is_indexed_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    site = _site(tmp_path, 1)
    (site / "old.html").write_bytes(_PAGE.format("café", "About", "").encode("latin-1"))
    assert _update(site).pages == 2


def test_a_site_with_nothing_to_find_has_an_index_too(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert _update(_site(tmp_path, 0)).pages == 0
    assert "pagefind-entry.json" in _files(tmp_path / "site")


def _pagefind(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Put a script in the place of Pagefind's binary."""
    binary = folder / "pagefind-stand-in"
    binary.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    binary.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(binary))


def test_a_pagefind_that_stops_is_said_and_the_last_index_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = _site(tmp_path)
    _update(site)
    before = _files(site)
    _pagefind(monkeypatch, tmp_path, "import sys; sys.exit(3)\n")
    with pytest.raises(PagefindError, match="stopped before the index was complete"):
        _update(_site(tmp_path, 3))
    assert _files(site) == before


def test_a_pagefind_that_stops_amid_the_pages_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What it leaves unread is more than a pipe holds, and must not hide why."""
    answer = base64.b64encode(b'{"payload": {"type": "NewIndex", "index_id": 0}}').decode()
    _pagefind(monkeypatch, tmp_path, f"print({answer!r}, end=',', flush=True)\n")
    with pytest.raises(PagefindError, match="stopped before the index was complete"):
        _update(_site(tmp_path, 4, "word " * 50_000))


def test_a_request_that_pagefind_refuses_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer = base64.b64encode(b'{"payload": {"type": "Error", "message": "no room"}}').decode()
    _pagefind(monkeypatch, tmp_path, f"print({answer!r}, end=',', flush=True); input()\n")
    with pytest.raises(PagefindError, match="refused a request: no room"):
        _update(_site(tmp_path))


def test_a_pagefind_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(PagefindError, match="Pagefind"):
        _update(_site(tmp_path))
