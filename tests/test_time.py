"""Nothing that a stranger sends keeps the program busy: times by the processor's clock.

Each case runs in a process of its own, which is ended when its time is up: a regular expression
that is busy hears no signal of Python's.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from article_briefings.review._fixes import propose_fixes
from benchmarks.hostile import CASES, MOST_SECONDS, article, claim, measure, write
from tests import warm
from tests.overlay import PROJECT

SIZE = int(os.environ.get("BRIEFINGS_PUMPED_SIZE", "3000"))
"""How long the texts for expressions are; 300000 is an article, 1000000 a YAML file."""
SECONDS = 2

#: A sample of what `python -m benchmarks.hostile` checks, each far beyond the limit once.
SAMPLE = (
    "cues-in-one-paragraph",
    "quotes-that-are-nearly-there",
    "dots-within-ellipses",
    "ambiguous-in-a-repetitive-text",
    "combining-marks",
    "forms-against-quotations",
    "roots-of-two",
    "unknown-topics",
    "unknown-fields-on-one-line",
    "aliases-of-json",
    "markdown-01",
)


def _run(code: str, seconds: int) -> str:
    """What a program prints; it is ended after so many seconds of processor time."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))\n"
    done = subprocess.run(
        [*warm.python(), limit + code],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.parametrize("beginning", ["<!---->", "<!-- -->\\n", "<!--", " "])
def test_a_page_is_told_from_a_text_at_once(beginning: str) -> None:
    module = "article_briefings.drafting._beginning"
    code = f"from {module} import is_html; print(is_html(b'{beginning}' * 2000))"
    assert _run(code, 5) == "False\n"


def test_no_expression_is_kept_busy_by_its_own_pieces() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.expressions", str(SIZE), str(SECONDS)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [line.split("\t") for line in done.stdout.splitlines() if line]
    assert len(found) > 100
    busy = {name: rest for name, *rest in found if not rest[0] or float(rest[0]) > SECONDS / 4}
    assert not busy
    assert sum(int(rest[1]) for _, *rest in found) > 5_000


@pytest.mark.parametrize("name", SAMPLE)
def test_a_check_ends_in_time(name: str) -> None:
    assert measure(name, python=warm.python()) <= MOST_SECONDS


def test_every_hostile_file_is_within_the_limits(tmp_path: Path) -> None:
    for name in SAMPLE:
        write(tmp_path / name, CASES[name]())


def _near_misses(folder: Path, number: int, others: int) -> None:
    """A project with so many quotes of which one word has changed."""
    words = random.Random(1)
    sentences = [
        " ".join(f"w{words.randrange(1000)}" for _ in range(14)) for _ in range(number + others)
    ]
    quotes = [sentence.rsplit(" ", 3)[0] + " changed" for sentence in sentences[:number]]
    claims = [claim(n, quote) for n, quote in enumerate(quotes)]
    write(folder, article("\n".join(sentences) + "\n", claims=claims))


def test_fix_says_what_it_did_not_look_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _near_misses(tmp_path, 40, 0)
    everything = propose_fixes(tmp_path)
    assert not everything.skipped
    monkeypatch.setattr("article_briefings.review._marks._MOST_WORK", 10_000)
    first, second = propose_fixes(tmp_path), propose_fixes(tmp_path)
    assert first == second
    proposed = [len(file.proposals) for file in first.files]
    assert sum(proposed) + len(first.skipped) >= 40
    assert first.skipped
    assert sum(proposed)


def test_fix_ends_in_time(tmp_path: Path) -> None:
    _near_misses(tmp_path, 200, 2_000)
    code = (
        "from pathlib import Path; from article_briefings.review import propose_fixes; "
        f"print(len(propose_fixes(Path({str(tmp_path)!r})).files))"
    )
    assert _run(code, 10) == "1\n"


def test_links_to_all_passages_of_a_long_text_end_in_time() -> None:
    code = (
        "from article_briefings.models import Span\n"
        "from article_briefings.pages._text_fragments import original_href\n"
        "text = ' '.join(f'слово{n}' for n in range(28_000))\n"
        "spans = [Span(start, start + 60) for start in range(0, 280_000, 70)]\n"
        "print(original_href('https://a.example/', text, spans).count('text='))"
    )
    assert _run(code, 6) == "4000\n"
