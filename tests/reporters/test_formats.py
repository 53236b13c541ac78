"""The formats for programs: JSON, GitHub's workflow commands, the job's summary, SARIF."""

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import category
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_briefings.cli._completion import FORMATS as NAMED
from article_briefings.diagnostics import Report
from article_briefings.diagnostics._diagnostics import CODES, Diagnostic, Location, Note, Severity
from article_briefings.reporters import FORMATS
from article_briefings.reporters._github import SHOWN, SUMMARY_LIMIT, best
from tests.texts import anything

PAGE = "https://briefings.example/about/diagnostics/"
SCHEMA = json.loads(
    (Path(__file__).parents[1] / "sarif" / "sarif-2.1.0-rtm.4.json").read_text("utf-8")
)


def problem(path: str = "a.yml", line: int = 1, **fields: Any) -> Diagnostic:
    place = Location(path, line, 3, line, 6, ("x: abc",))
    return Diagnostic(**{"code": "bad-id", "location": place, "message": "m", **fields})


def places() -> st.SearchStrategy[Location]:
    numbers = st.integers(1, 5)
    return st.builds(
        lambda path, line, column, more, width, excerpt: Location(
            path, line, column, line + more, column + width, (excerpt,) * (more + 1)
        ),
        anything, numbers, numbers, st.integers(0, 2), numbers, anything,
    )  # fmt: skip


problems = st.lists(
    st.builds(
        Diagnostic,
        st.sampled_from(sorted(CODES)),
        places(),
        anything,
        anything,
        anything,
        anything,
        st.lists(st.builds(Note, places(), anything), max_size=2).map(tuple),
        st.sampled_from(Severity),
    ),
    max_size=15,
)
pages = st.sampled_from(["", PAGE])


def test_the_command_knows_every_format() -> None:
    assert set(NAMED) == set(FORMATS)


@given(problems, pages)
def test_every_format_takes_any_problem_and_is_the_same_twice(
    found: list[Diagnostic], page: str
) -> None:
    for form in FORMATS.values():
        text = form(Report(found, page=page))
        assert text == form(Report(found, page=page))
        assert text.endswith("\n") or not text


# --- JSON ---------------------------------------------------------------------------------


def test_json_holds_all_that_is_known() -> None:
    note = Note(Location("b.txt", 2, 1, 2, 4, ("abc",)), "here")
    found = problem(found="abc", expected="an id", hint="write it", notes=(note,))
    report = Report([found], changed=frozenset(), page=PAGE)
    assert json.loads(FORMATS["json"](report)) == {
        "format": 1,
        "problems": [
            {
                "code": "bad-id",
                "severity": "error",
                "path": "a.yml",
                "line": 1,
                "column": 3,
                "end_line": 1,
                "end_column": 6,
                "excerpt": ["x: abc"],
                "message": "m",
                "found": "abc",
                "expected": "an id",
                "hint": "write it",
                "notes": [
                    {
                        "path": "b.txt",
                        "line": 2,
                        "column": 1,
                        "end_line": 2,
                        "end_column": 4,
                        "excerpt": ["abc"],
                        "message": "here",
                    }
                ],
                "in_change": False,
                "url": f"{PAGE}#bad-id",
            }
        ],
        "summary": {"problems": 1, "files": 1},
    }


def test_json_says_where_nothing_is_known() -> None:
    (one,) = json.loads(FORMATS["json"](Report([problem()])))["problems"]
    assert one["in_change"] is None
    assert one["url"] is None


# --- GitHub -------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as GitHub's runner reads it."""
    found = COMMAND.fullmatch(line)
    assert found, line
    properties = dict(part.split("=", 1) for part in found[2].split(","))

    def decoded(text: str) -> str:
        for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
            text = text.replace(code, sign)
        return text.replace("%25", "%")

    return found[1], {key: decoded(value) for key, value in properties.items()}, decoded(found[3])


def test_an_annotation_names_the_place_as_github_counts() -> None:
    (line,) = FORMATS["github"](Report([problem(hint="do this")], page=PAGE)).splitlines()
    assert line == (
        "::error file=a.yml,line=1,col=3,endLine=1,endColumn=5,title=bad-id::"
        f"m%0Ahint: do this%0A{PAGE}#bad-id"
    )


