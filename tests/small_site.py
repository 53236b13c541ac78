"""A small project with a bit of everything, and builds of its site within this process.

The templates are the project's own, without the fonts: pictures of links take
long to draw and have a test of their own.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from article_briefings.build._timings import Timings
from article_briefings.site._failures import Crash
from article_briefings.site._mkdocs_plugin import BriefingsPlugin
from tests.building import Fields, actor, note, outlet, sha256, write
from tests.repositories import commit

ROOT = Path(__file__).resolve().parents[1]
CONFIG = """\
site_name: A small site
site_description: Everything here is invented.
site_url: https://small.example/briefings/
repo_url: https://code.example/small
copyright: Invented.
strict: true
theme:
  name: material
  font: false
nav:
  - Home: index.md
  - Briefings: briefings/index.md
  - Stories: stories/index.md
  - Claims: claims/index.md
  - Who: actors/index.md
  - Background: background/index.md
  - Topics: topics/index.md
  - Timeline: timeline/index.md
  - About:
      - How we work: about/method.md
plugins:
  - briefings:
      search: false
      messages: false
      host: github
markdown_extensions: [attr_list, tables, {toc: {toc_depth: 3}}]
extra_css: [assets/briefings/briefings.css]
validation: {omitted_files: ignore}
"""
PEOPLE = {
    "ada-fable": "Ada Fable",
    "ed-engine": "Ed Engine",
    "ida-inlet": "Ida Inlet",
    "oto-økre": "Oto Ochre",
}
OUTLETS = {"gazette": "The Gazette", "wire": "Longwire"}
NOUNS = ("bridge", "tunnel", "harbour", "tower", "mühle", "canal", "quarry")


def article(number: int) -> tuple[str, str, str, Fields]:
    """The folder, the text, the translation (or none) and the annotation of an article."""
    noun = NOUNS[number % len(NOUNS)]
    slug, day = f"{noun}-{number}", f"2031-04-{number + 1:02}"
    first, second = list(PEOPLE)[number % 3], list(PEOPLE)[(number + 1) % 3]
    relay = list(OUTLETS)[number % 2]
    text = (
        f"Rain fell on the {noun} on day {number}. It is old.\n\n"
        f"“The {noun} number {number} will open,” {PEOPLE[first]} told {OUTLETS[relay]}.\n\n"
        f"{PEOPLE[second]} said that the {noun} costs {number}0 crowns. A resident denied it.\n\n"
        f"The {noun} was closed in 20{number + 10}.\n"
    )
    claims: list[Fields] = [
        {
            "id": "will-open",
            "text": f"The {noun} will open.",
            "quote": f"The {noun} number {number} will open",
            "kind": "commitment",
            "attribution": [{"actor": first, "cue": "told"}],
        },
        {
            "id": "costs",
            "key": True,
            "formerly": ["price"],
            "text": f"The {noun} costs {number}0 crowns.",
            "quote": f"the {noun} costs {number}0 crowns",
            "kind": "fact",
            "attribution": [
                {"actor": second, "cue": "said that"},
                {"actor": relay, "shown_by": "report"},
            ],
            "finding": f"The board’s report {number} says so.",
            "said": {"of": second, "verdict": "single-source", "evidence": ["report"]},
            "so": {
                "verdict": ("disputed", "supported", "unresolved")[number % 3],
                "rationale": "The report says so.",
                "evidence": [
                    {
                        "item": "report",
                        "relation": "supports" if number % 3 else "refutes",
                        "shows": "the costs",
                    }
                ],
            },
        },
        {
            "id": "closed",
            "text": f"The {noun} was closed.",
            "quote": f"The {noun} was closed",
            "kind": "fact",
            "attribution": [],
        },
    ]
    fields: Fields = {
        "format": "2",
        "judged": "2031-05-01",
        "title": f"News of the {noun}",
        "source": {
            "sha256": sha256(text),
            "language": "en",
            "outlet": relay,
            "published": day,
            "dating": "printed above the article",
        },
        "bluf": f"{PEOPLE[first]} says that the {noun} will open.",
        "topics": [("works", "water")[number % 2]],
        "cast": [{"actor": second, "role": "critic"}],
        "claims": claims,
        "evidence": [{"id": "report", "title": f"Report {number}", "publisher": "The board"}],
        "background": [{"note": ("works", "rain")[number % 2], "quote": "Rain", "why": "Rain."}],
        "events": [
            {"id": "shut", "date": f"20{number + 10}", "quote": "was closed", "label": "It"}
        ],
        "review": {"annotators": ["ed"], "reviewed": "2031-05-01", "due": "2032-05-01"},
    }
    translation = ""
    if number % 3 == 0:
        fields["story"] = "opening"
        translation = f"Regen fiel auf Nummer {number}.\n\nZwei.\n\nDrei.\n\nVier.\n"
        fields["source"]["translation"] = {
            "sha256": sha256(translation),
            "language": "de",
            "translator": "Tess Tongue",
        }
    return f"{day}-{slug}", text, translation, fields


def lay(root: Path, articles: int = 3, templates: bool = True) -> Path:
    """Write the project and commit it; without `templates` only its articles and register."""
    for number in range(articles):
        folder, text, translation, fields = article(number)
        if number % 3 == 2:
            other = article(number - 1)[0][len("2031-04-01-") :]
            fields["claims"][0]["contradicts"] = f"{other}#will-open"
        write(root, f"briefings/articles/{folder}/source.txt", text)
        write(root, f"briefings/articles/{folder}/briefing.yml", fields)
        if translation:
            write(root, f"briefings/articles/{folder}/translation.txt", translation)
    for name, words in PEOPLE.items():
        more = {"part_of": "gazette"} if name == "oto-økre" else {}
        value = actor(name=words, description=f"{words} lives here.", **more)
        write(root, f"briefings/actors/{name}.yml", value)
    for name, words in OUTLETS.items():
        write(root, f"briefings/actors/{name}.yml", {**outlet(), "name": words})
    write(root, "briefings/background/works.yml", note(title="Works", related=["rain"]))
    write(root, "briefings/background/rain.yml", note(title="Rain", body="It *falls*."))
    topics = {
        name: {"title": name.title(), "description": "A topic."} for name in ("water", "works")
    }
    write(root, "briefings/topics.yml", topics)
    stories = {"opening": {"title": "The opening", "summary": "Things open.", "topics": ["works"]}}
    write(root, "briefings/stories.yml", stories)
    if templates:
        shutil.copytree(ROOT / "templates", root / "templates", ignore=lambda *_: ["fonts"])
        write(
            root,
            "docs/about/method.md",
            "# How we work\n\nSlowly. See [Ada](../actors/ada-fable.md).\n",
        )
        write(root, "mkdocs.yml", CONFIG)
        write(root, ".gitignore", "/.cache/\n")
        commit(root)
    return root


def plugins() -> dict[str, Any]:
    """The plugins that MkDocs keeps from one configuration to the next within a process."""
    (option,) = [option for name, option in MkDocsConfig._schema if name == "plugins"]
    cache: dict[str, Any] = option.plugin_cache  # type: ignore[attr-defined]
    return cache


def end_process() -> None:
    """Let go of what is in memory, as the end of a process does."""
    plugin = plugins().pop("briefings", None)
    if plugin is not None and plugin._build is not None:
        plugin._build.driver.store.close()


@contextmanager
def other_process() -> Iterator[None]:
    """What is built inside knows nothing of the builds outside, and they nothing of it."""
    kept = dict(plugins())
    plugins().clear()
    try:
        yield
    finally:
        end_process()
        plugins().update(kept)


def build(
    root: Path, site: Path, *, cache: bool = True, ordinary: bool = False, preview: bool = False
) -> Timings:
    """Build the site in this process, `ordinary` in MkDocs' own way; where the time went."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    plugin = config.plugins["briefings"]
    assert isinstance(plugin, BriefingsPlugin)
    if not cache:
        plugin.config.cache = ""
    if ordinary:
        config.hooks = {"a hook": ModuleType("hook")}  # type: ignore[assignment]
    config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
    try:
        mkdocs_build.build(config, serve_url="http://127.0.0.1/" if preview else None)
    except Crash as crash:  # a bug is no build that has failed
        raise crash.__cause__ or crash from None
    finally:
        config.plugins.on_shutdown()
    return plugin._build.driver.timings if plugin._build else Timings()


@dataclass(frozen=True)
class Clean:
    """What a build that knows of no other makes of a project."""

    sound: bool
    files: dict[str, bytes]
    """Where the build failed, what it has left: all, where it was a warning in strict mode."""


def clean(root: Path, site: Path, *, ordinary: bool = False, preview: bool = False) -> Clean:
    """Build a site into a new folder, without the cache; `ordinary` in MkDocs' own way."""
    shutil.rmtree(site, ignore_errors=True)
    with other_process():
        try:
            build(root, site, cache=False, ordinary=ordinary, preview=preview)
        except (Abort, BuildError):
            return Clean(False, tree(site))
    return Clean(True, tree(site))


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site but those of the search index."""
    return {
        name: path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and not (name := path.relative_to(site).as_posix()).startswith("pagefind/")
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The files in which two sites differ, and those that only one of them has."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def state_of(root: Path) -> str:
    """A digest of all that a project's site is made from."""
    head = root / ".git" / "refs" / "heads" / "main"
    whole = hashlib.sha256(head.read_bytes() if head.exists() else b"")
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if name.parts[0] not in {".git", ".cache"} and path.is_file():
            whole.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()
