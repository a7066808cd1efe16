"""What `make wheels` builds, installed far from any checkout, makes the same plans on every Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.functional.test_cli import EXAMPLES
from tests.functional.test_cli import loosen as from_the_checkout

from loosen import picture
from loosen._library.loading import bundled
from loosen._outputs.pictures import as_address

ROOT = Path(__file__).parents[2]
DEPENDENCIES = Path(sys.prefix) / "wheels"
"""What loosen needs, as wheels; `scripts/setup.sh` puts them there, so that this test needs no network."""
MINE = f"{sys.version_info.major}.{sys.version_info.minor}"
TRIED = ("desk_worker", "pregnant_24_weeks", "sciatica")
CHANGEABLE = ("library.json", "messages.json", "rules/safety/SAF-001-weak-bones-no-full-bending.yaml")
"""Data of the installed program that a test changes by hand."""

MOST_BYTES_OF_PICTURES = 3_000_000
DRAWS = """
import json, sys, loosen
keys = list(loosen.load().active_exercises)
print(json.dumps({key: [loosen.picture(key), loosen.picture(key, moving=True)] for key in keys}))
assert "pyglm" not in sys.modules and "scipy" not in sys.modules
"""
REPORTS = """
import json, sys
sys.path.append("extra")
import loosen
made = loosen.recommend(loosen.read_answers("answers.yaml"))
print(json.dumps([[item.exercise for item in made.plan.items], loosen.report(made, loosen.load())]))
"""
"""What programs ask of an installed loosen."""


def pythons() -> dict[str, Path]:
    """The Python in use, and every other for which `scripts/setup.sh --dev` found what loosen needs, by version."""
    named = {path.parent.name: path.read_text("utf-8").strip() for path in sorted(DEPENDENCIES.glob("*/python.txt"))}
    return {MINE: Path(sys.executable)} | {
        version: Path(path) for version, path in named.items() if Path(path).exists()
    }


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a bare environment: nothing of this checkout or this shell leaks in, nor any compiler."""
    bare = {"PATH": os.environ["PATH"], "HOME": str(cwd), "CC": "/bin/false"}
    return subprocess.run(command, cwd=cwd, env=bare, capture_output=True, text=True, timeout=300, check=False)


def finished(*command: str | Path, cwd: Path) -> str:
    """What a command prints that has to end well."""
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what a release of this checkout is; our wheel is made from its source archive."""
    assert DEPENDENCIES.is_dir(), f"{DEPENDENCIES} is missing: scripts/setup.sh --dev makes it."
    out = tmp_path_factory.mktemp("built") / "dist"
    told = finished("bash", ROOT / "scripts" / "wheels.sh", out, cwd=out.parent)
    built = sorted(path.name for path in out.iterdir())
    assert [name.partition("-")[0] for name in built] == ["durable_rules", "loosen", "loosen"]
    assert f"pip install {built[1]} {built[0]}\n" in told
    return out


@pytest.fixture(scope="module")
def wheel(release: Path) -> Path:
    """The wheel of this checkout."""
    return next(release.glob("loosen-*.whl"))


@pytest.fixture(scope="module")
def engine(release: Path) -> Path:
    """The wheel of durable-rules."""
    return next(release.glob("durable_rules-*.whl"))


@pytest.fixture(scope="module")
def install(wheel: Path, engine: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the `loosen` of an environment that holds the two wheels and what they themselves ask for, no more."""
    made: dict[str, Path] = {}

    def installed(version: str) -> Path:
        if version not in made:
            made[version] = home = tmp_path_factory.mktemp("elsewhere")
            finished(pythons()[version], "-m", "venv", "--without-pip", home, cwd=home)
            pip = (sys.executable, "-m", "pip", "--isolated", "--python", home / "bin" / "python", "install")
            found = DEPENDENCIES if version == MINE else DEPENDENCIES / version
            nothing_else = ("--no-compile", "--no-index", "--only-binary", ":all:", "--find-links", found)
            finished(*pip, *nothing_else, wheel, engine, cwd=home)
        return made[version] / "bin" / "loosen"

    return installed


