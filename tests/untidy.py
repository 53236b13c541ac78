"""Untidy YAML for tests: every style the reader takes, comments wherever one may stand."""

from hypothesis import strategies as st

TEXTS = st.one_of(
    st.sampled_from(
        [
            *(
                "a",
                "two words",
                "no",
                "Null",
                "~",
                "null",
                "2023-09-11",
                "1e3",
                "0x1f",
                "12:30",
                "y",
            ),
            *("it's", 'say "no"', "back\\slash", "a: b", "a #b", "#a", "- a", "? a", ": a", "a:"),
            *(
                "[a]",
                "{a: b}",
                "a, b",
                "*a",
                "&a",
                "!a",
                "|a",
                ">a",
                "%a",
                "@a",
                "`a",
                "---",
                "...",
            ),
            *(
                "<<",
                "=",
                "é ü",
                "خبر",
                "a  b",
                "ends ",
                " starts",
                "a\u00a0b",
                "\u200c",
                "a\ufeffb",
            ),
            *(
                "word " * 30,
                "long: " * 25,
                "x" * 120,
                "word  " * 30 + "end",
                "",
                "a\tb",
                "?a",
                ":a",
            ),
            *("https://example.org/a#b", "one\ntwo", "one\n\n\ntwo\n", "one \ntwo", "one\n two\n"),
            *("\none", "one\n\n", "\n", "a" + " b" * 60 + "\n" + "c " * 60 + "d\n", "one\n\ttwo"),
        ]
    ),
    st.text(st.sampled_from("ab \n:#-'\"\\,[]{}é\t|>&*!?%@~.01"), max_size=24),
)
COMMENTS = st.sampled_from(["# why", "#", "#: a - b", '# it\'s "so"', "#! {a: [b]}", "## é   # x"])
GAPS = st.sampled_from([" ", "  ", " \t "])
_STEP = st.sampled_from([1, 2, 2, 3, 5])


@st.composite
def untidy(draw: st.DrawFn, names: tuple[str, ...] = ()) -> str:
    """Something like a YAML file; the reader may still refuse it."""
    text = _opening(draw) + _block(draw, 0, 0, names) + _remarks(draw, 0)
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))


def _opening(draw: st.DrawFn) -> str:
    return _remarks(draw, 0) + draw(st.sampled_from(["", "", "", "---\n", "--- # opens\n"]))


def _remarks(draw: st.DrawFn, indent: int) -> str:
    """Empty lines and comments, most of them where the next member stands."""
    lines = ""
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        if draw(st.booleans()):
            lines += draw(st.sampled_from(["\n", "  \n"]))
        at = draw(st.sampled_from([indent, indent, indent + 2, 0, indent + 7, max(0, indent - 2)]))
        lines += " " * at + draw(COMMENTS) + "\n"
        if draw(st.sampled_from([False, False, True])):
            lines += "\n"
    return lines


def _beside(draw: st.DrawFn) -> str:
    return draw(GAPS) + draw(COMMENTS) if draw(st.sampled_from([False, False, True])) else ""


def _block(draw: st.DrawFn, indent: int, depth: int, names: tuple[str, ...]) -> str:
    listing = draw(st.booleans()) and not (names and depth == 0)
    count = draw(st.integers(1, 3 if depth else 5))
    lines = ""
    for number in range(count):
        lines += _remarks(draw, indent)
        if listing:
            lead = "-"
        else:
            lead = _key(draw, names, number) + draw(st.sampled_from(["", "", " "])) + ":"
        lines += " " * indent + lead + _member(draw, indent, depth, names, listing)
    return lines + _remarks(draw, indent)


def _key(draw: st.DrawFn, names: tuple[str, ...], number: int) -> str:
    if names and draw(st.sampled_from([True, True, True, False])):
        return draw(st.sampled_from(names))
    odd = ["a", "b c", '"q: q"', "'it''s'", "null", "é", "2023", "&k k", "~", "on", '"x#y"', "z.z"]
    return f"{draw(st.sampled_from(odd))}{number or ''}" if draw(st.booleans()) else f"k{number}"


