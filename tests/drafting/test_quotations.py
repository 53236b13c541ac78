"""One quotation is one draft, wherever its sentences and paragraphs end and its cue is."""

from pathlib import Path

import pytest

from tests.drafting.drafted import checked, drafted, said

_ADA = ["ada-fable"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“It is safe. We tested it. Nobody need worry,” Ada Fable said.",
            [(_ADA, "It is safe. We tested it. Nobody need worry")],
        ),
        (
            "Ada Fable said: “It is safe. We tested it, and they tested it.”",
            [(_ADA, "It is safe. We tested it, and they tested it")],
        ),
        (
            "“It is safe. We tested it,” Ada Fable said, “and it will hold. Nobody need worry.”",
            [(_ADA, "It is safe. We tested it … and it will hold. Nobody need worry")],
        ),
        ("“It is safe,” Ada Fable said, “I promise.”", [(_ADA, "It is safe … I promise")]),
        # Another pair of marks behind a full stop is another quotation.
        (
            "“It is safe,” Ada Fable said. “It is a drill. We are calm.”",
            [(_ADA, "It is safe"), (_ADA, "It is a drill. We are calm")],
        ),
        # A speech over several paragraphs has an opening mark in each and one that closes it.
        (
            "Ada Fable said: “It is safe.\n“It is new.\n“It is ours.”\nThe crew slept.",
            [(_ADA, "It is safe … It is new … It is ours")],
        ),
        (
            "“It is safe.\n“It is new,” Ada Fable said.\nThe crew slept.",
            [(_ADA, "It is safe … It is new")],
        ),
        (
            "“It is safe,” Ada Fable said. “It is new.\n“It is ours,” she added.",
            [(_ADA, "It is safe"), (_ADA, "It is new … It is ours")],
        ),
        # A closing mark ends it.
        (
            "“It is safe,” Ada Fable said.\n“It is new,” said Nora Novel.",
            [(_ADA, "It is safe"), (["nora-novel"], "It is new")],
        ),
        # What others are said to have said in it is a claim of theirs beside it.
        (
            "“We won. The engineers sent word that it is safe. I trust them,” Ada Fable said.",
            [
                (_ADA, "We won. The engineers sent word that it is safe. I trust them"),
                (["The engineers", "ada-fable"], "The engineers sent word that it is safe"),
            ],
        ),
    ],
)
def test_a_quotation_is_one_draft(
    text: str, expected: list[tuple[list[str], str]], tmp_path: Path
) -> None:
    result = drafted(text)
    assert said(result) == expected
    assert checked(tmp_path, text, result).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“No,” Ada Fable said, but Nora Novel said, “Yes.”",
            [(_ADA, "No"), (["nora-novel"], "Yes")],
        ),
        (
            "“No,” said Nora Novel. Ada Fable said it was bad. “We lost the barn.”",
            [(["nora-novel"], "No"), (_ADA, "it was bad"), (_ADA, "We lost the barn")],
        ),
        # Somebody comes between, who may have said it.
        (
            "“No,” Ada Fable said. Nora Novel shook her head. “Yes.”",
            [(_ADA, "No"), ([], "Yes")],
        ),
        (
            "“No,” Ada Fable said. She shook her head. “Never.”",
            [(_ADA, "No"), (_ADA, "Never")],
        ),
    ],
)
def test_a_quotation_has_its_own_speaker(text: str, expected: list[tuple[list[str], str]]) -> None:
    assert said(drafted(text)) == expected


def test_a_quotation_over_paragraphs_is_one_in_another_language(tmp_path: Path) -> None:
    text = "Sie sagte: „Die Brücke ist sicher. Sie ist neu.\n„Sie ist unser.“\nMehr nicht."
    result = drafted(text, language="de")
    assert [claim.text for claim in result.claims] == [
        "Die Brücke ist sicher. Sie ist neu. … Sie ist unser."
    ]
    assert checked(tmp_path, text, result).diagnostics == ()


def test_a_quotation_longer_than_a_quote_may_be_is_one_draft(tmp_path: Path) -> None:
    sentences = [f"Bridge number {number} is safe and will hold." for number in range(120)]
    text = f"“{' '.join(sentences)}” Ada Fable said.\nThe crew slept."
    result = drafted(text)
    (claim,) = result.claims
    assert len(claim.quote) == 3
    assert sentences[0] in claim.text
    assert sentences[-1][:-1] in claim.text
    assert checked(tmp_path, text, result).diagnostics == ()
