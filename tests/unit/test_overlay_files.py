"""A library folder is read whole or not at all: whatever cannot be read, or has no place, is told with its remedy."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Mapping
from contextlib import chdir, closing
from pathlib import Path

import pytest
from tests.rights import without_rights

from loosen._cli.console import library_to_extend
from loosen._library import bundled_root, load
from loosen._library.left_behind import FILES, FOLDERS
from loosen._library.reading import Shelf, digest_of, put_on
from loosen._library.walking import data_files
from loosen.errors import Fault, FaultCode, FileError, LibraryError

RULE = "rules/safety/SAF-590-no-jumping.yaml"
SAFETY = "rules/safety"
EXERCISE = "knowledge/exercises/calf.yaml"


def put(path: Path, text: str = "id: SAF-590\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def link(path: Path, to: str | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to)


def read(root: Path) -> tuple[list[str], list[Fault]]:
    """The names of the files that are read, and the faults."""
    faults: list[Fault] = []
    return [file.name for file in data_files(root, faults)], faults


def sockets(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(socket.socket(socket.AF_UNIX)) as made, chdir(path.parent):  # its name has to be short
        made.bind(path.name)


def piped(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)


Make = Callable[[Path, Path], object]
"""Puts something into a library folder, the first; the second is a folder elsewhere."""
STOPS: Mapping[str, tuple[Make, str, FaultCode]] = {
    "a file that is a link out": (
        lambda root, out: link(root / RULE, put(out / "rule.yaml")), RULE, FaultCode.LEADS_OUT),
    "a folder that is a link out": (lambda root, out: link(root / SAFETY, out), SAFETY, FaultCode.LEADS_OUT),
    "all rules are a link out": (lambda root, out: link(root / "rules", out), "rules", FaultCode.LEADS_OUT),
    "a link out over another link": (
        lambda root, out: (link(root / "there", out), link(root / SAFETY, root / "there")), SAFETY,
        FaultCode.LEADS_OUT),
    "a link to the folder next to it of almost the same name": (
        lambda root, out: link(root / SAFETY, f"{root}2"), SAFETY, FaultCode.LEADS_OUT),
    "a file that is a broken link": (lambda root, _: link(root / RULE, "gone.yaml"), RULE, FaultCode.NOTHING_THERE),
    "a folder that is a broken link": (lambda root, _: link(root / SAFETY, "gone"), SAFETY, FaultCode.NOTHING_THERE),
    "a link to itself": (lambda root, _: link(root / RULE, root / RULE), RULE, FaultCode.NO_ACCESS),
    "links in a circle": (
        lambda root, _: (link(root / SAFETY, "triage"), link(root / "rules/triage", "safety")), SAFETY,
        FaultCode.NO_ACCESS),
    "a link to the folder above": (
        lambda root, _: (put(root / RULE), link(root / SAFETY / "more", "..")), f"{SAFETY}/more", FaultCode.STRAY),
    "a folder that is the library itself": (
        lambda root, _: (put(root / EXERCISE), link(root / SAFETY, "..")), f"{SAFETY}/rules", FaultCode.STRAY),
    "a pipe": (lambda root, _: piped(root / RULE), RULE, FaultCode.NO_FILE),
    "a socket": (lambda root, _: sockets(root / RULE), RULE, FaultCode.NO_FILE),
    "a link to a device": (lambda root, _: link(root / RULE, "/dev/zero"), RULE, FaultCode.LEADS_OUT),
    "a folder of no stage": (lambda root, _: put(root / "rules/safe/a.yaml"), "rules/safe", FaultCode.STRAY),
    "a folder of no kind, empty": (
        lambda root, _: (root / "knowledge/exercise").mkdir(parents=True), "knowledge/exercise", FaultCode.STRAY),
    "a folder in another case": (lambda root, _: put(root / "rules/Safety/a.yaml"), "rules/Safety", FaultCode.STRAY),
    "a folder too deep": (lambda root, _: put(root / SAFETY / "old" / "a.yaml"), f"{SAFETY}/old", FaultCode.STRAY),
    "a hidden folder": (lambda root, _: put(root / SAFETY / ".old" / "a.yaml"), f"{SAFETY}/.old", FaultCode.STRAY),
    "a hidden file": (lambda root, _: put(root / SAFETY / ".notes"), f"{SAFETY}/.notes", FaultCode.STRAY),
    "a folder called as a copy is": (
        lambda root, _: put(root / "rules/safety~/a.yaml"), "rules/safety~", FaultCode.STRAY),
    "a file in no folder of a stage": (lambda root, _: put(root / "rules/a.yaml"), "rules/a.yaml", FaultCode.STRAY),
    "a file where a folder should be": (lambda root, _: put(root / "rules"), "rules", FaultCode.STRAY),
    "a rule beside the folders": (lambda root, _: put(root / "SAF-590.yaml"), "SAF-590.yaml", FaultCode.STRAY),
    "a rule beside the folders that is a link out": (
        lambda root, out: link(root / "SAF-590.yaml", put(out / "rule.yaml")),
        "SAF-590.yaml",
        FaultCode.STRAY,
    ),
    "a pipe beside the folders that may be a rule": (
        lambda root, _: os.mkfifo(root / "SAF-590.yaml"),
        "SAF-590.yaml",
        FaultCode.NO_FILE,
    ),
    "cases beside the folders": (
        lambda root, _: put(root / "a.cases.YML", "# ours\nrule: SAF-590\n"), "a.cases.YML", FaultCode.STRAY),
    "rules in another case": (lambda root, _: put(root / "Rules/safety/a.yaml"), "Rules", FaultCode.STRAY),
    "knowledge misspelt": (lambda root, _: put(root / "knowledge_/a.yaml"), "knowledge_", FaultCode.STRAY),
    "a kind beside the folders": (lambda root, _: put(root / "exercises/a.yaml"), "exercises", FaultCode.STRAY),
    "another ending": (lambda root, _: put(root / SAFETY / "a.yml"), f"{SAFETY}/a.yml", FaultCode.STRAY),
    "an ending in capitals": (lambda root, _: put(root / SAFETY / "a.YAML"), f"{SAFETY}/a.YAML", FaultCode.STRAY),
    "a second ending": (lambda root, _: put(root / f"{RULE}.txt"), f"{RULE}.txt", FaultCode.STRAY),
    "JSON": (lambda root, _: put(root / SAFETY / "a.json"), f"{SAFETY}/a.json", FaultCode.STRAY),
    "notes that are called like an entry": (
        lambda root, _: put(root / "knowledge/README.yaml"),
        "knowledge/README.yaml",
        FaultCode.STRAY,
    ),
    "no ending": (lambda root, _: put(root / SAFETY / "notes"), f"{SAFETY}/notes", FaultCode.STRAY),
}  # fmt: skip


@pytest.mark.parametrize("case", STOPS)
def test_what_cannot_be_read_or_has_no_place_stops_everything(case: str, tmp_path: Path) -> None:
    make, where, code = STOPS[case]
    root, out = tmp_path / "mine", tmp_path / "mine2"
    for folder in (root, out):
        folder.mkdir()
    make(root, out)
    faults = read(root)[1]
    told = next(fault for fault in faults if fault.where == where)
    assert told.code is code
    assert told.remedy


REMEDIES = {
    f"{SAFETY}/a.YML": "Call it a.yaml.",
    f"{SAFETY}/a.cases.yml": "Call it a.cases.yaml.",
    f"{RULE}.txt": "Call it SAF-590-no-jumping.yaml.",
    "rules/Safe/a.yaml": "Did you mean rules/safety?",
    "knowledge/exercise/a.yaml": "Did you mean knowledge/exercises?",
    "knowledge/x/a.yaml": "Folders here are: ",
    "exercises/a.yaml": "move it to knowledge/exercises.",
    "Rule/a.yaml": "call it rules.",
}


def test_the_remedy_names_what_was_meant(tmp_path: Path) -> None:
    for name in REMEDIES:
        put(tmp_path / name)
    told = {fault.where: fault.remedy for fault in read(tmp_path)[1]}
    for name, remedy in REMEDIES.items():
        assert any(name.startswith(where) and remedy in said for where, said in told.items()), (name, told)


def test_what_may_not_be_read_stops_everything(anybodys: Path) -> None:
    with without_rights():
        for name in (RULE, EXERCISE, "rules/triage/a.yaml"):
            put(anybodys / name)
        (anybodys / RULE).chmod(0)
        (anybodys / "rules/triage").chmod(0)
        (anybodys / "knowledge/exercises").chmod(0o600)
        names, faults = read(anybodys)
        assert names == []
        assert {fault.where for fault in faults} == {RULE, "rules/triage", EXERCISE}
        assert {fault.code for fault in faults} == {FaultCode.NO_ACCESS}
        assert all("permission denied" in fault.what and fault.remedy for fault in faults)
        anybodys.chmod(0o300)
        assert [fault.where for fault in read(anybodys)[1]] == [str(anybodys)]
        with pytest.raises(FileError, match="permission denied"):
            load(overlay=anybodys)


def named_by(pattern: str) -> str:
    return pattern.replace("*", "x").replace("?", "p")


def test_what_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / RULE)
    for place in ("", "rules", SAFETY, "knowledge/languages/de"):
        written = str.upper if place == "rules" else str
        for name in map(written, map(named_by, FILES)):
            put(tmp_path / place / name)
        for name in map(written, map(named_by, {*FOLDERS} - {*FILES})):
            put(tmp_path / place / name / "a.yaml")
    link(tmp_path / SAFETY / ".#SAF-590.yaml", "somebody@somewhere.4711:1")  # how Emacs locks a file
    assert read(tmp_path) == ([RULE], [])


def test_other_things_beside_the_folders_are_no_part_of_it(tmp_path: Path) -> None:
    put(tmp_path / RULE)
    put(tmp_path / "answers.yaml", "answers: {age: 40}\n")
    put(tmp_path / "docs" / "rules" / "a.yaml")
    put(tmp_path / "plan.json", "{}")
    link(tmp_path / "elsewhere", "/")
    link(tmp_path / "mine.yaml", put(tmp_path / "docs" / "mine.yaml", "answers: {age: 40}\n"))
    link(tmp_path / "theirs.yaml", put(tmp_path.with_name(f"{tmp_path.name}.yaml"), "answers: {age: 40}\n"))
    assert read(tmp_path) == ([RULE], [])


def test_a_link_within_the_library_is_read_once_under_its_own_name(tmp_path: Path) -> None:
    put(tmp_path / "shared" / "SAF-590-no-jumping.yaml")
    put(tmp_path / "shared" / "rules" / "SAF-591-no-running.yaml")
    link(tmp_path / RULE, tmp_path / "shared" / "SAF-590-no-jumping.yaml")
    link(tmp_path / "rules/triage", "../shared/rules")
    assert read(tmp_path) == ([RULE, "rules/triage/SAF-591-no-running.yaml"], [])
    again = tmp_path.with_name(f"{tmp_path.name}-again")
    link(again, tmp_path)
    assert read(again) == read(tmp_path)  # the folder that is given may be a link itself


def test_two_files_whose_names_differ_in_case_alone_are_no_two_entries(tmp_path: Path) -> None:
    muscle = (bundled_root() / "knowledge/muscles/soleus.yaml").read_text("utf-8")
    for name in ("soleus", "Soleus"):
        put(tmp_path / f"knowledge/muscles/{name}.yaml", muscle)
    with pytest.raises(LibraryError, match="the file is called Soleus, yet holds soleus"):
        load(overlay=tmp_path)


def test_a_linked_folder_of_rules_is_not_left_out(tmp_path: Path) -> None:
    root, out = tmp_path / "mine", tmp_path / "shared"
    put(out / "SAF-590-no-jumping.yaml")
    link(root / SAFETY, out)
    with pytest.raises(LibraryError, match=f"{SAFETY}: is a link that leads out of this folder. Put what"):
        load(overlay=root)


SHOWN = {
    "name: Soleus": r'name: "Sol\e[31meus"',
    "plain: ": r'plain: "\u202e"  # ',
    "id: soleus": 'id: soleus\n"\\b": x',
}


@pytest.mark.parametrize("old", SHOWN)
def test_an_entry_holds_no_character_that_steers_a_terminal(old: str, tmp_path: Path) -> None:
    muscle = (bundled_root() / "knowledge/muscles/soleus.yaml").read_text("utf-8")
    line = next(line for line in muscle.splitlines() if line.startswith(old.rstrip()[:5]))
    shelf = Shelf()
    put(tmp_path / "knowledge/muscles/soleus.yaml", muscle.replace(line, SHOWN[old], 1))
    put_on(shelf, list(data_files(tmp_path, shelf.faults)), overlay=True)
    told = [fault for fault in shelf.faults if "a character that is not seen" in fault.what]
    assert [re.sub(r":\d+$", "", fault.where) for fault in told] == ["knowledge/muscles/soleus.yaml"]
    assert str(told[0]).isprintable()


def test_names_of_files_are_shown_without_what_steers_a_terminal(tmp_path: Path) -> None:
    for name in ("a\x1b[2J.yml", "a\u202e.yaml", "a\nb", os.fsdecode(b"\xff.yaml")):
        put(tmp_path / SAFETY / name)
    shelf = Shelf()
    put_on(shelf, list(data_files(tmp_path, shelf.faults)))
    assert len({fault.where.partition(":")[0] for fault in shelf.faults}) == 4
    assert all(str(fault).isprintable() for fault in shelf.faults)
    assert digest_of(list(data_files(tmp_path, [])))


def test_nothing_is_started_where_an_id_may_be_hidden(tmp_path: Path) -> None:
    root, out = tmp_path / "mine", tmp_path / "shared"
    put(out / "SAF-590-no-jumping.yaml")
    link(root / SAFETY, out)
    with pytest.raises(FileError, match=f"Nothing was written: .*\n.*{SAFETY}: is a link"):
        library_to_extend(root)
