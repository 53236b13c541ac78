"""Published styles and scripts are their sources without comments and needless white space."""

import re

import pytest

from article_briefings.site._theme import lean
from tests.overlay import PROJECT

ASSETS = PROJECT / "templates" / "assets" / "briefings"
SOURCES = sorted(path for path in ASSETS.iterdir() if path.suffix in {".css", ".js"})


@pytest.mark.parametrize(
    ("source", "published"),
    [
        (
            "// A comment.\nlet a = 1; // beside\n\n  let b = 2;\n",
            "let a=1; // beside\nlet b=2;\n",
        ),
        ("/* One\n   and two. */\na {\n  color: red;\n}\n", "a {color: red}\n"),
        ("  /** Says. */\n  f();\n", "f();\n"),
        ("a { b: c } /* beside */\n", "a { b: c } /* beside */\n"),
        ('const url = "https://example.org";\n', 'const url="https://example.org";\n'),
        ("let a = b || c ? d : e;\n", "let a=b||c?d:e;\n"),
        ("/* one */ a {} /* two */\nb {}\n", "/* one */ a {} /* two */\nb {}\n"),
        ("if (a) {\n  f();\n}\n", "if (a) {f()}\n"),
        ("f(\n  a,\n  b\n);\ng(); // or h();\ni();\n", "f(a,b\n);g(); // or h();\ni();\n"),
        ("", ""),
    ],
)
def test_comments_and_indentation_go_and_nothing_else(source: str, published: str) -> None:
    assert lean(source) == published
    assert lean(published) == published


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_source_has_a_text_that_would_be_changed(source: object) -> None:
    text = source.read_text("utf-8")  # type: ignore[attr-defined]
    assert len(lean(text)) < len(text)
    if source.suffix == ".js":  # type: ignore[attr-defined]
        assert [line for line in text.splitlines() if line.count("`") % 2] == []
        texts = re.findall(r'"(?:[^"\\\n]|\\.)*"', re.sub(r"//.*", "", text))
        assert [one for one in texts if re.search(r" (=|\?|:|\|\|) ", one)] == []
        assert [
            one[0] for one in re.finditer(r"\b(?:while|for|if) *\(", text) if _is_all(text, one)
        ] == []


def _is_all(text: str, found: re.Match[str]) -> bool:
    """Whether nothing but a semicolon follows the condition that begins there."""
    depth, at = 1, found.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return text[at:].lstrip().startswith(";")


def test_a_loop_without_a_body_would_be_noticed() -> None:
    text = "while (f(a)) ; for (;;) {}"
    [loop, other] = re.finditer(r"\b(?:while|for|if) *\(", text)
    assert _is_all(text, loop)
    assert not _is_all(text, other)
