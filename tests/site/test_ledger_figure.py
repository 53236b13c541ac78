"""The figure of the ledger follows the filters, and is drawn as the plain lists draw theirs."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

_FIGURE = "#figure--so"
_DRAWN = """figure => ({
    caption: figure.querySelector("figcaption").innerText,
    numbers: [...figure.querySelectorAll(".key li")].map(entry =>
        [...entry.children].map(part => part.getAttribute("width") || part.textContent)
    ).filter(([label, signs, count]) => count !== "0"),
    rest: figure.querySelector("p").innerText,
})"""


def _drawn(page: Page) -> dict[str, Any]:
    figure: dict[str, Any] = page.locator(_FIGURE).evaluate(_DRAWN)
    return figure


def _choose(page: Page, side: str, value: str) -> None:
    page.locator(f".page-ledger [name={side}]").select_option(value)


@pytest.mark.parametrize("side", ["kind", "form", "hops", "topic"])
def test_the_figure_is_that_of_the_plain_list(
    page: Page, browser: Browser, examples_address: str, side: str
) -> None:
    page.goto(f"{examples_address}claims/")
    options = page.locator(f".page-ledger [name={side}] option")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    for value in options.evaluate_all("all => all.slice(1).map(option => option.value)"):
        _choose(page, side, value)
        plain.goto(f"{examples_address}claims/by/{side}/{value}/")
        count = plain.locator("#ledger--list .rows > li").count()
        expect(page.locator("#ledger--status")).to_contain_text(f"{count} of 34 claims")
        if not plain.locator(_FIGURE).count():
            assert set(page.locator(f"{_FIGURE} .key b").all_text_contents()) == {"0"}
            expect(page.locator(f"{_FIGURE} p")).to_have_text(
                re.compile(f"^{count} of {count} (has|have) no answer")
            )
            continue
        filtered, expected = _drawn(page), _drawn(plain)
        assert filtered["numbers"] == expected["numbers"]
        # Without a rest the plain list says nothing of it.
        assert filtered["rest"] == expected["rest"] or filtered["rest"].startswith("0 of ")
        words = "34 claims in all" if count == 34 else f"{count} of 34 claims"
        assert f"{words}, by the annotators’ answers" in filtered["caption"]
    context.close()


def test_the_figure_is_whole_again_without_filters(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/")
    before = _drawn(page)
    assert "34 claims in all" in before["caption"]
    _choose(page, "so", "disputed")
    expect(page.locator(f"{_FIGURE} figcaption")).to_contain_text(" of 34 claims")
    assert [label for label, *_ in _drawn(page)["numbers"]] == ["Disputed"]
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(f"{_FIGURE} figcaption")).to_contain_text("34 claims in all")
    assert _drawn(page) == before


def test_where_nothing_fits_nothing_is_drawn(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/?q=xylophone")
    expect(page.locator("#ledger--status")).to_contain_text("0 of 34 claims")
    expect(page.locator(_FIGURE)).to_be_hidden()


def test_the_list_keeps_its_place_while_filters_change(page: Page, examples_address: str) -> None:
    page.goto(f"{examples_address}claims/?kind=fact")
    expect(page.locator("#ledger--status")).to_contain_text(" of 34 claims")
    tops = []
    for kind in ("fact", "denial", "demand"):
        _choose(page, "kind", kind)
        expect(page.locator("#ledger--status")).not_to_be_empty()
        tops.append(page.locator("#ledger--list").evaluate("list => list.offsetTop"))
    assert len(set(tops)) == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_a_filtered_figure_has_no_gap(page: Page, examples_address: str, width: int) -> None:
    """Answers that no claim has stay, with 0, and so does what is said of the rest."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{examples_address}claims/")
    answers = page.locator(f"{_FIGURE} .key li")
    whole = answers.all_text_contents()
    corner = "all => all.map(one => [one.offsetLeft, one.offsetTop])"
    places = answers.evaluate_all(corner)
    page.evaluate("document.getElementById('ledger--filters').open = true")
    for side, value in (("kind", "demand"), ("kind", ""), ("so", "disputed")):
        _choose(page, side, value)
        expect(page.locator("#ledger--status")).to_have_text(
            re.compile(" of 34" if value else "^$")
        )
        expect(page.locator(f"{_FIGURE} .key li:visible")).to_have_count(len(whole))
        gaps = page.locator(_FIGURE).evaluate(
            """figure => {
              const boxes = [figure, ...figure.children].map(one => one.getBoundingClientRect());
              const [all, head, key, rest] = boxes;
              return [key.top - head.bottom, rest.top - key.bottom, all.bottom - rest.bottom];
            }"""
        )
        assert max(gaps) < 30, side
        moved = answers.evaluate_all(corner)
        top = moved[0][1] - places[0][1]  # what is found is said above
        for (left, y), (was_left, was_y) in zip(moved, places, strict=True):
            assert abs(left - was_left) < 4, "widths are whole pixels"
            assert y - top == was_y
