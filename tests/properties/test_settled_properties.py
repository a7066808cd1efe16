"""What must hold for everybody: a contradiction is named exactly when an entry that settles it took part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from tests.by_day import examples
from tests.people import EVERYBODYS, people

from loosen._model.plan import Recommendation

FEWER = settings(max_examples=examples(50, at_night=5_000))
"""By day the same fifty people on every run; `make nightly` tries five thousand new ones."""

LIBRARY = EVERYBODYS.library
SETTLED_BY = {
    name: {entry.node for entry in contradiction.settled_in} for name, contradiction in LIBRARY.contradictions.items()
}
WITHHELD = {"withdrawn", "excluded", "held_back"}


def _given_and_done(recommendation: Recommendation) -> Iterator[str]:
    """The rules that fired, and the exercises, doses and advice that were given."""
    for stage in recommendation.audit.stages:
        yield from (f"rule:{record.rule}" for record in stage.spoke if record.result == "fired")
    yield from (f"advice:{advice.id}" for advice in recommendation.advice)
    for item in recommendation.plan.items if recommendation.plan else ():
        yield from (f"exercise:{item.exercise}", f"dose:{LIBRARY.exercises[item.exercise].dose}")


@given(people())
@FEWER
def test_what_took_part_names_its_contradictions(answers: dict[str, Any]) -> None:
    recommendation = EVERYBODYS.recommend(answers)
    told = {record.id: set(record.because) for record in recommendation.audit.contradictions}
    took_part = set(_given_and_done(recommendation))
    for name, nodes in SETTLED_BY.items():
        assert nodes & took_part <= told.get(name, set())
    for name, because in told.items():
        assert because
        assert because <= SETTLED_BY[name]


@given(people(calm=True))
@FEWER
def test_an_exercise_is_named_when_it_is_given_or_withheld_and_would_have_helped(answers: dict[str, Any]) -> None:
    audit = EVERYBODYS.recommend(answers).audit
    verdicts = {record.exercise: record.verdict for record in audit.exercises}
    focus = {record.muscle for record in audit.focus}
    named = {node for record in audit.contradictions for node in record.because if node.startswith("exercise:")}
    for exercise in LIBRARY.exercises.values():
        in_focus = any(target.muscle in focus for target in exercise.targets)
        if f"exercise:{exercise.id}" in set().union(*SETTLED_BY.values()) and verdicts:
            expected = verdicts[exercise.id] == "chosen" or (verdicts[exercise.id] in WITHHELD and in_focus)
            assert (f"exercise:{exercise.id}" in named) == expected, exercise.id


@given(people(calm=True))
@FEWER
def test_the_record_tells_what_the_library_says(answers: dict[str, Any]) -> None:
    audit = EVERYBODYS.recommend(answers).audit
    for record in audit.contradictions:
        settled = LIBRARY.contradictions[record.id]
        assert [(lost.says, lost.where) for lost in record.lost] == [
            (statement.says, statement.where) for statement in settled.statements if statement.loses
        ]
        assert record.principles == settled.principles
        for name in settled.principles:
            assert LIBRARY.principles[name].plain in audit.entries[f"principle:{name}"].say
        assert (record.title, record.resolution, record.evidence) == (
            settled.title, settled.resolution, settled.evidence,
        )  # fmt: skip
