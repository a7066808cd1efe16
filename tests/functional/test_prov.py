"""The lineage as other programs get it: by the command, in the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path

from prov.model import ProvDocument, ProvEntity
from tests.commands import EXAMPLES, loosen
from tests.functional.test_cli import loosen as in_a_process


def test_the_command_writes_a_document_that_prov_reads(tmp_path: Path) -> None:
    plan, out = tmp_path / "plan.json", tmp_path / "prov.json"
    loosen("plan", str(EXAMPLES / "desk_worker.yaml"), "--format", "json", "--out", str(plan))
    done = loosen("prov", str(plan), "--out", str(out))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    told = ProvDocument.deserialize(source=str(out), format="json")
    assert {str(one.identifier) for one in told.get_records(ProvEntity)} >= {"record:plan", "record:answer.age"}
    assert loosen("prov", str(plan)).stdout == out.read_text("utf-8")


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    loosen("plan", str(EXAMPLES / "osteoporosis_72.yaml"), "--format", "json", "--out", str(plan))
    runs = {in_a_process("prov", str(plan), PYTHONHASHSEED=seed, LC_ALL=locale).stdout
            for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX"))}  # fmt: skip
    assert len(runs) == 1
    assert json.loads(runs.pop())["entity"]


def test_a_referral_has_a_lineage_without_a_plan(tmp_path: Path) -> None:
    plan = tmp_path / "referral.json"
    loosen("plan", str(EXAMPLES / "cauda_equina_warning.yaml"), "--format", "json", "--out", str(plan))
    done = loosen("prov", str(plan))
    assert done.returncode == 0
    assert "record:plan" not in json.loads(done.stdout)["entity"]


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}", "utf-8")
    done = loosen("prov", str(broken), "--out", str(tmp_path / "prov.json"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "prov.json").exists()
