"""A text as YAML: whatever it holds, it is read back as it is."""

import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from article_briefings.formatting._canonical import folded, format_yaml, literal, on_one_line
from article_briefings.input import Document

#: What YAML takes for a line end, a mark, or nothing that a file may hold.
HIDDEN = "\x00\x07\x0b\x0c\x1b\x7f\x80\x85\x9f\u2028\u2029\ufeff\ufffe\uffff"
TEXTS = st.text(st.sampled_from("ab \n:#-'\"\\,[]{}\t|>é\u200c\xa0" + HIDDEN), max_size=24)
_RAW = re.compile(f"\ufeff|{Document.NON_PRINTABLE.pattern}")


def read(text: str) -> object:
    return yaml.load(text, yaml.CSafeLoader)["a"]


@settings(max_examples=400)
@given(TEXTS)
@example("a\u2028b")
@example("a\x85b")
@example('say "no"\ufeff')
def test_a_text_on_one_line_is_read_as_it_is(text: str) -> None:
    line, flow = on_one_line(text), on_one_line(text, flow=True)
    assert not _RAW.search(line + flow)
    assert not re.search(r"[\r\n]", line + flow)
    # In YAML 1.1 a plain "null" or number would be none; `on_one_line` quotes them.
    assert read(f"a: {line}\n") == text
    assert read(f"a: [{flow}]\n") == [text]
    assert read(f"a: {{{flow}: x}}\n") == {text: "x"}


@settings(max_examples=400)
@given(TEXTS)
@example("a\u2028b\nc")
@example("a\x85b c d")
def test_a_text_on_several_lines_is_read_as_it_is(text: str) -> None:
    for block in (literal(text), folded(text, 8)):
        if block:
            header, lines = block
            body = "\n".join(f"  {line}" if line else "" for line in lines)
            assert not _RAW.search(body)
            assert read(f"a: {header}\n{body}\n") == text


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_hidden_sign_is_written_as_an_escape(sign: str) -> None:
    code = ord(sign)
    escape = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    assert on_one_line(f"a{sign}b") == f'"a{escape}b"'
    assert literal(f"a{sign}b\nc") is None
    assert folded(f"a{sign}b c", 3) is None


_QUOTED = st.text(st.sampled_from("ab \\'é" + HIDDEN), max_size=8).map(
    lambda text: '"' + re.sub(r"[^ab é']", lambda found: f"\\u{ord(found[0]):04x}", text) + '"'
)


@settings(max_examples=300)
@given(key=_QUOTED, value=TEXTS | _QUOTED, remark=TEXTS)
@example(key="a", value='"a\\u2028b"', remark="")
@example(key="a", value="x\ufeffy", remark="# z")
@example(key='"a\\ufeffb"', value="|\n  x\ufeff\n  y", remark="")
def test_a_file_with_hidden_signs_is_formatted_or_has_a_problem(
    key: str, value: str, remark: str
) -> None:
    result = format_yaml("any.yml", f"{key}: {value}\n# {remark}\n")
    assert result.refusal == ""
    assert bool(result.diagnostics) == (result.text is None)
    if result.text is not None:
        assert format_yaml("any.yml", result.text).text == result.text
