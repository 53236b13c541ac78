"""The words with which English articles attribute, and the words around them.

Annotators are welcome to read and extend these files. Each table lists words
in the forms in which they occur in a text, in lower case. A missing word costs
a draft; a wrong word costs a deletion.
"""

import re
from collections.abc import Mapping

from article_briefings.models import ClaimKind


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """Map the first word before each comma to the words after it."""
    return {first: rest for first, _, rest in (one.partition(" ") for one in text.split(", "))}


def _forms(regular: str, others: str) -> dict[str, str]:
    """Map each form of each verb to the verb itself, which comes first in a line of `others`."""
    lines = [*map(_inflected, regular.split()), *map(str.split, others.strip().splitlines())]
    return {form: line[0] for line in lines for form in line}


def _inflected(verb: str) -> list[str]:
    """The forms of a regular verb: "note", "notes", "noted", "noting"."""
    if verb.endswith("y"):
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    stem = verb.removesuffix("e")
    plural = "es" if verb.endswith(("s", "sh")) else "s"
    return [verb, verb + plural, f"{stem}ed", f"{stem}ing"]


# --- around the speaker and the verb ---------------------------------------------------------

#: Days and months, which begin a sentence before its subject.
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)

#: Words that may come between a subject and its verb.
BETWEEN = words(
    "has have had also later then earlier again once never not would will did does do further "
    "always often still now today yesterday both all however previously separately"
)

#: Words, such as forms of "be", before a participle that is not a cue: "is expected", "was told".
PASSIVE = words("is are was were be been being to")

CONJUNCTIONS = words("and but or while yet then though although whereas nor")

#: Words that end the search for a subject, going back from its verb.
SUBJECT_ENDS = words(
    "that but while as when after because if although though whereas before until since where who "
    "which whose than so yet"
)

#: Leading words that are not part of a subject: "Meanwhile the minister said".
OPENERS = words(
    "meanwhile however moreover furthermore earlier later separately also still then instead "
    "nevertheless today yesterday but and so yet afterwards asked"
)

PRONOUNS: Mapping[str, str] = {
    "he": "person",
    "she": "person",
    "they": "group",
    "it": "body",
    "i": "self",
    "we": "self",
}

RELATIVES = words("who which")

POSSESSIVES = "’s", "'s"

DETERMINERS = words("the a an this that these those its his her their our my such")

PREPOSITIONS = words(
    "of for in at from by with to on about against into over under between among during within "
    "near after before since until via"
)

#: Conjunctions that begin a clause.
SUBORDINATORS = words(
    "but while because although though whereas after before when as if since until unless who "
    "which whose where"
)

#: Words that need a word after them: no title or id ends with one.
DANGLING = (
    PREPOSITIONS
    | DETERMINERS
    | CONJUNCTIONS
    | PASSIVE
    | SUBORDINATORS
    | words(
        "that than or has have had do does did will would shall should can could may might must "
        "not no very more most such some any every each both either neither whether"
    )
)

#: Auxiliary verbs, which are not verbs of saying.
AUXILIARIES = words(
    "is are was were be has have had do does did will would shall should can could may might must "
    "won’t don’t isn’t aren’t can’t cannot won't don't isn't aren't can't"
)

#: Abbreviations that are part of the name after them.
TITLE_ABBREVIATIONS = words(
    "mr mrs ms dr prof st mt mts ft sen rep gov gen col lt maj sgt capt cpl adm cmdr brig pres "
    "supt rev fr hon amb sec vs"
)

#: Abbreviations, which end a sentence only before a word that begins one.
ABBREVIATIONS = TITLE_ABBREVIATIONS | words(
    "jr sr inc ltd co corp bros etc jan feb mar apr jun jul aug sept sep oct nov dec ave blvd rd "
    "dept ph.d e.g i.e"
)

#: Words that are never part of a name, though a capital may open a sentence with them.
FUNCTION_WORDS = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS | OPENERS | frozenset(PRONOUNS)
)

#: Words with which a sentence begins more often than a name does.
SENTENCE_OPENERS = FUNCTION_WORDS | words(
    "there you what how who why all some many most both no not asked according"
)


# --- verbs, phrases and nouns of saying ------------------------------------------------------

#: Verbs that take a clause ("said that ...") or follow one (“...”, she said).
SAYING: Mapping[str, str] = _forms(
    "add note underline underscore stress emphasise emphasize report state announce declare claim "
    "allege assert argue insist maintain explain confirm acknowledge concede reveal remark comment "
    "observe reiterate repeat conclude reply respond answer ask inform assure suggest estimate "
    "warn predict pledge vow promise deny",
    """
    say says said saying
    tell tells told telling
    write writes wrote writing
    admit admits admitted admitting
    emphasise emphasize emphasizes emphasized emphasizing
    forecast forecasts forecasting
    continue continued
    believe believes believed
    expect expects expected
    fear fears feared
    hope hopes hoped
    tweet tweeted
    quip quipped
    joke joked
    """,
)

