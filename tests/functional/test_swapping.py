"""`loosen swap` as people type it: another record, what differs, and a refusal with its reason."""

from __future__ import annotations

from pathlib import Path

from tests.commands import loosen
from tests.people import EVERYBODYS, example

from loosen._records.reading import read_record
from loosen._records.sealing import to_json


def test_a_swap_writes_another_plan_and_says_what_differs_and_a_barred_one_is_refused(tmp_path: Path) -> None:
    plan, other = tmp_path / "plan.json", tmp_path / "other.json"
    made = EVERYBODYS.recommend(example("osteoporosis_72"))
    assert made.plan is not None
    plan.write_text(to_json(made), "utf-8")
    out = made.plan.items[1]
    done = loosen("swap", str(plan), out.name, "--because", "it bores me", "--format", "json", "--out", str(other))
    assert (done.returncode, done.stderr) == (0, "")
    assert "WHAT DIFFERS" in done.stdout
    assert "it bores me" in " ".join(done.stdout.split())
    after = read_record(other)
    assert after.plan is not None
    assert out.exercise not in {item.exercise for item in after.plan.items}
    assert read_record(plan) == read_record(to_json(made))
    refused = loosen("swap", str(other), after.plan.items[1].exercise, "--for", "cat_cow")
    assert refused.returncode == 2
    assert "left out" in refused.stderr
    assert refused.stdout == ""
