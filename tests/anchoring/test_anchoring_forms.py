from typing import Any

import pytest

from tests.building import TEXT, anchored, claim, codes, hop, problems_of, sound

FORMS = ("direct", "indirect", "mixed", "translated")


@pytest.mark.parametrize(
    "text",
    [
        "He said “we won’t go” and left.",
        'He said "we won’t go" and left.',
        "He said «we won’t go» and left.",
        "He said ‘we won’t go’ and left.",
        "He said 'we won’t go' and left.",
    ],
)
@pytest.mark.parametrize(
    ("quote", "allowed"),
    [
        ("we won’t go", {"direct", "translated"}),
        (["we", "go"], {"direct", "translated"}),
        ("He said", {"indirect"}),
        (["He said", "and left."], {"indirect"}),
        (["He said", "we won’t go"], {"mixed"}),
    ],
)
def test_the_form_agrees_with_the_quotation_marks(text: str, quote: Any, allowed: set[str]) -> None:
    for form in FORMS:
        hops = [hop(cue="said", form=form)]
        article, problems = anchored(
            text,
            [claim("a", quote, attribution=hops)],
            cast=[{"actor": "ada-fable", "role": "x"}],
        )
        assert (article is not None) == (form in allowed), (form, problems)
        assert set(codes(problems)) <= {"form-mismatch"}


def test_a_speech_of_several_paragraphs_is_direct_in_each() -> None:
    text = "“One two.\n\n“Three four,” she said.\n\nFive six."
    quote = ["One two.", "Three four"]
    sound(
        text,
        claim("a", quote, attribution=[hop(cue="she said")]),
        cast=[{"actor": "ada-fable", "role": "x"}],
    )


@pytest.mark.parametrize(
    ("forms", "fits"),
    [
        (["direct", "indirect"], True),
        (["indirect", "translated"], True),
        (["indirect", "indirect"], False),
        (["mixed", "indirect"], False),
        (["direct", "mixed"], False),
    ],
)
def test_a_quoted_claim_has_a_step_whose_words_they_are(forms: list[str], fits: bool) -> None:
    hops = [hop(cue="told the Gazette", form=form) for form in forms]
    article, problems = anchored(TEXT, [claim(attribution=hops)])
    assert (article is not None) is fits
    assert codes(problems) == [] if fits else ["form-mismatch"]


def test_a_form_that_does_not_fit_points_at_itself_and_at_the_quote() -> None:
    step = hop(cue="doubted", form="direct")
    [problem] = problems_of(TEXT, claim("a", "Residents doubted", attribution=[step]))
    assert problem.location.excerpt[0].strip() == "form: direct"
    assert problem.found == "form: direct"
    assert str(problem.notes[0].location) == "source.txt:3:51"
    assert "indirect" in problem.hint
