"""Words for speakers: titles, nouns for people and bodies, seats of government."""

from collections.abc import Mapping

from article_briefings.drafting._lexicon import words

#: Words before a name that give a person's role and are not part of the name.
TITLES = words(
    "mr mrs ms dr prof professor sir dame lord lady president vice deputy prime minister premier "
    "chancellor king queen prince princess general gen colonel col captain capt major maj admiral "
    "lieutenant lt sergeant sgt commander chief senator sen representative rep congressman "
    "congresswoman governor gov mayor councillor ambassador envoy secretary spokesman spokeswoman "
    "spokesperson director chairman chairwoman chair judge justice inspector constable minister "
    "foreign defence defense interior finance state former acting chief executive officer ceo "
    "head engineer doctor reporter analyst economist bishop archbishop pope imam rabbi ayatollah "
    "sheikh staff assistant attorney attorney-general archivist historian researcher coach pm fm "
    "democrat republican speaker majority minority leader reverend rev pastor cardinal"
)

#: Words that take the place of a name but name nobody.
NO_NAMES = words(
    "nobody none nothing everybody everyone everything somebody someone something anybody anyone "
    "who what there people many most some others few several all critics no i we you"
)

#: Words in a name that show the type of its actor.
NAME_WORDS: Mapping[str, frozenset[str]] = {
    "outlet": words(
        "agency news times daily post gazette herald tribune guardian radio television tv "
        "today voice broadcasting journal observer telegraph newspaper magazine press chronicle"
    ),
    "organisation": words(
        "ministry department government university institute party committee council commission "
        "union bank organisation organization court parliament senate congress police army navy "
        "force forces company corporation group inc ltd association federation foundation office "
        "authority service board society trust nations house club centre center hospital museum "
        "archive library school college church"
    ),
}

#: Seats of government that are used for their state: "Moscow summoned".
SEATS: Mapping[str, str] = {
    "Ankara": "Turkey",
    "Astana": "Kazakhstan",
    "Athens": "Greece",
    "Baghdad": "Iraq",
    "Baku": "Azerbaijan",
    "Beijing": "China",
    "Belgrade": "Serbia",
    "Berlin": "Germany",
    "Cairo": "Egypt",
    "Canberra": "Australia",
    "Damascus": "Syria",
    "Delhi": "India",
    "Islamabad": "Pakistan",
    "Kabul": "Afghanistan",
    "Kyiv": "Ukraine",
    "London": "United Kingdom",
    "Madrid": "Spain",
    "Minsk": "Belarus",
    "Moscow": "Russia",
    "Ottawa": "Canada",
    "Paris": "France",
    "Prague": "Czech Republic",
    "Pyongyang": "North Korea",
    "Riyadh": "Saudi Arabia",
    "Rome": "Italy",
    "Seoul": "South Korea",
    "Taipei": "Taiwan",
    "Tbilisi": "Georgia",
    "Tehran": "Iran",
    "Tokyo": "Japan",
    "Warsaw": "Poland",
    "Washington": "United States",
    "Yerevan": "Armenia",
}

#: Singular nouns for people, to which a pronoun can refer. None of them is a name.
HUMAN_NOUNS = words(
    "official officer spokesman spokeswoman spokesperson source diplomat minister analyst expert "
    "resident witness man woman lawyer engineer teacher doctor soldier commander leader adviser "
    "advisor aide envoy ambassador president mayor judge economist activist farmer worker "
    "historian archivist researcher scientist owner manager director neighbour neighbor critic "
    "prosecutor campaigner protester protestor demonstrator passenger reader voter ally supporter "
    "opponent relative colleague friend survivor victim villager parent mother father student "
    "pupil nurse medic firefighter rescuer investigator detective rebel militant insider "
    "commentator journalist reporter editor politician lawmaker legislator delegate negotiator "
    "mediator trader investor customer consumer employee employer executive representative "
    "organiser organizer member citizen refugee migrant tourist visitor guest fan pilot driver "
    "tenant landlord shopkeeper priest cleric veteran prisoner counterpart accuser defendant "
    "candidate observer participant person wife husband son daughter brother sister widow widower "
    "uncle aunt cousin niece nephew spouse grandmother grandfather girl boy"
)

#: Nouns for people with an irregular plural, or with a plural only.
HUMAN_PLURALS = words(
    "people men women children spokesmen spokeswomen businessmen policemen fishermen locals youths "
    "authorities"
)

#: Nouns for bodies that are not a name by themselves: "the ministry", "City Council".
BODY_NOUNS = NAME_WORDS["organisation"] | words(
    "agency news radio television tv broadcasting newspaper magazine press journal website company "
    "city town village county local regional firm business charity campaign coalition "
    "alliance bloc regime cabinet administration leadership management delegation embassy mission "
    "team panel jury opposition north south east west study report statement programme network "
    "investigation inquiry survey letter document"
)
