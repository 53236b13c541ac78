"""The words by which English articles attribute, and those that stand around them.

These files are meant to be read and extended by annotators. Each table holds
words in the forms in which they stand in a text, in lower case. A word that
is missing costs a draft; a word that is wrong costs a deletion.
"""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def forms(table: str) -> dict[str, str]:
    """Each form of each verb with the verb itself: the first word of its line."""
    lines = (line.split() for line in table.strip().splitlines())
    return {form: line[0] for line in lines for form in line}
