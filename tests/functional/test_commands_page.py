"""docs/commands.md names every command, only functions that there are, and shows what works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import loosen
from loosen._cli.main import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")


def test_every_command_is_listed_and_every_name_is_one_of_the_front_door() -> None:
    commands = {one.name or one.callback.__name__.replace("_", "-") for one in app.registered_commands if one.callback}
    groups = {str(group.name) for group in app.registered_groups}
    assert set(re.findall(r"`loosen ([a-z][a-z-]*)", PAGE)) == commands | groups
    named = set(re.findall(r"`loosen\.(\w+)", PAGE))
    assert named <= set(loosen.__all__)
    assert {"check", "open_store", "redact", "verify", "why_not"} <= named


def test_what_is_piped_on_the_page_works() -> None:
    (line,) = re.findall(r"```sh\n(.*?)\n```", PAGE, flags=re.DOTALL)
    folder = Path(sys.executable).parent
    path = {"PATH": f"{folder}:/usr/bin:/bin"}
    done = subprocess.run(["/bin/sh", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False, env=path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("HEEL RAISE")
