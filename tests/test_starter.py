"""A new owner's site, from the wheel: the first page, a strict build, a preview, other systems."""

import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml

from tests import warm
from tests.installed import install_example
from tests.language.sites import foreign, known_words, shown
from tests.published import published
from tests.starter import PROJECT, STARTER, borrowing, environment, make_site, run, wheel

NOTICE = re.compile("Material for MkDocs|Zensical|ProperDocs|MkDocs 2|Warning")
MOST_SECONDS = 60
"""From the empty folder to the first page, on a slow machine; usually five."""


@pytest.fixture(scope="module")
def python() -> Path:
    """The Python of an environment with the wheel."""
    STARTER.mkdir(parents=True, exist_ok=True)
    return borrowing(wheel(STARTER), STARTER / "python")


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with this checkout that starts at once, for what the wheel makes no other."""
    folder = tmp_path_factory.mktemp("forked")
    warm.install(folder, forked=warm.MODULE)
    return folder / "forked"


@pytest.fixture(scope="module")
def site(python: Path) -> Path:
    """A site in an empty folder, of which nothing leads to the checkout."""
    began = time.monotonic()
    output = make_site(python, STARTER / "site")
    assert time.monotonic() - began < MOST_SECONDS
    assert not NOTICE.search(output), output
    assert "WARNING" not in output
    return STARTER / "site"


def test_the_first_page_is_there(site: Path) -> None:
    page = (site / "site/index.html").read_text("utf-8")
    assert "Petra Lunn" in page
    assert ">Who said it, how it reached you, and whether it is so<" in page
    assert "Example with an invented article" in page
    assert (site / "site/about/index.html").is_file()
    assert (site / "site/assets/briefings/briefings.css").is_file()
    assert (site / "site/pagefind/pagefind.js").is_file()


@pytest.mark.parametrize("language", ["de", "fa"])
def test_a_site_in_another_language_has_no_english_phrase(
    python: Path, tmp_path: Path, language: str
) -> None:
    assert "WARNING" not in make_site(python, tmp_path, "--language", language)
    known = known_words(tmp_path, language)
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 30
    for path in pages:
        page = published(path)
        for text in shown(page):
            assert foreign(text, known) == [], f"{path.relative_to(tmp_path)}: {text.strip()}"
        assert "Hollowmere" not in page, path


def test_the_program_comes_from_the_wheel(python: Path, site: Path) -> None:
    code = "import article_briefings as a; print(a.__file__)"
    package = Path(run(site, python, "-c", code).strip())
    assert package.is_relative_to(STARTER / "python")


def test_every_section_has_a_place_in_the_navigation(site: Path) -> None:
    page = published(site / "site/index.html")
    sections = re.search('aria-label="Sections">(.*?)</nav>', page, re.DOTALL)
    assert sections
    hrefs = re.findall('href="([^"]*)"', sections[1])
    assert hrefs == ["briefings/", "claims/", "actors/", "background/", "about/", "#page--sections"]
    foot = re.search('id="page--sections".*', page, re.DOTALL)
    assert foot
    for place in (*hrefs[:-1], "topics/", "timeline/"):
        assert f'href="{place}"' in foot[0]


def test_the_preview_starts_at_once(python: Path, site: Path, tmp_path: Path) -> None:
    root = copied(site, tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = (python, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}")
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(serve, cwd=root, env=environment(), stdout=out, stderr=out)
    try:
        page = _first(f"http://127.0.0.1:{port}/", process)
    finally:
        process.terminate()
        process.wait(30)
    assert "Petra Lunn" in page
    assert not NOTICE.search(log.read_text("utf-8"))


def _first(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert process.poll() is None
        try:
            with urlopen(address) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def copied(site: Path, tmp_path: Path) -> Path:
    """The project of a site, without what was built."""
    root = tmp_path / "site"
    shutil.copytree(site, root, ignore=shutil.ignore_patterns("site"))
    return root


ADDRESS = {"BRIEFINGS_SITE_URL": "https://bridges.example/"}
REPOSITORY = "https://code.example/town/bridges"
NOINDEX = '<meta name="?robots"? content="?noindex"?>'
#: Pages, and the files that they are made from.
EDITED = {"actors/petra-lunn": "briefings/actors/petra-lunn.yml", "about": "docs/about.md"}


def edit_links(root: Path) -> dict[str, tuple[str, str]]:
    """The edit link of each page: its address and its words."""
    found = {}
    for page in EDITED:
        text = published(root / "site" / page / "index.html")
        [found[page]] = re.findall('<p class="edit"><a href="([^"]*)">([^<]*)</a>', text)
    return found


def test_what_readers_need_is_required_for_them(forked: Path, site: Path, tmp_path: Path) -> None:
    root = copied(site, tmp_path)
    build = (root, forked, "-m", "mkdocs", "build", "--strict")
    public = {"BRIEFINGS_PUBLISH": "true", "BRIEFINGS_REPO_URL": REPOSITORY}
    assert "The site has no address" in run(*build, code=1, **public)
    assert run(*build, code=1, **public, **ADDRESS).count("error [unfilled-heading]") == 4
    assert not (root / "site").exists()

    about = (root / "docs/about.md").read_text("utf-8")
    (root / "docs/about.md").write_text(re.sub("<!--.*?-->", "Words.", about), "utf-8")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub(".*label:.*\n", "", settings), "utf-8")
    run(*build, **public, **ADDRESS)
    assert not re.search(NOINDEX, (root / "site/index.html").read_text("utf-8"))
    assert (root / "site/sitemap.xml").is_file()
    for page, (href, words) in edit_links(root).items():
        assert href == f"{REPOSITORY}/edit/main/{EDITED[page]}"
        assert words.endswith(" on GitHub")


def test_the_preview_of_a_change_on_gitlab(forked: Path, site: Path, tmp_path: Path) -> None:
    """Search engines leave it out; edit links and their words are GitLab's."""
    root = copied(site, tmp_path)
    settings = (root / "mkdocs.yml").read_text("utf-8").replace("host: github", "host: gitlab")
    (root / "mkdocs.yml").write_text(re.sub(".*label:.*\n", "", settings), "utf-8")
    change = {"BRIEFINGS_NOINDEX": "true", "BRIEFINGS_REPO_URL": REPOSITORY}
    run(root, forked, "-m", "mkdocs", "build", "--strict", **change, **ADDRESS)
    for page in (root / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert re.search(NOINDEX, text) or "http-equiv" in text, page
    assert not (root / "site/sitemap.xml").exists()
    for page, (href, words) in edit_links(root).items():
        assert href == f"{REPOSITORY}/-/edit/main/{EDITED[page]}"
        assert words.endswith(" on GitLab")


def test_a_standalone_project_has_what_the_plugin_fills_in(
    python: Path, site: Path, tmp_path: Path
) -> None:
    """Other engines know neither our theme nor our defaults."""
    output = tmp_path / "project"
    command = ("build", "--standalone", "--output", output)
    run(site, python, "-m", "article_briefings", *command)
    settings = yaml.safe_load((output / "mkdocs.yml").read_text("utf-8"))
    assert settings["theme"]["name"] == "material"
    assert settings["theme"]["font"] is False
    assert settings["extra_css"] == ["assets/briefings/briefings.css"]
    assert settings["extra_javascript"] == [
        {"path": "assets/briefings/briefings.js", "defer": True}
    ]
    assert "attr_list" in settings["markdown_extensions"]
    assert {"Claims": "claims/index.md"} in settings["nav"]


# --- sites of earlier versions ---------------------------------------------------------------

EARLIER = sorted(path for path in (PROJECT / "tests" / "sites").iterdir() if path.is_dir())


@pytest.mark.parametrize("earlier", EARLIER, ids=lambda path: path.name)
def test_a_site_that_an_earlier_version_made_is_still_sound(
    python: Path, tmp_path: Path, earlier: Path
) -> None:
    """Each folder is what `briefings init --yes --name Bridges` wrote in that version."""
    root = tmp_path / "site"
    shutil.copytree(earlier, root)
    run(root, python, "-m", "article_briefings", "check")
    assert "WARNING" not in run(root, python, "-m", "mkdocs", "build", "--strict")
    assert (root / "site/actors/petra-lunn/index.html").is_file()


FIELDS = """\
format: 2

briefings:
  desk:
    label: {en: Desk, de: Ressort}
    type: choice
    choices: {town-hall: Town hall, sports: Sports}
    place: head

kinds:
  forecast:
    label: forecast of the weather
    so: true
"""
BLOCK = """\
{% extends "package/briefing.md.j2" %}
{% block questions %}
{{ super() }}
<p>Write to the reading circle.</p>

{% endblock %}
"""


def _made_their_own(root: Path, python: Path) -> None:
    """Change a site as an owner would: fields, a kind, a slot, a block, a copied template."""
    (root / "briefings/fields.yml").write_text(FIELDS, "utf-8")
    [briefing] = root.rglob("briefing.yml")
    text = briefing.read_text("utf-8").replace("kind: prediction", "kind: forecast")
    text = text.replace("\nclaims:", "\nfields: {desk: town-hall} # ours\n\nclaims:", 1)
    briefing.write_text(text, "utf-8")
    (root / "templates/slots").mkdir(parents=True)
    (root / "templates/slots/footer.html").write_text("<p>By {{ config.site_name }}.</p>\n")
    (root / "templates/briefing.md.j2").write_text(BLOCK, "utf-8")
    run(root, python, "-m", "article_briefings", "templates", "copy", "topic.md.j2")
    copy = root / "templates/topic.md.j2"
    # An earlier version's template was another.
    old = re.sub("sha256 [0-9a-f]{8}", "sha256 01234567", copy.read_text("utf-8"))
    copy.write_text(f"{old}\n<p>Topics of our own.</p>\n", "utf-8")
    run(root, python, "-m", "article_briefings", "fmt")


@pytest.mark.parametrize("earlier", EARLIER, ids=lambda path: path.name)
def test_an_upgrade_loses_nothing_that_an_owner_has_made(
    python: Path, tmp_path: Path, earlier: Path
) -> None:
    root = tmp_path / "site"
    shutil.copytree(earlier, root)
    _made_their_own(root, python)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    run(root, python, "-m", "article_briefings", "migrate")
    stale = "note: the package's template has changed since topic.md.j2 was copied"
    assert stale in run(root, python, "-m", "article_briefings", "doctor")
    run(root, python, "-m", "article_briefings", "check")
    packages = {"PYTHONPATH": str(install_example(tmp_path / "packages", "exporters"))}
    export = ("export", "digest", "--output", tmp_path / "digest")
    run(root, python, "-m", "article_briefings", *export, **packages)
    assert {path: path.read_bytes() for path in before} == before

    run(root, python, "-m", "mkdocs", "build", "--strict")
    page = (root / "site/briefings/baths-stay-open/index.html").read_text("utf-8")
    for words in ("Desk: <bdi>Town hall</bdi>", "forecast of the weather", "the reading circle"):
        assert words in page
    assert "<p>By Bridges." in page
    assert "Topics of our own." in (root / "site/topics/town-budgets/index.html").read_text()
    assert "Petra Lunn: The town has the money" in (tmp_path / "digest/digest.md").read_text()


# --- other systems ---------------------------------------------------------------------------

#: What Windows allows in no name; a point or a blank at the end is lost.
FORBIDDEN = re.compile(
    r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE
)
LONGEST = 120
"""Of the 260 characters that a path may have on Windows, so many are the site's."""


def test_the_files_of_a_site_have_names_that_every_system_takes(site: Path) -> None:
    paths = [path.relative_to(site) for path in site.rglob("*") if ".cache" not in path.parts]
    assert len(paths) > 100
    for path in paths:
        assert not any(FORBIDDEN.search(part) for part in path.parts), path
        assert len(path.as_posix()) <= LONGEST, path
        assert not (site / path).is_symlink()
    assert len({path.as_posix().casefold() for path in paths}) == len(paths), "case decides"


def test_windows_line_ends_blanks_and_long_paths(forked: Path, site: Path, tmp_path: Path) -> None:
    """What git and people on other systems make of a project; its pages are the same."""
    root = tmp_path.joinpath(*["Meine Brücken, lang und breit " * 2] * 4, "site")
    shutil.copytree(site, root, ignore=shutil.ignore_patterns("site", ".cache"))
    assert len(str(root)) > 260
    for path in root.rglob("*"):
        if path.is_file() and path.name != "source.txt":
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run(root, forked, "-m", "article_briefings", "check")
    run(root, forked, "-m", "mkdocs", "build", "--strict")
    for name in ("index.html", "actors/petra-lunn/index.html", "about/index.html"):
        same = (site / "site" / name).read_text("utf-8")
        assert (root / "site" / name).read_text("utf-8") == same, name


def test_an_article_whose_line_ends_git_has_changed_says_how_to_keep_them(
    forked: Path, site: Path, tmp_path: Path
) -> None:
    root = copied(site, tmp_path)
    [source] = root.rglob("source.txt")
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    output = run(root, forked, "-m", "article_briefings", "check", code=1)
    assert "[source-changed]" in output
    assert "“*.txt -text” in .gitattributes" in output


@pytest.mark.parametrize("name", ["Petra-Lunn.yml", "a\\b.yml"])
def test_names_that_other_systems_would_confuse_are_refused(
    forked: Path, site: Path, tmp_path: Path, name: str
) -> None:
    root = copied(site, tmp_path)
    actors = root / "briefings/actors"
    shutil.copy(actors / "petra-lunn.yml", actors / name)
    output = run(root, forked, "-m", "article_briefings", "check", code=1)
    assert "[bad-file-name]" in output


def test_workers_that_are_spawned_make_the_same_pages(
    python: Path, site: Path, tmp_path: Path
) -> None:
    """Windows and macOS have no safe `fork`: each worker opens the project itself."""
    root = copied(site, tmp_path)
    code = """
import article_briefings.input._workers as workers
from mkdocs.commands.build import build
from mkdocs.config import load_config

if __name__ == "__main__":
    workers.start_method, workers.cores, workers.MANY = lambda: "spawn", lambda: 2, 0
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
"""
    (tmp_path / "spawning.py").write_text(code, "utf-8")
    run(root, python, tmp_path / "spawning.py")
    for path in (site / "site").rglob("*.html"):
        name = path.relative_to(site / "site")
        assert (root / "site" / name).read_text("utf-8") == path.read_text("utf-8"), name
