"""A session as data, for a player somewhere else, such as on a page: each step with its seconds and its words.

Whoever plays it decides nothing: what rings, what is said and counted, and when a repetition is done is all in here.
"""

from __future__ import annotations

from typing import Any, Final

from loosen._model.plan import Item
from loosen._outputs.handout.items import care_of, feel_of, how_much, own_signs, steps_of, ways_of

from .cues import LAST_COUNTED, count_words, is_counted, rings
from .timeline import SessionStep
from .timeline import steps_of as timeline_of
from .today import Today, stop_signs_now
from .words import in_capitals, seconds_to_read, spoken, step_words, then_words, told_aloud
from .worked import ends_repetition

FORM: Final = 1
"""The form of this data."""


def session_data(day: Today, seal: str, words_a_minute: int) -> dict[str, Any]:
    """Today's session of the plan with this seal, as JSON has it.

    `items` are its exercises in order, each with the seconds (`read_s`) that somebody takes to read it before the clock
    starts. `steps` are what is done, each of an `item` by its place: what is shown (`words`, `large`), said (`spoken`)
    and counted (`counts`: by the seconds left, what a voice says), what comes `then`, whether a bell rings (`rings`),
    and whether a repetition is done when it ends (`repetition_ends`). `where` has `{to_go}` for the time that is left.
    """
    steps = timeline_of(day.plan)
    return {
        "form": FORM,
        "plan": seal,
        "language": day.speech.language,
        "seconds": day.plan.seconds,
        "last_counted": LAST_COUNTED,
        "items": [_item(day, place, item, words_a_minute) for place, item in enumerate(day.plan.items)],
        "steps": [
            _step(day, step, before, ahead)
            for step, before, ahead in zip(steps, (None, *steps), (*steps[1:], None), strict=False)
        ],
    }


def _item(day: Today, place: int, item: Item, words_a_minute: int) -> dict[str, Any]:
    speech = day.speech
    return {
        "exercise": item.exercise,
        "name": item.name,
        "shows": item.in_short or item.feel,
        "where": speech("session.exercise_of", number=place + 1, all=len(day.plan.items), to_go="{to_go}"),
        "kind": speech.one_of("kind", item.kind),
        "dose": how_much(item, speech, None),
        "steps": list(steps_of(item, speech)),
        "notes": [*ways_of(item, speech), *care_of(item, (), speech)],
        "feel": feel_of(item, speech),
        "own_signs": list(own_signs(item, day.stop_signs)),
        "stop_signs": list(stop_signs_now(day, item)),
        "spoken": told_aloud(item),
        "read_s": round(seconds_to_read(day, place, words_a_minute), 1),
    }


def _step(day: Today, step: SessionStep, before: SessionStep | None, ahead: SessionStep | None) -> dict[str, Any]:
    item, speech = day.plan.items[step.item], day.speech
    return {
        "item": step.item,
        "phase": step.phase,
        "seconds": step.seconds,
        "side": step.side or "",
        "words": step_words(step, item, speech),
        "large": in_capitals(step, item, speech),
        "spoken": spoken(step, item, speech),
        "then": then_words(day, step, ahead),
        "counts": {str(left): count_words(left, speech) for left in range(1, step.seconds) if is_counted(step, left)},
        "rings": rings(step, before),
        "is_work": step.is_work,
        "repetition_ends": ends_repetition(step, ahead),
    }
