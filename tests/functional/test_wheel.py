"""The wheel, made from the source archive and installed where nothing else is, makes a plan far from any checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
DEPENDENCIES = Path(sys.prefix) / "wheels"
"""What loosen needs, as wheels; `scripts/setup.sh` puts them there, so that this test needs no network."""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a bare environment, so that nothing of this checkout or this shell leaks in."""
    bare = {"PATH": os.environ["PATH"], "HOME": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=bare, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, made from its source archive and not from the checkout itself."""
    out = tmp_path_factory.mktemp("built")
    built = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def loosen(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `loosen` command of an environment that holds the wheel and what the wheel itself asks for, no more."""
    assert DEPENDENCIES.is_dir(), f"{DEPENDENCIES} is missing: scripts/setup.sh --dev makes it."
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, symlinks=True)
    pip = (sys.executable, "-m", "pip", "--isolated", "--python", home / "bin" / "python")
    installed = run(*pip, "install", "--no-index", "--find-links", DEPENDENCIES, wheel, cwd=home)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return home / "bin" / "loosen"


def test_an_installed_wheel_makes_a_plan_far_from_the_checkout(loosen: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "desk_worker.yaml", tmp_path / "answers.yaml")
    done = run(loosen, "plan", "answers.yaml", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["plan"]["items"]


def test_the_wheel_carries_every_rule_and_all_knowledge(wheel: Path) -> None:
    files = [path for top in ("rules", "knowledge") for path in (ROOT / top).rglob("*.yaml")]
    ours = {path.relative_to(ROOT).as_posix() for path in files}
    carried = {name.removeprefix("loosen/data/") for name in ZipFile(wheel).namelist() if name.endswith(".yaml")}
    assert ours
    assert carried == ours


def test_the_wheel_carries_the_templates_of_the_report(wheel: Path) -> None:
    folder = ROOT / "src" / "loosen" / "_outputs" / "report" / "templates"
    ours = {f"loosen/_outputs/report/templates/{path.name}" for path in folder.iterdir()}
    assert ours
    assert ours <= set(ZipFile(wheel).namelist())


def test_what_an_extra_is_needed_for_says_which(loosen: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "desk_worker.yaml", tmp_path / "answers.yaml")
    run(loosen, "plan", "answers.yaml", "--format", "json", "--out", "plan.json", cwd=tmp_path)
    for command, package, extra in (("report", "jinja2", "report"), ("prov", "prov", "prov")):
        done = run(loosen, command, "plan.json", "--out", "made", cwd=tmp_path)
        assert done.returncode == 2
        assert f"{package}: is not installed. Install loosen with its '{extra}' extra." in done.stderr
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "made").exists()
