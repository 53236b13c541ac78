"""What is drawn on pages: numbers of `generator.figures` as shapes, names and links.

`views` holds the types, the other modules make them. Widths and places are
percentages as text, so that a template writes them as they are.
"""
