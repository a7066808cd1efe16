"""Loading: every fault at once with file and line, overlays, and the digest of what a library says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loosen._library import Library, bundled_root, load
from loosen._library.compiled import KINDS, library_in
from loosen.errors import FileError, LibraryError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the bundled library that a test may damage."""
    for top in ("rules", "knowledge"):
        shutil.copytree(bundled_root() / top, tmp_path / top)
    return tmp_path


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


def test_the_order_in_which_files_are_found_does_not_matter(copy: Path) -> None:
    assert load(root=copy).digest == load().digest


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


def test_dangling_references_are_named(copy: Path) -> None:
    exercise = first(copy, "knowledge/exercises/*.yaml")
    dose = next(line for line in exercise.read_text("utf-8").splitlines() if line.startswith("dose:"))
    edit(exercise, dose, "dose: no_such_dose")
    assert any("'no_such_dose' is not among the doses" in fault for fault in faults_of(copy))


def test_an_entry_that_nothing_uses_is_a_fault(copy: Path) -> None:
    (copy / "knowledge/sources/NOBODY1999.yaml").write_text(
        'id: NOBODY1999\ntitle: A title\nauthors: Some authors\nyear: "1999"\nlocator: none\nretrieved: memory\n',
        "utf-8",
    )
    assert any("nothing uses NOBODY1999" in fault for fault in faults_of(copy))


def test_an_exercise_on_two_ladders_is_a_fault(copy: Path) -> None:
    one = first(copy, "knowledge/ladders/*.yaml")
    text = one.read_text("utf-8")
    name = one.stem
    (one.parent / f"{name}_again.yaml").write_text(text.replace(f"id: {name}", f"id: {name}_again"), "utf-8")
    assert any("stands twice" in fault for fault in faults_of(copy))


def test_demands_that_imply_each_other_are_a_fault(copy: Path) -> None:
    for name, other in (("prone", "kneeling"), ("kneeling", "prone")):
        path = copy / f"knowledge/demands/{name}.yaml"
        kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("implies:")]
        path.write_text("\n".join([*kept, f"implies: [{other}]", ""]), "utf-8")
    assert any("in a circle" in fault for fault in faults_of(copy))


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


def test_a_demand_that_only_one_side_knows_is_a_fault_unless_it_says_why(copy: Path) -> None:
    edit(copy / "knowledge/demands/impact.yaml", "alone_because: ", "# ")
    extra = copy / "knowledge/demands/kneeling.yaml"
    extra.write_text(extra.read_text("utf-8") + "alone_because: Nobody knows why this is said.\n", "utf-8")
    faults = faults_of(copy)
    assert any("demands/impact.yaml" in fault and "no exercise asks for it" in fault for fault in faults)
    assert any("demands/kneeling.yaml" in fault and "both exercises and rules know it" in fault for fault in faults)


def test_a_gap_in_the_account_of_the_sources_is_a_fault(copy: Path) -> None:
    book = copy / "knowledge/ledger/seed_003.yaml"
    edit(book, "S3-022", "S3-023")
    faults = faults_of(copy)
    assert any("ledger/seed_003.yaml" in fault and "has no row" in fault for fault in faults)
    assert any("ledger/seed_003.yaml" in fault and "is not among the items" in fault for fault in faults)


def test_a_row_that_points_nowhere_is_a_fault(copy: Path) -> None:
    edit(copy / "knowledge/ledger/seed_000.yaml", "exercise: superman", "exercise: supermen")
    assert any("ledger/seed_000.yaml" in fault and "'supermen'" in fault for fault in faults_of(copy))


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
