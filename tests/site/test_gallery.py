"""Every kind of page still looks as in the gallery, `tests/gallery/`, within a tolerance.

`gallery.py` says what is in it, `gallery_measure.py` what the tolerance is. `make gallery` takes
the pictures anew (`--update-gallery`); look at them before you commit them.
"""

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.site.conftest import ROOT
from tests.site.gallery import FOLDER, FORMS, SHOTS, Form, Shot, contents, name_of
from tests.site.gallery_darkroom import Darkroom
from tests.site.gallery_measure import Distance, difference, measure
from tests.site.gallery_studio import studio, take, visit

pytestmark = pytest.mark.browser

_HEIGHTS = FOLDER / "heights.json"
_FOUND = ROOT / "build" / "gallery"
_NAMES = [name_of(shot, form) for shot in SHOTS for form in FORMS]
_MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-gallery"))


@pytest.fixture(scope="module")
def heights(updating: bool) -> Iterator[dict[str, int]]:
    """The height of each page in CSS pixels, by the name of its picture."""
    kept = json.loads(_HEIGHTS.read_text("utf-8")) if _HEIGHTS.exists() else {}
    yield kept
    if updating:
        kept = {name: kept[name] for name in sorted(_NAMES) if name in kept}
        _HEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


@pytest.fixture(scope="module", autouse=True)
def _only_of_this_run() -> None:
    shutil.rmtree(_FOUND, ignore_errors=True)


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: form.name)
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Form, Page]]:
    """One form, and a browser's page that has it for all pictures of that form."""
    with studio(browser, request.param) as page:
        yield request.param, page


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_a_page_looks_as_in_the_gallery(
    shot: Shot,
    look: tuple[Form, Page],
    addresses: dict[str, str],
    darkroom: Darkroom,
    heights: dict[str, int],
    updating: bool,
) -> None:
    form, page = look
    name = name_of(shot, form)
    visit(page, shot, addresses)
    taken = take(page, shot, form)
    new, file = darkroom.shrink(taken.png, form.small), FOLDER / f"{name}.webp"
    assert form.print or taken.width == form.width, f"{name}: the page is wider than its window"
    if not file.exists() or name not in heights:
        assert updating, f"{name}: no picture is kept; look at the page, then run: make gallery"
        file.write_bytes(new)
        heights[name] = taken.height
    found = measure(darkroom, form, file.read_bytes(), new, heights[name], taken.height)
    if updating and not found.unseen:
        file.write_bytes(new)
        heights[name] = taken.height
    elif not found.fits:
        pytest.fail(_shown(darkroom, form, name, new, found), pytrace=False)


def _shown(darkroom: Darkroom, form: Form, name: str, new: bytes, found: Distance) -> str:
    """Write the new picture and what differs; say where, and what to do."""
    kept = FOLDER / f"{name}.webp"
    picture, compared = _FOUND / f"{name}.webp", _FOUND / f"{name}-difference.png"
    _FOUND.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(new)
    compared.write_bytes(difference(darkroom, form, kept.read_bytes(), new, found))
    return (
        f"{name} does not look as in the gallery: {found}.\n"
        f"kept:       {kept.relative_to(ROOT)}\n"
        f"new:        {picture.relative_to(ROOT)}\n"
        f"difference: {compared.relative_to(ROOT)} (kept, new; what differs is red)\n"
        "If the new one is as it should be, run: make gallery"
    )


def test_the_gallery_holds_these_pictures_and_shows_them_all(updating: bool) -> None:
    files, readme = {f"{name}.webp" for name in _NAMES}, FOLDER / "README.md"
    if updating:
        for file in FOLDER.glob("*.webp"):
            if file.name not in files:
                file.unlink()
        readme.write_text(contents(), "utf-8")
    assert {file.name for file in FOLDER.glob("*.webp")} == files
    assert readme.read_text("utf-8") == contents()
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < _MOST_BYTES
