"""The programs that tests drive: scripts/tools.sh installs them for root, says what is missing, and stops nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser import chromium
from tests.terminal import Pane
from tests.tools import TOOLS

ADVICE = {
    "tmux": ("in tmux, and there is none here", "  Debian and Ubuntu: sudo apt install tmux\n"),
    "graphviz": ("have Graphviz draw the graph,", "  Debian and Ubuntu: sudo apt install graphviz\n"),
    "espeak-ng": ("have eSpeak NG speak,", "  Debian and Ubuntu: sudo apt install espeak-ng\n"),
    "chromium": ("in Chromium, and none that works is here", "  Debian: sudo apt install chromium\n"),
    "postgresql": ("keep people in PostgreSQL,", "  Debian and Ubuntu: sudo apt install postgresql\n"),
}
ALL = ("tmux", "chromium", "graphviz", "espeak-ng", "postgresql")
"""In the order in which they are looked for."""
CHECKS = ("lint", "types", "layers", "check-data", "check-docs")
ASKS_FOR_A_SNAP = "echo 'Command requires the chromium snap to be installed.' >&2; exit 1"
SHOWS_THE_PAGE = 'for last; do :; done; cat "${last#file://}"'
HAS_ONLY_TMUX = """
echo "$*" >>"$0.asked"
case "$*" in
  install*tmux) echo ok >"${0%/*}/tmux"; chmod +x "${0%/*}/tmux" ;;
  install*) printf 'Reading the lists\\nE: Unable to locate package\\n' >&2; exit 100 ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The folder of all the programs of a machine: those that every system has, run by somebody who is not root."""
    for name in ("bash", "cat", "chmod", "env", "mktemp", "rm", "timeout"):
        found = shutil.which(name)
        assert found, name
        (tmp_path / name).symlink_to(found)
    add(tmp_path, "id", "echo 1000")
    return tmp_path


def add(machine: Path, name: str, does: str) -> None:
    """Give the machine a program of its own."""
    (machine / name).write_text(f"#!{machine / 'bash'}\n{does}\n", "utf-8")
    (machine / name).chmod(0o755)


def tools(machine: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What scripts/tools.sh does on this machine."""
    command = [machine / "bash", TOOLS, *words]
    env = {"PATH": str(machine), "POSTGRES": str(machine)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def missing(machine: Path, *names: str) -> str:
    """All that is said of tools that are not there."""
    return "".join(tools(machine, "find", name).stderr for name in names)


@pytest.mark.parametrize("tool", ADVICE)
def test_a_missing_tool_is_said_with_what_to_install(machine: Path, tool: str) -> None:
    found = tools(machine, "find", tool)
    assert (found.returncode, found.stdout) == (1, "")
    assert all(words in found.stderr for words in ADVICE[tool])


def test_the_tests_that_need_one_fail_with_these_very_words(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(machine))
    with pytest.raises(pytest.fail.Exception) as in_tmux, Pane(["true"], machine):
        pass
    with pytest.raises(pytest.fail.Exception) as in_chromium, chromium():
        pass
    assert str(in_tmux.value) == missing(machine, "tmux")
    assert str(in_chromium.value) == missing(machine, "chromium")


def test_who_is_not_root_is_told_the_same_and_nothing_is_installed(machine: Path) -> None:
    add(machine, "apt-get", HAS_ONLY_TMUX)
    done = tools(machine, "install")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", missing(machine, *ALL))
    assert not (machine / "apt-get.asked").exists()


def test_root_gets_what_there_is_and_is_told_why_not_the_rest(machine: Path) -> None:
    add(machine, "id", "echo 0")
    add(machine, "apt-get", HAS_ONLY_TMUX)
    done = tools(machine, "install")
    assert done.returncode == 0
    failed = "That failed: E: Unable to locate package\n"
    assert done.stderr == failed * 4 + missing(machine, "chromium", "graphviz", "espeak-ng", "postgresql")
    assert tools(machine, "find", "tmux").stdout == f"{machine / 'tmux'}\n"
    asked = (machine / "apt-get.asked").read_text("utf-8").splitlines()
    assert [(line.split()[0], line.split()[-1]) for line in asked] == [
        ("update", "update"), ("install", "tmux"), ("install", "chromium"), ("install", "graphviz"),
        ("install", "espeak-ng"), ("install", "postgresql"),
    ]  # fmt: skip


def test_root_without_a_known_package_manager_is_told_what_to_install(machine: Path) -> None:
    add(machine, "id", "echo 0")
    done = tools(machine, "install")
    assert (done.returncode, done.stderr) == (0, missing(machine, *ALL))


def test_a_name_that_only_asks_for_a_snap_is_no_browser(machine: Path) -> None:
    add(machine, "chromium-browser", ASKS_FOR_A_SNAP)
    assert "none that works" in missing(machine, "chromium")
    add(machine, "google-chrome", SHOWS_THE_PAGE)
    assert tools(machine, "find", "chromium").stdout == f"{machine / 'google-chrome'}\n"


def test_where_all_are_there_nothing_is_said_or_installed(machine: Path) -> None:
    add(machine, "id", "echo 0")
    others = {"tmux": "", "dot": "", "espeak-ng": "", "initdb": "", "apt-get": HAS_ONLY_TMUX}
    for name, does in {"chromium": SHOWS_THE_PAGE, **others}.items():
        add(machine, name, does)
    done = tools(machine, "install")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not (machine / "apt-get.asked").exists()


def test_no_check_but_the_tests_looks_for_them() -> None:
    looking = [target for target in (*CHECKS, "test") if "scripts/tools.sh" in steps(target)]
    assert looking == ["test"]


def steps(target: str) -> str:
    """All that `make` would do for this on a fresh machine."""
    make = shutil.which("make")
    assert make
    command = [make, "--dry-run", "--always-make", target]
    return subprocess.run(command, cwd=TOOLS.parents[1], capture_output=True, text=True, check=True).stdout
