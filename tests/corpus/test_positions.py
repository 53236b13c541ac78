"""A fault that is put into a valid file at a random place is reported exactly there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.diagnostics._diagnostics import Diagnostic
from tests.building import FOLDER, actor, briefing, claim, dump, hop, note, outlet, write

#: Wide, combining and right-to-left characters stand before whatever is looked at.
SOURCE = (
    "Die Brücke 🌉 — Ada Fable war da.\n\n"
    "“We will not attack,” Ada Fable told the Gazette. مردم شک کردند 🌉.\n\n"
    "“It is a drill,” she added 🎺, “and no more than that.”\n"
)
ANNOTATION = f"briefings/articles/{FOLDER}/briefing.yml"
NOTE = "briefings/background/drills.yml"
_FIELD = re.compile(r"^( *(?:- )?)([a-z_0-9]+):(?: (.*))?$", re.MULTILINE)


def _annotation(source: str) -> str:
    """A briefing with every kind of field, wide characters in its values."""
    evidence = {"item": "wire", "relation": "supports", "shows": "🌉 that she said it"}
    so = {
        "verdict": "supported",
        "as_of": "2031-05-01",
        "rationale": "🌉 See [the wire](https://example.org/wire).",
        "evidence": [evidence],
    }
    claims = [
        claim(text="🌉 No attack is planned.", finding="🌉", so=so),
        claim(
            "drill",
            "It is a drill",
            text="Es ist eine Übung 🎺.",
            attribution=[hop(cue="she added")],
        ),
    ]
    return dump(
        briefing(
            source,
            title="🌉 A drill near Oldtown",
            source={"shown_by": "wire", "url": "https://example.org/a"},
            claims=claims,
            evidence=[{"id": "wire", "title": "🌉", "publisher": "Agency", "date": "2031-04~"}],
            events=[{"id": "e", "date": "2031-04-28", "quote": "Ada Fable war da", "label": "🌉"}],
            questions=[{"text": "Why now 🌉?", "why": "Nobody says."}],
        )
    )


@dataclass(frozen=True)
class Fault:
    """A file's text with a fault in it: where the report must begin and what it must say."""

    text: str
    at: int
    code: str
    length: int | None = None
    """How many characters are marked; None where that is not held."""


Maker = Callable[[str, st.DataObject], Fault]


def _fields(text: str, *names: str) -> list[re.Match[str]]:
    """The fields of a YAML text in block style, or those with these names and a value."""
    return [
        found for found in _FIELD.finditer(text) if not names or (found[2] in names and found[3])
    ]


def _replace(text: str, found: re.Match[str], value: str) -> str:
    return text[: found.start(3)] + value + text[found.end(3) :]


def unknown_field(text: str, data: st.DataObject) -> Fault:
    """A field that the format does not know, before another field of a mapping."""
    found = data.draw(st.sampled_from([f for f in _fields(text) if not f[1].endswith("- ")]))
    at = found.start(2)
    return Fault(f"{text[:at]}zzz: 🌉\n{found[1]}{text[at:]}", at, "unknown-field", 3)


def duplicate_key(text: str, data: st.DataObject) -> Fault:
    """A field with a value on its own line, written a second time below."""
    plain = [f for f in _fields(text) if f[3] and not _goes_on(text, f)]
    found = data.draw(st.sampled_from(plain))
    indent = " " * len(found[1])
    at = found.end() + 1 + len(indent)
    line = f"\n{indent}{found[2]}: x"
    return Fault(
        text[: found.end()] + line + text[found.end() :], at, "yaml-duplicate-key", len(found[2])
    )


def _goes_on(text: str, found: re.Match[str]) -> bool:
    following = text[found.end() + 1 :].split("\n", 1)[0]
    indent = len(following) - len(following.lstrip())
    return indent > len(found[1]) or following.lstrip().startswith("- ")


def bad_date(text: str, data: st.DataObject) -> Fault:
    """A day that does not exist."""
    names = ("published", "as_of", "reviewed", "due", "date", "review_due")
    found = data.draw(st.sampled_from(_fields(text, *names)))
    value = data.draw(st.sampled_from(["2031-02-30", "2031-13-01", "gestern", "31.4.2031"]))
    return Fault(_replace(text, found, value), found.start(3), "bad-date", len(value))


def wrong_enum(text: str, data: st.DataObject) -> Fault:
    """A value that is not one of those allowed."""
    found = data.draw(st.sampled_from(_fields(text, "kind", "form", "verdict", "relation")))
    return Fault(_replace(text, found, "wrongest"), found.start(3), "unknown-value", 8)


def changed_quote(text: str, data: st.DataObject) -> Fault:
    """One letter of a quote is another."""
    found = data.draw(st.sampled_from(_fields(text, "quote")))
    letters = [i for i, letter in enumerate(found[3]) if letter.isalpha()]
    index = data.draw(st.sampled_from(letters))
    value = f"{found[3][:index]}Ж{found[3][index + 1 :]}"
    return Fault(_replace(text, found, value), found.start(3), "quote-not-found", len(value))


