"""How much there is to read and to answer before a plan can be made; `benchmarks/reading.py` measures all personas."""

from __future__ import annotations

import statistics
from functools import cache

from benchmarks.reading import WORDS_A_MINUTE, Read, everybody
from tests.people import EVERYBODYS

from loosen._interview.screens import ask

LIBRARY = EVERYBODYS.library
EVERY = 3
"""Every third persona, because all of them take half a minute."""


@cache
def with_a_plan() -> tuple[Read, ...]:
    return tuple(one for one in everybody(EVERY) if one.plan)


def test_a_plan_can_be_made_after_six_minutes_of_reading() -> None:
    words = statistics.median(one.words for one in with_a_plan())
    assert words <= 1_200
    assert words / WORDS_A_MINUTE <= 6


def test_a_plan_can_be_made_after_25_answers() -> None:
    assert statistics.median(one.answers for one in with_a_plan()) <= 25
    assert statistics.median(one.questions for one in with_a_plan()) <= 25


def test_no_warning_sign_is_lost_for_being_short() -> None:
    for name in ("warning_legs", "warning_body", "warning_head"):
        screen = LIBRARY.screens[name]
        told = {(line.question, line.option) for line in ask(screen, screen.questions, {}, "", LIBRARY).lines}
        for question in map(LIBRARY.questions.__getitem__, screen.questions):
            quiet = {screen.quiet.get(question.id)}
            assert {(question.id, option) for option in set(question.option_ids) - quiet} <= told
