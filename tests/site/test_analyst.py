"""Analyst's marks: what is off is text only, and what is on is drawn and hit where it belongs."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.pages import KINDS

pytestmark = pytest.mark.browser

_ANALYST = f"{KINDS['briefing']}#analyst"
_COURIER = "briefings/courier-barrier-stays-open/#analyst"
_PERSIAN = "briefings/sahel-night-of-the-barrier/#analyst"
#: The names of references at whose middle another element is.
_COVERED = """() => [...document.querySelectorAll('.m-ref')].filter(one => one.checkVisibility())
  .filter(one => {
    one.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = one.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('a') !== one;
  }).map(one => one.hash)"""
#: Marks that lie lower than what is drawn over them asks for.
_TOO_LOW = """() => {
  const drawn = one => getComputedStyle(one).textDecorationLine !== 'none';
  const laneOf = one => Number(one.style.getPropertyValue('--lane'));
  const keyOf = one => one.dataset.key || one.id.replace('mark--', '');
  const marks = [...document.querySelectorAll(':is(#article-text, #translation-text) u')]
    .filter(one => one.matches(':not(.m-cue, .m-mention)') && drawn(one));
  const found = {};
  for (const mark of marks) {
    const near = marks.filter(other => mark.contains(other) || other.contains(mark));
    (found[keyOf(mark)] ??= new Set([laneOf(mark)])).others ??= new Set();
    const { others } = found[keyOf(mark)];
    near.filter(other => other !== mark).forEach(other => others.add(laneOf(other)));
  }
  return Object.entries(found).filter(([, lanes]) => {
    const [own] = lanes;
    return [...Array(own).keys()].some(lower => !lanes.others.has(lower));
  }).map(([key]) => key);
}"""
#: The tallest ground of a mark, in lines of 1.5.
_GROUND = """() => Math.max(...[...document.querySelectorAll('.words u:is(.f-direct, .quoted)')]
  .flatMap(one => [...one.getClientRects()].map(({ height }) =>
    height / (1.5 * parseFloat(getComputedStyle(one).fontSize)))))"""
#: References that are drawn in pieces where words of the other direction, and a number, follow.
_SQUASHED = """() => [...document.querySelectorAll('.m-ref')].filter(one => one.checkVisibility())
  .filter(one => {
    one.before('سلام');
    one.after('12 hello');
    return one.getClientRects().length > 1;
  }).map(one => one.hash)"""


def _open(page: Page, address: str, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}{place}")
    expect(page.locator(".reading.laid")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_every_mark_is_drawn_and_hit_where_it_belongs(page: Page, address: str, width: int) -> None:
    _open(page, address, _ANALYST, width)
    assert page.evaluate(_COVERED) == []
    assert page.evaluate(_TOO_LOW) == []
    assert page.evaluate(_GROUND) <= 1
    page.evaluate("document.documentElement.classList.remove('off-event', 'off-cue')")
    assert page.evaluate(_COVERED) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_numbers_are_whole_where_the_direction_changes(
    page: Page, examples_address: str, width: int
) -> None:
    _open(page, examples_address, _PERSIAN, width)
    assert page.locator(".m-ref:visible").count() > 10
    assert page.evaluate(_COVERED) == []
    assert page.evaluate(_SQUASHED) == []


# --- estimated heights ---------------------------------------------------------------------------

_KINDS = (
    ".claim",
    ".cast > li",
    ".background-notes > section",
    ".timeline > .event",
    ".evidence > li",
)
#: For each kind, how the median height before layout differs from the median afterwards.
_ESTIMATES = """kinds => {
  const heights = kind => [...document.querySelectorAll(kind)].map(one => one.offsetHeight);
  const median = some => some.sort((a, b) => a - b)[Math.floor(some.length / 2)];
  const before = kinds.map(kind => [kind, median(heights(kind))]);
  const style = document.createElement('style');
  style.textContent = '.page * { content-visibility: visible !important; }';
  document.head.append(style);
  return Object.fromEntries(before.map(([kind, was]) => [kind, was / median(heights(kind)) - 1]));
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_far_below_is_as_high_as_was_estimated(
    page: Page, address: str, examples_address: str, width: int
) -> None:
    for place in (f"{address}{_ANALYST}", f"{examples_address}{_COURIER}"):
        page.set_viewport_size({"width": width, "height": 600})
        page.goto(place)
        wrong = page.evaluate(_ESTIMATES, _KINDS)
        assert {kind: off for kind, off in wrong.items() if abs(off) > 0.15} == {}, place


# --- layers ------------------------------------------------------------------------------------


def _exposed(page: Page) -> list[tuple[str, str]]:
    """The role and the name of all that is exposed below the marked text."""
    session = page.context.new_cdp_session(page)
    nodes: dict[str, Any] = {
        node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]
    }
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    [words] = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "#article-text"})[
        "nodeIds"
    ]
    place = session.send("DOM.describeNode", {"nodeId": words})["node"]["backendNodeId"]
    waiting = [node for node in nodes.values() if node.get("backendDOMNodeId") == place]
    found = []
    while waiting:
        node = waiting.pop(0)
        waiting = [nodes[name] for name in node.get("childIds", ()) if name in nodes] + waiting
        if not node["ignored"]:
            role, name = (node.get(field, {}).get("value", "") for field in ("role", "name"))
            found.append((role, name))
    return found


