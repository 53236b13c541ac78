"""The ledger of 20,000 claims in Chromium: how much work a filter is, and a result in parts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.ledger_corpus import made_up
from benchmarks.ledger_page import lay_ledger
from tests.site.conftest import serve

pytestmark = pytest.mark.browser

#: Changes a field of the form and counts what that takes, until its address is written.
_WORK = """([name, value]) => new Promise((done) => {
  const work = { "texts folded": 0, "elements made": 0 };
  const counted = (owner, method, kind) => {
    const plain = owner[method];
    owner[method] = function (...all) { work[kind]++; return plain.apply(this, all); };
    return () => { owner[method] = plain; };
  };
  const undo = [
    counted(String.prototype, "normalize", "texts folded"),
    counted(document, "createElement", "elements made"),
  ];
  const { replaceState } = history;
  history.replaceState = function (...all) {
    for (const back of undo) back();
    history.replaceState = replaceState;
    replaceState.apply(this, all);
    done(work);
  };
  const field = document.getElementById("ledger--form").elements[name];
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@pytest.fixture(scope="module")
def crowded_address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(lay_ledger(site, made_up(20_000), tmp_path_factory.mktemp("crowded")))


def test_a_filter_does_little_work_at_20_000_claims(page: Page, crowded_address: str) -> None:
    """No claim is folded again or loaded again, and only the first rows are made.

    `make bench-ledger` measures the time.
    """
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{crowded_address}claims/?kind=fact")
    expect(page.locator("#ledger--status")).to_have_text(re.compile("of 20,000 claims"))
    steps = (
        *(("kind", "denial"), ("so", "disputed"), ("kind", ""), ("actor", "actor-10")),
        *(("as", "relays"), ("actor", ""), ("so", ""), ("q", "record"), ("q", "")),
    )
    for step in steps:
        work = page.evaluate(_WORK, list(step))
        assert work["texts folded"] <= 1, step
        assert work["elements made"] <= 2000, step  # fifty rows; all would be 400,000
    parts = [url for url in loaded if "/claims/ledger-" in url]
    assert parts
    assert len(parts) == len(set(parts))


def test_a_long_result_goes_on_at_a_button(page: Page, crowded_address: str) -> None:
    page.goto(f"{crowded_address}claims/?kind=fact")
    rows = page.locator("#ledger--list .rows > li")
    expect(rows).to_have_count(50)
    more = page.get_by_role("button", name=re.compile(r"^Show 50 more of \d,"))
    more.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(100)
    expect(rows.nth(50).locator(":scope > a")).to_be_focused()
