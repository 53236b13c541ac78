"""Templates of the theme that earlier builds have compiled, in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.building import write
from tests.published import quoted
from tests.small_site import CONFIG, ROOT, lay

_HOOK = """\
def on_env(env, config, files):
    env.filters["shout"] = lambda text: f"{text}%s"
    return env
"""


def _home(root: Path) -> str:
    """The home page as a new process builds it."""
    variables = os.environ | {"PYTHONPATH": str(ROOT / "generator"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    done = subprocess.run(
        command, cwd=root, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return (root / "site" / "index.html").read_text("utf-8")


def test_what_a_hook_changes_is_never_that_of_an_earlier_build(tmp_path: Path) -> None:
    """Jinja computes this filter while it compiles, and only the hook knows that it has changed."""
    lay(tmp_path, articles=1)
    write(tmp_path, "mkdocs.yml", f"{CONFIG}hooks: [hook.py]\n")
    write(tmp_path, "templates/slots/head.html", '<meta name="x" content="{{ "So" | shout }}">')
    for sign in "!?":
        write(tmp_path, "hook.py", _HOOK % sign)
        assert f'content="So{sign}"' in quoted(_home(tmp_path))
