"""Published styles and scripts are their sources without comments and needless white space."""

import re
from pathlib import Path

import pytest

from article_briefings.site._theme import lean
from tests.overlay import PROJECT

ASSETS = PROJECT / "templates" / "assets" / "briefings"
SOURCES = sorted(path for path in ASSETS.iterdir() if path.suffix in {".css", ".js"})


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("// A comment.\nlet a = 1; // beside\n\n  let b = 2;\n", "let a=1;// beside\nlet b=2;\n"),
        ("  /** Says. */\n  f();\n", "f();\n"),
        ('const url = "https://example.org";\n', 'const url="https://example.org";\n'),
        ("let a = b || c ? d : e;\n", "let a=b||c?d:e;\n"),
        ("if (a) {\n  f();\n}\ng()\n", "if(a){f()}g()\n"),
        ("f(\n  a,\n  b\n);\ng(); // or h();\ni();\n", "f(a,b);g();// or h();\ni();\n"),
        ("f(`a ${b ? `, ${c} d` : e} , f`);\n", "f(`a ${b ? `, ${c} d` : e} , f`);\n"),
        ('f("a, b", `c = ${d}, e`);\n', 'f("a, b",`c = ${d}, e`);\n'),
        ('f(/ , [/] = "/u, g / h);\n', 'f(/ , [/] = "/u,g / h);\n'),
        ("a + b - c\n", "a + b - c\n"),
        ("", ""),
    ],
)
def test_of_scripts_comments_and_needless_spaces_go(source: str, published: str) -> None:
    assert lean(source, script=True) == published
    assert lean(published, script=True) == published


@pytest.mark.parametrize(
    ("source", "published"),
    [
        ("/* One\n   and two. */\na {\n  color: red;\n}\n", "a{color:red}\n"),
        ("a { b: c } /* beside */\n", "a{b:c}/* beside */\n"),
        ("/* one */ a {} /* two */\nb {}\n", "/* one */ a{}/* two */\nb{}\n"),
        ("a :hover > b, c { width: calc(1em + 2px) }\n", "a :hover>b,c{width:calc(1em + 2px)}\n"),
        ('a::after { content: "; {a} > b" }\n', 'a::after{content:"; {a} > b"}\n'),
        ("@media (a: 1) and (b) {\n  c { d: e }\n}\n", "@media (a:1) and (b){c{d:e}}\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_of_styles_comments_and_needless_spaces_go(source: str, published: str) -> None:
    assert lean(source, script=False) == published
    assert lean(published, script=False) == published


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_no_source_has_a_text_that_would_be_changed(source: Path) -> None:
    text = source.read_text("utf-8")
    script = source.suffix == ".js"
    published = lean(text, script)
    assert len(published) < len(text)
    assert lean(published, script) == published
    if script:
        texts = r'"(?:[^"\\\n]|\\.)*"|`[^`]*`'
        for one in re.findall(texts, re.sub(r"(?m)^\s*(//|/?\*).*$| // .*", "", text)):
            assert one in published
