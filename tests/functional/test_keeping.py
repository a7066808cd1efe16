"""`verify`, `keep` and `redact` as people type them."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.chained import keep_in
from tests.commands import EXAMPLES, loosen
from tests.functional.test_cli import ROOT as CHECKOUT

OLD = CHECKOUT / "tests" / "records" / "osteoporosis_72.v1.json.gz"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans and a referral."""
    folder = tmp_path_factory.mktemp("made")
    for name in ("desk_worker", "osteoporosis_72", "cauda_equina_warning"):
        done = loosen("plan", str(EXAMPLES / f"{name}.yaml"), "--format", "json", "--out", str(folder / f"{name}.json"))
        assert done.returncode in (0, 3)
    return folder


@pytest.fixture
def plans(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "plans"))


def alter(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_whole_records_are_said_to_be_whole(plans: Path) -> None:
    done = loosen("verify", str(plans / "desk_worker.json"), str(plans))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(": whole. Its seal: ") == 4
    seal = json.loads((plans / "desk_worker.json").read_text("utf-8"))["seal"]["digest"]
    assert f"desk_worker.json: whole. Its seal: {seal}" in done.stdout


def test_every_file_is_looked_at_and_every_fault_named(plans: Path) -> None:
    alter(plans / "osteoporosis_72.json", '"value":72', '"value":27')
    (plans / "a_note.json").write_text("{}", "utf-8")
    (plans / "a_folder.json").mkdir()
    (plans / "older.json").write_bytes(gzip.decompress(OLD.read_bytes()))
    laid_out = json.dumps(json.loads((plans / "desk_worker.json").read_text("utf-8")), indent=2)
    (plans / "desk_worker.json").write_text(laid_out, "utf-8")
    done = loosen("verify", str(plans), str(plans / "nowhere.json"))
    assert done.returncode == 2
    assert "osteoporosis_72.json: was altered in audit.answers." in done.stderr
    assert "a_note.json: is JSON, but no plan" in done.stderr
    assert "a_folder.json: is a directory." in done.stderr
    assert "nowhere.json: no such file or directory." in done.stderr
    assert "cauda_equina_warning.json: whole." in done.stdout
    assert "older.json: of an older form without a seal" in done.stdout
    assert "desk_worker.json: every value is as it was sealed, but the file was laid out anew." in done.stdout
    assert "Traceback" not in done.stderr


def test_nothing_to_verify(tmp_path: Path) -> None:
    done = loosen("verify", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "holds no records" in done.stderr


def test_a_store_from_the_first_record_to_a_chain_that_was_cut(plans: Path, tmp_path: Path) -> None:
    store, links = tmp_path / "people.sqlite", []
    for number, plan in enumerate(sorted(plans.iterdir()), start=1):
        done = loosen("keep", str(plan), "--store", str(store), "--person", "new")
        assert (done.returncode, done.stderr) == (0, "")
        assert f": kept as record {number} of person " in done.stdout
        links.append(done.stdout.split()[-1])
    assert "was kept before, as record 3 " in loosen("keep", str(plan), "--store", str(store)).stdout

    done = loosen("verify", "--store", str(store), "--link", links[1])
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 records, each whole and in its place. The last link: " + links[2] in done.stdout
    assert "the link is that of line 2 of 3" in done.stdout

    with closing(sqlite3.connect(store)) as file, file:
        file.execute("DELETE FROM in_force WHERE plan = (SELECT seal FROM plans WHERE number = 3)")
        file.execute("DELETE FROM plans WHERE number = 3")
    done = loosen("verify", "--store", str(store), str(plans))
    assert done.returncode == 2
    assert "record 3: is missing." in done.stderr
    assert done.stdout.count(": whole. Its seal: ") == 3
    with closing(sqlite3.connect(store)) as file, file:
        file.execute("DELETE FROM chain WHERE number = 3")
    assert loosen("verify", "--store", str(store)).returncode == 0  # nothing here tells any more
    assert loosen("verify", "--store", str(store), "--link", links[2]).returncode == 2  # the link that was noted does


def test_an_old_folder_is_checked_and_taken_over(plans: Path, tmp_path: Path) -> None:
    folder, store = tmp_path / "records", str(tmp_path / "people.sqlite")
    line = keep_in(folder, *(plan.read_bytes() for plan in sorted(plans.iterdir())))[-1]
    assert f"The last link: {line.link}" in loosen("verify", str(folder), "--link", line.link).stdout
    done = loosen("people", "take-over", str(folder), "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 records were taken over" in done.stdout
    assert "0 records were taken over" in loosen("people", "take-over", str(folder), "--store", store).stdout
    assert ": 3 plans, no entry yet" in loosen("people", "--store", store).stdout
    (folder / line.file).unlink()
    assert loosen("verify", str(folder)).returncode == 2
    done = loosen("keep", str(plans / "desk_worker.json"), "--in", str(folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"loosen people take-over {folder}" in done.stderr


def test_a_link_is_about_one_store(plans: Path, tmp_path: Path) -> None:
    for arguments in ((str(plans),), (str(plans / "desk_worker.json"),), (str(plans), str(plans))):
        done = loosen("verify", *arguments, "--link", "0" * 64)
        assert (done.returncode, done.stdout) == (2, "")
    done = loosen("verify", "--store", str(tmp_path / "none.sqlite"))
    assert "holds no store" in done.stderr
    assert list(tmp_path.iterdir()) == [plans]


def test_what_is_altered_or_old_is_not_kept(plans: Path, tmp_path: Path) -> None:
    alter(plans / "osteoporosis_72.json", '"value":72', '"value":27')
    (plans / "older.json").write_bytes(gzip.decompress(OLD.read_bytes()))
    for name, says in (("osteoporosis_72", "was altered since it was made (audit.answers)"), ("older", "older form")):
        done = loosen("keep", str(plans / f"{name}.json"), "--store", str(tmp_path / "people.sqlite"))
        assert (done.returncode, done.stdout) == (2, "")
        assert says in done.stderr
    assert not (tmp_path / "people.sqlite").exists()


def test_redacting_and_proving_the_answers(plans: Path, tmp_path: Path) -> None:
    plan, key, out = plans / "osteoporosis_72.json", tmp_path / "key", tmp_path / "out.json"
    answers = EXAMPLES / "osteoporosis_72.yaml"
    done = loosen("redact", str(plan), "--key", str(key), "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert "still tells about health" in done.stdout
    again = loosen("plan", str(answers), "--redact", str(key), "--format", "json")
    assert again.stdout == out.read_text("utf-8")
    assert loosen("verify", str(out)).returncode == 0
    assert "SAF-001" in loosen("why", str(out), "cat_cow", "--deep").stdout

    for proof in (answers, plan):
        done = loosen("redact", str(out), "--check", "--key", str(key), "--answers", str(proof))
        assert (done.returncode, done.stderr) == (0, "")
        assert "these are the answers that were replaced" in done.stdout
        assert "They give the very record that it was made from." in done.stdout
    other = tmp_path / "answers.yaml"
    other.write_text(answers.read_text("utf-8").replace("age: 72", "age: 73"), "utf-8")
    done = loosen("redact", str(out), "--check", "--key", str(key), "--answers", str(other))
    assert (done.returncode, done.stdout) == (2, "")
    assert "age: is not the answer that was replaced." in done.stderr
    assert "1 of " in done.stderr


def test_a_redacted_plan_can_be_read_as_text(tmp_path: Path) -> None:
    done = loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--redact", str(tmp_path / "key"))
    assert done.returncode == 0
    assert "Your routine" in done.stdout
    assert "You told us" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--key", "KEY"], "does one of two things"),
        (["--key", "KEY", "--check"], "does one of two things"),
        (["--key", "KEY", "--out", "OUT", "--answers", "PLAN"], "does one of two things"),
        (["--key", "PLAN", "--out", "OUT"], "holds no key"),
        (["--key", "nowhere/key", "--out", "OUT"], "no such file"),
        (["--key", "KEY", "--check", "--answers", "PLAN"], "no such file"),
        (["--key", "KEY", "--out", "nowhere/out.json"], "cannot be written"),
    ],
)
def test_what_cannot_be_done(plans: Path, tmp_path: Path, arguments: list[str], says: str) -> None:
    plan = plans / "desk_worker.json"
    names = {"KEY": str(tmp_path / "key"), "OUT": str(tmp_path / "out.json"), "PLAN": str(plan)}
    done = loosen("redact", str(plan), *[names.get(word, word) for word in arguments])
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.json").exists()
