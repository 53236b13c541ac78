"""The problems of a YAML file: why libyaml, or the subset of YAML that we read, rejects it."""

import re
from dataclasses import dataclass

import yaml

from article_briefings.diagnostics import Diagnostic, Note
from article_briefings.input._documents import NO_TEXT, LineMap, cut_off
from article_briefings.models import Span

#: Characters that libyaml rejects, would treat as line ends, or that only escapes can produce.
_HIDDEN = "delete it; it often comes with copied text and is not visible in an editor"
_SYNTAX_HINTS = (
    (
        "mapping values are not allowed",
        "a field begins in the same column as the field above it; a text with a colon and a space "
        "in it needs quotation marks around the whole text",
    ),
    (
        "could not find expected ':'",
        "a field has a colon and a space behind its name; a text of several lines is indented",
    ),
    (
        "did not find expected key",
        "check the indentation, and quotation marks within a text that has them around it",
    ),
    (
        "did not find expected '-' indicator",
        "the items of a list begin with - at the same indentation",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark or a bracket that opens here is never closed",
    ),
    ("did not find expected ',' or", "a { or [ is not closed, or a comma is missing after an item"),
    ("found character that cannot start any token", "put quotation marks around the text"),
    ("found undefined tag handle", "put quotation marks around a text that begins with !"),
    (
        "did not find expected alphabetic",
        "put quotation marks around a text that begins with & or *",
    ),
    ("found unknown escape character", 'within "..." a backslash is written twice'),
)


_VERSIONS = re.compile(r"(?m)^(<{7}|={7}|>{7})( .*)?$")
_FENCE = re.compile(r"```\w*")
_NO_SPACES = re.compile(r"(?m)^ *([\u00a0\u2000-\u200b\u202f\u3000]+)")


@dataclass(eq=False)
class YamlProblem(Exception):
    """A problem in a YAML file, raised where the reader finds it."""

    code: str
    span: Span
    message: str
    expected: str = ""
    hint: str = ""
    first: Span | None = None
    """The earlier one of two things that contradict each other."""

    def diagnostic(self, path: str, lines: LineMap) -> Diagnostic:
        """Return the problem as a diagnostic with its location."""
        place = lines.location(path, self.span)
        notes = (Note(lines.location(path, self.first), "the first one"),) if self.first else ()
        return Diagnostic(
            self.code, place, self.message, expected=self.expected, hint=self.hint, notes=notes
        )


def empty(text: str) -> YamlProblem:
    """Return the problem of a file without a value."""
    return YamlProblem(
        "empty-file",
        Span(0, min(1, len(text))),
        "the file is empty",
        "the fields of the format",
        "copy a file of the same kind and change it",
    )


def unprintable(span: Span, character: str = "") -> YamlProblem:
    """Return the problem of a character that a file must not contain."""
    return YamlProblem(
        "control-character",
        span,
        "this character cannot be displayed",
        "letters, digits, punctuation, spaces and line ends",
        NO_TEXT if character == "\0" else _HIDDEN,
    )


def syntax_problem(text: str, error: yaml.MarkedYAMLError) -> YamlProblem:
    """Return what libyaml reports, in words that help."""
    mark = error.problem_mark or error.context_mark
    # libyaml counts `index` in code points for text, as everything here does.
    at = min(mark.index if mark else 0, len(text))
    problem = str(error.problem or "this cannot be read")
    never_closed = "end of stream" in problem or not text[at:].strip()
    if error.context_mark and (never_closed or "could not find expected ':'" in problem):
        at = error.context_mark.index
    start = text.rfind("\n", 0, at) + 1
    indent = len(text[start:]) - len(text[start:].lstrip(" \t"))
    tab = text.find("\t", start, max(start + indent, at + 1))
    if tab >= 0:
        return YamlProblem(
            "yaml-tab",
            Span(tab, tab + 1),
            "there is a tab here",
            "spaces: YAML does not allow tabs for indentation",
            "set your editor to insert spaces",
        )
    mishap = _mishap(text, at)
    if mishap:
        return mishap
    hint = next((hint for sign, hint in _SYNTAX_HINTS if sign in problem), "")
    if never_closed or ("could not find expected ':'" in problem and "\n" not in text[at:]):
        hint = "; ".join(filter(None, (hint, cut_off(text))))
    context = f" {error.context}" if error.context else ""
    return YamlProblem(
        "yaml-syntax",
        Span(at, min(at + 1, len(text))),
        f"this is not well-formed YAML: {problem}{context}",
        "a field name, a colon, a space and a value",
        hint,
    )


def _mishap(text: str, at: int) -> YamlProblem | None:
    """Find what was pasted: invisible spaces, a fence, git's conflict markers, near `at`."""
    start = text.rfind("\n", 0, at) + 1
    versions = _VERSIONS.match(text, start)
    if versions:
        return YamlProblem(
            "yaml-syntax",
            Span(*versions.span()),
            "git has left two versions of some lines here",
            "one of them",
            "keep the right one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        )
    fence = _FENCE.match(text, start)
    if fence:
        return YamlProblem(
            "yaml-syntax",
            Span(*fence.span()),
            "this line is Markdown: it begins or ends a block of code",
            "YAML alone",
            "delete the lines that begin with ```",
        )
    before = text.rfind("\n", 0, max(start - 1, 0)) + 1
    spaces = _NO_SPACES.match(text, start) or _NO_SPACES.match(text, before)
    if spaces:
        return YamlProblem(
            "yaml-syntax",
            Span(*spaces.span(1)),
            "this looks like a space, but YAML does not read it as one",
            "ordinary spaces",
            "replace it with spaces; it comes with text copied from a web page or word processor",
        )
    return None
