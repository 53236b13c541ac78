"""The named places in pages that an owner fills, and problems of templates that replace nothing.

`docs/own/look.md` promises the slots and blocks; a test compares it with this module and the
templates. A change to either needs a new `CONTRACT`, and a line in the changelog.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import jinja2
from jinja2 import Environment, nodes

from article_briefings.diagnostics import Diagnostic, Location
from article_briefings.models import did_you_mean

CONTRACT = 1
"""The version of what templates of owners may rely on."""
FRAME_SLOTS = ("head", "banner", "masthead", "page-top", "page-end", "footer", "body-end")
"""The slots around every page, which the theme's templates print."""
PAGE_SLOTS = ("home", "briefing", "article-before", "article-after", "claim", "actor", "background")
"""The slots within pages, which the templates of pages print."""
_SLOTS = {*FRAME_SLOTS, *PAGE_SLOTS}
_ENDING = ".html"
_FRAME = "overrides"
"""The folder of the theme's templates."""
_NOT_UTF8 = "it, or a template that it includes, is not UTF-8"
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"']package/")


def filled_slots(templates: Path) -> tuple[str, ...]:
    """The slots for which the owner's templates have a file."""
    names = (path.name.removesuffix(_ENDING) for path in (templates / "slots").glob(f"*{_ENDING}"))
    return tuple(sorted(_SLOTS.intersection(names)))


def override_problems(own: Path, package: Path) -> list[Diagnostic]:
    """The problems of the owner's files that replace no slot, template or block of the package."""
    paths = [path for path in sorted(own.rglob("*.j2")) if path.is_file()]
    texts = {path.relative_to(own).as_posix(): path.read_text("utf-8", "replace") for path in paths}
    found = [*_unknown_slots(own), *_unknown_templates(texts, package)]
    for name, text in texts.items():
        found += _unknown_blocks(name, text, package)
    for path in sorted((own / _FRAME).rglob("*.html")):
        name, text = path.relative_to(own).as_posix(), path.read_text("utf-8", "replace")
        found += _unknown_blocks(name, text, package / _FRAME)
    return [_named(own, problem) for problem in found]


def unreadable(own: Path) -> list[Diagnostic]:
    """The problems of the owner's templates that cannot be parsed, whether or not a page has them.

    A build does not look for these: it finds those that its pages need.
    """
    return [_named(own, problem) for problem in _unreadable(own)]


def _unreadable(own: Path) -> Iterator[Diagnostic]:
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own).as_posix()
        html = name.startswith(("slots/", f"{_FRAME}/")) and path.suffix == ".html"
        if not (html or path.suffix == ".j2") or not path.is_file():
            continue
        try:
            Environment(autoescape=True).parse(path.read_text("utf-8"))
        except jinja2.TemplateSyntaxError as error:
            yield template_error(path, name, error.lineno, error.message or "", "well-formed Jinja")
        except UnicodeDecodeError:
            yield template_error(path, name, 1, _NOT_UTF8, "text in UTF-8")
        except RecursionError:
            yield template_error(path, name, 1, "it is nested too deeply", "a simpler template")


def _unknown_slots(own: Path) -> Iterator[Diagnostic]:
    for path in sorted(path for path in (own / "slots").rglob("*") if path.is_file()):
        name = path.relative_to(own / "slots").as_posix()
        slot = name.removesuffix(_ENDING)
        if slot in _SLOTS and slot != name:
            continue
        near = slot.partition(".")[0]
        hint = f"name it {near}{_ENDING}" if near in _SLOTS else did_you_mean(near, _SLOTS)
        message = "this file fills no slot, so no page shows it"
        yield Diagnostic(
            "unknown-slot",
            Location(f"slots/{name}"),
            message,
            found=name,
            expected=f"{', '.join(sorted(_SLOTS))}, each with {_ENDING}",
            hint=hint,
        )


def _unknown_templates(texts: dict[str, str], package: Path) -> Iterator[Diagnostic]:
    known = {path.name for path in package.glob("*.j2")}
    for name in texts:
        quoted = re.compile(rf"[\"']{re.escape(name)}[\"']")
        part = "/" in name or name.startswith("_")  # may be used under a name that is computed
        if part or name in known or any(map(quoted.search, texts.values())):
            continue
        yield Diagnostic(
            "unknown-template",
            Location(name),
            "no template of the package has this name, and no other template uses it",
            found=name,
            expected="the name of a template of the package",
            hint=did_you_mean(name, known) or "delete it if an earlier version had it",
        )


def _unknown_blocks(name: str, text: str, package: Path) -> Iterator[Diagnostic]:
    if not _EXTENDS.search(text):
        return
    tree = _parsed(text)
    for parent in tree.find_all(nodes.Extends):
        target = parent.template.value if isinstance(parent.template, nodes.Const) else ""
        origin = package / str(target).removeprefix("package/")
        if not origin.is_file():
            continue  # to render it is a problem
        known = _blocks_to_replace(origin.read_text("utf-8"))
        for block in (node for node in tree.body if isinstance(node, nodes.Block)):
            if block.name not in known:
                yield _unknown_block(name, text, block, known, str(target))


def _blocks_to_replace(text: str) -> tuple[str, ...]:
    """The blocks of a template of the package, and of the theme's if it extends that."""
    known, theme = blocks_of(text), find_spec("material")
    if theme and theme.origin and any(_parsed(text).find_all(nodes.Extends)):
        base = Path(theme.origin).with_name("templates") / "base.html"
        known += blocks_of(base.read_text("utf-8"))
    return tuple(dict.fromkeys(known))


def _unknown_block(
    name: str, text: str, block: nodes.Block, known: tuple[str, ...], parent: str
) -> Diagnostic:
    line = text.splitlines()[block.lineno - 1]
    end = len(line) + 1
    return Diagnostic(
        "unknown-block",
        Location(name, block.lineno, 1, block.lineno, end, (line,)),
        f'"{parent}" has no block "{block.name}", so no page shows this one',
        found=block.name,
        expected=", ".join(known) or "a template with blocks",
        hint=did_you_mean(block.name, known)
        or ("" if known else f"{_FRAME}/page.html has the blocks of the frame"),
    )


def blocks_of(text: str) -> tuple[str, ...]:
    """The names of the blocks of a template, in its order."""
    return tuple(block.name for block in _parsed(text).find_all(nodes.Block))


def _parsed(text: str) -> nodes.Template:
    try:
        return Environment(autoescape=True).parse(text)
    except (jinja2.TemplateSyntaxError, RecursionError):
        return nodes.Template([])  # a problem of its own


def _named(own: Path, problem: Diagnostic) -> Diagnostic:
    """The problem with the name of the owner's folder before that of the file."""
    place = replace(problem.location, path=f"{own.name}/{problem.location.path}")
    return replace(problem, location=place)


def template_error(
    path: Path, name: str, line: int, reason: str, expected: str, hint: str = ""
) -> Diagnostic:
    """The problem of a template at a line; `name` is its name in messages."""
    lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
    excerpt = (lines[line - 1],) if 0 < line <= len(lines) else ()
    end = len(excerpt[0]) + 1 if excerpt else 1
    location = Location(name, line, 1, line, end, excerpt)
    message = f"this template cannot be rendered: {reason}"
    return Diagnostic("template-error", location, message, expected=expected, hint=hint)
