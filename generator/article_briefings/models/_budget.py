"""A bound on work, counted in units and not in seconds: the same input ends in the same way."""


class Spent(Exception):
    """The work has come to its bound; whoever made the budget says so to the user."""


class Budget:
    """So many units of work, spent as it is done."""

    def __init__(self, units: int) -> None:
        self.left = units

    def spend(self, units: int = 1) -> None:
        """Take units away; `Spent` where there are not so many left."""
        self.left -= units
        if self.left < 0:
            raise Spent
