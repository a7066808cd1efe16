"""`loosen check` tells every fault of a draft at once: file, line, what is wrong, and what was meant."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests import drafts
from tests.by_day import AT_NIGHT
from tests.commands import loosen
from tests.functional.test_cli import ROOT

from loosen._library import load
from loosen._proof.check import check as check_library
from loosen.errors import LibraryError

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "check.json").read_text("utf-8"))
FAULT = re.compile(r"  - (rules|knowledge)/\S+\.yaml(:\d+)?: .+")


def check(folder: Path) -> tuple[int, list[str]]:
    """The exit code and the lines that were told."""
    done = loosen("check", "--library", str(folder))
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.splitlines()


def tells(line: str, slip: drafts.Slip, place: str) -> bool:
    return slip.told in line and line.startswith(f"  - {place}:" if place else "  - ")


@pytest.fixture(scope="module")
def all_slips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every slip in it."""
    folder = tmp_path_factory.mktemp("slips")
    drafts.write(folder)
    return folder


@pytest.fixture(scope="module")
def told_of_all(all_slips: Path) -> list[str]:
    """The lines that are told of it."""
    code, told = check(all_slips)
    assert code == 2
    return told


def test_all_slips_over_many_files_are_told_in_one_run_each_once_and_nothing_else(told_of_all: list[str]) -> None:
    _, *told = told_of_all
    places = drafts.places()
    for slip in drafts.SLIPS:
        assert sum(tells(line, slip, places[slip]) for line in told) == 1, (slip, told)
    assert len(told) == len(drafts.SLIPS)
    assert all(map(FAULT.fullmatch, told))
    files = [re.split(r":(?:\d+:)? ", line)[0] for line in told]
    assert files == sorted(files)


def as_data(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and what is written as JSON; nothing is told beside it."""
    done = loosen("check", "--format", "json", *arguments)
    assert done.stderr == ""
    told: dict[str, Any] = json.loads(done.stdout)
    assert told.keys() == SCHEMA["properties"].keys() == set(SCHEMA["required"])
    return done.returncode, told


def test_nothing_is_told_of_the_same_files_without_their_slips(tmp_path: Path) -> None:
    drafts.write(tmp_path, ())
    code, well = as_data("--library", str(tmp_path))
    assert (code, well["ok"], well["headline"], well["faults"]) == (0, True, "", [])
    library = load(overlay=tmp_path)
    assert (well["counts"]["rules"], well["library"]) == (len(library.rules), library.digest)


def test_a_program_is_told_the_same(all_slips: Path, told_of_all: list[str]) -> None:
    code, told = as_data("--library", str(all_slips))
    assert (code, told["ok"]) == (2, False)
    lines = [f"  - {one['where']}: {one['what']} {one['remedy']}".rstrip() for one in told["faults"]]
    assert [told["headline"], *lines] == told_of_all
    for one in told["faults"]:
        assert one["where"] == one["file"] + (f":{one['line']}" if one["line"] else "")

    code, told = as_data("--library", str(all_slips / "nowhere"))
    assert (code, told["ok"], told["library"], told["counts"], len(told["faults"])) == (2, False, None, None, 1)


RIPPLING = sorted(
    {
        slip.file
        for slip in drafts.SLIPS
        if slip.file.startswith(("knowledge/questions", "knowledge/sources", "rules/dosage"))
    }
)
"""Files that others rest on, or that others look at; by day one of each kind."""
if not AT_NIGHT:
    RIPPLING = sorted({Path(file).parent: file for file in RIPPLING}.values())


@pytest.mark.parametrize("file", RIPPLING, ids=lambda file: Path(file).name)
def test_the_slips_of_one_file_make_no_noise_in_others(file: str, tmp_path: Path) -> None:
    slips = [slip for slip in drafts.SLIPS if slip.file == file]
    drafts.write(tmp_path, slips)
    with pytest.raises(LibraryError) as caught:
        check_library(overlay=tmp_path)
    told = [f"  - {fault}" for fault in caught.value.faults]
    places = drafts.places(slips)
    assert all(any(tells(line, slip, places[slip]) for line in told) for slip in slips), told
    assert len(told) == len(slips), told
