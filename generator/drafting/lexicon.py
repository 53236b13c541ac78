"""The words by which English articles attribute, with what each makes of a claim.

This file is meant to be read and extended by annotators. Each table holds
words in the forms in which they stand in a text, in lower case. A word that
is missing costs a draft; a word that is wrong costs a deletion.
"""

from collections.abc import Mapping

from generator.models.briefing import ClaimKind


def words(text: str) -> frozenset[str]:
    """The words of a text, for tables that are read as text."""
    return frozenset(text.split())


def _forms(table: str) -> dict[str, str]:
    """Each form of each verb with the verb itself: the first word of its line."""
    lines = (line.split() for line in table.strip().splitlines())
    return {form: line[0] for line in lines for form in line}


#: Verbs that take a clause ("said that ...") or stand behind one (“...”, she said).
SAYING: Mapping[str, str] = _forms("""
    say says said saying
    tell tells told telling
    add adds added adding
    note notes noted noting
    underline underlines underlined underlining
    underscore underscores underscored underscoring
    stress stresses stressed stressing
    emphasise emphasises emphasised emphasising emphasize emphasizes emphasized emphasizing
    write writes wrote writing
    report reports reported reporting
    state states stated stating
    announce announces announced announcing
    declare declares declared declaring
    claim claims claimed claiming
    allege alleges alleged alleging
    assert asserts asserted asserting
    argue argues argued arguing
    insist insists insisted insisting
    maintain maintains maintained maintaining
    explain explains explained explaining
    confirm confirms confirmed confirming
    acknowledge acknowledges acknowledged acknowledging
    admit admits admitted admitting
    concede concedes conceded conceding
    reveal reveals revealed revealing
    remark remarks remarked remarking
    comment comments commented commenting
    observe observes observed observing
    reiterate reiterates reiterated reiterating
    repeat repeats repeated repeating
    continue continued
    conclude concludes concluded concluding
    reply replies replied replying
    respond responds responded responding
    answer answers answered answering
    ask asks asked asking
    inform informs informed informing
    assure assures assured assuring
    suggest suggests suggested suggesting
    estimate estimates estimated estimating
    believe believes believed
    warn warns warned warning
    predict predicts predicted predicting
    forecast forecasts forecasting
    expect expects expected
    fear fears feared
    hope hopes hoped
    pledge pledges pledged pledging
    vow vows vowed vowing
    promise promises promised promising
    deny denies denied denying
    tweet tweeted
    quip quipped
    joke joked
""")

#: Verbs whose object is what is said: "reiterated its call", "described the deployment as".
OBJECT: Mapping[str, str] = _forms("""
    reiterate reiterates reiterated reiterating
    describe describes described describing
    characterise characterises characterised characterising
    characterize characterizes characterized characterizing
    condemn condemns condemned condemning
    denounce denounces denounced denouncing
    criticise criticises criticised criticising criticize criticizes criticized criticizing
    praise praises praised praising
    accuse accuses accused accusing
    blame blames blamed blaming
    voice voices voiced voicing
    express expresses expressed expressing
    urge urges urged urging
    demand demands demanded demanding
    deny denies denied denying
    dismiss dismisses dismissed dismissing
    reject rejects rejected rejecting
    refute refutes refuted refuting
    pledge pledges pledged pledging
    vow vows vowed vowing
    promise promises promised promising
    threaten threatens threatened threatening
""")

#: Cues of several words, each with the verb that it stands for; behind them stands what is said.
PHRASES: Mapping[tuple[str, ...], str] = {
    tuple(words.split()): verb
    for words, verb in {
        "called for": "demand",
        "calls for": "demand",
        "calling for": "demand",
        "called on": "demand",
        "calls on": "demand",
        "calling on": "demand",
        "to complain about": "complain",
        "complained about": "complain",
        "complained of": "complain",
        "complained that": "complain",
        "complaining about": "complain",
        "complaining that": "complain",
        "warned of": "warn",
        "warned against": "warn",
        "warning of": "warn",
        "warning against": "warn",
        "pointed out": "say",
        "points out": "say",
        "pointing out": "say",
        "went on to say": "say",
        "was quoted as saying": "say",
        "were quoted as saying": "say",
        "is quoted as saying": "say",
        "has been quoted as saying": "say",
        "made it clear": "say",
        "made clear": "say",
        "sent word": "say",
        "been given an assurance": "assure",
        "been assured": "assure",
        "been told": "tell",
        "let it be known": "say",
    }.items()
}