def test_an_annotation_of_several_lines_has_no_columns() -> None:
    place = Location("a.yml", 1, 3, 3, 2, ("x", "y", "z"))
    (line,) = FORMATS["github"](Report([problem(location=place)])).splitlines()
    assert "col=" not in line.lower()
    assert read_command(line)[1]["endLine"] == "3"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("100 %", "100 %25"),
        ("%0A", "%250A"),
        ("a\nb", "a␊b"),
        ("a\r\nb", "a␍␊b"),
        ("x::error::y", "x::error::y"),
    ],
)
def test_a_message_is_escaped(text: str, written: str) -> None:
    (line,) = FORMATS["github"](Report([problem(message=text)])).split("\n")[:-1]
    assert f"::{written}%0A" in line


def test_a_path_is_escaped() -> None:
    (line,) = FORMATS["github"](Report([problem("a,line=9::b%\n.yml")])).split("\n")[:-1]
    assert "file=a%2Cline=9%3A%3Ab%25%0A.yml,line=1," in line


def test_a_log_is_no_place_for_control_characters_of_a_path() -> None:
    (line,) = FORMATS["github"](Report([problem("a\x1b[2J\x9b.yml")])).splitlines()
    assert "file=a%1B[2J%C2%9B.yml," in line


@given(problems, pages)
def test_no_text_makes_a_command_of_its_own(found: list[Diagnostic], page: str) -> None:
    lines = FORMATS["github"](Report(found, page=page)).split("\n")
    assert lines.pop() == ""
    assert len(lines) <= SHOWN + 1
    for line, diagnostic in zip(lines, best(Report(found), SHOWN), strict=False):
        command, properties, _ = read_command(line)
        assert command == str(diagnostic.severity)
        path = diagnostic.location.path
        shown = (c if c in "\r\n" or category(c) != "Cc" else quote(c) for c in path)
        assert properties["file"] == "".join(shown)
        assert properties["title"] == diagnostic.code


def test_ten_are_shown_and_the_others_counted() -> None:
    found = [problem(line=number) for number in range(1, 41)]
    lines = FORMATS["github"](Report(found)).splitlines()
    assert len(lines) == 11
    assert [read_command(line)[0] for line in lines] == ["error"] * 10 + ["notice"]
    assert "30 more problems, 40 problems in 1 file in all" in lines[-1]


def test_ten_problems_need_no_notice() -> None:
    found = [problem(line=number) for number in range(1, 11)]
    assert "::notice" not in FORMATS["github"](Report(found))


def test_the_best_are_of_the_change_then_errors_then_spread_over_files() -> None:
    in_a = [problem("a", line) for line in range(1, 6)]
    in_b = [problem("b", line) for line in range(1, 4)]
    warning = problem("c", severity=Severity.NOTICE)
    changed = problem("d", 7)
    report = Report([*in_a, *in_b, warning, changed], changed=frozenset({changed}))
    assert best(report, 6) == [changed, in_a[0], in_b[0], in_a[1], in_b[1], in_a[2]]
    assert best(report, 99)[-1] == warning


# --- the job's summary --------------------------------------------------------------------


def test_the_summary_has_every_problem_under_its_file() -> None:
    found = [problem("a.yml", 1), problem("a.yml", 2), problem("b.yml", 1)]
    text = FORMATS["markdown"](Report(found, page=PAGE))
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == [
        "<code>a.yml</code>",
        "<code>b.yml</code>",
    ]
    assert text.count(f"[bad-id]({PAGE}#bad-id)") == 3
    assert text.startswith("## 3 problems in 2 files\n")


@given(problems, pages)
def test_text_of_files_is_never_markup(found: list[Diagnostic], page: str) -> None:
    text = FORMATS["markdown"](Report(found, page=page))
    inside = re.sub(r"<(pre|code)>([^<>]*)</\1>", "", text)
    assert not re.search(r"[<>]", inside), "only our own elements are there"
    for quoted in re.findall(r"<(?:pre|code)>([^<>]*)</", text):
        assert not re.search(r"[`*_\[\]|~$@\\]", quoted)
        assert not re.search(r"&(?!#\d+;)", quoted)


def test_the_summary_stays_below_githubs_limit_and_counts_the_rest() -> None:
    found = [problem(line=number, message="é<" * 400) for number in range(1, 1001)]
    text = FORMATS["markdown"](Report(found))
    assert SUMMARY_LIMIT * 0.98 < len(text.encode()) <= SUMMARY_LIMIT
    shown = text.count("<pre>")
    assert f"{1000 - shown} more problems: run `briefings check`" in text