@pytest.fixture(scope="module")
def loosen(install: Callable[[str], Path]) -> Path:
    """The `loosen` of such an environment of the Python in use."""
    return install(MINE)


@cache
def here(name: str) -> str:
    """The plan for one of the examples as the checkout makes it."""
    return from_the_checkout("plan", str(EXAMPLES / f"{name}.yaml"), "--format", "json").stdout


@pytest.mark.parametrize("version", pythons())
def test_every_python_makes_the_same_plans_without_a_compiler(
    install: Callable[[str], Path], tmp_path: Path, version: str
) -> None:
    command = install(version)
    for name in TRIED:
        shutil.copy(EXAMPLES / f"{name}.yaml", tmp_path)
        made = finished(command, "plan", f"{name}.yaml", "--format", "json", cwd=tmp_path)
        assert json.loads(made)["plan"]["items"]
        assert made == here(name)


def test_the_engine_comes_for_every_python_with_its_licence(engine: Path) -> None:
    assert "-cp311-abi3-" in engine.name
    names = ZipFile(engine).namelist()
    assert "durable_rules_engine.abi3.so" in names
    licence = next(name for name in names if name.endswith("/LICENSE"))
    assert "The MIT License" in ZipFile(engine).read(licence).decode()


def test_the_wheel_carries_every_rule_and_all_knowledge(wheel: Path) -> None:
    files = [path for top in ("rules", "knowledge") for path in (ROOT / top).rglob("*.yaml")]
    ours = {path.relative_to(ROOT).as_posix() for path in files}
    carried = {name.removeprefix("loosen/data/") for name in ZipFile(wheel).namelist() if name.endswith(".yaml")}
    assert ours
    assert carried == ours


def test_the_wheel_carries_all_that_pages_are_made_of(wheel: Path) -> None:
    room = ROOT / "src" / "loosen" / "_web"
    files = [path for top in ("templates", "static") for path in (room / top).rglob("*") if path.is_file()]
    names = ZipFile(wheel).namelist()
    assert {f"loosen/_web/{path.relative_to(room).as_posix()}" for path in files} <= set(names)
    licences = [name for name in names if "/licenses/" in name]
    assert any("htmx" in name for name in licences)


@pytest.mark.parametrize("folder", ["report/templates", "illustrated/templates", "illustrated/fonts"])
def test_the_wheel_carries_what_pages_are_made_with(wheel: Path, folder: str) -> None:
    outputs = ROOT / "src" / "loosen" / "_outputs"
    ours = {f"loosen/_outputs/{folder}/{path.name}" for path in (outputs / folder).iterdir()}
    assert ours
    assert ours <= set(ZipFile(wheel).namelist())


def test_pictures_come_with_the_wheel_and_make_it_little_larger(wheel: Path) -> None:
    drawn = ("loosen/data/pictures.json", "loosen/_body/", "loosen/_outputs/pictures/")
    places = (*drawn, *(f"loosen/data/knowledge/{kind}/" for kind in ("poses", "base_poses", "joints", "segments")))
    packed = [file for file in ZipFile(wheel).infolist() if file.filename.startswith(places)]
    assert {place for place in places if not any(file.filename.startswith(place) for file in packed)} == set()
    assert sum(file.compress_size for file in packed) <= MOST_BYTES_OF_PICTURES


def test_installed_pictures_are_those_of_the_checkout_and_need_no_other_package(loosen: Path, tmp_path: Path) -> None:
    told = finished(loosen.with_name("python"), "-c", DRAWS, cwd=tmp_path)
    made = json.loads(told)
    assert len(made) == len(bundled().active_exercises)
    for key in list(made)[::30]:
        assert made[key] == [picture(key), picture(key, moving=True)]


