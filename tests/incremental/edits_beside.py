"""Edits of the register, templates, assets, hand-written pages and settings, and breakage."""

import re
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from article_briefings.models import RELATIONS
from tests.building import actor, note, sha256, write
from tests.incremental.bench import append
from tests.incremental.editing import (
    actor_of,
    briefing_of,
    change,
    change_claim,
    change_list,
    edit,
    note_of,
    replace_all,
)
from tests.repositories import commit
from tests.small_site import CONFIG, OUTLETS, PEOPLE

BROKEN = "\n:: [broken\n"
"""What makes a YAML file none."""

# --- the register ----------------------------------------------------------------------------


@edit
def add_actor(root: Path, number: int) -> None:
    kinds = ("person", "outlet", "organisation", "state")
    fields: dict[str, Any] = {"name": f"Actor {number}", "type": kinds[number % 4]}
    if number % 2:
        fields["part_of"] = "gazette"
    write(root, f"briefings/actors/actor-{number % 5}.yml", fields)


@edit
def remove_actor(root: Path, number: int) -> None:
    """One of those that were added, or one that articles name: that breaks them."""
    found = sorted((root / "briefings/actors").glob("actor-*.yml")) or [actor_of(root, number)]
    found[number % len(found)].unlink()


@edit
def rename_actor(root: Path, number: int) -> None:
    """Another id everywhere."""
    path = actor_of(root, number)
    new = f"actor-renamed-{number}"
    path.rename(path.with_stem(new))
    replace_all(
        root,
        rf"\b(actor|outlet|part_of|identified_as|organisation|of): {path.stem}$",
        rf"\1: {new}",
    )


@edit
def name_actor(root: Path, number: int) -> None:
    change(actor_of(root, number), lambda value: value.update(name=f"Name {number}"))


@edit
def describe_actor(root: Path, number: int) -> None:
    change(actor_of(root, number), lambda value: value.update(description=f"Words {number}."))


@edit
def retype_actor(root: Path, number: int) -> None:
    kind = ("person", "organisation", "outlet")[number % 3]
    change(actor_of(root, number), lambda value: value.update(type=kind))


@edit
def title_note(root: Path, number: int) -> None:
    change(note_of(root, number), lambda value: value.update(title=f"Note {number}"))


@edit
def edit_note(root: Path, number: int) -> None:
    new = {"body": f"Body *{number}*.", "as_of": f"2031-07-{number % 28 + 1:02}"}
    change(note_of(root, number), lambda value: value.update(new))


@edit
def add_note(root: Path, number: int) -> None:
    fields = note(title=f"Further note {number}", related=["rain"] if number % 2 else [])
    write(root, f"briefings/background/note-{number % 4}.yml", fields)


@edit
def remove_note(root: Path, number: int) -> None:
    found = sorted((root / "briefings/background").glob("note-*.yml")) or [note_of(root, number)]
    found[number % len(found)].unlink()


@edit
def edit_topic(root: Path, number: int) -> None:
    """Another title; a further topic; one that is gone, which may break articles."""
    change(
        root / "briefings/topics.yml", lambda value: change_list(value, number, ("works", "water"))
    )


@edit
def edit_story(root: Path, number: int) -> None:
    path = root / "briefings/stories.yml"
    change(
        path, lambda value: change_list(value, number, ("opening",), summary=f"Summary {number}.")
    )


@edit
def withdraw(root: Path, number: int) -> None:
    """A list of withdrawn briefings that changes; one of them may exist, which is a problem."""
    name = "old" if number % 4 else briefing_of(root, number).parent.name[11:]
    fields = {"title": f"Old {number}", "date": "2031-05-20", "text": "Invented."}
    listed = {name: {**fields, "claims": [f"c{number % 3}"]}}
    write(root, "briefings/withdrawn.yml", {"format": 2, **listed})


@edit
def declare_own(root: Path, number: int) -> None:
    """Declare a field and a kind in words that change, and use them in an article."""
    label = f"Outlook {number}"
    field = {"label": label, "type": "text"}
    kinds = {"outlook": {"label": label, "so": "true"}}
    declared = {"format": 2, "claims": {"stakes": field}, "kinds": kinds}
    if not number % 5:  # what uses the kind is broken
        del declared["kinds"]
    write(root, "briefings/fields.yml", declared)
    change_claim(root, number, kind="outlook", fields={"stakes": label})


# --- templates, assets, hand-written pages, settings -----------------------------------------


@edit
def edit_template(root: Path, number: int) -> None:
    """Words at the end of a page's template."""
    found = sorted((root / "templates").glob("[a-z]*.md.j2"))
    append(found[number % len(found)], f"\nWords {number} of a template.\n")


