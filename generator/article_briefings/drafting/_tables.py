"""Tables of words that are read as text."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def forms(table: str) -> dict[str, str]:
    """Each form of each verb with the verb itself: the first word of its line."""
    lines = (line.split() for line in table.strip().splitlines())
    return {form: line[0] for line in lines for form in line}
