"""Check files designed to take long, each within the limits on size, and write HOSTILE.md.

    python -m benchmarks.hostile [NAME …]      without a name, all of them

Each case is a project of its own, checked by `briefings check` in a process of its own that is
ended after a minute of processor time. A case within the limits must end within `MOST_SECONDS`.
"""

import hashlib
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from article_briefings.input import Document, SourceText

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "HOSTILE.md"
MOST_SECONDS = 5
_ENDED_AFTER = int(os.environ.get("BRIEFINGS_ENDED_AFTER", "60"))
Files = dict[str, str]
"""The files of a project by path below `briefings/`."""

CASES: dict[str, Callable[[], Files]] = {}


def _case(make: Callable[[], Files]) -> Callable[[], Files]:
    CASES[make.__name__.strip("_").replace("_", "-")] = make
    return make


#: Ends itself in time, and prints last how long it and its workers were busy.
_PROGRAM = f"""\
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({_ENDED_AFTER}, {_ENDED_AFTER}))
from article_briefings.cli import run
try:
    run()
finally:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(sum(one.ru_utime + one.ru_stime for one in used), file=sys.stderr)
"""


def measure(name: str, form: str = "text", python: Sequence[str] = (sys.executable, "-c")) -> float:
    """Processor seconds of the check of one case; infinity if it was ended."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), CASES[name]())
        command = [*python, _PROGRAM, "check", "--root", folder, "--format", form]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode < 0:
        return float("inf")
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        raise RuntimeError(f"{name}: {done.stderr[-2000:].decode()}")
    return float(done.stderr.split()[-1])


def write(folder: Path, files: Files) -> None:
    """Write a project; every file must be within the limit on its size."""
    for name, text in {"topics.yml": "format: 2\nt: {title: T}\n", **files}.items():
        path = folder / "briefings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        limit = SourceText.MAX_BYTES if path.suffix == ".txt" else Document.MAX_BYTES
        if len(data) > limit:
            raise ValueError(f"{name} has {len(data):,} bytes")
        path.write_bytes(data)


def article(text: str, flow: bool = False, extra: Files | None = None, **fields: Any) -> Files:
    """One article and the actor that its claims name; `flow` writes its YAML on one line."""
    source = {
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "language": "en",
        "published": "2031-04-28",
        "dating": "As printed.",
        **fields.pop("source", {}),
    }
    value = {
        "format": 2,
        "judged": "2031-05-01",
        "title": "Hostile",
        "source": source,
        "bluf": "Somebody wants the program to stop.",
        "cast": [{"actor": "ada", "role": "speaker"}],
        "claims": [claim(0, text.split()[0] if text.split() else "x")],
        "review": {"annotators": ["x"], "reviewed": "2031-05-01", "due": "2032-05-01"},
        **fields,
    }
    written = json.dumps(value, ensure_ascii=False) if flow else _yaml(value)
    folder = "articles/2031-04-28-hostile"
    return {
        f"{folder}/source.txt": text,
        f"{folder}/briefing.yml": written,
        "actors/ada.yml": "format: 2\nname: Ada\ntype: person\n",
        **(extra or {}),
    }


def claim(number: int, quote: Any, cue: Any = None, **fields: Any) -> dict[str, Any]:
    """A claim with at most one step."""
    steps = [] if cue is None else [{"actor": "ada", "cue": cue}]
    return {
        "id": f"c{number}",
        "text": "x",
        "quote": quote,
        "kind": "fact",
        "attribution": steps,
        **fields,
    }


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10**6))


def _said(claims: int) -> Files:
    text = "".join(f"Number {n} is so, she said. " for n in range(claims)) + "\n"
    return article(text, claims=[claim(n, f"Number {n} is so", "said") for n in range(claims)])


def _said_in_paragraphs(claims: int) -> Files:
    text = "".join(f"Number {n} is so, she said.\n" for n in range(claims))
    return article(text, claims=[claim(n, f"Number {n} is so", "said") for n in range(claims)])


@_case
def _cues_in_one_paragraph() -> Files:
    return _said(1000)


@_case
def _cues_in_paragraphs() -> Files:
    return _said_in_paragraphs(1000)


def _words(size: int, seed: int = 1) -> str:
    """This many made-up words, each different from those near it."""
    number, words = seed, []
    for _ in range(size):
        number = (number * 1103515245 + 12345) % 2**31
        words.append("".join(chr(97 + (number >> shift) % 26) for shift in (3, 7, 11, 15, 19, 23)))
    return " ".join(words)


_PROSE = _words(42_000)


@_case
def _quotes_that_are_nearly_there() -> Files:
    return article(_PROSE, claims=[claim(n, _near(n, 900)) for n in range(1000)])


def _near(number: int, size: int) -> str:
    start = (number * 257) % (len(_PROSE) - size)
    return _PROSE[start : start + size].strip()[:-3] + "QQQ"


@_case
def _long_quotes_that_are_nearly_there() -> Files:
    return article(_PROSE, claims=[claim(n, _near(n * 31, 19_000)) for n in range(48)])


@_case
def _long_quotes_of_nothing() -> Files:
    return article(_PROSE, claims=[claim(n, _words(2600, n + 2)) for n in range(48)])


@_case
def _short_quotes_that_are_not_there() -> Files:
    claims = [claim(n, [f"{_words(1, n * 99 + part)}" for part in range(50)]) for n in range(900)]
    return article(_PROSE, claims=claims)


@_case
def _quotes_that_make_the_search_slow() -> Files:
    claims = [
        claim(n, ["a" * (5 + (n * 50 + part) % 11) + f"b{n * 50 + part}" for part in range(50)])
        for n in range(600)
    ]
    return article("a" * 299_000, claims=claims)


@_case
def _mentions_that_are_not_there() -> Files:
    cast = [
        {"actor": f"a{n}", "role": "x", "mentions": [f"Q{n} {part}" for part in range(100)]}
        for n in range(500)
    ]
    return article(_PROSE, cast=cast)


@_case
def _mentions_everywhere() -> Files:
    cast = [
        {
            "actor": f"a{n}",
            "role": "x",
            "mentions": [_words(1, n * 100 + part + 1)[:4] for part in range(100)],
        }
        for n in range(400)
    ]
    return article(_PROSE, cast=cast)


@_case
def _a_long_mention_that_overlaps_itself() -> Files:
    cast = [{"actor": "ada", "role": "x", "mentions": ["a " * 9_999 + "a"]}]
    return article("a " * (10_000 + 49_000), cast=cast)


@_case
def _contexts_that_never_fit() -> Files:
    claims = [
        claim(n, {"exact": "a", "prefix": f"{n}"}, {"exact": "a", "suffix": f"q{n}"})
        for n in range(1000)
    ]
    return article("a " * 45_000, claims=claims)


@_case
def _occurrences_by_number() -> Files:
    claims = [claim(n, {"exact": "a", "nth": n % 999 + 1}) for n in range(1000)]
    return article("a " * 45_000, claims=claims)


@_case
def _dots_within_ellipses() -> Files:
    claims = [claim(n, "." * (n * 3 + 1)) for n in range(600)]
    return article("…" * 99_000, claims=claims)


@_case
def _ambiguous_in_a_repetitive_text() -> Files:
    return article("a " * 20_000, claims=[claim(0, "a a a a"), claim(1, "a a")])


@_case
def _ambiguous_many_times() -> Files:
    words = _PROSE[:140_000].strip()
    parts = words.split()
    claims = [claim(n, " ".join(parts[n * 19 : n * 19 + 3])) for n in range(1000)]
    return article(f"{words} | {words}", claims=claims)


@_case
def _forms_against_quotations() -> Files:
    text = '"a" ' * 70_000 + "".join(f"Q{n} " for n in range(1000))
    whole = ['"a" ' * 4_000 + '"b']
    claims = [claim(n, f"Q{n}", "nothing like it") for n in range(998)] + [claim(999, whole)]
    return article(text, claims=claims)


@_case
def _long_quotes_of_signs() -> Files:
    parts = ["!" * 900 + f"{n}" for n in range(300)]
    claims = [claim(n, parts[n % 250 : n % 250 + 3], "!" * 5) for n in range(350)]
    return article(" ".join(parts), claims=claims)


@_case
def _open_quotation_marks() -> Files:
    return article(" '" * 99_000 + " ‘a " * 16_000, claims=[claim(n, f"q{n}") for n in range(10)])


@_case
def _combining_marks() -> Files:
    return article("a" + "\u0301\u0316" * 74_000, claims=[claim(0, "a")])


@_case
def _combining_marks_in_a_quote() -> Files:
    return article("word", claims=[claim(n, "a" + "\u0301\u0316" * 9_900) for n in range(25)])


@_case
def _vowel_signs() -> Files:
    return article("\u09c7\u09be" * 49_000, claims=[claim(0, "\u09c7")])


@_case
def _one_character_paragraphs() -> Files:
    text = "a\n" * 149_000
    return article(text, claims=[claim(n, f"q{n}", "x") for n in range(1000)])


@_case
def _long_quotes_over_paragraphs() -> Files:
    text = "".join(f"{n % 10}\n" for n in range(140_000))
    quotes = [text[n * 7 : n * 7 + 900].replace("\n", " ") for n in range(900)]
    claims = [claim(n, quote, "1") for n, quote in enumerate(quotes)]
    return article(text, claims=claims)


@_case
def _one_long_line_of_yaml() -> Files:
    claims = [claim(n, f"q{n}", f"z{n}") for n in range(1000)]
    return article(
        "a" * 290_000,
        flow=True,
        claims=claims,
        questions=[{"text": "x" * 19_000, "why": "x" * 19_000} for _ in range(20)],
    )


@_case
def _unknown_fields() -> Files:
    fields = {f"x{n}": "y" for n in range(55_000)}
    return article("word", claims=[claim(0, "word")], **fields)


@_case
def _unknown_fields_on_one_line() -> Files:
    fields = {f"x{n}": "y" for n in range(55_000)}
    return article("word", flow=True, claims=[claim(0, "word")], **fields)


@_case
def _wrong_shapes() -> Files:
    return article("word", claims=[[] for _ in range(50_000)])


@_case
def _claims_without_fields() -> Files:
    return article("word", claims=[{"id": f"c{n}"} for n in range(20_000)])


@_case
def _unknown_values() -> Files:
    value = {"kind": "fakt", "quote_in": "orig"}
    return article("word", claims=[{**claim(n, "word"), **value} for n in range(4_000)])


@_case
def _duplicate_fields() -> Files:
    return {"topics.yml": "a: x\n" * 59_000}


@_case
def _ids_that_are_none() -> Files:
    return {"topics.yml": "".join(f"A {n}: {{title: x}}\n" for n in range(19_000))}


@_case
def _duplicate_ids() -> Files:
    return article(
        "word",
        claims=[claim(1, "word") for _ in range(1000)],
        evidence=[{"id": "c1", "title": "x", "publisher": "y"} for _ in range(500)],
    )


@_case
def _unknown_evidence() -> Files:
    claims = []
    for n in range(600):
        uses = [
            {"item": f"unknown-{n}-{k}", "relation": "supports", "shows": "x"} for k in range(20)
        ]
        so = {"verdict": "supported", "evidence": uses}
        claims.append(claim(n, f"w{n}x", finding="x", so=so))
    known = [{"id": f"known-{n}", "title": "x", "publisher": "y"} for n in range(500)]
    return article(_numbered(600), claims=claims, evidence=known)


def _numbered(words: int) -> str:
    return " ".join(f"w{n}x" for n in range(words))


@_case
def _unknown_claims() -> Files:
    return article(
        _numbered(1000),
        claims=[claim(n, f"w{n}x", repeats=[f"d{n}-{k}" for k in range(50)]) for n in range(900)],
    )


@_case
def _related_claims() -> Files:
    return article(
        _numbered(1000),
        claims=[
            claim(n, f"w{n}x", contradicts=[f"c{(n + k + 1) % 1000}" for k in range(50)])
            for n in range(1000)
        ],
    )


@_case
def _unknown_actors() -> Files:
    text = " ".join(f"w{n}x said" for n in range(1000))
    steps = [[{"actor": f"actor-{n}-{k}", "cue": "said"} for k in range(10)] for n in range(1000)]
    claims = [{**claim(n, f"w{n}x"), "attribution": steps[n]} for n in range(1000)]
    cast = [{"actor": f"member-{n}", "role": "x"} for n in range(500)]
    return article(text, claims=claims[:900], cast=cast)


@_case
def _unknown_actors_in_a_large_register() -> Files:
    register = {f"actors/member-{n}.yml": "format: 2\nname: A\ntype: person\n" for n in range(2000)}
    events = [
        {
            "id": f"e{n}",
            "date": "2031-01-01",
            "quote": f"w{n}x",
            "label": "x",
            "actors": [f"unknown-{n}-{k}" for k in range(50)],
        }
        for n in range(500)
    ]
    return article(_numbered(500), extra=register, events=events)


@_case
def _unknown_topics() -> Files:
    return {
        "topics.yml": "".join(f"topic-{n}: {{title: x}}\n" for n in range(19_000)),
        "stories.yml": "".join(
            f"story-{n}: {{title: x, summary: y, topics: [{_things(n)}]}}\n" for n in range(2_300)
        ),
    }


def _things(number: int) -> str:
    return ", ".join(f"thing-{number}-{k}" for k in range(20))


def _relayed(relays: Callable[[int], list[str]], uses: Callable[[int], list[int]]) -> Files:
    """Claims whose verdicts rest on 20 of 500 reports that relay one another."""
    evidence = [
        {"id": f"e{n}", "title": "x", "publisher": f"p{n}", "relays": relays(n)} for n in range(500)
    ]
    claims = [
        claim(
            n,
            f"w{n}x",
            finding="x",
            so={
                "verdict": "corroborated",
                "evidence": [{"item": f"e{use}", "shows": "x"} for use in uses(n)],
            },
        )
        for n in range(400)
    ]
    return article(_numbered(400), flow=True, claims=claims, evidence=evidence)


@_case
def _relays_in_a_circle() -> Files:
    return _relayed(
        lambda n: [f"e{(n + step) % 500}" for step in range(1, 51)],
        lambda n: [(n + k) % 500 for k in range(20)],
    )


@_case
def _relays_that_fan_out() -> Files:
    return _relayed(
        lambda n: [f"e{m}" for m in range(n + 1, min(500, n + 51))],
        lambda n: [(n + k) % 500 for k in range(20)],
    )


@_case
def _roots_that_overlap() -> Files:
    chance = random.Random(1)
    return _relayed(
        lambda _: [f"root {chance.randrange(60)}" for _ in range(3)],
        lambda _: chance.sample(range(500), 20),
    )


@_case
def _roots_of_two() -> Files:
    """Reports as pairs among few roots: the hardest sets to tell apart."""
    chance = random.Random(2)
    return _relayed(
        lambda _: [f"root {one}" for one in chance.sample(range(24), 2)],
        lambda _: chance.sample(range(500), 20),
    )


@_case
def _via_with_long_lists_of_paragraphs() -> Files:
    paragraphs = ",".join(str(1 + n % 9) for n in range(499))
    via = [{"paragraphs": paragraphs, "actor": "ada", "shown_by": "e"} for _ in range(20)]
    evidence = [{"id": "e", "title": "x", "publisher": "y"}]
    text = "\n".join(f"w{n}x" for n in range(1000))
    claims = [claim(n, f"w{n}x") for n in range(1000)]
    return article(text, claims=claims, via=via, evidence=evidence)


@_case
def _a_circle_of_actors() -> Files:
    return {
        f"actors/a{n}.yml": f"format: 2\nname: A\ntype: person\npart_of: a{(n + 1) % 2000}\n"
        for n in range(2000)
    }


@_case
def _a_chain_of_actors() -> Files:
    return {
        f"actors/a{n}.yml": "format: 2\nname: A\ntype: person\n"
        + (f"part_of: a{n + 1}\n" if n < 1999 else "")
        for n in range(2000)
    }


def _note(body: str) -> Files:
    value = {
        "title": "x",
        "summary": "x",
        "body": body,
        "as_of": "2031-05-01",
        "review_due": "2032-05-01",
        "sources": [{"title": "x", "publisher": "y"}],
    }
    return {"background/note.yml": _yaml(value)}


def _reasons(piece: str) -> Files:
    """A briefing whose rationale repeats one piece of Markdown as often as the limit allows."""
    body = (piece * 20_000)[:19_000] + " [x](https://x.example)"
    number = min(1000, 940_000 // (len(json.dumps(body, ensure_ascii=False).encode()) + 400))
    judged = {
        "verdict": "unresolved",
        "evidence": [{"item": "e", "relation": "context", "shows": "x"}],
    }
    return article(
        _numbered(number),
        flow=True,
        claims=[
            claim(n, f"w{n}x", finding="x", so={**judged, "rationale": f"{n} {body}"})
            for n in range(number)
        ],
        evidence=[{"id": "e", "title": "x", "publisher": "y"}],
    )


MARKDOWN = (
    "[", "![", "[a](", "[a](<b", "*a ", "**a", "*a_ ", "_a", "`", "`a``", "> ", "- ", "1. ",
    "<", "<a ", "<!--", "<?", "<![CDATA[", "&", "&#", "\\", "]", "[]", "[a]: b\n", "[a]:\n",
    "a\n", "# ", "~~~\n", "```\n", "    a\n", "\n\n", "- a\n\n", "> a\n", "| a ", "http://a",
    "<http://a", "a**b", "a**b**c* ", "[[a]](", "\t", "***", "- - ", "> - ", "[a][b]", "[a",
    "<a href='", "[\\", "(", "[a](b(",
)  # fmt: skip
"""What Markdown fields are filled with."""

for _number, _piece in enumerate(MARKDOWN):
    CASES[f"markdown-{_number:02}"] = lambda piece=_piece: _reasons(piece)  # type: ignore[misc]


@_case
def _aliases_of_long_texts() -> Files:
    text = "x" * 19_000
    lines = "\n".join("  - {text: *t, why: *t}" for _ in range(15_000))
    return {"topics.yml": f'a: {{title: &t "{text}"}}\nq:\n{lines}\n'}


@_case
def _aliases_of_spaced_texts() -> Files:
    lines = "\n".join(f"a{n}: {{title: *t}}" for n in range(19_000))
    return {"topics.yml": f'a: {{title: &t " {"x" * 600_000} "}}\n{lines}\n'}


@_case
def _aliases_of_json() -> Files:
    data = {f"p{n}": "@" for n in range(20)}
    claims = [claim(n, f"w{n}x", extensions=data) for n in range(500)]
    first = json.dumps({"json": json.dumps([0] * 30_000)})
    files = article(_numbered(500), claims=claims)
    path = "articles/2031-04-28-hostile/briefing.yml"
    written = files[path].replace("'@'", f"&j {first}", 1).replace("'@'", "*j")
    return {**files, path: written}


@_case
def _extensions() -> Files:
    blob = {f"k{n}": str(n) for n in range(40)}
    return article(
        _numbered(1000),
        claims=[claim(n, f"w{n}x", extensions={"p": blob}) for n in range(1000)],
    )


@_case
def _translations_of_other_length() -> Files:
    one, other = "a\n" * 149_000, "b\n" * 148_000
    folder = "articles/2031-04-28-hostile"
    described = {
        "translation": {
            "sha256": hashlib.sha256(other.encode()).hexdigest(),
            "language": "fr",
            "translator": "x",
        }
    }
    return article(
        one,
        source=described,
        extra={f"{folder}/translation.txt": other},
        claims=[
            claim(n, f"q{n}", quote_in="translation" if n % 2 else "original") for n in range(1000)
        ],
    )


YAML = (
    "[", "{", "- ", "? ", "&a ", "*a ", "!a ", "|\n", ">\n", "'", "\"", "\"\\", "#", "%",
    "---\n", "...\n", ": ", ",", "a: ", "a:\n ", "\t", "- - ", "[a, ", "{a: ", "a: [\n", "<<: ",
    "''", "a\n", "- a\n", " a: b\n", "- &a\n", "? a\n: b\n", "x: |\n  a\n", "\r", "\u00e9",
    "\u0085",
)  # fmt: skip
"""What YAML files are filled with."""

for _number, _piece in enumerate(YAML):
    CASES[f"yaml-{_number:02}"] = lambda piece=_piece: {  # type: ignore[misc]
        "topics.yml": piece * (Document.MAX_BYTES // len(piece.encode()))
    }


def main(names: Sequence[str]) -> None:
    """Measure cases and, if all were requested, write the results to the file."""
    found: dict[str, float] = {}
    for name in names or CASES:
        found[name] = measure(name)
        print(f"{found[name]:7.2f}  {name}", flush=True)
    if not names:
        RESULTS.write_text(_table(found))


def _table(found: Mapping[str, float]) -> str:
    lines = [
        "# Files made to take long",
        "",
        f"Written by `python -m benchmarks.hostile` on {os.cpu_count()} cores "
        f"({platform.machine()}), Python {platform.python_version()}.",
        f"Each is a project whose files are within the limits on size; a check must end within "
        f"{MOST_SECONDS} s.",
        "Markdown and YAML cases are one piece of syntax, repeated up to the limit.",
        "",
        "| case | seconds |",
        "| --- | ---: |",
    ]
    lines += [f"| {name} | {seconds:.2f} |" for name, seconds in found.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
