"""Files of version 2 for tests of exports."""

from typing import Any

from tests import building
from tests.building import TEXT, Fields


def briefing(text: str = TEXT, **fields: Any) -> Fields:
    """A minimal valid `briefing.yml`."""
    made = building.briefing(text, **fields)
    del made["actors"]
    return made | {"format": "2"}
