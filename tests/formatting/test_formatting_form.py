"""The canonical form, by example."""

import textwrap

from article_briefings.formatting._canonical import WIDTH
from tests.canonical import ACTOR, BRIEFING, formatted


def check(before: str, after: str, path: str = "any.yml") -> None:
    assert formatted(textwrap.dedent(before), path) == textwrap.dedent(after).lstrip("\n")


def test_lists_stand_under_their_field_and_two_spaces_in() -> None:
    check("a:\n- x\n-   y:  1\n    z: '2'\n", 'a:\n  - x\n  - "y": "1"\n    z: "2"\n')


def test_what_stands_in_brackets_stays_there_while_it_fits() -> None:
    check("a: [ x,   {b: c}\n  ]\n", "a: [x, {b: c}]\n")
    long = ", ".join(f"item-{number}" for number in range(14))
    check(f"a: [{long}]\n", "a:\n" + "".join(f"  - item-{number}\n" for number in range(14)))


def test_a_block_stays_a_block() -> None:
    check("a:\n  b: c\n", "a:\n  b: c\n")


def test_brackets_with_a_comment_in_them_become_a_block() -> None:
    check(
        """
        a: [ # opens
          x, # of x
          # of y
          z ] # closes
        """,
        """
        a:  # opens
          - x  # of x
          # of y
          - z
          # closes
        """,
    )


def test_comments_stay_where_they_speak() -> None:
    check(
        """
        # yaml-language-server: $schema=x

        # Above a.
        a:
        - # of the item
          k: v   # beside

          # before w
          w: > # of a text
            folded
          # at the end of the item
        # before c

        c: |- # of another
          one
          two
        # at the end
        """.replace("v   #", "v   #").lstrip("\n"),
        """
        # yaml-language-server: $schema=x

        # Above a.
        a:
          # of the item
          - k: v  # beside

            # before w
            w: >  # of a text
              folded
            # at the end of the item
        # before c

        c: |-  # of another
          one
          two
        # at the end
        """,
    )


def test_long_prose_is_folded_and_short_prose_is_not() -> None:
    check("a: >-\n  short\n  text\n", "a: short text\n")
    text = formatted(f'a: "{"word: " * 40}end"\n')
    assert text.startswith("a: >-\n  word: word:")
    assert max(map(len, text.splitlines())) <= WIDTH


def test_a_text_with_line_ends_keeps_them() -> None:
    check("a: |\n    One.\n\n    - two\n", "a: |\n  One.\n\n  - two\n")
    check('a: "one\\ntwo"\n', "a: |-\n  one\n  two\n")
    check("a: >\n   one\n\n\n   two\n", "a: >\n  one\n\n\n  two\n")


def test_a_text_that_only_escapes_can_write_stays_on_one_line() -> None:
    check('a: "  x\\ny\\n\\n"\n', 'a: "  x\\ny\\n\\n"\n')


def test_quotation_marks_stand_only_where_they_are_needed() -> None:
    check("a: 'text'\nb: \"it's: so\"\n", 'a: text\nb: "it\'s: so"\n')
    check('a: "- say \\"no\\""\n', "a: '- say \"no\"'\n")
    check("a: 'no'\nb:\n", 'a: "no"\nb: ""\n')


def test_dates_and_numbers_are_plain_in_their_fields_and_quoted_elsewhere() -> None:
    check(
        """
        as_of: "2031-04-28"
        review_due: 2031-04
        title: 2031
        format: "2"
        """,
        """
        format: 2
        title: "2031"
        as_of: 2031-04-28
        review_due: 2031-04
        """,
        "briefings/background/x.yml",
    )


def test_fields_stand_in_the_order_of_the_format_and_unknown_ones_behind() -> None:
    check(
        """
        # yaml-language-server: $schema=x
        other: 1
        # Of the type.
        type: state
        name: X
        format: 2
        """,
        """
        # yaml-language-server: $schema=x
        format: 2
        name: X
        # Of the type.
        type: state
        other: "1"
        """,
        ACTOR,
    )


def test_the_id_comes_first() -> None:
    check(
        "evidence:\n  - {title: T, id: t, publisher: P}\n",
        "evidence:\n  - {id: t, title: T, publisher: P}\n",
        BRIEFING,
    )


def test_a_verdict_says_what_it_is_about_before_its_evidence() -> None:
    check(
        """
        claims:
        - said: {evidence: [x], verdict: confirmed, of: a}
          so: {evidence: [{from: a, item: x}], confidence: low, verdict: disputed}
          finding: F
          id: c
        """,
        """
        claims:
          - id: c
            finding: F
            said: {of: a, verdict: confirmed, evidence: [x]}
            so: {verdict: disputed, confidence: low, evidence: [{item: x, from: a}]}
        """,
        BRIEFING,
    )


def test_the_version_comes_first_in_lists_of_topics_and_stories() -> None:
    check(
        "b: {title: B}\na: {title: A}\nformat: 2\n",
        "format: 2\nb: {title: B}\na: {title: A}\n",
        "briefings/topics.yml",
    )


def test_with_an_anchor_the_fields_keep_their_order() -> None:
    check(
        "type: &t state\nname: *t\nformat: 2\naliases:   [&b x, *b]\n",
        "type: &t state\nname: *t\nformat: 2\naliases: [&b x, *b]\n",
        ACTOR,
    )


def test_words_of_the_article_stay_on_one_line() -> None:
    words = "many words " * 12 + "end"
    text = formatted(f"claims:\n- id: a\n  quote: >-\n    {words}\n  text: {words}\n", BRIEFING)
    assert f"    quote: {words}\n" in text
    assert "    text: >-\n      many words" in text
    cue = f"{{actor: x, cue: {{exact: {words}}}}}"
    claim = f"{{id: a, attribution: [{cue}]}}"
    assert f"exact: {words}\n" in formatted(f"claims: [{claim}]\n", BRIEFING)


def test_empty_lines_part_the_sections_and_the_claims_of_a_briefing() -> None:
    check(
        """
        title: T


        topics: [a]
        claims:
        - id: a

          text: x
        - id: b
        review: {}
        """,
        """
        title: T
        topics: [a]

        claims:
          - id: a
            text: x

          - id: b

        review: {}
        """,
        BRIEFING,
    )


def test_a_byte_order_mark_and_windows_line_ends_go() -> None:
    assert formatted("a: b \r\n\r\nc: |\r\n  d\r\n  e\r\n") == "a: b\nc: |\n  d\n  e\n"


def test_a_value_alone_has_a_form_too() -> None:
    check("  - a", "- a\n")
    check("text # of it", "text  # of it\n")
    check("--- # opens\n'text'\n...\n# ends\n", "# opens\n# ends\ntext\n")
