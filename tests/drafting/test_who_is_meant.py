"""Who is meant by a name, a title or a pronoun: never somebody whose name is only like it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from article_briefings.drafting._document import briefing_yaml
from article_briefings.models._register import Actor, Role
from tests.drafting.drafted import REGISTER, checked, drafted, said


def _role(title: str, begin: str, end: str | None = None) -> Role:
    return Role.model_validate({"title": title, "from": begin, "to": end})


_BILL = {"bill-clinton": Actor(name="Bill Clinton", type="person", aliases=("Clinton",))}
_BOTH = {
    "bill-clinton": Actor(
        name="Bill Clinton",
        type="person",
        aliases=("Clinton",),
        roles=(_role("President of the United States", "1993-01-20", "2001-01-20"),),
    ),
    "hillary-clinton": Actor(
        name="Hillary Clinton",
        type="person",
        aliases=("Clinton",),
        roles=(_role("Secretary of State", "2009-01-21", "2013-02-01"),),
    ),
}
_FAMILIES = {
    "george-w-marsh": Actor(name="George W. Marsh", type="person", aliases=("George Marsh",)),
    "george-h-w-marsh": Actor(name="George H. W. Marsh", type="person", aliases=("George Marsh",)),
    "lee-min-ho": Actor(name="Lee Min Ho", type="person", aliases=("Lee",)),
    "lee-sun-ra": Actor(name="Lee Sun Ra", type="person", aliases=("Lee",)),
    "ilham-mayorov": Actor(
        name="Ilham Mayorov", type="person", roles=(_role("President of Fableland", "2023"),)
    ),
    "heydar-mayorov": Actor(
        name="Heydar Mayorov",
        type="person",
        roles=(_role("President of Fableland", "2003", "2020"),),
    ),
    "joe-drill": Actor(name="Joe Drill", type="person"),
    "jill-drill": Actor(name="Jill Drill", type="person"),
}
_BODIES = {
    "united-states": Actor(
        name="United States", type="state", aliases=("USA", "US", "U.S.", "America")
    ),
    "washington": Actor(name="Washington", type="state"),
    "iran": Actor(name="Iran", type="state"),
    "china": Actor(name="China", type="state"),
    "fars": Actor(name="Fars", type="outlet"),
}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # The text's own full name beats the register's alias.
        ("Hillary Clinton said Tuesday that it is safe.", ["hillary-clinton"]),
        ("Hillary Clinton came. She said it is new.", ["hillary-clinton"]),
        ("Hillary Clinton came. Clinton said it is new.", ["hillary-clinton"]),
        ("Sen. Hillary Clinton said no. “It is new,” she said.", ["hillary-clinton"] * 2),
        ("“It is safe,” said Hillary Rodham Clinton.", ["hillary-rodham-clinton"]),
        ("According to Hillary Clinton, it is safe.", ["hillary-clinton"]),
        ("U.S. Secretary of State Hillary Clinton said no.", ["hillary-clinton"]),
        # A title or a pronoun that disagrees rules him out.
        ("Mrs Clinton said it is safe.", ["?"]),
        ("It is safe, according to Mrs. Clinton.", ["?"]),
        ("Clinton said it is safe. She said it is new.", ["bill-clinton", "?"]),
        ("“It is safe,” she said. Clinton came.", ["?"]),
        # And he is meant where nothing disagrees.
        ("Clinton said it is safe. He said it is new.", ["bill-clinton"] * 2),
        ("Mr. Clinton said no. President Clinton said yes.", ["bill-clinton"] * 2),
        ("Bill Clinton met Nora Novel. Clinton said no.", ["bill-clinton"]),
        # What is his speaks for itself.
        ("Clinton’s office said it is safe.", ["Clinton’s office"]),
        ("The Clinton Foundation said it is safe.", ["clinton-foundation"]),
        ("Clinton aide Nora Novel said no. She said it is new.", ["nora-novel"] * 2),
        ("Clinton’s wife said no. She said it is new.", ["Clinton’s wife"] * 2),
        ("Clinton’s daughter, Chelsea Clinton, said no.", ["chelsea-clinton"]),
    ],
)
def test_a_name_of_the_register_is_not_the_person(text: str, speakers: list[str]) -> None:
    assert _speakers(text, _BILL) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Clinton said it is safe.", ["?"]),
        ("Mrs Clinton said it is safe.", ["hillary-clinton"]),
        ("Mr Clinton said it is safe.", ["bill-clinton"]),
        ("Secretary Clinton said it is safe.", ["hillary-clinton"]),
        ("President Clinton said it is safe.", ["bill-clinton"]),
        ("HILLARY CLINTON said it is safe.", ["hillary-clinton"]),
        ("Bill Clinton met Hillary Clinton. Clinton said no.", ["?"]),
        (
            "Bill Clinton met Hillary Clinton. She said no. He said yes.",
            ["hillary-clinton", "bill-clinton"],
        ),
        ("Hillary Clinton came. Clinton said no.", ["hillary-clinton"]),
        ("Clinton said no. Hillary Clinton came.", ["?"]),
    ],
)
def test_two_of_one_name_are_told_apart_or_nobody_is_meant(text: str, speakers: list[str]) -> None:
    assert _speakers(text, _BOTH) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("George W. Marsh said no. Marsh said yes.", ["george-w-marsh"] * 2),
        ("George H.W. Marsh said no.", ["george-h-w-marsh"]),
        ("George Marsh said no.", ["?"]),
        ("Jeb Marsh said no. Marsh said yes.", ["jeb-marsh"] * 2),
        ("Lee Sun Ra said no. Lee said yes. She came.", ["lee-sun-ra"] * 2),
        ("Lee said no.", ["?"]),
        ("President Mayorov said no.", ["ilham-mayorov"]),
        ("Mayorov said no.", ["?"]),
        ("Drill said no. His wife, Jill Drill, said yes.", ["?", "jill-drill"]),
        ("Speaker Joe Drill said no. Drill said yes.", ["joe-drill"] * 2),
        ("Joe Drill Jr. said no. Drill said yes.", ["joe-drill-jr"] * 2),
        ("Jill Drill came. “No,” Mr. Drill said.", ["joe-drill"]),
        (
            "Adam Lute King Jr. said no. Stephen King said yes.",
            ["adam-lute-king-jr", "stephen-king"],
        ),
        ("J. K. Stone said no. Stone said yes.", ["j-k-stone"] * 2),
    ],
)
def test_families(text: str, speakers: list[str]) -> None:
    assert _speakers(text, _FAMILIES) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("USA TODAY said it is safe.", ["usa-today"]),
        ("According to USA TODAY, it is safe.", ["usa-today"]),
        ("The Washington Post reported that it is safe.", ["washington-post"]),
        ("Bank of America said it is safe.", ["bank-of-america"]),
        ("Voice of America said it is safe.", ["voice-of-america"]),
        ("China Daily reported that it is safe.", ["china-daily"]),
        ("Air China said it is safe.", ["air-china"]),
        ("Iran International said it is safe.", ["iran-international"]),
        ("The US Army said it is safe.", ["us-army"]),
        ("The Washington Post’s Nora Novel said it is safe.", ["nora-novel"]),
        ("Iran’s president, Nora Novel, said it is safe.", ["nora-novel"]),
        ("US officials said it is safe.", ["US officials"]),
        # The states and outlets themselves.
        ("The U.S. said it is safe.", ["united-states"]),
        ("Washington said it is safe.", ["washington"]),
        ("Fars News Agency reported it is safe.", ["fars"]),
        ("Iran said it is safe. It said it is new.", ["iran"] * 2),
    ],
)
def test_a_longer_name_beats_its_part(text: str, speakers: list[str]) -> None:
    assert _speakers(text, _BODIES) == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The engineer came. He said no.", ["The engineer"]),
        ("Ada Fable spoke. The engineer came. He said no.", ["The engineer"]),
        ("Ada Fable slept. Nora Novel came. She said no.", ["nora-novel"]),
        ("Ada Fable slept. Tom Drill came. She said no.", ["ada-fable"]),
        ("Ada Fable met Tom Drill. She said no. He said yes.", ["ada-fable", "tom-drill"]),
        ("Ada Fable met Nora Novel. She said no.", ["ada-fable"]),
        ("Ada Fable and Nora Novel came. She said no.", ["?"]),
        ("Oldtown said no. The ministry sent a letter. It said yes.", ["oldtown", "The ministry"]),
        ("“No,” he said.", ["?"]),
    ],
)
def test_a_pronoun_means_the_nearest_fitting_subject(text: str, speakers: list[str]) -> None:
    assert _speakers(text, REGISTER) == speakers


def test_the_comment_says_who_it_may_be() -> None:
    text = "Clinton said it is safe."
    result = drafted(text, register=_BOTH)
    annotation = briefing_yaml(result)
    assert "attribution: unknown" in annotation
    assert "# “Clinton” may be bill-clinton or hillary-clinton" in annotation
    assert result.cast == ()


def test_the_cast_has_nobody_by_the_name_of_another() -> None:
    result = drafted("Hillary Clinton said no. Clinton slept.", register=_BILL)
    assert [member.actor for member in result.cast] == ["hillary-clinton"]
    result = drafted("USA TODAY said no.", register=_BODIES)
    assert [member.actor for member in result.cast] == ["usa-today"]


@pytest.mark.parametrize(
    "who",
    [
        "The director of the national institute for the study of bridges",
        "x" * 5_000,
        "X" * 5_000,
        "Nora " + "N" * 5_000,
    ],
)
def test_a_speaker_in_too_many_words_is_nobody(who: str, tmp_path: Path) -> None:
    text = f"{who} said that the bridge is safe."
    result = drafted(text)
    assert [steps for steps, _ in said(result)] == [[]]
    assert result.new_actors == {}
    assert "attribution: unknown" in briefing_yaml(result)
    assert checked(tmp_path, text, result).diagnostics == ()


def _speakers(text: str, register: Mapping[str, Actor]) -> list[str]:
    return [steps[0] if steps else "?" for steps, _ in said(drafted(text, register=register))]