#: Words before a source that follows them: "according to the ministry".
SOURCE_PREPOSITIONS: tuple[tuple[str, ...], ...] = (
    ("according", "to"),
    ("as", "reported", "by"),
    ("in", "the", "words", "of"),
)

#: Nouns for what is said by somebody whom the article leaves open: "reports about a deployment".
SAID_BY_SOMEBODY = words(
    "report reports allegation allegations accusation accusations rumour rumours rumor rumors "
    "speculation claims suggestions"
)

#: The kind of claim that a verb makes; `fact` for the others.
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

#: Verb forms that are nouns or adjectives as well: they need a name or a pronoun before them.
ALSO_NOUNS = words(
    "notes reports report states state claims claim remarks remark comments comment answers "
    "answer estimates estimate fears fear hopes hope pledges pledge vows vow promises promise "
    "demands demand voices voice urges urge praise blame stress stresses forecast forecasts asks "
    "note reply replies underscore joke believe expect repeat announce continue maintain"
)

#: Days and months, which begin a sentence before its subject.
DAYS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)

#: What may stand between a subject and its verb.
BETWEEN = words(
    "has have had also later then earlier again once never not would will did does do further "
    "always often still now today yesterday both all however previously separately"
)

#: Forms of "be" and others before a participle that is no cue: "is expected", "was told".
PASSIVE = words("is are was were be been being to")

CONJUNCTIONS = words("and but or while yet then though although whereas nor")

#: Words that end a subject when one walks back from its verb.
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

#: Words that stand where a name can stand, and name nobody.
NO_NAMES = words(
    "nobody none nothing everybody everyone everything somebody someone something anybody anyone "
    "who what there people many most some others few several all critics no i we you"
)

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

#: Words that need another behind them, so that no title and no id ends with one.
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

#: Words before a name that say what its bearer is, not how they are called.
TITLES = words(
    "mr mrs ms dr prof professor sir dame lord lady president vice deputy prime minister premier "
    "chancellor king queen prince princess general gen colonel col captain capt major maj admiral "
    "lieutenant lt sergeant sgt commander chief senator sen representative rep congressman "
    "congresswoman governor gov mayor councillor ambassador envoy secretary spokesman spokeswoman "
    "spokesperson director chairman chairwoman chair judge justice inspector constable minister "
    "foreign defence defense interior finance state former acting chief executive officer ceo "
    "head engineer doctor reporter analyst economist bishop archbishop pope imam rabbi ayatollah "
    "sheikh staff assistant attorney attorney-general archivist historian researcher coach"
)

#: Words in a name that say what kind of actor bears it.
NAME_WORDS: Mapping[str, frozenset[str]] = {
    "outlet": words(
        "agency news times daily post gazette herald tribune guardian radio television tv "
        "broadcasting journal observer telegraph newspaper magazine press chronicle"
    ),
    "organisation": words(
        "ministry department government university institute party committee council commission "
        "union bank organisation organization court parliament senate congress police army navy "
        "force forces company corporation group inc ltd association federation foundation office "
        "authority service board society trust nations house club centre center hospital museum "
        "archive library school college church"
    ),
}

#: Seats of government that stand for their state: "Moscow summoned".
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

#: Nouns for people, in the singular, that a pronoun can mean. None of them is a name.
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
    "candidate observer participant person"
)

#: Nouns for people whose plural is no ending, or which are in use in the plural only.
HUMAN_PLURALS = words(
    "people men women children spokesmen spokeswomen businessmen policemen fishermen locals youths "
    "authorities"
)

#: Nouns for bodies that name none: "the ministry", "City Council".
BODY_NOUNS = NAME_WORDS["organisation"] | words(
    "agency news radio television tv broadcasting newspaper magazine press journal website company "
    "city town village county local regional firm business charity campaign coalition "
    "alliance bloc regime cabinet administration leadership management delegation embassy mission "
    "team panel jury opposition north south east west study report statement programme network "
    "investigation inquiry survey letter document"
)

#: Sentences of these have no verb of saying in them.
AUXILIARIES = words(
    "is are was were be has have had do does did will would shall should can could may might must "
    "won’t don’t isn’t aren’t can’t cannot won't don't isn't aren't can't"
)

ABBREVIATIONS = words(
    "mr mrs ms dr prof st sen rep gov gen col lt maj sgt capt jr sr inc ltd co corp no vs etc jan "
    "feb mar apr jun jul aug sept sep oct nov dec e.g i.e"
)
