"""Loading: every fault at once with file and line, overlays, and the digest of what a library says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loosen._library import Library, bundled_root, load
from loosen._library.compiled import KINDS, library_in
from loosen.errors import FileError, LibraryError


def copied(folder: Path) -> Path:
    for top in ("rules", "knowledge"):
        shutil.copytree(bundled_root() / top, folder / top)
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bundled library that a test may damage."""
    return copied(tmp_path)


def faults_of(root: Path) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        load(root=root)
    return [str(fault) for fault in caught.value.faults]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def first(root: Path, pattern: str) -> Path:
    return sorted(root.glob(pattern))[0]


def test_the_bundled_library_is_sound() -> None:
    assert isinstance(load(), Library)


def test_every_fault_is_told_at_once_with_its_line(copy: Path) -> None:
    exercise = copy / "knowledge/exercises/heel_raise.yaml"
    exercise = exercise if exercise.exists() else first(copy, "knowledge/exercises/*.yaml")
    text = exercise.read_text("utf-8")
    exercise.write_text(text + "colour: blue\nkind: stretch\n", "utf-8")
    (copy / "knowledge/muscles/hamstrings.yaml").write_text("id: hamstrings\nname: [\n", "utf-8")
    (copy / "rules/safety/notes.txt").write_text("x", "utf-8")
    told = faults_of(copy)
    assert any("kind' is given twice" in fault and f"{exercise.name}:" in fault for fault in told)
    assert any("hamstrings.yaml:" in fault and "not valid YAML" in fault for fault in told)
    assert any("notes.txt: does not belong here" in fault for fault in told)


def test_an_unknown_field_and_a_missing_one_are_named_with_their_line(copy: Path) -> None:
    muscle = copy / "knowledge/muscles/hamstrings.yaml"
    lines = [line for line in muscle.read_text("utf-8").splitlines() if not line.startswith("plain:")]
    muscle.write_text("\n".join([*lines, "colour: red", ""]), "utf-8")
    told = faults_of(copy)
    assert any(f"hamstrings.yaml:{len(lines) + 1}: colour: is not a field that exists here" in fault for fault in told)
    assert any("plain: is missing" in fault for fault in told)


def test_an_exercise_that_does_not_say_its_demands_is_a_fault(copy: Path) -> None:
    exercise = first(copy, "knowledge/exercises/*.yaml")
    kept = [line for line in exercise.read_text("utf-8").splitlines() if not line.startswith("demands:")]
    kept = [line for line in kept if not line.startswith("  - ") or True]
    exercise.write_text("\n".join(kept) + "\n", "utf-8")
    assert any(exercise.name in fault for fault in faults_of(copy))


def test_a_rule_without_evidence_is_a_fault(copy: Path) -> None:
    rule = next(path for path in sorted(copy.glob("rules/safety/*.yaml")) if not path.name.endswith(".cases.yaml"))
    before, _, _ = rule.read_text("utf-8").partition("evidence:")
    rule.write_text(before + "evidence: []\n", "utf-8")
    assert any(rule.name in fault and "evidence" in fault for fault in faults_of(copy))


def test_a_folder_without_a_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="neither rules/ nor knowledge/"):
        load(overlay=tmp_path)


@pytest.fixture(scope="module")
def told_of_damage(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is told of a library that is damaged in many places, each whole and valid by itself."""
    root = copied(tmp_path_factory.mktemp("damaged"))
    exercise = first(root, "knowledge/exercises/*.yaml")
    dose = next(line for line in exercise.read_text("utf-8").splitlines() if line.startswith("dose:"))
    edit(exercise, dose, "dose: no_such_dose")
    (root / "knowledge/sources/NOBODY1999.yaml").write_text(
        'id: NOBODY1999\ntitle: A title\nauthors: Some authors\nyear: "1999"\nlocator: none\nretrieved: memory\n',
        "utf-8",
    )
    ladder = first(root, "knowledge/ladders/*.yaml")
    again = f"{ladder.stem}_again"
    (ladder.parent / f"{again}.yaml").write_text(
        ladder.read_text("utf-8").replace(f"id: {ladder.stem}", f"id: {again}"), "utf-8"
    )
    for name, other, more in (("prone", "kneeling", ""), ("kneeling", "prone", "alone_because: Nobody knows why.\n")):
        path = root / f"knowledge/demands/{name}.yaml"
        kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("implies:")]
        path.write_text("\n".join([*kept, f"implies: [{other}]", more]), "utf-8")
    edit(root / "knowledge/demands/impact.yaml", "alone_because: ", "# ")
    edit(root / "knowledge/ledger/seed_003.yaml", "S3-022", "S3-023")
    edit(root / "knowledge/ledger/seed_000.yaml", "exercise: superman", "exercise: supermen")
    return faults_of(root)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("knowledge/exercises/", "'no_such_dose' is not among the doses"),
        ("NOBODY1999.yaml", "nothing uses NOBODY1999"),
        ("knowledge/ladders/", "stands twice"),
        ("knowledge/demands", "in a circle"),
        ("demands/impact.yaml", "no exercise asks for it"),
        ("demands/kneeling.yaml", "both exercises and rules know it"),
        ("ledger/seed_003.yaml", "has no row"),
        ("ledger/seed_003.yaml", "is not among the items"),
        ("ledger/seed_000.yaml", "'supermen'"),
    ],
)
def test_what_does_not_fit_together_is_named(told_of_damage: list[str], where: str, what: str) -> None:
    assert any(where in fault and what in fault for fault in told_of_damage), told_of_damage


def test_what_was_compiled_is_what_the_files_say(copy: Path) -> None:
    read, ready = load(root=copy), load()
    assert read.digest == ready.digest
    for kind in KINDS:
        assert dict(getattr(ready, kind)) == dict(getattr(read, kind)), kind
        assert len(getattr(ready, kind)) > 0, kind


def test_the_digest_is_of_what_is_said_and_not_of_how_it_is_laid_out(copy: Path) -> None:
    source = first(copy, "knowledge/sources/*.yaml")
    source.write_bytes(b"# a remark\r\n" + source.read_bytes().replace(b"\n", b"\r\n"))
    assert load(root=copy).digest == load().digest
    edit(source, "authors: ", "authors: also ")
    assert load(root=copy).digest != load().digest


def test_a_compiled_library_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        library_in(b"0" * 64 + b"\n{}")
