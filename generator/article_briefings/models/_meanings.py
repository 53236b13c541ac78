"""What the values of fields mean: for editors, for the dictionary of the data, for the standard."""

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "confirmed": "two separate witnesses, or the record, show that it was said",
    "single-source": "nobody else who heard it was found",
    "doubtful": "other accounts do not fit",
    "misreported": "the record, or two separate witnesses, show other words or another sense",
}
SO: Mapping[str, str] = {
    "corroborated": "two separate origins besides the speaker, or the record, show it",
    "supported": "the evidence points that way, but is less than that",
    "disputed": "there is good evidence for and against",
    "refuted": "two separate origins, or the record, show that it is not so",
    "unresolved": "evidence was looked for and does not decide",
    "pending": "its time has not come; there is a day on which one can know",
}
KINDS: Mapping[str, str] = {
    "fact": "evidence could settle it, whatever its tone",
    "prediction": "something is expected to happen",
    "position": "a view or a stance; it can be said, but not be so",
    "demand": "something is asked for; it can be said, but not be so",
    "commitment": "the speaker undertakes to do or not to do something",
    "denial": "something is said not to be so",
    "characterisation": "a description that nothing could settle; it can be said, but not be so",
}
FORMS: Mapping[str, str] = {
    "direct": "all of it is in quotation marks",
    "mixed": "a part of it is in quotation marks",
    "indirect": "it is retold",
    "translated": "it is in quotation marks, in another language than the speaker's",
}
EVIDENCE: Mapping[str, str] = {
    "supports": "it shows that it was said, or that it is so, or points that way",
    "refutes": "it shows that it was not said like this, or that it is not so, or points that way",
    "context": "it decides nothing and helps to understand",
}
_MEANINGS = {tuple(values): values for values in (SAID, SO, KINDS, FORMS, EVIDENCE)}
"""The meanings of the values of a field, by the values that it may have."""


def meanings_of(values: tuple[str, ...]) -> Mapping[str, str]:
    """The meaning of each of the values that a field may have; empty if they have none."""
    return _MEANINGS.get(values, {})