def test_a_layer_that_is_off_has_no_role_no_link_and_no_text(page: Page, address: str) -> None:
    _open(page, address, _ANALYST, 1440)
    boxes = page.locator("#article--layers input[id^=layer]")
    off = {role: name for role, name in _exposed(page) if role not in ("StaticText", "link")}
    assert off.keys() <= {"generic", "paragraph", "InlineTextBox"}
    heard = [name for role, name in _exposed(page) if role in ("StaticText", "link")]
    assert any(name.startswith("claim 3, ") for name in heard)
    assert any("end of claim 3 , note" in name for name in heard)
    assert not any("event" in name.split(" ")[:3] for name in heard)
    for box in boxes.all():
        box.set_checked(False)
    exposed = _exposed(page)
    assert {role for role, _ in exposed} <= {"generic", "paragraph", "StaticText", "InlineTextBox"}
    words = "".join(name for role, name in exposed if role == "StaticText")
    assert words == page.locator("#article-text").evaluate("""article => {
      const copy = article.cloneNode(true);
      copy.querySelectorAll('.m-ref').forEach(one => one.remove());
      return [...copy.querySelectorAll('p')].map(one => one.textContent).join('');
    }""")


def test_a_phone_has_long_lists_folded_and_their_addresses_open_them(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}{_ANALYST}")
    for folded in (".cast li", ".background-notes section", ".evidence li"):
        expect(page.locator(folded).first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollHeight") < 16_000
    page.get_by_role("link", name="38 sources").click()
    expect(page.locator(".evidence li").first).to_be_in_viewport()
    expect(page.locator(".jump")).to_be_in_viewport()
    page.goto(f"{address}{KINDS['briefing']}#tass-0911")
    expect(page.locator("#tass-0911")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{address}{_ANALYST}")
    for shown in (".cast li", ".background-notes section", ".evidence li"):
        expect(page.locator(shown).last).to_be_visible()


@pytest.mark.parametrize(
    "place",
    [
        _ANALYST,
        # Short articles: what follows them would be in sight. A claim opens and needs room.
        "briefings/tass-no-attack/#analyst",
        "briefings/turan-borders-secure/#borders-secure",
    ],
)
@pytest.mark.parametrize("rate", [150_000, 10_000_000])
def test_an_address_that_draws_the_analyst_moves_nothing(
    browser: Browser, address: str, place: str, rate: int
) -> None:
    """On a slow line the page is painted before its end, where a browser looks for the target."""
    context = browser.new_context(viewport={"width": 768, "height": 1024})
    page = context.new_page()
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    line = {"latency": 120, "downloadThroughput": rate, "uploadThroughput": rate}
    slow = {"offline": False, **line}
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.goto(f"{address}{place}")
    expect(page.locator("html")).to_have_css("opacity", "1")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") <= 0.02
    context.close()