#: Verbs whose object is the reported speech: "reiterated its call", "described the deployment as".
OBJECT: Mapping[str, str] = _forms(
    "reiterate describe characterise characterize condemn denounce criticise praise accuse blame "
    "voice express urge demand deny dismiss reject refute pledge vow promise threaten",
    "criticise criticize criticizes criticized criticizing",
)

#: Cues of several words, each with its equivalent verb. The reported words follow them.
PHRASES: Mapping[tuple[str, ...], str] = {
    tuple(phrase.split()): verb
    for verb, phrases in {
        "demand": "called for, calls for, calling for, called on, calls on, calling on",
        "complain": "to complain about, complained about, complained of, complained that, "
        "complaining about, complaining that",
        "warn": "warned of, warned against, warning of, warning against",
        "assure": "been given an assurance, been assured",
        "tell": "been told",
        "say": "pointed out, points out, pointing out, went on to say, made it clear, made clear, "
        "sent word, let it be known, was quoted as saying, were quoted as saying, "
        "is quoted as saying, has been quoted as saying",
    }.items()
    for phrase in phrases.split(", ")
}

#: Words before a source that follows them: "according to the ministry".
SOURCE_PREPOSITIONS = frozenset(
    (("according", "to"), ("as", "reported", "by"), ("in", "the", "words", "of"))
)

#: Nouns for speech whose speaker the article does not name: "reports about a deployment".
SAID_BY_SOMEBODY = words(
    "report reports allegation allegations accusation accusations rumour rumours rumor rumors "
    "speculation claims suggestions"
)

#: The kind of claim that a verb makes; `fact` for all other verbs.
KINDS: Mapping[str, ClaimKind] = {
    **dict.fromkeys(("deny", "dismiss", "reject", "refute"), "denial"),
    **dict.fromkeys(("demand", "urge", "ask"), "demand"),
    **dict.fromkeys(("warn", "predict", "forecast", "expect", "fear"), "prediction"),
    **dict.fromkeys(("pledge", "vow", "promise", "threaten", "assure"), "commitment"),
    **dict.fromkeys(
        (
            *("describe", "characterise", "characterize", "condemn", "denounce", "criticise"),
            *("criticize", "praise", "accuse", "blame", "complain"),
        ),
        "characterisation",
    ),
    **dict.fromkeys(("hope", "believe", "express", "voice", "reiterate"), "position"),
}

#: Verb forms that are also nouns or adjectives: they need a preceding name or pronoun.
ALSO_NOUNS = words(
    "notes reports report states state claims claim remarks remark comments comment answers "
    "answer estimates estimate fears fear hopes hope pledges pledge vows vow promises promise "
    "demands demand voices voice urges urge praise blame stress stresses forecast forecasts asks "
    "note reply replies underscore joke believe expect repeat announce continue maintain"
)

# --- the kind of an imported claim -----------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_VERBS = {**OBJECT, **SAYING}
_LONGEST = 2_000
"""How many characters of a content are searched."""
_CONTENT: Mapping[ClaimKind, re.Pattern[str]] = {
    "commitment": re.compile(
        r"\b(?:I|[Ww]e)(?:[’']ll| will| shall| won[’']t| (?:pledge|promise|vow|undertake)|"
        r"(?: a|[’'])m going to| are going to|[’']re going to)\b"
    ),
    "position": re.compile(
        r"\b(?:I|[Ww]e) (?:do not |don[’']t )?"
        r"(?:believe|think|hope|want|support|oppose|favou?r|prefer|welcome|reject)\b"
    ),
    "demand": re.compile(
        r"\b(?:must|should|ought to|needs? to|has to|have to)\b"
        r"(?! have\b| be (?:noted|said)\b| (?:say|admit)\b)"
    ),
    "prediction": re.compile(
        r"(?<!the )(?<!political )(?<!good )(?<!free )(?<!his )(?<!her )(?<!their )(?<!our )"
        r"\b(?:will|won[’']t|shall|would(?! have\b| like\b)|"
        r"(?:is|are) (?:going|likely|unlikely|expected|set|due) to)\b"
    ),
}


def kind_of(cue: str, content: str) -> tuple[ClaimKind, str] | None:
    """The kind that the words suggest, and those words; None if nothing suggests one."""
    asked = "?" in content
    words = [word.lower() for word in _WORD.findall(cue)]
    for size in (6, 5, 4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            run = tuple(words[at : at + size])
            verb = PHRASES.get(run) or (_VERBS.get(run[0], "") if size == 1 else "")
            if verb in KINDS and not (asked and verb == "ask"):
                return KINDS[verb], " ".join(run)
    if asked:
        return None
    for kind, pattern in _CONTENT.items():
        found = pattern.search(content, 0, _LONGEST)
        if found:
            return kind, found[0]
    return None
