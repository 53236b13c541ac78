"""Words for speakers: titles, nouns for people and bodies, seats of government, given names.

Words that show a person's gender can rule the person out, but never choose one. Given names that
are used for both men and women in some country are left out.
"""

from collections.abc import Mapping

from article_briefings.drafting._lexicon import pairs, words

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

#: Titles that say nothing about somebody's part in an article.
HONORIFICS = words("mr mrs ms dr prof sir dame lord lady former acting democrat republican")

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
SEATS: Mapping[str, str] = pairs(
    "Ankara Turkey, Astana Kazakhstan, Athens Greece, Baghdad Iraq, Baku Azerbaijan, "
    "Beijing China, Belgrade Serbia, Berlin Germany, Cairo Egypt, Canberra Australia, "
    "Damascus Syria, Delhi India, Islamabad Pakistan, Kabul Afghanistan, Kyiv Ukraine, "
    "London United Kingdom, Madrid Spain, Minsk Belarus, Moscow Russia, Ottawa Canada, "
    "Paris France, Prague Czech Republic, Pyongyang North Korea, Riyadh Saudi Arabia, Rome Italy, "
    "Seoul South Korea, Taipei Taiwan, Tbilisi Georgia, Tehran Iran, Tokyo Japan, Warsaw Poland, "
    "Washington United States, Yerevan Armenia"
)

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

#: Titles and nouns for men.
MALE_WORDS = words(
    "mr sir lord king prince emperor sultan emir sheikh pope father brother son husband uncle "
    "nephew grandfather widower boyfriend man boy gentleman businessman congressman spokesman "
    "chairman councilman alderman assemblyman policeman fireman fisherman salesman actor waiter "
    "landlord"
)

#: Titles and nouns for women.
FEMALE_WORDS = words(
    "mrs ms miss dame lady queen princess empress mother sister daughter wife aunt niece "
    "grandmother widow girlfriend woman girl businesswoman congresswoman spokeswoman chairwoman "
    "councilwoman assemblywoman policewoman firewoman saleswoman actress waitress landlady"
)

#: Given names of men.
MALE_NAMES = words(
    "aaron abdul abraham adam ahmad ahmed alan albert alberto alejandro alexander alfred ali "
    "anders andrew anthony antonio antony arthur barack ben benjamin bernard bernie bill bob "
    "boris brad brian bruce carl carlos charles chris christopher chuck daniel dave david dennis "
    "diego dmitry donald doug douglas ed eddie edward emmanuel eric erik ernest fernando "
    "francisco frank franklin fred frederick gary geoffrey george gerald giovanni gordon greg "
    "gregory hans harold harry hassan heinz henry herbert hossein howard hugo hussein ian igor "
    "ilham ivan jack jacob jair jake james jason jeff jeffrey jeremy jerry jim jimmy joe joel "
    "johannes john jonathan jorge jose joseph joshua juan julian karl keith ken kenneth kevin "
    "khalid klaus larry lars lawrence leonard lewis lloyd louis luis mahmoud manuel marco mario "
    "mark martin matt matthew michael miguel mike mikhail mitch mitt mohammad mohammed muhammad "
    "narendra nathan nelson nicholas nigel nikol olaf oleg oliver omar osama oscar otto pablo "
    "paul pedro peter philip pierre rafael ralph ray raymond recep rex richard rick rob robert "
    "roberto rodrigo roger roland ronald roy rudolf rudy russell ryan saddam samuel scott sean "
    "sergei sergey simon stanley stefan stephen steve steven stuart ted theodore thomas tim "
    "timothy tom tony ulrich viktor vincent vladimir volodymyr walter warren wayne werner will "
    "william wolfgang yasser yusuf"
)

#: Given names of women.
FEMALE_NAMES = words(
    "abigail ada agnes aisha alexandra alice alicia amanda amelia amy ana angela anita ann anna "
    "anne annette annie barbara beatrice beth betty bridget camilla carla carmen carol caroline "
    "catherine charlotte chelsea christina christine claire clara cynthia deborah debra diana "
    "diane dolores donna doris dorothy edith eleanor elena elizabeth ella ellen emily emma erika "
    "esther eva fatima fiona florence frances gabriela gina gloria grace greta hannah heather "
    "helen helena hillary ida ingrid irene isabel isabella ivanka jacinda jacqueline jane janet "
    "jennifer jessica jill joan joanna joanne judith judy julia julie karen kate katherine "
    "kathleen katie laura leila lena linda lisa liz louise lucia lucy magdalena margaret "
    "margarita maria marie martha mary maya meghan mehriban melania melissa michelle miriam "
    "monica nadia nancy naomi natalia natalie nina nora olga olivia pamela patricia paula rachel "
    "rebecca rita rosa rosemary ruth samantha sandra sara sarah sharon sheila sofia sonia sophia "
    "sophie stephanie susan susanna svetlana sylvia teresa theresa tina tracy ursula valentina "
    "vanessa vera veronica victoria virginia wendy yulia yvonne zainab"
)

#: Titles that are also the last names of many people.
SURNAMES = words("baron bishop earl judge king major marshal pope prince")

#: Titles that are offices, in the form that `OFFICE_FORMS` gives them. The roles in a register
#: may or may not confirm them.
OFFICES = words(
    "president vice deputy prime minister premier chancellor king queen prince princess general "
    "colonel captain major admiral lieutenant commander chief senator representative congressman "
    "congresswoman governor mayor councillor ambassador secretary spokesman spokeswoman foreign "
    "defence defense interior finance justice pope bishop archbishop ayatollah spokes"
)

#: Other forms of the name of an office.
OFFICE_FORMS = pairs(
    "sen senator, rep representative, gov governor, gen general, col colonel, lt lieutenant, "
    "capt captain, maj major, pres president, amb ambassador, sec secretary, "
    "premier prime minister, pm prime minister, defense defence, spokesman spokes, "
    "spokeswoman spokes, spokesperson spokes, congressman representative, "
    "congresswoman representative"
)
