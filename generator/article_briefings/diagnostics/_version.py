"""The version of the program, which reports name."""

__version__ = "0.1.0"