def test_a_report_of_an_installed_program_has_the_pictures_of_its_plan(loosen: Path, tmp_path: Path) -> None:
    (tmp_path / "extra").mkdir()
    for package in ("jinja2", "markupsafe"):
        (found,) = find_spec(package).submodule_search_locations  # type: ignore[union-attr, misc]
        (tmp_path / "extra" / package).symlink_to(found)
    shutil.copy(EXAMPLES / "desk_worker.yaml", tmp_path / "answers.yaml")
    told = finished(loosen.with_name("python"), "-c", REPORTS, cwd=tmp_path)
    exercises, page = json.loads(told)
    assert exercises
    assert [key for key in exercises if as_address(picture(key) or "") not in page] == []


def test_poses_of_ones_own_are_refused_where_nothing_can_check_them(loosen: Path, tmp_path: Path) -> None:
    clinic = EXAMPLES / "apps" / "clinic"
    shutil.copy(EXAMPLES / "desk_worker.yaml", tmp_path / "answers.yaml")
    for command in (("check",), ("plan", "answers.yaml")):
        done = run(loosen, *command, "--library", clinic, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "cannot be checked without the package pyglm. Install loosen with its 'poses' extra." in done.stderr
        assert "Traceback" not in done.stderr


def test_what_an_extra_is_needed_for_says_which(loosen: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "desk_worker.yaml", tmp_path / "answers.yaml")
    run(loosen, "plan", "answers.yaml", "--format", "json", "--out", "plan.json", cwd=tmp_path)
    for command, package, extra in (
        (("report", "plan.json"), "jinja2", "report"),
        (("prov", "plan.json"), "prov", "prov"),
        (("plan", "answers.yaml", "--format", "html"), "jinja2", "report"),
        (("plan", "answers.yaml", "--format", "pdf"), "typst", "pdf"),
    ):
        done = run(loosen, *command, "--out", "made", cwd=tmp_path)
        assert done.returncode == 2
        assert f"{package}: is not installed. Install loosen with its '{extra}' extra." in done.stderr
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "made").exists()


@pytest.fixture
def data(loosen: Path) -> Iterator[Path]:
    """The data of the installed program, put back as it was afterwards."""
    (folder,) = loosen.parents[1].glob("lib/python3*/site-packages/loosen/data")
    kept = {name: (folder / name).read_bytes() for name in CHANGEABLE}
    yield folder
    for name, content in kept.items():
        (folder / name).write_bytes(content)


def test_an_installed_library_that_was_changed_is_refused_and_named(loosen: Path, data: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "osteoporosis_72.yaml", tmp_path / "answers.yaml")
    plan = (loosen, "plan", "answers.yaml", "--format", "json")
    before = finished(*plan, cwd=tmp_path)
    whole = {name: (data / name).read_bytes() for name in CHANGEABLE}
    for name in CHANGEABLE:
        (data / name).write_bytes(whole[name] + b"\n")
    checked = run(loosen, "check", cwd=tmp_path)
    assert checked.returncode == 2
    assert checked.stderr.count("not what the program was built with. Install it again") == len(CHANGEABLE)
    for name in CHANGEABLE:
        for other in CHANGEABLE:
            (data / other).write_bytes(whole[other] + (b"\n" if other == name else b""))
        done = run(*plan, cwd=tmp_path)
        if name.endswith(".json"):
            assert (done.returncode, done.stdout) == (2, "")
            assert "Traceback" not in done.stderr
        else:  # the files are there to be read, and for overlays; a plan goes by what was compiled from them
            assert done.stdout == before


def test_nothing_is_kept_between_runs(loosen: Path, tmp_path: Path) -> None:
    shutil.copy(EXAMPLES / "desk_worker.yaml", tmp_path / "answers.yaml")
    finished(loosen, "plan", "answers.yaml", cwd=tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["answers.yaml"]
