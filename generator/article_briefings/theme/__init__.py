"""The theme `briefings`: Material with the defaults in `mkdocs_theme.yml`, without its notice.

MkDocs imports this module before it imports Material, which prints the notice on import. Whoever
installs this package does not choose the engine: docs/about/engines.md says what follows Material.
"""

import os

os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")

__all__: list[str] = []
