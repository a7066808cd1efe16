"""Comparing across libraries: what changed is named, and every difference goes back to it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.people import EXAMPLES, example

from loosen._assessment.answers_file import read_answers
from loosen._explain.compare.diff import diff
from loosen._explain.compare.types import Comparison
from loosen._explain.replay.folder import touching
from loosen._library import bundled_root, load
from loosen._model.interview import AskedRecord, InterviewRecord
from loosen._model.plan import Recommendation
from loosen._outputs.comparison import told_comparison
from loosen._outputs.side_by_side import Names
from loosen._planning.recommender import recommend
from loosen._records.reading import record_in
from loosen._records.sealing import to_json

OVERRIDES = "\noverrides: Our clinic has its own reasons for it.\n"


class Change(NamedTuple):
    """An entry that a library of one's own words otherwise, and how both records show it."""

    file: str
    old: str
    new: str
    told: str
    keeps_safe: bool = False


CHANGES = {
    "a finding from a higher age on": Change(
        "rules/findings/FND-024-", "at_least: 65", "at_least: 75", "rule:FND-024 changed", keeps_safe=True
    ),
    "another weight of a muscle": Change("rules/focus/FOC-002-", "weight: 30", "weight: 5", "rule:FOC-002 changed"),
    "other points": Change("rules/selection/SEL-011-", "points: 6", "points: 40", "rule:SEL-011 changed"),
    "other words for an exercise": Change(
        "knowledge/exercises/hip_hinge_drill", "feel: .*", "feel: Something else.", "exercise:hip_hinge_drill changed"
    ),
    "one more demand": Change(
        "knowledge/exercises/full_plank", "plank_full", "plank_full, isometric_hold_long", "exercise:full_plank changed"
    ),
    "a retired rule": Change(
        "rules/dosage/DOS-014-", "status: active", "status: retired", "rule:DOS-014 removed", keeps_safe=True
    ),
    "a longer usual hold": Change("knowledge/doses/static_stretch", "start: 20", "start: 25", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_difference_between_libraries_goes_back_to_what_changed(name: str, tmp_path: Path) -> None:
    change = CHANGES[name]
    library = load(overlay=_overlay(change, tmp_path))
    told: set[str] = set()
    for path in sorted(EXAMPLES.glob("*.yaml")):
        answers = read_answers(path)
        before, after = _as_it_is(path), recommend(answers, library)
        found = diff(before, after)
        assert {one.key for one in found.attributed if not one.causes} == set()
        assert not any(one.answers for one in found.attributed)
        said = told_comparison(found, "text", names=Names("a", "b"), deep=True, width=1000)
        assert "Not attributed" not in said
        assert ("Our clinic has its own reasons for it." in said.splitlines()[2]) == change.keeps_safe
        told |= {f"{one.entry} {one.change}" for one in found.library}
        _is_turned(found, diff(after, before))
        assert set(touching(found)) <= {f"{one.entry} {one.change}" for one in found.library}
    assert told == ({change.told} if change.told else set())


@cache
def _as_it_is(path: Path) -> Recommendation:
    return recommend(read_answers(path))


def _overlay(change: Change, folder: Path) -> Path:
    (path,) = (one for one in bundled_root().glob(f"{change.file}*.yaml") if ".cases." not in one.name)
    text = re.sub(change.old, change.new, path.read_text("utf-8"))
    assert text != path.read_text("utf-8")
    target = folder / path.relative_to(bundled_root())
    target.parent.mkdir(parents=True)
    target.write_text(text + (OVERRIDES if change.keeps_safe else ""), "utf-8")
    return folder


def _is_turned(there: Comparison, back: Comparison) -> None:
    other = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [(one.entry, other[one.change]) for one in back.library] == [
        (one.entry, one.change) for one in there.library
    ]
    assert {(one.exercise, one.after, one.before) for one in back.exercises} == {
        (one.exercise, one.before, one.after) for one in there.exercises
    }
    assert {(one.key, one.after, one.before) for one in back.items} == {
        (one.key, one.before, one.after) for one in there.items
    }


def test_a_record_read_back_and_one_from_an_interview_are_the_same_as_the_recommendation_itself() -> None:
    made = recommend(example("desk_worker"))
    back = record_in(to_json(made).encode(), "the record")
    assert diff(made, back).is_same
    asked = InterviewRecord.of([AskedRecord(question="age", outcome="asked", because="It is always asked.")])
    interviewed = made.model_copy(update={"audit": made.audit.model_copy(update={"interview": asked})})
    assert diff(back, interviewed).is_same
