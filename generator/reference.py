"""The reference of the library: a page of the names that are promised, from their docstrings.

Which members of a class are promised is said here: others serve the program alone, and may go.
Types and texts are read from the source, so that the page has nothing of its own to get wrong.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from generator import library
from generator.anchoring import AnchoredBriefing, AnchoredClaim, Summary
from generator.corpus import (
    ActorRecord,
    Articles,
    Corpus,
    NoteRecord,
    RelatedClaim,
    StoryRecord,
    TopicRecord,
)
from generator.figures import Distance, Speaker
from generator.models import Assessment, Claim, EdtfDate, Hop, Span
from generator.parts import ClaimRef, EventRef

N = TypeVar("N", bound=ast.stmt)

PAGE = "about/reference.md"
"""Where the page stands on the site."""

FUNCTIONS: tuple[Callable[..., Any], ...] = (
    library.load_corpus,
    library.distance,
    library.speaker,
)
CLASSES: Mapping[type, str] = {
    library.InputProblems: "diagnostics",
    Corpus: "articles actors notes topics stories related claims by_slug",
    Articles: "summaries claims events",
    ClaimRef: "key slug text quote attribution assessment claim article summary spoken_of cue "
    "shown_by",
    EventRef: "slug event article summary shown_by",
    ActorRecord: "id actor claimed relayed about published appears_in events parts",
    NoteRecord: "id note used_in",
    TopicRecord: "id topic articles",
    StoryRecord: "id story articles",
    RelatedClaim: "type claim inverse",
    Distance: "hand unnamed beyond",
    Speaker: "kind key",
    Summary: "slug title bluf published outlet topics story draft reviewed due claims assessed",
    AnchoredBriefing: "slug briefing claims mentions background events source translation text",
    AnchoredClaim: "claim quote cues",
    Claim: "id text kind attribution assessment relations own_voice speaker_unknown",
    Hop: "actor unnamed identified_as cue shown_by form stated",
    Assessment: "status as_of rationale credibility likelihood confidence evidence",
    EdtfDate: "text earliest latest approximate uncertain display",
    Span: "start end of",
}
"""By class the members that are promised, in the order of the page."""

_INTRODUCTION = """\
# Reference of the library

Every name that [the library](library.md) promises. Others may change with any version. Fields of
files are explained in [the annotation format](format.md).
"""


@dataclass(frozen=True)
class Member:
    """A field, property or method as its source has it."""

    signature: str
    type: str
    text: str


@cache
def page() -> str:
    """The page, in Markdown."""
    parts = [_INTRODUCTION, "## Functions {#functions}\n"]
    parts += (_function(function) for function in FUNCTIONS)
    parts.append("## Classes {#classes}\n")
    parts += (_class(cls, names.split()) for cls, names in CLASSES.items())
    return "\n".join(parts)


def _function(function: Callable[..., Any]) -> str:
    member = _method(_source(function, ast.FunctionDef))
    name = function.__name__
    call = f"{member.signature} -> {member.type}"
    return f"### {name} {{#{name}}}\n\n```python\n{call}\n```\n\n{member.text}\n"


def _class(cls: type, names: list[str]) -> str:
    found = members(cls)
    rows = "\n".join(
        f"| `{found[name].signature}` | {_code(found[name].type)} | {_cell(found[name].text)} |"
        for name in names
    )
    head = "| name | type | what it is |\n| --- | --- | --- |"
    return f"### {cls.__name__} {{#{cls.__name__}}}\n\n{inspect.getdoc(cls)}\n\n{head}\n{rows}\n"


def members(cls: type) -> dict[str, Member]:
    """The public members of a class and of those of ours that it is made from."""
    found: dict[str, Member] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.split(".")[0] == __package__:
            found |= dict(_members(_source(base, ast.ClassDef)))
    return found


def _source(thing: Any, _kind: type[N]) -> N:
    """The syntax tree of a function or class."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    return cast("N", node)


def _members(node: ast.ClassDef) -> Iterator[tuple[str, Member]]:
    for part, following in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            name = part.target.id
            yield name, Member(name, _type(part.annotation), _text(following))
        elif isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
            yield part.name, _method(part)


def _method(node: ast.FunctionDef) -> Member:
    text = inspect.cleandoc(ast.get_docstring(node) or "")
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    if decorators & {"property", "cached_property"}:
        return Member(node.name, _type(node.returns), text)
    arguments = ast.unparse(node.args).removeprefix("self").removeprefix(", ")
    return Member(f"{node.name}({arguments})", _type(node.returns), text)


def _type(node: ast.expr | None) -> str:
    """A type as it is written, without what only checks files."""
    match node:
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[checked, *_])):
            node = checked
    return ast.unparse(node).strip("'\"") if node else ""


def _text(node: ast.stmt | None) -> str:
    """The text below a field."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return inspect.cleandoc(str(node.value.value))
    return ""


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    """A text in a cell of a table: its first paragraph, on one line."""
    parts = re.sub(r"\s+", " ", text.split("\n\n")[0]).split("`")
    parts[::2] = [part.replace("<", "&lt;").replace("|", "&#124;") for part in parts[::2]]
    return "`".join(parts)
