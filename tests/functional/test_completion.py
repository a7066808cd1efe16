"""The shell completes commands, options, and the ids of entries, as the script that it installs asks for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from tests.functional.test_cli import EXAMPLES

from loosen._library.loading import bundled
from loosen._outputs.document import Paper, PlanForm

LOOSEN = Path(sys.executable).with_name("loosen")
LIBRARY = bundled()


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", **environment}
    return subprocess.run(
        [str(LOOSEN), *words], capture_output=True, text=True, check=False, env=settings, stdin=subprocess.DEVNULL
    )


def completed(*words: str) -> list[str]:
    """What bash is told when the last of these words is begun."""
    line = ("loosen", *words)
    asked = {"COMP_WORDS": " ".join(line), "COMP_CWORD": str(len(line) - 1), "_LOOSEN_COMPLETE": "complete_bash"}
    done = run(**asked)
    assert done.stderr == ""
    return done.stdout.split()


PLAN = str(EXAMPLES / "desk_worker.yaml")
BEGUN: Sequence[tuple[Sequence[str], set[str]]] = (
    (("exer",), {"exercise"}),
    (("why", "plan.json", "bird"), {key for key in LIBRARY.exercises if key.startswith("bird")}),
    (("why-not", "plan.json", "bird"), {key for key in LIBRARY.exercises if key.startswith("bird")}),
    (("exercise", ""), {*LIBRARY.exercises}),
    (("rule", "SAF-0"), {key for key in LIBRARY.rules if key.startswith("SAF-0")}),
    (("rule", ""), {*LIBRARY.rules}),
    (("plan", PLAN, "--programme", ""), {"own_plan", *LIBRARY.programmes}),
    (("plan", PLAN, "--lang", ""), {"en", *LIBRARY.languages}),
    (("plan", PLAN, "--format", ""), {*get_args(PlanForm)}),
    (("plan", PLAN, "--paper", ""), {*get_args(Paper)}),
    (("rule", "none_begins_like_this"), set()),
)


@pytest.mark.parametrize(("words", "found"), BEGUN, ids=[" ".join(words) for words, _ in BEGUN])
def test_bash_is_told_what_may_follow(words: Sequence[str], found: set[str]) -> None:
    told = completed(*words)
    assert set(told) == found
    assert len(told) == len(found)


def test_entries_of_ones_own_are_completed_too(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "exercises"
    folder.mkdir(parents=True)
    (folder / "bird_on_a_wire.yaml").write_text("", "utf-8")
    assert "bird_on_a_wire" in completed("exercise", "--library", str(tmp_path), "bird")
    assert "bird_dog" in completed("exercise", "--library", str(tmp_path / "nowhere"), "bird")


def test_the_script_that_turns_it_on_is_shown_for_each_shell() -> None:
    for shell in ("bash", "zsh", "fish"):
        done = run("--show-completion", shell)
        assert (done.returncode, done.stderr) == (0, "")
        assert "_LOOSEN_COMPLETE=complete_" in done.stdout
