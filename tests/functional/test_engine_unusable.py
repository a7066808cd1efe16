"""Where durable-rules cannot be loaded, whoever needs it reads what to type, and whoever does not need it goes on."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.functional.test_cli import EXAMPLES, loosen

ROOT = Path(__file__).parents[2]
COMMAND = (
    'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" '
    f"{sys.executable} -m pip install --no-cache-dir --force-reinstall --no-deps --no-binary durable-rules {{pinned}}\n"
)
"""Tried by hand on Python 3.13, after pip had kept a wheel that is broken there: docs/fresh_machines.md."""


@pytest.fixture(params=["built for something else", "not there"])
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder in which durable-rules is found first, and is of no use."""
    if request.param == "not there":
        (tmp_path / "durable").mkdir()
        (tmp_path / "durable" / "__init__.py").touch()
    else:
        (tmp_path / "durable_rules_engine.abi3.so").write_text("of another system\n", "ascii")
    return str(tmp_path)


def pinned() -> str:
    """The one version of durable-rules that loosen asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return next(one for one in project["dependencies"] if one.startswith("durable-rules"))


def said(done: subprocess.CompletedProcess[str]) -> str:
    """What is said to somebody whose command needs the engine."""
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_a_plan_says_what_to_type(broken: str) -> None:
    told = said(loosen("plan", str(EXAMPLES / "desk_worker.yaml"), PYTHONPATH=broken))
    assert told.startswith("The rule engine cannot be loaded.\n  - durable-rules: ")
    assert COMMAND.format(pinned=pinned()) in told
    assert f"durable_rules-{pinned().partition('==')[2]}-….whl" in told


def test_an_interview_says_so_before_it_asks_anything(broken: str) -> None:
    assert COMMAND.format(pinned=pinned()) in said(loosen("ask", PYTHONPATH=broken))


def test_a_check_says_so(broken: str) -> None:
    assert COMMAND.format(pinned=pinned()) in said(loosen("check", PYTHONPATH=broken))


@pytest.mark.parametrize("words", ["--version", "why PLAN heel_raise", "why-not PLAN bird_dog", "session PLAN"])
def test_what_only_reads_a_record_does_without(broken: str, plan: Path, words: str) -> None:
    arguments = [str(plan) if word == "PLAN" else word for word in words.split()]
    without, with_it = loosen(*arguments, PYTHONPATH=broken), loosen(*arguments)
    assert (without.returncode, without.stdout, without.stderr) == (0, with_it.stdout, with_it.stderr)
