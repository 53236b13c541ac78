"""Words that attribute: verbs, phrases and nouns of saying, and the kinds of claim they make."""

from collections.abc import Mapping

from article_briefings.drafting._lexicon import forms, words
from article_briefings.models import ClaimKind

#: Verbs that take a clause ("said that ...") or follow one (“...”, she said).
SAYING: Mapping[str, str] = forms("""
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

#: Verbs whose object is the reported speech: "reiterated its call", "described the deployment as".
OBJECT: Mapping[str, str] = forms("""
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

#: Cues of several words, each with its equivalent verb. The reported words follow them.
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