@edit
def edit_macros(root: Path, number: int) -> None:
    """Other words in a macro that many pages use: labels and headings."""
    found = [
        p for p in sorted((root / "templates").glob("_*.md.j2")) if "<p" in p.read_text("utf-8")
    ]
    path = found[number % len(found)]
    text = path.read_text("utf-8")
    write(
        path.parent, path.name, re.sub(r"<p( data-edit=\"\d+\")?", f'<p data-edit="{number}"', text)
    )


@edit
def edit_override(root: Path, number: int) -> None:
    path = root / "templates/overrides" / ("frame.html", "partials/colophon.html")[number % 2]
    append(path, f"<!-- {number} -->")


@edit
def edit_asset(root: Path, number: int) -> None:
    assets = root / "templates/assets/briefings"
    if number % 3 == 0:
        write(assets, f"extra-{number % 2}.css", f"p {{ order: {number} }}")
    elif number % 3 == 1:
        append(assets / "briefings.css", f"\np {{ order: {number} }}\n")
    else:
        for path in assets.glob("extra-*.css"):
            path.unlink()


@edit
def edit_page(root: Path, number: int) -> None:
    """A page that is written by hand: other words, a further page, or one less."""
    if number % 3 == 2:
        for path in (root / "docs/about").glob("more-*.md"):
            path.unlink()
    elif number % 3 == 1:
        write(root, f"docs/about/more-{number % 2}.md", f"# More {number}\n\nWords.\n")
    else:
        append(root / "docs/about/method.md", f"\nWords {number}.\n")


@edit
def edit_settings(root: Path, number: int) -> None:
    changes = (
        ("A small site", f"Site {number}"),
        ("Invented.", f"Invented {number}."),
        ("Everything here", f"Everything {number}"),
        ("small.example", f"small-{number}.example"),
        ("How we work:", f"Work {number}:"),
        ("  - Timeline: timeline/index.md\n", ""),
        ("code.example/small", f"code.example/{number}"),
        ("search: false", f"search: false\n      branch: branch-{number}"),
        ("toc_depth: 3", "toc_depth: 2"),
        ("strict: true", "strict: false"),
        ("extra_css: [", "extra_css: [assets/briefings/reading.css, "),
    )
    old, new = changes[number % len(changes)]
    write(root, "mkdocs.yml", CONFIG.replace(old, new, 1))


# --- nothing, and breakage -------------------------------------------------------------------


@edit
def touch(root: Path, number: int) -> None:
    """Newer files of the same content."""
    for path in (briefing_of(root, number), actor_of(root, number), root / "mkdocs.yml"):
        path.touch()


@edit
def comment(root: Path, number: int) -> None:
    append(briefing_of(root, number), f"# comment {number}\n")
    append(actor_of(root, number), f"# comment {number}\n")


@edit
def commit_all(root: Path, number: int) -> None:
    """Pages say when their files were changed, once they are committed."""
    commit(root, f"Commit {number}")


@edit
def break_input(root: Path, number: int) -> None:
    """A file that is no YAML, or one whose text is another than the one that was frozen."""
    if number % 2:
        append(briefing_of(root, number), BROKEN)
    else:
        append(briefing_of(root, number).with_name("source.txt"), "More.\n")


@edit
def mend(root: Path, _: int) -> None:
    """Take back what was broken: what is referred to is there again, or is not referred to."""
    for name, words in {**PEOPLE, **OUTLETS}.items():
        if not (path := root / f"briefings/actors/{name}.yml").exists():
            write(
                root, str(path), actor(name=words, type="outlet" if name in OUTLETS else "person")
            )
    if (root / "briefings/fields.yml").exists():
        declare_own(root, 1)
    for path in root.glob("briefings/articles/*/briefing.yml"):
        write(path.parent, path.name, path.read_text("utf-8").replace(BROKEN, ""))
        source = path.with_name("source.txt")
        write(path.parent, source.name, source.read_text("utf-8").replace("More.\n", ""))
    claims = {
        f"{path.parent.name[11:]}#{claim['id']}"
        for path in root.glob("briefings/articles/*/briefing.yml")
        for claim in yaml.safe_load(path.read_text("utf-8"))["claims"]
    }

    def sound(path: Path, value: Any) -> None:
        value["source"]["sha256"] = sha256(path.with_name("source.txt").read_bytes())
        value.pop("corrections", None)
        for claim in value["claims"]:
            for kind in RELATIONS:
                others = claim.get(kind, ())
                if not claims.issuperset([others] if isinstance(others, str) else others):
                    del claim[kind]

    for path in root.glob("briefings/articles/*/briefing.yml"):
        change(path, partial(sound, path))
