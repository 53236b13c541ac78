"""Invented articles, each with what a reader would say who says what in it.

A line of `said` is the speaker (an actor's id, or the words for an unnamed
source) and words of the claim. They were written before the rules were tried
on them: 55 of 59 were found at first, 37 with their speaker. Then the rules grew.
"""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "invented"


@dataclass(frozen=True)
class Invented:
    """An article, its publication, and what is said in it."""

    name: str
    date: str
    said: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The article's text."""
        return (_FOLDER / f"{self.name}.txt").read_text("utf-8")


ARTICLES = (
    Invented(
        "flood",
        "2031-03-14",
        (
            ("officials", "Thousands of people were told to leave their homes"),
            ("paula-stream", "the dam at Upper Laketon was holding"),
            ("paula-stream", "It is holding tonight"),
            ("the national weather service", "80 millimetres of rain by Saturday"),
            ("hugo-cloud", "the worst was yet to come"),
            ("olga-field", "We lost the barn"),
            ("olga-field", "The water came up in ten minutes"),
            ("red-cross", "about 4,000 people have found shelter in schools"),
            ("A spokesman for the charity", "blankets were running out"),
            ("ivan-banks", 'the government for its "slow and confused" response'),
            ("ivan-banks", "Stream of ignoring warnings"),
            ("A spokeswoman for the governor's office", "cheap politics"),
        ),
    ),
    Invented(
        "merger",
        "2031-06-03",
        (
            ("two people familiar with the talks", "Northern Rail and Southern Rail plan to merge"),
            ("anna-trackman", "no decision has been taken"),
            ("tom-whistle", "This merger would be a disaster for passengers"),
            ("tom-whistle", "Fares will go up"),
            ("tom-whistle", "to fight the plan"),
            ("tom-whistle", "the transport minister to step in"),
            ("lee-signal", "she had not been informed"),
            ("lee-signal", "the market needs fewer, stronger companies"),
            ("analysts at Bridge Bank", "could save 300 million a year"),
            ("eva-count", "such savings “rarely materialise”"),
            ("The competition authority", "it would examine any deal"),
            ("The competition authority", "it had received no application so far"),
        ),
    ),
    Invented(
        "summit",
        "2031-09-22",
        (
            ("a joint statement", "the talks as “frank and useful”"),
            ("mara-north", "We agreed on more than I expected"),
            ("mara-north", "That is for the experts"),
            ("oleg-south", "he was “not satisfied”"),
            ("oleg-south", "the prisoners had to be released first"),
            ("lena-hill", "reports that the two sides had agreed on an exchange"),
            ("Southern state television", "a second meeting would be held in November"),
            ("The diplomat", "both sides are tired"),
            ("North’s office", "the report"),
            ("North’s office", "a place had been chosen"),
            ("jean-corridor", "a ceasefire would follow"),
            ("Human rights groups", "both governments to let observers in"),
            ("rita-watch", "Nobody knows how many prisoners there are"),
        ),
    ),
    Invented(
        "museum",
        "2031-11-05",
        (
            ("a new study", "The bronze horse in the City Museum is a fake"),
            ("clara-alloy", "the statue contains zinc in a proportion"),
            ("clara-alloy", "There is no way around the zinc"),
            ("peter-plinth", "the horse is genuine"),
            ("peter-plinth", "We have had it tested twice"),
            ("peter-plinth", "both tests came back clean"),
            ("peter-plinth", "Professor Alloy has never been in the same room"),
            ("clara-alloy", "she asked for access three times"),
            ("The city", "a third test"),
            ("gus-hall", "he would “love to know”"),
            ("a visitor", "It is a lovely horse either way"),
        ),
    ),
    Invented(
        "strike",
        "2031-02-20",
        (
            ("the health workers' union", "Nurses at Hillside Hospital will walk out"),
            ("nina-ward", 'members felt "betrayed"'),
            ("nina-ward", "Management had promised a better offer in January"),
            ("The hospital", "it regretted the decision"),
            ("The hospital", "Patients will suffer"),
            ("nina-ward", "Patients are suffering now"),
            ("hillside-post", "every fifth post on the wards is vacant"),
            ("The health ministry", "the figure lower, at one in nine"),
            ("one nurse", "I have not had a full break since Christmas"),
            ("karl-pill", "pay is a matter for the hospitals"),
            ("Ministry officials", "the offer was too low"),
        ),
    ),
)
