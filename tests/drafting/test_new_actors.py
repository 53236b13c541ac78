"""Who of those who speak becomes an actor of the register."""

import pytest

from article_briefings.models._register import Actor, Role
from tests.drafting.drafted import drafted, said


def test_a_probable_speaker_becomes_a_new_actor() -> None:
    text = (
        "Mayor Nora Novel said it is safe. Novel added that it is new. "
        "The Bridge Office said no. The Evening Post reported a crack."
    )
    result = drafted(text)
    assert {name: (new.type, new.guessed) for name, new in result.new_actors.items()} == {
        "bridge-office": ("organisation", False),
        "evening-post": ("outlet", False),
        "nora-novel": ("person", False),
    }
    mentions = {member.actor: member.names for member in result.cast}
    assert mentions["nora-novel"] == ("Novel",)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The union leader Nora Novel said no.", "union leader"),
        ("Armenia’s Foreign Minister Nora Novel said no.", "Armenia’s Foreign Minister"),
        ("Mr. Nora Novel said no.", ""),
        ("Nora Novel, the mayor of Oldtown, said no.", ""),
        ("Nora Novel said no.", ""),
    ],
)
def test_the_cast_has_the_role_that_the_text_gives(text: str, role: str) -> None:
    (member,) = drafted(text, register={}).cast
    assert (member.actor, member.role) == ("nora-novel", role)


def test_a_role_that_the_register_has_is_not_drafted() -> None:
    role = Role.model_validate({"title": "Mayor", "from": "2030"})
    for roles, expected in (((), "Mayor"), ((role,), "")):
        register = {"nora-novel": Actor(name="Nora Novel", type="person", roles=roles)}
        (member,) = drafted("Mayor Nora Novel said no.", register=register).cast
        assert member.role == expected


def test_a_capital_stands_for_its_state() -> None:
    register = {"russia": Actor(name="Russia", type="state")}
    result = drafted("Moscow said that it is safe.", register=register)
    assert said(result) == [(["russia"], "it is safe")]
    assert [(member.actor, member.names) for member in result.cast] == [("russia", ("Moscow",))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Neighbours say that it leaks.", "Neighbours"),
        ("The street, Neighbours said, is dark.", "Neighbours"),
        ("“It is loud,” said Residents of Oldtown.", "Residents of Oldtown"),
        ("On Friday, Officials said that it is safe.", "Officials"),
        ("Senior Officials said that it is safe.", "Senior Officials"),
        ("The Armenian Officials said that it is safe.", "The Armenian Officials"),
        ("Western Diplomats said that it is safe.", "Western Diplomats"),
        ("The Opposition Leader said that it is safe.", "The Opposition Leader"),
        ("Two Witnesses said that it is safe.", "Two Witnesses"),
        ("LOCAL RESIDENTS said that it is loud.", "LOCAL RESIDENTS"),
        ("A Spokesman said that it is safe.", "A Spokesman"),
        ("A Foreign Ministry Spokesman said that it is safe.", "A Foreign Ministry Spokesman"),
        ("On Monday the ministry said that it is safe.", "the ministry"),
        ("On Monday the Ministry said that it is safe.", "the Ministry"),
        ("According to the Committee, it is safe.", "the Committee"),
        ("In a letter, City Council said that it is safe.", "City Council"),
        ("According to Police, it is loud.", "Police"),
        ("The Opposition said that it is safe.", "The Opposition"),
        ("The Report said that it is safe.", "The Report"),
        # The text itself shows that these are words like others.
        ("The pensioners met. On Friday, Pensioners said that it leaks.", "Pensioners"),
        ("The river guard met. Later, River Guard said that it leaks.", "River Guard"),
        # Another body's name does not make this one a person of that surname.
        ("Riverton Police came. Police said that it is loud.", "Police"),
        # Words that begin a sentence have their capital from that.
        ("Hundreds said that it is loud.", "Hundreds"),
    ],
)
def test_a_source_without_a_name_stays_unnamed(text: str, source: str) -> None:
    result = drafted(text, register={})
    assert result.new_actors == {}
    assert [step.speaker.unnamed for claim in result.claims for step in claim.steps] == [source]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Neighbours Association said that it leaks.", "neighbours-association"),
        ("Farmers Union said that it leaks.", "farmers-union"),
        ("The Association of Teachers said that it leaks.", "association-of-teachers"),
        ("The Defence Ministry said that it is safe.", "defence-ministry"),
        ("The State Department said that it is safe.", "state-department"),
        ("The Ministry of Health said that it is safe.", "ministry-of-health"),
        ("Riverton Police said that it is loud.", "riverton-police"),
        ("The Israeli Army said that it is safe.", "israeli-army"),
        ("The Kremlin said that it is safe.", "kremlin"),
        ("The Times counted three times. The Times said that it is safe.", "times"),
        ("VOA said that it is safe.", "voa"),
        ("President North, in the north, said that it is safe.", "north"),
        ("Tom Farmer said that it leaks.", "tom-farmer"),
        ("Will Young will come. “It leaks,” Will Young said.", "will-young"),
        ("On Friday Novel said no. “It leaks,” Nora Novel said.", "nora-novel"),
        ("Hillside Post asked. As reported by the Post, it leaks.", "hillside-post"),
    ],
)
def test_a_source_with_a_name_becomes_an_actor(text: str, actor: str) -> None:
    assert list(drafted(text, register={}).new_actors) == [actor]


def test_a_newspaper_by_its_last_word_is_no_person() -> None:
    text = "The clerk told the Hillside Post so. As reported by the Post, it leaks."
    new = drafted(text, register={}).new_actors["hillside-post"]
    assert (new.type, list(new.names)) == ("outlet", ["Hillside Post", "Post"])


def test_the_names_of_the_register_come_first() -> None:
    register = {"officials": Actor(name="Armenian officials", type="group")}
    result = drafted("The Armenian officials said that it is safe.", register=register)
    assert said(result) == [(["officials"], "it is safe")]