def test_a_sound_project_has_a_summary_too() -> None:
    assert FORMATS["markdown"](Report([], sound="No problems: 1 briefing.")) == (
        "No problems: 1 briefing.\n"
    )


# --- SARIF --------------------------------------------------------------------------------


@given(problems, pages)
def test_sarif_is_valid(found: list[Diagnostic], page: str) -> None:
    log = json.loads(FORMATS["sarif"](Report(found, page=page)))
    jsonschema.Draft4Validator(
        SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    ).validate(log)


def test_the_sarif_schema_is_not_satisfied_by_anything() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate({"version": "2.1.0", "runs": [{}]})


def test_sarif_places_count_code_points_and_name_files_by_uri() -> None:
    place = Location("briefings/a b/ä#.yml", 2, 4, 2, 6, ("x: 😀b",))
    log = json.loads(FORMATS["sarif"](Report([problem(location=place)], page=PAGE)))
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {
        "uri": "briefings/a%20b/%C3%A4%23.yml",
        "uriBaseId": "%SRCROOT%",
    }
    region = physical["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 4, 6)
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == result["ruleId"] == "bad-id"
    assert rule["helpUri"] == f"{PAGE}#bad-id"
    assert "Wrong:" in rule["help"]["text"]


def test_sarif_has_a_rule_for_every_code_and_relates_the_notes() -> None:
    found = [problem(code=code, notes=(Note(Location("b"), "n"),)) for code in CODES]
    (run,) = json.loads(FORMATS["sarif"](Report(found)))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(CODES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["relatedLocations"][0]["message"] == {"text": "n"}


# --- a change -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"a.yml": {4}}, False),
        ({"a.yml": {5}}, True),
        ({"a.yml": {7}}, True),
        ({"a.yml": {0}}, True),
        ({"b.yml": {5}}, False),
    ],
)
def test_a_problem_is_in_the_change_where_a_line_of_it_is(
    changes: dict[str, set[int]], expected: bool
) -> None:
    place = Location("a.yml", 5, 1, 8, 1, ("x", "y", "z"))
    found = problem(location=place)
    assert Report.of_change([found], changes).is_changed(found) is expected


def test_a_problem_of_a_whole_folder_is_in_a_change_of_its_files() -> None:
    found = problem(location=Location("briefings/articles/x"))
    for folder, expected in (("x", True), ("xy", False)):
        changes = {f"briefings/articles/{folder}/source.txt": {0}}
        assert Report.of_change([found], changes).is_changed(found) is expected


def test_a_problem_whose_other_place_changed_is_in_the_change() -> None:
    found = problem(notes=(Note(Location("b.yml", 2, 1, 2, 2, ("b",)), "the first one"),))
    assert Report.of_change([found], {"b.yml": {2}}).is_changed(found)


def test_problems_of_the_change_come_first_and_are_marked() -> None:
    first, second = problem("a"), problem("b")
    report = Report.of_change([first, second], {"b": {0}})
    assert report.diagnostics == [second, first]
    text = FORMATS["text"](report)
    assert text.splitlines()[0] == "b:1:3: error [bad-id] m (in your change)"
    assert text.count("in your change") == 2
    assert "2 problems in 2 files, 1 in your change\n  briefings explain bad-id\n" in text


def test_each_code_is_named_once_at_the_end() -> None:
    found = [problem(), problem(line=2), problem(code="bad-url")]
    lines = FORMATS["text"](Report(found, page=PAGE)).splitlines()
    assert lines[-2:] == [
        f"  briefings explain bad-id  {PAGE}#bad-id",
        f"  briefings explain bad-url  {PAGE}#bad-url",
    ]


def test_gitlab_has_a_list_of_issues_that_lines_above_do_not_make_new_ones() -> None:
    found = [problem(), problem(line=4), problem(severity=Severity.NOTICE, message="n", hint="h")]
    issues = json.loads(FORMATS["gitlab"](Report(found)))
    assert issues[0] == {
        "description": "m",
        "check_name": "bad-id",
        "fingerprint": issues[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "a.yml", "lines": {"begin": 1}},
    }
    assert issues[2]["severity"] == "info"
    assert issues[2]["description"] == "n. hint: h"
    moved = json.loads(FORMATS["gitlab"](Report([problem(line=2), problem(line=9)])))
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == 3
    assert [issue["fingerprint"] for issue in moved] == prints[:2]
    assert json.loads(FORMATS["gitlab"](Report([]))) == []
