"""Function words, which show where a subject begins and ends."""

from collections.abc import Mapping

from article_briefings.drafting._lexicon import words

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

#: Relative pronouns: "the engineer who warned".
RELATIVES = words("who which")

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

#: Words with which a sentence begins more often than a name does.
SENTENCE_OPENERS = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | OPENERS
    | frozenset(PRONOUNS)
    | words("there you what how who why all some many most both no not asked according")
)
