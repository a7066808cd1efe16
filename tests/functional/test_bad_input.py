"""Bad answers files: one clear message that names every fault, exit code 2, and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands import EXAMPLES, loosen

GOOD = (EXAMPLES / "desk_worker.yaml").read_text("utf-8")


def refused(tmp_path: Path, content: str | bytes, name: str = "answers.yaml") -> str:
    """The message for a file with this content; checks what every refusal has in common."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = loosen("plan", str(path), "--format", "json")
    assert done.returncode == 2, done.stdout[:500] + done.stderr[:500]
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr) < 5000
    return done.stderr


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    bad = (
        GOOD.replace("age: 38", "age: 380")
        .replace("flags_mood: none", "flags_mood: [hopeles]")
        .replace("minutes: 15", "minuts: 15")
    )
    bad = bad.replace("  surgery: none\n", "")
    told = refused(tmp_path, bad)
    assert "4 faults" in told
    assert "age: 380 is out of range. Give a whole number of years from 0 to 120" in told
    assert "Did you mean 'hopeless'?" in told
    assert "minuts: there is no such question. Did you mean 'minutes'?" in told
    assert "surgery: is not answered." in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("age: 38", "age: 38.5", "is not a whole number"),
        ("age: 38", "age: .nan", "is not a whole number"),
        ("age: 38", f"age: {'9' * 400}", "a number that long is out of range"),
        ("age: 38", "age: -1", "out of range"),
        ("age: 38", "age: true", "is not a whole number"),
        ("age: 38", "age: [38]", "is not a whole number"),
        ("age: 38", "age: {a: 1}", "is not a whole number"),
        ("age: 38", "age:", "age: is not answered"),
        ("settles_in: under_1h", "settles_in: [under_1h, same_day]", "takes one answer"),
        ("settles_in: under_1h", "settles_in: 😀", "is not an option"),
        ("worse_with: [sitting, rising]", "worse_with: []", "may stand for none of these, or for no answer"),
        ("worse_with: [sitting, rising]", "worse_with: [[sitting]]", "is not an option"),
        ("surgery: none", "surgery: 7", "is not a list of options"),
        ("pregnant: no", "pregnant: maybe", "is not an option"),
    ],
)
def test_a_wrong_value_is_named_with_its_question(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in GOOD
    told = refused(tmp_path, GOOD.replace(old, new))
    assert says in told
    assert new.partition(":")[0] in told


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("# only a comment\n", "is empty"),
        ("[]", "has no part called 'answers'"),
        ("age: 38\n", "has no part called 'answers'"),
        ("answers: 3\n", "has no part called 'answers'"),
        ("answers: {}\n", "is not answered"),
        ("answers: {age: 1}\nextra: 2\n", "'extra' does not belong here"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "is not text in UTF-8"),
        ("answers:\n  age: 3\n  age: 4\n", "'age' is given twice"),
        ("answers: &a\n  age: 3\nmore: *a\n", "uses an anchor"),
        ("answers: " + "[" * 500 + "]" * 500, "nested more than"),
        ("answers: {age: 3", "is not valid YAML"),
        ("answers:\n  age: !!python/object/apply:os.system ['true']\n", "uses the tag"),
    ],
)
def test_a_file_that_is_no_answers_file(tmp_path: Path, content: str | bytes, says: str) -> None:
    assert says in refused(tmp_path, content)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without such devices")
@pytest.mark.parametrize("command", [("plan", "/dev/zero"), ("why", "/dev/zero", "cat_cow"), ("verify", "/dev/zero")])
def test_what_never_ends_is_not_read_to_its_end(command: tuple[str, ...]) -> None:
    done = loosen(*command)
    assert done.returncode == 2
    assert "/dev/zero: is too large" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    done = loosen("plan", str(path))
    assert done.returncode == 2
    assert "50,000,000 bytes" in done.stderr


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.yaml", tmp_path):
        done = loosen("plan", str(path))
        assert done.returncode == 2
        assert "cannot be read" in done.stderr


def test_answers_made_for_another_library_are_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, GOOD + "library: 0123456789abcdef\n")
    assert "another library" in told


def test_json_with_a_fault(tmp_path: Path) -> None:
    assert "is not valid JSON" in refused(tmp_path, '{"answers": {"age": 1,}}', "answers.json")


def test_a_plan_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    for content in ("", "{}", "null", "[1]", '{"loosen": {"version": "0", "library_digest": "x"}}', "\x00"):
        path.write_text(content, "utf-8")
        done = loosen("why", str(path), "heel_raise")
        assert done.returncode == 2
        assert "cannot be used" in done.stderr
        assert "Traceback" not in done.stderr
