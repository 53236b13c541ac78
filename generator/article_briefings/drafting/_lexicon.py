"""The words by which English articles attribute, and those that stand around them.

These files are meant to be read and extended by annotators. Each table holds
words in the forms in which they stand in a text, in lower case. A word that
is missing costs a draft; a word that is wrong costs a deletion.
"""
