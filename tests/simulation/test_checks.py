"""The checks tell: of a course that was falsified each finds just what it is there for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from loosen._model.diary import Done
from loosen._model.plan import Recommendation

from . import holds
from .holds import HOLDS, MADE_AGAIN, grown_in, plan_in
from .living import Course, Reviewed, lived
from .who import BY_NAME, person

Falsified = Callable[[Course], Course]


@cache
def course(kind: str = "gets well, mild pain", number: int = 1) -> Course:
    """A course in which all is well."""
    return lived(person(BY_NAME[kind], number))[0]


def with_review(whole: Course, place: int, **changes: Any) -> Course:
    """The course with one review falsified, which is its last."""
    reviews = [*whole.reviews[:place], replace(whole.reviews[place], **changes)]
    return replace(whole, reviews=reviews)


def step(whole: Course) -> int:
    """The place of a review in which something became harder."""
    return next(place for place, one in enumerate(whole.reviews) if grown_in(one))


def with_items(made: Recommendation, **dose: int) -> Recommendation:
    """A plan with other doses in every exercise."""
    plan = plan_in(made)
    items = tuple(one.model_copy(update={"dose": one.dose.model_copy(update=dose)}) for one in plan.items)
    return made.model_copy(update={"plan": plan.model_copy(update={"items": items})})


def with_session(one: Reviewed, **said: Any) -> dict[str, Any]:
    """The diary of a review with its last session told otherwise."""
    *others, last = one.diary.sessions
    told = last.model_copy(update=said)
    return {"diary": one.diary.model_copy(update={"sessions": (*others, told)}), "noted": (*one.noted[:-1], told)}


def with_change(one: Reviewed, change: int, usual: int) -> dict[str, Any]:
    """The diary of a review whose last check and session tell of another change and usual pain."""
    *others, last = one.diary.checks
    told = last.model_copy(update={"change": change})
    changed = with_session(one, pain_usual=usual)
    return {"diary": changed["diary"].model_copy(update={"checks": (*others, told)}), "usual": usual}


def too_painful(whole: Course) -> Course:
    place = step(whole)
    return with_review(whole, place, **with_session(whole.reviews[place], pain_worst=7))


def two_steps_in_a_week(whole: Course) -> Course:
    place = step(whole)
    first = whole.reviews[place]
    again = replace(whole.reviews[place], moment=first.moment + timedelta(days=2))
    return replace(whole, reviews=[*whole.reviews[:place], first, again])


def too_much(whole: Course) -> Course:
    return with_review(whole, 0, made=with_items(whole.reviews[0].made, hold_s=900))


def too_long(whole: Course) -> Course:
    made = whole.reviews[0].made
    longer = plan_in(made).model_copy(update={"seconds": 10 * plan_in(made).seconds})
    return with_review(whole, 0, made=made.model_copy(update={"plan": longer}))


def still_there(whole: Course) -> Course:
    one = whole.reviews[0]
    name = plan_in(one.made).items[1].exercise
    return with_review(whole, 0, **with_session(one, done=(Done(exercise=name, moved="down"),)))


def a_stop_that_is_forgotten(whole: Course) -> Course:
    stopped = whole.reviews[0].verdict.model_copy(update={"kind": "stop"})
    ended = with_review(whole, 0, verdict=stopped)
    return replace(ended, ended="referred", after=whole.reviews[1].verdict)


def worse(whole: Course) -> Course:
    return with_review(whole, 3, **with_change(whole.reviews[3], -3, 6))


def no_better(whole: Course) -> Course:
    return with_review(whole, 7, **with_change(whole.reviews[7], 0, whole.person.usual))


def a_sign(whole: Course) -> Course:
    return with_review(whole, 4, **with_session(whole.reviews[4], new_signs=("flags_illness=fever",)))


def for_nothing(whole: Course) -> Course:
    one = whole.reviews[1]
    ended = with_review(
        whole, 1, made=one.made.model_copy(update={"plan": None}),
        verdict=one.verdict.model_copy(update={"kind": "stop"}),
    )  # fmt: skip
    return replace(ended, ended="referred", ended_in=3)


def harder_after_a_pause(whole: Course) -> Course:
    return with_review(whole, step(whole), away=True)


def another_line(whole: Course) -> Course:
    return replace(whole, reviews=[whole.reviews[0], whole.reviews[2]])


def another_answer(whole: Course) -> Course:
    return with_review(whole, 0, made=with_items(whole.reviews[0].made, repetitions=3))


def another_answer_in_week_11(whole: Course) -> Course:
    place = next(place for place, one in enumerate(whole.reviews) if one.week == 11)
    return with_review(whole, place, made=with_items(whole.reviews[place].made, repetitions=3))


FALSIFIED: Mapping[str, Falsified] = {
    "load_never_rises_after_a_pain_rise": too_painful, "one_step_in_seven_days": two_steps_in_a_week,
    "caps_and_safety_hold": too_much, "the_session_fits_its_time": too_long,
    "what_was_stopped_stays_away": still_there, "a_stop_lasts_until_somebody_looked": a_stop_that_is_forgotten,
    "who_gets_worse_is_referred": worse, "no_better_after_six_weeks_is_referred": no_better,
    "a_new_sign_is_referred_in_its_week": a_sign, "nobody_is_sent_away_for_nothing": for_nothing,
    "who_was_away_comes_back_gently": harder_after_a_pause, "the_line_of_ancestors_is_whole": another_line,
    "every_plan_is_made_again_to_the_byte": another_answer,
    "one_plan_in_a_dozen_is_made_again": another_answer_in_week_11,
}  # fmt: skip


def test_every_check_is_tried() -> None:
    assert {check.__name__ for check in (*HOLDS, *MADE_AGAIN)} == FALSIFIED.keys()


@pytest.mark.parametrize("name", FALSIFIED)
def test_a_check_finds_what_it_is_there_for(name: str) -> None:
    check = getattr(holds, name)
    assert list(check(FALSIFIED[name](course()))) != []