def bad_id(text: str, data: st.DataObject) -> Fault:
    """An id with signs that no id has."""
    found = data.draw(st.sampled_from(_fields(text, "id", "actor", "item", "shown_by")))
    value = data.draw(st.sampled_from(["No Attack", "a--b", "../x", "Ada", "x_y"]))
    return Fault(_replace(text, found, value), found.start(3), "bad-id", len(value))


def tab(text: str, data: st.DataObject) -> Fault:
    """A tab as indentation before a field of a mapping."""
    inner = [f for f in _fields(text) if f[1] and not f[1].endswith("- ")]
    found = data.draw(st.sampled_from(inner))
    return Fault(f"{text[: found.start()]}\t{text[found.start() :]}", found.start(), "yaml-tab", 1)


def missing_colon(text: str, data: st.DataObject) -> Fault:
    """A field of the outermost mapping without its colon; the next line shows it."""
    tops = [f for f in _fields(text) if not f[1] and f[3] and not _goes_on(text, f)]
    found = data.draw(st.sampled_from(tops[1:-1]))
    at = found.start()
    return Fault(text[: found.end(2)] + text[found.end(2) + 1 :], at, "yaml-syntax", None)


def javascript_link(text: str, data: st.DataObject) -> Fault:
    """A link that runs a program, in a field or in Markdown."""
    links = list(re.finditer(r"https://[a-z./]+", text))
    found = data.draw(st.sampled_from(links))
    value = "javascript:alert(1)"
    return Fault(
        text[: found.start()] + value + text[found.end() :], found.start(), "bad-url", len(value)
    )


def raw_html(text: str, data: st.DataObject) -> Fault:
    """An HTML tag between two words of a Markdown field."""
    found = data.draw(st.sampled_from(_fields(text, "rationale", "body")))
    spaces = [i for i, sign in enumerate(found[3]) if sign == " " and "[" not in found[3][i:]]
    spaces += [len(found[3])]
    index = data.draw(st.sampled_from(spaces))
    at = found.start(3) + index
    return Fault(f"{text[:at]} <b>{text[at:]}", at + 1, "raw-html", 3)


def unknown_actor(text: str, data: st.DataObject) -> Fault:
    """An actor that nobody has registered, in the cast and in every step."""
    value = "nobody-at-all"
    changed = text.replace("actor: ada-fable", f"actor: {value}")
    found = data.draw(st.sampled_from(_fields(changed, "actor")))
    return Fault(changed, found.start(3), "unknown-actor", len(value))


def empty_value(text: str, data: st.DataObject) -> Fault:
    """A required text that is only a pair of quotation marks."""
    found = data.draw(st.sampled_from(_fields(text, "title", "text", "why", "dating", "label")))
    return Fault(_replace(text, found, "''"), found.start(3), "empty-value", 2)


MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        unknown_field, duplicate_key, bad_date, wrong_enum, changed_quote, bad_id, tab,
        missing_colon, javascript_link, raw_html, unknown_actor, empty_value,
    )
}  # fmt: skip


def place_of(text: str, at: int) -> tuple[int, int]:
    """Line and column by counting, another way than the program's."""
    before = text[:at].split("\n")
    return len(before), len(before[-1]) + 1


def problems(root: Path, text: str, source: str, ends: str, mark: str) -> tuple[Diagnostic, ...]:
    """The problems of a project whose annotation is `text`, in this encoding of lines and start."""
    for name, value in {
        "briefings/actors/ada-fable.yml": actor(),
        "briefings/actors/gazette.yml": outlet(),
        NOTE: note(),
        "briefings/topics.yml": {"defence": {"title": "Defence"}},
    }.items():
        write(root, name, value)
    write(root, ANNOTATION, (mark + text.replace("\n", ends)).encode())
    write(root, f"briefings/articles/{FOLDER}/source.txt", source.encode())
    return compile_corpus(root).diagnostics


LINE_ENDS = st.sampled_from(["\n", "\r\n"])
MARKS = st.sampled_from(["", "\ufeff"])


@pytest.mark.parametrize("kind", MAKERS)
@given(ends=LINE_ENDS, mark=MARKS, data=st.data())
def test_a_fault_is_reported_exactly_where_it_is(
    kind: str, ends: str, mark: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = SOURCE.replace("\n", ends)
    fault = MAKERS[kind](_annotation(source), data)
    found = problems(tmp_path_factory.mktemp("p"), fault.text, source, ends, mark)
    places = {(p.code, p.location.line, p.location.column) for p in found}
    assert (fault.code, *place_of(fault.text, fault.at)) in places
    if fault.length is None:
        return
    line, _ = place_of(fault.text, fault.at)
    (one,) = [p for p in found if (p.code, p.location.line) == (fault.code, line)]
    assert one.location.end_column - one.location.column == fault.length
    assert one.location.excerpt == (fault.text.split("\n")[one.location.line - 1],)


@given(ends=LINE_ENDS, mark=MARKS)
def test_the_file_without_a_fault_is_sound(
    ends: str, mark: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = SOURCE.replace("\n", ends)
    assert problems(tmp_path_factory.mktemp("p"), _annotation(source), source, ends, mark) == ()