def _member(draw: st.DrawFn, indent: int, depth: int, names: tuple[str, ...], listing: bool) -> str:
    """A value behind its key or hyphen, down to the end of its last line."""
    anchor = draw(st.sampled_from(["", "", "", "", "", "", " &a", " &b"]))
    inner = indent + draw(_STEP)
    kind = draw(
        st.sampled_from(["scalar", "scalar", "scalar", "flow", "below", "nested", "nested"])
    )
    if kind == "nested" and depth < 4:
        if listing and not anchor and draw(st.booleans()):
            pad = draw(st.sampled_from([1, 1, 2, 3]))
            block = _block(draw, indent + 1 + pad, depth + 1, names)
            if block.startswith(" " * (indent + 1 + pad)):
                return " " * pad + block[indent + 1 + pad :]
        return anchor + _beside(draw) + "\n" + _block(draw, inner, depth + 1, names)
    if kind == "below":
        below = _remarks(draw, inner) + " " * inner + _scalar(draw, inner)
        return anchor + _beside(draw) + "\n" + below + _beside(draw) + "\n"
    if kind == "flow":
        return f"{anchor} {_flow(draw, inner, 0)}{_beside(draw)}\n"
    return (
        draw(st.sampled_from(["*a", "*b"])).rjust(3) + _beside(draw) + "\n"
        if draw(st.sampled_from([False] * 9 + [True]))
        else f"{anchor} {_scalar(draw, inner)}{_beside(draw)}\n"
    )


def _scalar(draw: st.DrawFn, indent: int) -> str:
    text = draw(TEXTS)
    style = draw(
        st.sampled_from(["plain", "plain", "single", "double", "literal", "folded", "wrap"])
    )
    if style == "single":
        return "'" + text.replace("'", "''").replace("\n", f"\n\n{' ' * indent}") + "'"
    if style == "double":
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if style in ("literal", "folded"):
        mark = ("|" if style == "literal" else ">") + draw(st.sampled_from(["", "", "-", "+"]))
        body = text.replace("\n", f"\n{' ' * indent}")
        return f"{mark}{_beside(draw)}\n{' ' * indent}{body}"
    if style == "wrap":
        return text.replace(" ", f"\n{' ' * indent}", 3)
    return text.split("\n")[0]


def _flow(draw: st.DrawFn, indent: int, depth: int) -> str:
    listing = draw(st.booleans())
    parts = []
    for number in range(draw(st.integers(0, 3))):
        nested = depth < 2 and draw(st.sampled_from([False, False, True]))
        value = _flow(draw, indent, depth + 1) if nested else _flow_text(draw)
        parts.append(value if listing else f"f{number}: {value}")
    opening, closing = "[]" if listing else "{}"
    text = opening + _flow_gap(draw, indent)
    for part in parts:
        text += part + _flow_gap(draw, indent) + "," + _flow_gap(draw, indent)
    if parts and draw(st.booleans()):
        text = text.rstrip(", ")
    return text + closing


def _flow_text(draw: st.DrawFn) -> str:
    anchor = draw(st.sampled_from(["", "", "", "", "&a ", "&b "]))
    return anchor + draw(
        st.sampled_from(
            [
                "a",
                "two words",
                '"a, b"',
                "'c'",
                "no",
                "*a",
                "",
                "word " * 12 + "end",
                "http://a.b/c",
                '"x: y"',
            ]
        )
    )


def _flow_gap(draw: st.DrawFn, indent: int) -> str:
    kind = draw(st.sampled_from(["", "", "", "", " ", "line", "comment"]))
    if kind == "line":
        return "\n" + " " * indent
    return f" {draw(COMMENTS)}\n{' ' * indent}" if kind == "comment" else kind
