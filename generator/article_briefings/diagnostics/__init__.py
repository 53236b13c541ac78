"""Problems in the input as values, and crashes of the program as one line."""
