"""What `fix` proposes for the fields of version 2, and in files of version 1."""

from pathlib import Path
from typing import Any

import pytest

from article_briefings.corpus._pipeline import compile_corpus
from article_briefings.review._fixes import propose_fixes
from tests import building
from tests.building import (
    ACTORS,
    FOLDER,
    TEXT,
    Fields,
    briefing,
    claim,
    dump,
    hop,
    in_version_1,
    own_claim,
    project,
    write,
)
from tests.fixing import only, write_all
from tests.repositories import commit

EVIDENCE = [{"id": "report", "title": "R", "publisher": "P", "url": "https://a.example"}]
JUDGED: Fields = {"judged": "2031-05-01", "evidence": EVIDENCE}
GAZETTE = {"actor": "gazette", "cue": "told the Gazette"}


def mended(root: Path, value: Fields | str) -> dict[str, str]:
    """What is proposed for a briefing: the new text of each place by its code."""
    report = propose_fixes(project(root, articles={FOLDER: (TEXT, value)}, actors=ACTORS))
    found = {p.code: p.new for file in report.files for p in file.proposals}
    write_all(root, report)
    assert propose_fixes(root).files == ()
    return found


@pytest.mark.parametrize(
    ("fields", "code", "expected"),
    [
        ({"repeats": "no-atack"}, "unknown-claim", "no-attack"),
        ({"contradicts": ["no-atack"]}, "unknown-claim", "no-attack"),
        ({"supports": "No Attack"}, "bad-id", "no-attack"),
        (
            {"said": {"verdict": "single-source", "evidence": ["reprt"]}, "finding": "F."},
            "unknown-evidence",
            "report",
        ),
        (
            {
                "so": {
                    "verdict": "supported",
                    "evidence": [{"item": "reprt", "shows": "that it is so"}],
                },
                "finding": "F.",
            },
            "unknown-evidence",
            "report",
        ),
        (
            {"said": {"verdict": "confirmd", "evidence": ["report"]}, "finding": "F."},
            "unknown-value",
            "confirmed",
        ),
        (
            {
                "said": {"of": "ada-fabl", "verdict": "single-source", "evidence": ["report"]},
                "attribution": [
                    hop(cue="she added"),
                    {"actor": "gazette", "shown_by": "report"},
                ],
                "finding": "F.",
            },
            "unclear-step",
            "ada-fable",
        ),
        ({"impled": "true"}, "unknown-field", "implied"),
        ({"findng": "F."}, "unknown-field", "finding"),
    ],
)
def test_names_and_values_of_version_2_are_corrected(
    fields: Fields, code: str, expected: str, tmp_path: Path
) -> None:
    other = own_claim("met", "Ministers met", text="They met.")
    drill = claim("drill", "It is a drill", **{"attribution": [hop(cue="she added")], **fields})
    value = briefing(claims=[claim(), drill, other], **JUDGED)
    assert mended(tmp_path, value).get(code) == expected


def test_no_speaker_is_added_to_the_cast(tmp_path: Path) -> None:
    value = briefing(claims=[claim(attribution=[hop("oldtown")])], cast=[])
    root = project(tmp_path, articles={FOLDER: (TEXT, value)}, actors=ACTORS)
    assert propose_fixes(root).files == ()
    assert compile_corpus(root).diagnostics == ()


def test_a_misspelt_actor_of_a_shared_step_is_corrected(tmp_path: Path) -> None:
    value = briefing(via=[GAZETTE | {"actor": "gazete"}])
    assert mended(tmp_path, value) == {"unknown-actor": "gazette"}


def test_the_cue_of_a_shared_step_is_found_again(tmp_path: Path) -> None:
    value = briefing(via=[GAZETTE | {"cue": "had told the Gazette"}])
    assert mended(tmp_path, value) == {"cue-not-found": "Fable told the Gazette"}


def test_the_cue_of_a_shared_step_is_followed_in_a_changed_text(tmp_path: Path) -> None:
    value = briefing(via=[GAZETTE], claims=[own_claim("met", "Ministers met")])
    root = project(tmp_path, articles={FOLDER: (TEXT, value)}, actors=ACTORS)
    commit(root)
    new = TEXT.replace("told the Gazette", "told the old Gazette")
    write(root, f"briefings/articles/{FOLDER}/source.txt", new)
    codes = {p.code: p.new for p in only(propose_fixes(root)).proposals}
    assert codes["cue-not-found"] == "told the old Gazette"


# --- version 1 ---------------------------------------------------------------------------------


def old(**fields: Any) -> str:
    """A briefing of version 1, with a relation and an assessment, as its author wrote it."""
    relation = {"type": "repeats", "claim": fields.pop("to", "no-attack")}
    use = {"item": "report", "relation": "supports", "shows": "it"}
    assessment = {
        "status": "supported",
        "as_of": "2031-05-01",
        "rationale": "R.",
        "evidence": [use],
    }
    other = own_claim("met", "Ministers met", relations=[relation], assessment=assessment)
    value = building.briefing(claims=[claim(), other], evidence=EVIDENCE, **fields)
    return "# An old file.\n" + dump(in_version_1(value))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("claim: no-attack", "claim: no-atack", "unknown-claim"),
        ("- defence", "- defense", "unknown-topic"),
        ("mentions:", "mentons:", "unknown-field"),
        ("kind: fact", "kind: fakt", "unknown-value"),
        ("cue: told the Gazette", "cue: told a Gazette", "cue-not-found"),
        ("quote: Ministers met", "quote: Ministers meet", "quote-not-found"),
        ("- actor: ada-fable\n  role", "- actor: ada-fabl\n  role", "unknown-actor"),
        ("- Ada Fable", "- Ada Fables", "mention-not-found"),
    ],
)
def test_a_file_of_version_1_is_corrected_in_its_own_words(
    before: str, after: str, code: str, tmp_path: Path
) -> None:
    text = old()
    broken = text.replace(before, after, 1)
    assert broken != text
    root = project(tmp_path, articles={FOLDER: (TEXT, broken)}, actors=ACTORS)
    report = propose_fixes(root)
    file = only(report)
    assert [proposal.code for proposal in file.proposals] == [code]
    assert file.after == text
    assert report.left == ()


def test_the_parts_of_a_quote_of_version_1_are_put_in_order(tmp_path: Path) -> None:
    value = building.briefing(claims=[claim(quote=["no more than that", "It is a drill"])])
    value["claims"][0]["attribution"][0] |= {"cue": "she added", "form": "direct"}
    root = project(tmp_path, articles={FOLDER: (TEXT, value | {"format": "1"})}, actors=ACTORS)
    file = only(propose_fixes(root))
    assert "  quote:\n  - It is a drill\n  - no more than that\n" in file.after
    assert "\nformat: '1'\n" in f"\n{file.after}"


def test_a_hash_of_version_1_is_recorded_and_its_marks_are_followed(tmp_path: Path) -> None:
    root = project(tmp_path, articles={FOLDER: (TEXT, old())}, actors=ACTORS)
    commit(root)
    new = TEXT.replace("Ministers met", "The ministers met")
    write(root, f"briefings/articles/{FOLDER}/source.txt", new)
    file = only(propose_fixes(root))
    assert building.sha256(new) in file.after
    assert "format: '1'\n" in file.after
    write_all(root, propose_fixes(root))
    assert compile_corpus(root).diagnostics == ()
