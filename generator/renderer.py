"""A page's context and its template become Markdown. Touches no disk but the templates'."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame

from generator.diagnostics import Diagnostic, Location
from generator.markup import article_text, literal, markdown_html, web_address
from generator.pages import Page
from generator.pages.contexts import TEMPLATES


class _Code(CodeGenerator):
    """Prints what `finalize` returns as it is: Jinja would look for markup in it, and copy it."""

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, _node: nodes.Expr, _frame: Frame, _finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Code


class Renderer:
    """Renders pages with the templates of one folder."""

    def __init__(self, templates: Path) -> None:
        self._folder = templates
        # `finalize` escapes in Jinja's place; what it returns is markup.
        self._environment = _Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            finalize=literal,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._environment.filters["article_text"] = article_text
        self._environment.filters["markdown"] = markdown_html
        self._environment.filters["web_address"] = web_address

    def render(self, page: Page) -> tuple[str, list[Diagnostic]]:
        """The page's Markdown with its front matter, or what is wrong with its template."""
        name = TEMPLATES[type(page.context)]
        try:
            body = self._environment.get_template(name).render(page=page.context)
        except (jinja2.TemplateError, TypeError, AttributeError, ValueError) as error:
            return "", [self._problem(name, page, error)]
        return f"{_front_matter(page)}{body}", []

    def _problem(self, name: str, page: Page, error: Exception) -> Diagnostic:
        line, where = _template_line(error, name)
        path = self._folder / where
        syntax = isinstance(error, jinja2.TemplateSyntaxError)
        fields = f"{type(page.context).__module__.replace('.', '/')}.py"
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        excerpt = (lines[line - 1],) if 0 < line <= len(lines) else ()
        width = len(excerpt[0]) + 1 if excerpt else 1
        return Diagnostic(
            "template-error",
            Location(f"{self._folder.name}/{where}", line, 1, line, width, excerpt),
            f"this template cannot be filled: {error or type(error).__name__}",
            expected="well-formed Jinja" if syntax else "the fields of the page's context",
            hint="" if syntax else f"{fields} lists the fields",
        )


def _template_line(error: Exception, name: str) -> tuple[int, str]:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.lineno, error.name or name
    if isinstance(error, jinja2.TemplateNotFound):
        return 1, name
    line, where = 1, name
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            line, where = trace.tb_lineno, Path(file).name
        trace = trace.tb_next
    return line, where


def _front_matter(page: Page) -> str:
    filters: dict[str, list[str]] = {}
    for name, value in page.filters:
        filters.setdefault(name, []).append(_one_line(value))
    fields: Mapping[str, str | dict[str, list[str]]] = {
        "title": _one_line(page.title),
        "description": _one_line(page.description),
        "kind": page.kind,
        "edit_url": page.edit_url,
        "filters": filters,
    }
    # JSON is YAML: one line a field, whatever the text holds.
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in fields.items()
        if value
    ]
    return f"---\n{''.join(lines)}---\n\n"


def _one_line(value: str) -> str:
    return " ".join(value.split())
