"""A user without a name, a home or a place to write, as in a container: every command works, or says what it needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.functional.test_cli import EXAMPLES

PLAN = str(EXAMPLES / "desk_worker.yaml")
_READS_ALL = "+dac_read_search"
AS_NOBODY: Sequence[str] = ()
if os.geteuid() == 0:  # a user that the system does not know and that may write nowhere, yet reads where Python stands
    only = [f"--{which}=-all,{_READS_ALL}" for which in ("inh-caps", "ambient-caps", "bounding-set")]
    AS_NOBODY = (shutil.which("setpriv") or "setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", *only)

COMMANDS: Mapping[str, tuple[Sequence[str], int, str]] = {
    "plan": (("plan", PLAN, "--brief"), 0, ""),
    "plan into a file": (("plan", PLAN, "--out", "plan.txt"), 2, "plan.txt: permission denied. Choose another place."),
    "interview": (("ask",), 2, "place with --save"),
    "interview into a file": (("ask", "--save", "a.json"), 2, "a.json: permission denied. Choose another place"),
    "draft": (("new", "exercise", "Calf", "--kind", "stretch", "--library", "."), 2, "permission denied. Choose"),
    "kept": (("plan", PLAN, "--keep", "--brief"), 2, "home folder: is not known"),
    "people": (("people",), 2, "Name a file with --store, or set HOME"),
    "completion": (("--install-completion", "bash"), 2, "--install-completion: "),
}  # fmt: skip


@pytest.mark.parametrize("case", COMMANDS)
def test_without_a_home_and_in_a_folder_that_cannot_be_written_to(case: str, anybodys: Path) -> None:
    words, code, told = COMMANDS[case]
    anybodys.chmod(0o555)
    nothing = {"PATH": os.environ["PATH"]} if AS_NOBODY else {"PATH": os.environ["PATH"], "HOME": ""}
    command = [*AS_NOBODY, sys.executable, "-m", "loosen", *words]
    done = subprocess.run(
        command, cwd=anybodys, env=nothing, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert told in done.stderr
