"""Renders a page's context with its template to Markdown. Reads only templates from disk."""

import json
import re
import sys
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from inspect import getmembers, isdatadescriptor
from keyword import iskeyword
from pathlib import Path
from traceback import walk_tb
from typing import Any, get_type_hints

import jinja2
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

from article_briefings.diagnostics import Diagnostic, working_on
from article_briefings.language import Language
from article_briefings.models import did_you_mean
from article_briefings.pages import _markup as markup
from article_briefings.pages._page import Page, broken_template_page
from article_briefings.pages._slots import filled_slots, template_error
from article_briefings.pages._templates import Templates

_ROWS = 4096
"""Rows of claims that are kept as HTML for further lists, 1 kB each."""
_FAULTS = (
    jinja2.TemplateError,
    SyntaxError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    RecursionError,
)
"""The errors that a template can raise."""


class _Code(CodeGenerator):
    """Writes shorter code: what Jinja checks in each call and output never occurs here."""

    def visit_Call(  # noqa: N802 - Jinja's name
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call directly: no function of templates takes the context, for which Jinja would look."""
        plain = not (forward_caller or node.dyn_args or node.dyn_kwargs)
        if not plain or any(iskeyword(argument.key) for argument in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro of our class."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, _node: nodes.Expr, _frame: Frame, _finalize: Any) -> None:
        self.write(")")


class _Macro(Macro):
    """Passes positional arguments on at once, as nearly every call has no others."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        special = self.caller or self.catch_kwargs or self.catch_varargs
        self._most = -1 if special else self._argument_count
        self._left_out = (missing,) * self._argument_count

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if kwargs or len(args) > self._most:
            return super().__call__(*args, **kwargs)
        return str.__new__(Markup, self._func(*args, *self._left_out[len(args) :]))


class _Environment(Environment):
    code_generator_class = _Code
    Macro = _Macro


class Renderer:
    """Renders pages with the owner's `templates`, and the package's for what they lack.

    `version` is that of the program, if it may use templates that earlier builds have compiled.
    """

    def __init__(self, templates: Path, version: str = "") -> None:
        self._folders = Templates(templates).folders
        # `finalize` escapes instead of Jinja, and returns markup.
        self._environment = _Environment(
            loader=Templates(templates).loader(),
            autoescape=True,
            finalize=markup.literal,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            bytecode_cache=Templates.compiled(version),
        )
        self._environment.globals["once"] = _once()
        self._environment.globals["slots"] = frozenset(filled_slots(templates))
        self._environment.filters["article_text"] = markup.article_text
        self._environment.filters["markdown"] = markup.markdown_html
        self._environment.globals.update(markup.WORDS)
        self._environment.filters["web_address"] = markup.web_address

    @staticmethod
    def theme_problem(
        error: Exception, folder: Path, name: Callable[[Path], str]
    ) -> Diagnostic | None:
        """The problem of a template in the theme's `folder`; None if no template is at fault.

        MkDocs renders these templates, in this process or a different one. `name` returns the name
        of a file for messages.
        """
        places = [(Path(file), line) for file, line in _stops(error)]
        found = [(path, line) for path, line in places if path.is_relative_to(folder)]
        if not found:
            return None
        path, line = found[-1]
        reason, expected, hint = _reason(error)
        if _is_undefined(error):
            expected = "config, kind, title, description, or what else MkDocs passes to templates"
        return template_error(path, name(path), line, reason, expected, hint)

    def load(self, names: Iterable[str]) -> None:
        """Load templates in advance; problems are reported when a page is rendered."""
        for name in names:
            if not name.startswith(f"{Templates.PREFIX}/"):
                with suppress(*_FAULTS):
                    self._environment.get_template(name)

    def render(self, page: Page) -> tuple[str, list[Diagnostic]]:
        """The page's Markdown with its front matter, or the problems of its template."""
        name = page.context.template
        try:
            body = self._environment.get_template(name).render(page=page.context)
        except _FAULTS as error:
            return "", [self._problem(name, error)]
        return f"{_front_matter(page)}{body}", []

    def render_or_explain(self, page: Page) -> tuple[Page, str, list[Diagnostic]]:
        """The page and its Markdown; if its template has problems, a page that shows them."""
        with working_on(page.inputs[0] if page.inputs else page.source):
            markdown, problems = self.render(page)
            if problems:
                page = broken_template_page(page, problems)
                markdown, _ = self.render(page)
        return page, markdown or f"# {page.title}\n", problems

    def _problem(self, name: str, error: Exception) -> Diagnostic:
        path, line = self._place(name, error)
        reason, expected, hint = _reason(error)
        if isinstance(error, RecursionError) and _extends_itself(path):
            extends = f'{{% extends "{Templates.PREFIX}/{path.name}" %}}'
            hint = f"to extend the template that this one replaces, write {extends}"
        if _is_undefined(error):
            expected = "page and its fields; in the slot “claim” also claim and its fields"
        return template_error(path, self._called(path), line, reason, expected, hint)

    def _place(self, name: str, error: Exception) -> tuple[Path, int]:
        """The file and the line that raised an error."""
        places = [(Path(file), line) for file, line in _stops(error)]
        own = [one for one in places if any(map(one[0].is_relative_to, self._folders))]
        if own:
            return own[-1]
        folder = next((f for f in self._folders if (f / name).is_file()), self._folders[0])
        return folder / name, 1

    def _called(self, path: Path) -> str:
        """The name of a template in messages."""
        for folder in self._folders:
            if path.is_relative_to(folder):
                own = f"{folder.name}/{path.relative_to(folder).as_posix()}"
                return Templates.packaged_name(path) or own
        return path.name


def _once() -> Callable[..., Markup]:
    """Calls a macro, or gives its last result for the same values and words."""

    @lru_cache(_ROWS)
    def called(_language: Language, macro: Callable[..., Markup], *values: Hashable) -> Markup:
        return macro(*values)

    return lambda macro, *values: called(Language.current(), macro, *values)


def _stops(error: Exception) -> list[tuple[str, int]]:
    """The files and lines in an error's traceback, ending with the place where it arose."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return [(error.filename, error.lineno)]
    if error.__cause__:  # from a different process, only the text is available
        found = re.findall(r'File "(.+?)", line (\d+)', str(error.__cause__))
        return [(file, int(line)) for file, line in found]
    return [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]


def _reason(error: Exception) -> tuple[str, str, str]:
    """The problem, the expected value, and a hint; the last two as far as the error says them."""
    match error:
        case jinja2.TemplateSyntaxError():
            return error.message or "", "well-formed Jinja", ""
        case jinja2.TemplateNotFound():
            return f"there is no template {error.name}", "the name of an existing template", ""
        case SyntaxError():  # Jinja leaves it to Python
            return error.msg, "well-formed Jinja", ""
        case RecursionError():
            return "it calls itself endlessly", "a template that ends", ""
        case UnicodeDecodeError():
            return "it, or a template that it includes, is not UTF-8", "text in UTF-8", ""
    return _lacking(str(error)) or (str(error) or type(error).__name__, "", "")


def _is_undefined(error: Exception) -> bool:
    return str(error).endswith("' is undefined")


def _extends_itself(path: Path) -> bool:
    return re.search(rf"extends\s+[\"']{re.escape(path.name)}", path.read_text("utf-8")) is not None


def _lacking(reason: str) -> tuple[str, str, str] | None:
    """The problem, the fields that there are, and a hint, if a template uses one that is gone."""
    if nothing := re.fullmatch("'None' has no attribute '(.+)'", reason):
        hint = "some pages lack it: write {% if … %} and {% endif %} around it"
        return f"what should have the field “{nothing[1]}” is not there", "", hint
    found = re.fullmatch(r"'([\w.]+)\.(\w+) object' has no attribute '(\w+)'", reason)
    owner = getattr(sys.modules.get(found[1]), found[2], None) if found else None
    if not found or not isinstance(owner, type):
        return None
    known = [*get_type_hints(owner), *(n for n, _ in getmembers(owner, isdatadescriptor))]
    known = [name for name in dict.fromkeys(known) if not name.startswith("_")]
    hint = did_you_mean(found[3], known)
    hint = hint or "if an earlier version had it, the changelog says what to write instead"
    return f"there is no field “{found[3]}” here", f"one of {', '.join(known)}", hint


def _front_matter(page: Page) -> str:
    filters: dict[str, list[str]] = {}
    for name, value in page.filters:
        filters.setdefault(name, []).append(_one_line(value))
    fields: Mapping[str, str | dict[str, list[str]]] = {
        # Material's and MkDocs' own themes treat a page's title as HTML.
        "title": markup.html_text(_one_line(page.title)),
        "description": markup.html_text(_one_line(page.description)),
        "kind": page.kind,
        "edit_url": getattr(page.context, "edit_url", ""),
        "filters": filters,
        "linked": markup.json_script(page.linked) if page.linked else "",
        "graph": page.graph,
    }
    # JSON is YAML: one line per field, whatever the text contains.
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in fields.items()
        if value
    ]
    return f"---\n{''.join(lines)}---\n\n"


def _one_line(value: str) -> str:
    return " ".join(value.split())
