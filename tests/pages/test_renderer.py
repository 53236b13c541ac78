"""Templates of owners: every kind of call that Jinja has, and what is wrong with one."""

import gc
import weakref
from pathlib import Path

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.pages import Page, Renderer, Site
from article_briefings.pages import _routes as routes
from article_briefings.pages._home import SearchPage
from tests.built import build_pages
from tests.overlay import PROJECT, TEMPLATES

_MACRO = "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}"


def _renderer(folder: Path, template: str) -> tuple[Renderer, Page]:
    (folder / "search.md.j2").write_text(template, "utf-8")
    return Renderer(folder), Page(routes.SEARCH, "Index", SearchPage("", "", "", "", ()))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (f"{_MACRO}{{{{ m(1) }}}}{{{{ m(1, 3) }}}}{{{{ m(b=1, a=3) }}}}", "121331"),
        (f"{_MACRO}{{{{ m(*[1, 3]) }}}}{{{{ m(**dict(a=3)) }}}}", "1332"),
        (
            "{% macro m() %}{{ varargs | join }}{{ kwargs.k }}{% endmacro %}{{ m(1, 2, k=3) }}",
            "123",
        ),
        (
            "{% macro m(a) %}{{ caller(a) }}{% endmacro %}{% call(b) m(3) %}{{ b }}4{% endcall %}",
            "34",
        ),
        (
            "{% macro m(a) %}{{ a }}{% if a %}{{ m(a - 1) }}{% endif %}{% endmacro %}{{ m(2) }}",
            "210",
        ),
        (
            "{% for a in [[1], 2] recursive %}{{ loop(a) if a is iterable else a }}{% endfor %}",
            "12",
        ),
        ("{% block a %}x{% endblock %}{{ self.a() }}", "xx"),
        ('{% for name in dict(class="x") %}{{ name }}{% endfor %}', "class"),
        ("{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m('<') }}", "<b>&#60;</b>"),
    ],
)
def test_every_kind_of_call(tmp_path: Path, template: str, expected: str) -> None:
    renderer, page = _renderer(tmp_path, template)
    text, problems = renderer.render(page)
    assert problems == []
    assert text.rpartition("---\n\n")[2] == expected


def test_loaded_templates_are_not_read_again(tmp_path: Path) -> None:
    """Workers inherit them; a problem is reported when its page is rendered."""
    renderer, page = _renderer(tmp_path, "loaded")
    (tmp_path / "home.md.j2").write_text("{% if %}", "utf-8")
    renderer.load(["home.md.j2", "search.md.j2", "missing.md.j2"])
    (tmp_path / "search.md.j2").unlink()
    assert renderer.render(page)[0].endswith("\n\nloaded")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("m(1, 2, 3)", "macro 'm' takes not more than 2 argument(s)"),
        ("m(1, c=2)", "macro 'm' takes no keyword argument 'c'"),
        ("m()", "parameter 'a' was not provided"),
        ("nothing(1)", "'nothing' is undefined"),
        ("page.nothing()", "there is no field “nothing” here"),
        ("page.title(1)", "'str' object is not callable"),
    ],
)
def test_a_wrong_call_is_found_where_it_is(tmp_path: Path, call: str, message: str) -> None:
    renderer, page = _renderer(tmp_path, f"{_MACRO}\n\n{{{{ {call} }}}}")
    (problem,) = renderer.render(page)[1]
    assert message in problem.message
    assert problem.location.line == (1 if call == "m()" else 3)


def test_what_only_python_refuses_is_a_problem_of_the_template(tmp_path: Path) -> None:
    renderer, page = _renderer(tmp_path, "{{ dict(a=1, a=2) }}")
    (problem,) = renderer.render(page)[1]
    assert "keyword argument repeated: a" in problem.message
    assert problem.location.path.endswith("search.md.j2")


def test_a_rendered_page_leaves_no_cycle_behind() -> None:
    """A macro that the template of a page defines would be one, as large as the page."""
    corpus = compile_corpus(PROJECT).corpus
    renderer, pages = Renderer(TEMPLATES), build_pages(corpus, Site("Test"))
    gc.disable()
    try:
        while pages:
            page = pages.pop()
            renderer.render(page)
            context = weakref.ref(page.context)
            del page
            assert context() is None
    finally:
        gc.enable()
