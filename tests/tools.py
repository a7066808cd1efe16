"""The programs of this system that tests drive."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "scripts" / "tools.sh"


def where_is(tool: str) -> str:
    """The path of `tmux`, `chromium`, `graphviz`, `espeak-ng` or `postgresql` (its initdb).

    Where there is none the test fails, and says what to install.
    """
    found = subprocess.run([TOOLS, "find", tool], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        pytest.fail(found.stderr, pytrace=False)
    return found.stdout.strip()
