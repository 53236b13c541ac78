"""Fixtures for the finished site: built once, served under a sub-path, opened in Chromium."""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests import warm
from tests.site.gallery_darkroom import Darkroom
from tests.site.pages import KINDS, PREFIX

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "tests" / "examples"
ENVIRONMENT = {
    "NO_MKDOCS_2_WARNING": "1",
    "BRIEFINGS_SITE_URL": f"https://user.invalid{PREFIX}/",
    "BRIEFINGS_REPO_URL": "https://github.com/riverton/texts",
}
_BROWSERS = (
    os.environ.get("BRIEFINGS_BROWSER", ""),
    "chromium-headless-shell",  # the same without windows, which are most of a short test's work
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-lcd-text",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def copy_project(target: Path, briefings: Path) -> Path:
    """A project of its own with our templates, docs and settings and other briefings."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for name in ("docs", "templates"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copytree(briefings, target / "briefings")
    return target


def build(project: Path, site: Path) -> Path:
    """Build a project's site, warnings being errors."""
    done = subprocess.run(
        [*warm.python(), warm.MKDOCS, "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, **ENVIRONMENT},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stderr == "", done.stderr
    return site


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to ask for it fills for all."""
    workers = "PYTEST_XDIST_WORKER" in os.environ
    base = factory.getbasetemp()
    folder = (base.parent if workers else base) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own briefings."""

    def make(folder: Path) -> None:
        build(copy_project(folder / "project", ROOT / "briefings"), folder / "site")

    return once(tmp_path_factory, "site", make) / "site"


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every text of every file is an attack."""

    def make(folder: Path) -> None:
        project = copy_project(folder / "project", EXAMPLES / "base" / "briefings")
        hostile = EXAMPLES / "valid" / "hostile" / "briefings"
        shutil.copytree(hostile, project / "briefings", dirs_exist_ok=True)
        build(project, folder / "site")

    return once(tmp_path_factory, "hostile", make) / "site"


@pytest.fixture(scope="session")
def examples_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the three invented articles on one event, with the project's own templates."""

    def make(folder: Path) -> None:
        build(ROOT / "examples", folder / "site")

    return once(tmp_path_factory, "examples", make) / "site"


class SubPath(SimpleHTTPRequestHandler):
    """Serves a folder below PREFIX and nothing else, as GitHub Pages does for a project."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{PREFIX}/"):
            return str(Path(self.directory) / "outside-the-sub-path")
        return super().translate_path(path.removeprefix(PREFIX))

    def end_headers(self) -> None:
        """Let the browser keep styles, scripts and fonts: to ask for each is a sixth of a visit."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that leaves before it has everything: a test may do so."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def serve(folder: Path, handler: type[SubPath] = SubPath) -> Iterator[str]:
    """The address at which a folder is served, while the caller holds on to it."""
    server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    yield from serve(site)


@pytest.fixture(scope="session")
def hostile_address(hostile_site: Path) -> Iterator[str]:
    yield from serve(hostile_site)


@pytest.fixture(scope="session")
def examples_address(examples_site: Path) -> Iterator[str]:
    yield from serve(examples_site)


@pytest.fixture(scope="session")
def addresses(address: str, examples_address: str) -> dict[str, str]:
    """Where the pictures of the gallery are taken, by the name of the site."""
    return {"seed": address, "examples": examples_address}


def launch(kind: BrowserType, *flags: str, env: Mapping[str, str] | None = None) -> Browser:
    """Chromium or Chrome, without anything that asks the network."""
    allowed = ["--no-sandbox"] if os.geteuid() == 0 else []
    return kind.launch(
        executable_path=_executable(),
        args=[*_FLAGS, *allowed, *flags],
        env={**os.environ, **(env or {})},
    )


def _executable() -> str:
    for name in _BROWSERS:
        found = shutil.which(name) if name else None
        if found:
            return found
    pytest.fail("no Chromium or Chrome; `make browser` says how to get one")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def darkroom(browser: Browser) -> Iterator[Darkroom]:
    page = browser.new_page()
    yield Darkroom(page)
    page.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@contextmanager
def watched(page: Page) -> Iterator[Page]:
    """A page on which an error of a script, or a request to another origin, fails the test."""
    problems: list[str] = []
    handlers: dict[str, Callable[[Any], object]] = {
        "pageerror": lambda error: problems.append(f"script error: {error}"),
        "dialog": lambda dialog: (problems.append("a dialog opened"), dialog.dismiss()),
        "request": lambda request: _check_origin(request, problems),
    }
    for event, handler in handlers.items():
        page.on(event, handler)  # type: ignore[call-overload]
    yield page
    for event, handler in handlers.items():
        page.remove_listener(event, handler)
    assert problems == []


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A watched page of its own."""
    with watched(context.new_page()) as page:
        yield page


@pytest.fixture(scope="session")
def _both(browser: Browser) -> Iterator[tuple[Page, Page]]:
    contexts = [browser.new_context(java_script_enabled=scripts) for scripts in (True, False)]
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


@pytest.fixture
def shared(_both: tuple[Page, Page]) -> Iterator[Page]:
    """A watched page for tests that only look: a page of its own takes longer than their look."""
    page, _ = _both
    page.goto("about:blank")  # to follow a mere fragment would load nothing
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    with watched(page):
        yield page


@pytest.fixture
def shared_plain(_both: tuple[Page, Page]) -> Page:
    """A page in which no script runs, for tests that only look."""
    return _both[1]


def _check_origin(request: Request, problems: list[str]) -> None:
    if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        problems.append(f"request to another origin: {request.url}")


@pytest.fixture
def reading(page: Page, address: str) -> Page:
    """The first briefing on a wide screen, ready."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    expect(page.locator(".reading.laid")).to_be_visible()
    return page


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """The first briefing on a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}{KINDS['briefing']}#analyst")
    yield page
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """A browser in which no script runs."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    yield context
    context.close()
