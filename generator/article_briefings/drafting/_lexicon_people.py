"""Words that show a person's gender. They can rule a person out, but never choose one.

Given names that are used for both men and women in some country are left out.
"""

from article_briefings.drafting._lexicon import words

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

#: Titles that are offices, which the roles in a register may or may not confirm.
SURNAMES = words("baron bishop earl judge king major marshal pope prince")
"""Titles that are also the last names of many people."""
OFFICES = words(
    "president vice deputy prime minister premier chancellor king queen prince princess general "
    "colonel captain major admiral lieutenant commander chief senator representative congressman "
    "congresswoman governor mayor councillor ambassador secretary spokesman spokeswoman foreign "
    "defence defense interior finance justice pope bishop archbishop ayatollah"
)

#: Other forms of the name of an office.
OFFICE_FORMS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "capt": "captain",
    "maj": "major",
    "pres": "president",
    "amb": "ambassador",
    "sec": "secretary",
    "premier": "prime minister",
    "pm": "prime minister",
    "defense": "defence",
    "spokesman": "spokes",
    "spokeswoman": "spokes",
    "spokesperson": "spokes",
    "congressman": "representative",
    "congresswoman": "representative",
}
