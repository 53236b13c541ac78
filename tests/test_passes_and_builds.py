"""Whatever passes `check` builds: pages, previews, feeds, data and every export.

Each random project has a number, which makes it again: `project_of(number)`. A longer search:

    BRIEFINGS_PROJECTS=5000 python -m pytest -n0 tests/test_passes_and_builds.py
"""

import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.exporting._exports import EXPORTS, catalogue, published
from article_briefings.models._verdicts import SaidVerdict, SoVerdict
from article_briefings.pages._paging import Bounds
from article_briefings.pages._routes import Repository
from article_briefings.pages._site import Site
from article_briefings.schema._schema import KINDS, schema_of
from tests import small_site
from tests.building import TEXT, Fields, actor, briefing, note, own_claim, project, write
from tests.built import build_project
from tests.generated import DATES, Files, project_of
from tests.overlay import TEMPLATES

TRIED = int(os.environ.get("BRIEFINGS_PROJECTS", "60"))
SITE = Site(
    "Made up",
    "Nothing here is true.",
    Repository("https://git.example/a"),
    Bounds(*[2] * len(Bounds.__dataclass_fields__)),
    "https://made-up.example/a/",
    exports=published("Made up", "Nothing here is true.", "https://made-up.example/a/"),
    catalogue=catalogue,
)


def _lay(root: Path, files: Files) -> Path:
    for name, content in files.items():
        write(root, f"briefings/{name}", content)
    return root


def _built(root: Path, preview: bool = True) -> int:
    """Build everything of a project that passed `check`; how many pages that gave."""
    built = build_project(root, SITE, templates=TEMPLATES)
    assert built.diagnostics == ()
    if preview:
        previewed = build_project(root, SITE, preview=True, templates=TEMPLATES)
        assert previewed.diagnostics == ()
    assert {f"data/{export.published}" for export in EXPORTS.values()} <= set(built.files)
    sizes = {place: len(data) for place, data in built.files.items() if place[:6] == "claim/"}
    assert {place: size for place, size in sizes.items() if size > 6_000} == {}
    for name, content in built.files.items():
        _read(name, content)
    return len(built.pages)


def _read(name: str, content: bytes) -> None:
    """Read a file as its readers do, as far as its form goes."""
    if name.endswith((".json", ".jsonld")):
        json.loads(content)
    elif name.endswith(".xml"):
        ElementTree.fromstring(content)
    elif name.endswith(".zip"):
        archive = zipfile.ZipFile(BytesIO(content))
        assert archive.testzip() is None
        for member in archive.namelist():
            _read(member, archive.read(member))
    elif name.endswith(".sqlite"):
        base = sqlite3.connect(":memory:")
        base.deserialize(content)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        base.close()
    elif name.endswith((".csv", ".jsonl", ".bib", ".txt", ".ann", ".conf")):
        content.decode()


def _names(value: Any) -> Iterator[str]:
    """The names of all fields within a value."""
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from _names(one)
    yield from value if isinstance(value, dict) else ()


def test_every_field_and_every_verdict_occurs() -> None:
    values = [one for n in range(60) for one in project_of(n).values() if isinstance(one, dict)]
    found = {name for value in values for name in _names(value)}
    for kind in KINDS:
        schema = schema_of(kind)
        for one in (schema, *schema["$defs"].values()):
            assert set(one.get("properties", ())) <= found
    claims = [claim for value in values for claim in value.get("claims", ())]
    judged = {claim["so"]["verdict"] for claim in claims if "so" in claim}
    assert judged == set(get_args(SoVerdict))
    said = [claim["said"] for claim in claims if "said" in claim]
    each = [one if isinstance(one, list) else [one] for one in said]
    assert {one["verdict"] for some in each for one in some} == set(get_args(SaidVerdict))


def test_whatever_passes_check_builds(tmp_path: Path) -> None:
    passed = 0
    for number in range(TRIED):
        root = _lay(tmp_path / str(number), project_of(number))
        try:
            if not compile_corpus(root).diagnostics:
                passed += 1
                # Of a sound project the preview is the same but for its banner and drafts.
                assert _built(root, preview=number % 4 == 0) > 10
        except BaseException as error:
            error.add_note(f"in project_of({number})")
            raise
    assert passed > TRIED * 0.9, "hardly a project is tried"


@pytest.mark.parametrize("number", range(max(3, TRIED // 50)))
def test_what_passes_check_makes_a_strict_site(
    number: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = small_site.lay(tmp_path / "project", 0)
    _lay(root, project_of(number))
    assert compile_corpus(root).diagnostics == ()
    assert small_site.clean(root, tmp_path / "site").sound, caplog.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_make_a_strict_site(
    day: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The time within sitemap.xml.gz is of 32 bits."""
    review = {"annotators": ["ed"], "reviewed": day, "due": day}
    root = small_site.lay(tmp_path / "project", 0)
    topics = {name: {"title": name} for name in ("defence", "works")}
    notes = {name: note(as_of=day, review_due=day) for name in ("rain", "works")}
    project(root, {f"{day}-a": (TEXT, briefing(review=review))}, notes=notes, topics=topics)
    assert small_site.clean(root, tmp_path / "site").sound, caplog.text


def test_every_form_of_a_date_builds_in_every_field(tmp_path: Path) -> None:
    """All forms at once, on one axis and in one list, and each as the day of an article."""
    claims = [own_claim("met", "Ministers met")]
    evidence: list[Fields] = []
    events: list[Fields] = []
    for number, date in enumerate(DATES):
        evidence.append({"id": f"e-{number}", "title": "x", "publisher": "x", "date": date})
        event = {"id": f"t-{number}", "date": date, "quote": "Ministers met", "label": "x"}
        events.append(event)
    roles = [{"title": "x", name: date} for date in DATES for name in ("from", "to", "as_of")]
    text = "Ministers met in Oldtown on Monday.\n"
    articles: dict[str, Any] = {}
    for number, date in enumerate(DATES):
        day = ("0001-01-01", "9999-12-31")[number % 2]
        more: Fields = {"evidence": evidence, "events": events} if number == 0 else {}
        fields = briefing(text, claims=claims, story=f"s-{number}", **more)
        fields["source"]["published"] = date
        fields["review"] |= {"reviewed": "0001-01-01", "due": day}
        fields["cast"] = []
        articles[f"{day}-a-{number}"] = (text, fields)
    actors = {"ada-fable": actor(roles=roles[:50])}
    actors |= {f"a-{n}": actor(roles=roles[n : n + 50]) for n in range(0, len(roles), 50)}
    stories = {f"s-{n}": {"title": "x", "summary": "x", "date": d} for n, d in enumerate(DATES)}
    write(tmp_path, "briefings/stories.yml", stories)
    project(tmp_path, articles, actors)
    assert compile_corpus(tmp_path).diagnostics == ()
    assert _built(tmp_path) > len(DATES)
