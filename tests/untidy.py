"""Untidy YAML for tests: every style the reader takes, comments wherever one may stand."""

from random import Random

from hypothesis import strategies as st

_TEXTS = [
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
_SIGNS = "ab \n:#-'\"\\,[]{}é\t|>&*!?%@~.01"
REMARKS = ["# why", "#", "#: a - b", '# it\'s "so"', "#! {a: [b]}", "## é   # x"]
COMMENTS = st.sampled_from(REMARKS)
_GAPS = [" ", "  ", " \t "]
_STEP = [1, 2, 2, 3, 5]


def untidy(names: tuple[str, ...] = ()) -> st.SearchStrategy[str]:
    """Something like a YAML file; the reader may still refuse it.

    A file takes a hundred choices and more, which `random` makes far faster. Hypothesis only
    chooses the seed, and cannot make a file that fails smaller.
    """
    return st.integers(0, 2**64 - 1).map(lambda seed: _file(Random(seed), names))


def _file(chance: Random, names: tuple[str, ...]) -> str:
    text = _opening(chance) + _block(chance, 0, 0, names) + _remarks(chance, 0)
    if _coin(chance):
        text = text.rstrip("\n")
    return text.replace("\n", chance.choice(["\n", "\n", "\r\n", "\r"]))


def _opening(chance: Random) -> str:
    return _remarks(chance, 0) + chance.choice(["", "", "", "---\n", "--- # opens\n"])


def _remarks(chance: Random, indent: int) -> str:
    """Empty lines and comments, most of them where the next member stands."""
    lines = ""
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        if _coin(chance):
            lines += chance.choice(["\n", "  \n"])
        at = chance.choice([indent, indent, indent + 2, 0, indent + 7, max(0, indent - 2)])
        lines += " " * at + chance.choice(REMARKS) + "\n"
        if chance.choice([False, False, True]):
            lines += "\n"
    return lines


def _beside(chance: Random) -> str:
    return (
        chance.choice(_GAPS) + chance.choice(REMARKS) if chance.choice([False, False, True]) else ""
    )


def _block(chance: Random, indent: int, depth: int, names: tuple[str, ...]) -> str:
    listing = _coin(chance) and not (names and depth == 0)
    count = chance.randint(1, 3 if depth else 5)
    lines = ""
    for number in range(count):
        lines += _remarks(chance, indent)
        key = "" if listing else _key(chance, names, number) + chance.choice(["", "", " "])
        lead = "-" if listing else f"{key}:"
        lines += " " * indent + lead + _member(chance, indent, depth, names, listing)
    return lines + _remarks(chance, indent)


def _key(chance: Random, names: tuple[str, ...], number: int) -> str:
    if names and chance.choice([True, True, True, False]):
        return chance.choice(names)
    odd = ["a", "b c", '"q: q"', "'it''s'", "null", "é", "2023", "&k k", "~", "on", '"x#y"', "z.z"]
    return f"{chance.choice(odd)}{number or ''}" if _coin(chance) else f"k{number}"


def _member(chance: Random, indent: int, depth: int, names: tuple[str, ...], listing: bool) -> str:
    """A value behind its key or hyphen, down to the end of its last line."""
    anchor = chance.choice(["", "", "", "", "", "", " &a", " &b"])
    inner = indent + chance.choice(_STEP)
    kind = chance.choice(["scalar", "scalar", "scalar", "flow", "below", "nested", "nested"])
    if kind == "nested" and depth < 4:
        if listing and not anchor and _coin(chance):
            pad = chance.choice([1, 1, 2, 3])
            block = _block(chance, indent + 1 + pad, depth + 1, names)
            if block.startswith(" " * (indent + 1 + pad)):
                return " " * pad + block[indent + 1 + pad :]
        return anchor + _beside(chance) + "\n" + _block(chance, inner, depth + 1, names)
    if kind == "below":
        below = _remarks(chance, inner) + " " * inner + _scalar(chance, inner)
        return anchor + _beside(chance) + "\n" + below + _beside(chance) + "\n"
    if kind == "flow":
        return f"{anchor} {_flow(chance, inner, 0)}{_beside(chance)}\n"
    return (
        chance.choice(["*a", "*b"]).rjust(3) + _beside(chance) + "\n"
        if chance.choice([False] * 9 + [True])
        else f"{anchor} {_scalar(chance, inner)}{_beside(chance)}\n"
    )


def _scalar(chance: Random, indent: int) -> str:
    text = _text(chance)
    style = chance.choice(["plain", "plain", "single", "double", "literal", "folded", "wrap"])
    if style == "single":
        return "'" + text.replace("'", "''").replace("\n", f"\n\n{' ' * indent}") + "'"
    if style == "double":
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if style in ("literal", "folded"):
        mark = ("|" if style == "literal" else ">") + chance.choice(["", "", "-", "+"])
        body = text.replace("\n", f"\n{' ' * indent}")
        return f"{mark}{_beside(chance)}\n{' ' * indent}{body}"
    if style == "wrap":
        return text.replace(" ", f"\n{' ' * indent}", 3)
    return text.split("\n")[0]


def _flow(chance: Random, indent: int, depth: int) -> str:
    listing = _coin(chance)
    parts = []
    for number in range(chance.randint(0, 3)):
        nested = depth < 2 and chance.choice([False, False, True])
        value = _flow(chance, indent, depth + 1) if nested else _flow_text(chance)
        parts.append(value if listing else f"f{number}: {value}")
    opening, closing = "[]" if listing else "{}"
    text = opening + _flow_gap(chance, indent)
    for part in parts:
        text += part + _flow_gap(chance, indent) + "," + _flow_gap(chance, indent)
    if parts and _coin(chance):
        text = text.rstrip(", ")
    return text + closing


def _flow_text(chance: Random) -> str:
    anchor = chance.choice(["", "", "", "", "&a ", "&b "])
    return anchor + chance.choice(
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


def _flow_gap(chance: Random, indent: int) -> str:
    kind = chance.choice(["", "", "", "", " ", "line", "comment"])
    if kind == "line":
        return "\n" + " " * indent
    return f" {chance.choice(REMARKS)}\n{' ' * indent}" if kind == "comment" else kind


def _text(chance: Random) -> str:
    if _coin(chance):
        return chance.choice(_TEXTS)
    return "".join(chance.choices(_SIGNS, k=chance.randint(0, 24)))


def _coin(chance: Random) -> bool:
    return chance.random() < 0.5
