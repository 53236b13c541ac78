"""The words with which English articles attribute, and the words around them.

Annotators are welcome to read and extend these files. Each table lists words
in the forms in which they occur in a text, in lower case. A missing word costs
a draft; a wrong word costs a deletion.
"""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def forms(table: str) -> dict[str, str]:
    """Map each form of each verb to the verb itself: the first word of its line."""
    lines = (line.split() for line in table.strip().splitlines())
    return {form: line[0] for line in lines for form in line}
