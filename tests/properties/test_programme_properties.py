"""What must hold of every programme for everybody: only what is safe, wanted and within the time is given."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.by_day import examples
from tests.people import EVERYBODYS, people

from loosen._model.plan import Plan, Recommendation
from loosen._model.reason import VerdictReason

FEWER = settings(max_examples=examples(50, at_night=5_000))
"""By day the same fifty people on every run; `make nightly` tries five thousand new ones."""

LIBRARY = EVERYBODYS.library
PROGRAMMES = sorted(LIBRARY.programmes)
WITH_PARTS = [key for key in PROGRAMMES if LIBRARY.programmes[key].parts]
FRAMES = [key for key in PROGRAMMES if not LIBRARY.programmes[key].parts]


def asked(answers: dict[str, Any], programme: str) -> Recommendation:
    return EVERYBODYS.recommend({**answers, "programme": programme})


@given(people(), st.sampled_from(PROGRAMMES))
def test_a_programme_changes_nothing_about_who_is_referred(answers: dict[str, Any], programme: str) -> None:
    own, wanted = asked(answers, "own_plan"), asked(answers, programme)
    assert wanted.triage == own.triage
    assert (wanted.plan is None) == (own.plan is None)
    assert wanted.excluded == own.excluded
    assert (wanted.audit.programme is None) == (wanted.plan is None)


@given(people(calm=True), st.sampled_from(WITH_PARTS))
def test_every_item_is_a_safe_choice_of_its_part(answers: dict[str, Any], key: str) -> None:
    recommendation = asked(answers, key)
    if recommendation.plan is None:
        return
    programme, plan = LIBRARY.programmes[key], recommendation.plan
    assert plan.programme is not None
    given_ids = [part.given for part in plan.programme.parts if part.given]
    assert [item.exercise for item in plan.items] == given_ids
    assert len(set(given_ids)) == len(given_ids)
    assert not set(given_ids) & {entry.exercise for entry in recommendation.excluded}
    for part, filled in zip(programme.parts, plan.programme.parts, strict=True):
        assert filled.part == part.name
        assert filled.given in (*part.choices, None)
        assert bool(filled.say) == (filled.given != part.choices[0])
    owned = {str(name) for name in answers["equipment"]} if isinstance(answers["equipment"], list) else set()
    owned.add(str(answers["place"]))  # a bed, a chair or a gym where somebody exercises is at hand
    assert all(set(LIBRARY.exercises[name].equipment) <= LIBRARY.at_hand(owned) for name in given_ids)


HINDRANCES = (VerdictReason.FULL, VerdictReason.NO_TIME, VerdictReason.ENOUGH_STRETCHING)


@given(people(calm=True), st.sampled_from(WITH_PARTS))
@FEWER
def test_a_part_is_left_empty_only_when_nothing_can_fill_it(answers: dict[str, Any], key: str) -> None:
    audit = asked(answers, key).audit
    verdicts = {record.exercise: (record.verdict, audit.reason_for(record)) for record in audit.exercises}
    for part in audit.programme.parts if audit.programme else ():
        for other in part.passed_over:
            verdict, because = verdicts[other.exercise]
            assert because == other.because
            if part.given is None:
                assert verdict in ("excluded", "held_back", "not_candidate") or because.code in HINDRANCES


@given(people(calm=True), st.sampled_from(PROGRAMMES))
@FEWER
def test_minutes_days_and_times_are_those_of_the_programme_or_less(answers: dict[str, Any], key: str) -> None:
    plan = asked(answers, key).plan
    if plan is None:
        return
    programme = LIBRARY.programmes[key]
    assert (plan.minutes, plan.days_per_week) == (programme.minutes, programme.days_per_week)
    assert plan.seconds <= 60 * programme.minutes
    for item in plan.items:
        named = LIBRARY.doses[LIBRARY.exercises[item.exercise].dose]
        assert item.dose.days_per_week <= programme.days_per_week
        assert item.dose.times_per_day <= named.times_per_day.most
        assert item.dose.times_per_day <= programme.times_per_day or not programme.parts
    assert all(seconds <= 240 for seconds in held(plan, a_week=False).values())
    assert all(seconds <= 600 for seconds in held(plan, a_week=True).values())


def held(plan: Plan, *, a_week: bool) -> dict[str, int]:
    """Seconds of held stretching a muscle gets, on one side, in a day or a week."""
    seconds: dict[str, int] = {}
    for item in plan.items:
        if item.kind == "stretch":
            dose = item.dose
            times = dose.sets * dose.repetitions + (item.extra.repetitions if item.extra else 0)
            total = times * dose.hold_s * dose.times_per_day * (dose.days_per_week if a_week else 1)
            for muscle in item.targets:
                seconds[muscle] = seconds.get(muscle, 0) + total
    return seconds


@given(people(calm=True), st.sampled_from(FRAMES))
@FEWER
def test_a_frame_is_the_persons_own_plan_in_its_minutes_and_days(answers: dict[str, Any], key: str) -> None:
    frame = LIBRARY.programmes[key]
    own = asked({**answers, "minutes": frame.minutes, "days_per_week": frame.days_per_week}, "own_plan")
    wanted = asked(answers, key)
    if wanted.plan is None or own.plan is None:
        return
    assert wanted.plan.items == own.plan.items
    assert wanted.plan.outline == own.plan.outline


@given(people(calm=True), st.sampled_from(WITH_PARTS))
@FEWER
def test_the_same_answers_give_the_same_programme(answers: dict[str, Any], key: str) -> None:
    assert asked(answers, key) == asked(dict(reversed(answers.items())), key)


@pytest.mark.parametrize("key", WITH_PARTS)
def test_a_programme_begins_with_movement_and_pairs_it_with_strength_or_walking(key: str) -> None:
    kinds = [LIBRARY.exercises[part.choices[0]].kind for part in LIBRARY.programmes[key].parts]
    assert kinds[0] == "aerobic"
    assert "strengthening" in kinds or set(kinds) == {"aerobic", "relaxation"}
