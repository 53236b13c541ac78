"""The shape of a file, and the rules that one file can break."""
