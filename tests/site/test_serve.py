"""`mkdocs serve`: every kind of input rebuilds, and a broken file breaks only its own page."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.building import write
from tests.one_page import copy_with_one_page
from tests.overlay import EXAMPLES

_PATIENCE = 60.0


@dataclass
class Preview:
    """A running preview of a project of its own."""

    project: Path
    address: str
    log: Path

    def page(self, url: str) -> str:
        """A page's HTML; its status where there is none."""
        try:
            with urllib.request.urlopen(f"{self.address}{url}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            with error:
                return f"status {error.code}"
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return "no answer"

    def wait(self, url: str, holds: Callable[[str], bool]) -> str:
        """Read a page until `holds` of it, and return it."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            html = self.page(url)
            if holds(html):
                return html
            time.sleep(0.2)
        pytest.fail(f"{url} did not come to be as expected:\n{self.log.read_text('utf-8')[-3000:]}")

    def wait_for_log(self, text: str) -> None:
        """Wait until the preview has printed a text."""
        self.wait("", lambda _: text in self.log.read_text("utf-8"))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file of the project."""
        file = self.project / path
        text = file.read_bytes().decode("utf-8")
        assert old in text
        file.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    project = copy_with_one_page(folder / "project", EXAMPLES / "base" / "briefings")
    port, log = free_port(), folder / "log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, "BRIEFINGS_SITE_URL": "https://user.invalid/project/"}
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=project, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        running = Preview(project, f"http://127.0.0.1:{port}/project/", log)
        try:
            running.wait("", lambda html: "<h1" in html)
            yield running
        finally:
            process.terminate()  # where CI runs in the background, an interrupt is ignored
            process.wait(timeout=20)


@pytest.fixture
def article(preview: Preview) -> tuple[str, str]:
    """The folder of the base example's article, relative to the project, and its address."""
    (folder,) = (preview.project / "briefings" / "articles").glob("[0-9]*")
    slug = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", folder.name)
    return folder.relative_to(preview.project).as_posix(), f"briefings/{slug}/"


def test_an_edit_of_yaml_shows(preview: Preview, article: tuple[str, str]) -> None:
    folder, url = article
    preview.edit(f"{folder}/briefing.yml", "\ntitle: ", "\ntitle: Edited ")
    preview.wait(url, lambda html: "Edited " in html)


def test_an_edit_of_a_template_shows(preview: Preview, article: tuple[str, str]) -> None:
    preview.edit("templates/briefing.md.j2", '## {{ _("Claims") }}', "## All claims")
    preview.wait(article[1], lambda html: "All claims" in html)


def test_a_slot_shows_and_one_that_is_unknown_is_said(
    preview: Preview, article: tuple[str, str]
) -> None:
    for name in ("footer", "claim"):
        write(preview.project, f"templates/slots/{name}.html", f"<i>In the {name}</i>")
        preview.wait(article[1], lambda html, name=name: f"<i>In the {name}</i>" in html)
    wrong = write(preview.project, "templates/slots/foter.html", "<i>Nowhere</i>")
    preview.wait_for_log("[unknown-slot]")
    wrong.unlink()
    (preview.project / "templates/slots/claim.html").unlink()
    preview.wait(article[1], lambda html: "In the claim" not in html and "In the footer" in html)


def test_an_edit_of_an_asset_shows(preview: Preview) -> None:
    with (preview.project / "templates/assets/briefings/briefings.css").open("a") as file:
        file.write("/* edited */\n")
    preview.wait("assets/briefings/briefings.css", lambda css: "/* edited */" in css)


def test_a_new_article_appears_and_a_deleted_one_goes(
    preview: Preview, article: tuple[str, str]
) -> None:
    folder, _ = article
    new = preview.project / "briefings" / "articles" / "2024-01-02-a-second-one"
    shutil.copytree(preview.project / folder, new)
    preview.wait("briefings/a-second-one/", lambda html: 'id="article-text"' in html)
    shutil.rmtree(new)
    preview.wait("briefings/a-second-one/", lambda html: html == "status 404")


def test_a_broken_file_shows_its_problem_alone_and_comes_back_when_mended(
    preview: Preview, article: tuple[str, str]
) -> None:
    folder, url = article
    preview.edit(f"{folder}/briefing.yml", "\nformat: 2", "\nfromat: 2")
    broken = preview.wait(url, lambda html: "unknown-field" in html)
    assert "did you mean" in broken
    assert "id=article-text" not in broken
    assert "[unknown-field]" in preview.log.read_text("utf-8")
    assert "<h1" in preview.page("actors/")
    preview.edit(f"{folder}/briefing.yml", "\nfromat: 2", "\nformat: 2")
    preview.wait(url, lambda html: 'id="article-text"' in html)


def test_a_changed_source_text_is_a_problem_until_it_is_restored(
    preview: Preview, article: tuple[str, str]
) -> None:
    folder, url = article
    source = preview.project / folder / "source.txt"
    before = source.read_bytes()
    source.write_bytes(before + b"More.\n")
    preview.wait(url, lambda html: "source-changed" in html)
    source.write_bytes(before)
    preview.wait(url, lambda html: 'id="article-text"' in html)


def test_a_broken_template_shows_its_problem_and_comes_back_when_mended(
    preview: Preview, article: tuple[str, str]
) -> None:
    preview.edit("templates/briefing.md.j2", "# {{ page.title }}", "# {{ page.titel }}")
    broken = preview.wait(article[1], lambda html: "template-error" in html)
    assert "titel" in broken
    assert "<h1" in preview.page("claims/")
    preview.edit("templates/briefing.md.j2", "# {{ page.titel }}", "# {{ page.title }}")
    preview.wait(article[1], lambda html: 'id="article-text"' in html)


def test_a_broken_actor_breaks_its_own_page_and_the_briefings_that_need_it(
    preview: Preview, article: tuple[str, str]
) -> None:
    actor = next(iter(sorted((preview.project / "briefings" / "actors").glob("*.yml"))))
    name = actor.relative_to(preview.project).as_posix()
    preview.edit(name, "type: ", "typ: ")
    preview.wait(f"actors/{actor.stem}/", lambda html: "unknown-field" in html)
    assert "<h1" in preview.page("")
    preview.edit(name, "typ: ", "type: ")
    preview.wait(f"actors/{actor.stem}/", lambda html: "unknown-field" not in html)
    preview.wait(article[1], lambda html: 'id="article-text"' in html)


def test_the_search_index_follows_an_edit(preview: Preview, article: tuple[str, str]) -> None:
    """In the background: the page is there first, and the last index until the new one is."""
    entry = "pagefind/pagefind-entry.json"
    before = preview.wait(entry, lambda text: '"version"' in text)
    preview.edit(f"{article[0]}/briefing.yml", "\ntitle: ", "\ntitle: Found ")
    preview.wait(article[1], lambda html: "Found " in html)
    preview.wait(entry, lambda text: '"version"' in text and text != before)
