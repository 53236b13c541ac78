"""Annotated article briefings: from a text and its YAML to checked Markdown pages."""

__version__ = "0.1.0"
