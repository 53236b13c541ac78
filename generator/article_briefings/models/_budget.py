"""A limit on work, counted in units rather than seconds: the same input gives the same result."""


class Spent(Exception):
    """The budget is used up; the code that created it reports this to the user."""


class Budget:
    """A number of units of work, spent as the work is done."""

    def __init__(self, units: int) -> None:
        self.left = units

    def spend(self, units: int = 1) -> None:
        """Spend units; raise `Spent` if fewer are left."""
        self.left -= units
        if self.left < 0:
            raise Spent
