"""What is sent in the example of each address; the answers are those of `desk_worker.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from importlib.resources import files
from typing import Any, Final

from loosen._diary.entering import with_check, with_plan, with_session
from loosen._interview import Questionnaire
from loosen._library import Library
from loosen._library.remembered import remembered
from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._planning.recommender import recommend
from loosen._records.sealing import to_json

PERSON: Final = "5b1c2e0f9a7d4c3e8f60a1b2c3d4e5f6"
SINCE: Final = "2026-11-02T08:00:00+01:00"
AT: Final = "2026-11-03T18:30:00+01:00"
WEEK_LATER: Final = "2026-11-09T09:00:00+01:00"
MINUTES: Final = {"minutes": 20}
EXERCISE: Final = "bird_dog"
"""One that this person does not get yet."""


class _DeskWorker:
    """One person, from the first question to the next plan."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def answers(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((files(__package__) / "desk_worker.json").read_text("utf-8"))
        return told

    @cached_property
    def record(self) -> dict[str, Any]:
        return self._made(self.answers)

    @cached_property
    def longer(self) -> dict[str, Any]:
        return self._made({**self.answers, **MINUTES})

    def _made(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(to_json(recommend(answers, self._library)))
        return made

    @cached_property
    def begun(self) -> dict[str, Any]:
        return self._interview({"age": 38})

    @cached_property
    def answered(self) -> dict[str, Any]:
        questionnaire = Questionnaire.from_data(self.begun, self._library)
        questionnaire.answer("none")
        return questionnaire.as_data()

    @cached_property
    def over(self) -> dict[str, Any]:
        return self._interview(self.answers)

    def _interview(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        return Questionnaire.from_data({"answers": dict(answers)}, self._library).as_data()

    @cached_property
    def first(self) -> dict[str, Any]:
        """The first exercise of the plan."""
        item: dict[str, Any] = self.record["plan"]["items"][0]
        return item

    @cached_property
    def session(self) -> dict[str, Any]:
        return {
            "id": "0d6f1a2b3c4d5e6f708192a3b4c5d6e7", "plan": self.record["seal"]["digest"], "started": AT,
            "ended": "2026-11-03T18:45:00+01:00", "done": [{"exercise": self.first["exercise"], "repetitions": 8}],
            "pain_before": 3, "pain_worst": 3, "pain_after": 2, "effort": 4, "moved": "no", "new_signs": [],
            "entered": "code", "entered_at": "2026-11-03T18:46:00+01:00",
        }  # fmt: skip

    @cached_property
    def check(self) -> dict[str, Any]:
        return {
            "id": "9e8d7c6b5a49382716059f8e7d6c5b4a", "plan": self.record["seal"]["digest"], "on": "2026-11-08",
            "activities": [{"name": "Gardening", "rating": 6}], "sleep": 7, "change": 2, "new_signs": [],
            "entered_at": "2026-11-08T20:00:00+01:00",
        }  # fmt: skip

    def diary(self, *, sessions: bool = False, checks: bool = False) -> dict[str, Any]:
        kept = with_plan(Diary(person=PERSON), recommend(self.answers, self._library), datetime.fromisoformat(SINCE))
        if sessions:
            kept = with_session(kept, SessionEntry.model_validate(self.session))
        if checks:
            kept = with_check(kept, WeeklyCheck.model_validate(self.check))
        return kept.model_dump(mode="json")


_MADE: Final[Mapping[str, Callable[[_DeskWorker], dict[str, Any]]]] = {
    "/recommend": lambda one: {"answers": one.answers},
    "/interview": lambda _: {"answers": {"age": 38}},
    "/interview/state": lambda one: {"interview": one.answered},
    "/interview/answer": lambda one: {"interview": one.begun, "value": "none"},
    "/interview/answered": lambda one: {"interview": one.answered, "question": "flags_leg_power"},
    "/interview/change": lambda one: {"interview": one.answered, "question": "age", "value": 39},
    "/interview/back": lambda one: {"interview": one.answered},
    "/interview/recommendation": lambda one: {"interview": one.over},
    "/why": lambda one: {"record": one.record, "exercise": one.first["exercise"]},
    "/why-not": lambda one: {"record": one.record, "exercise": EXERCISE},
    "/what-if": lambda one: {"record": one.record, "changes": MINUTES},
    "/diff": lambda one: {"before": one.record, "after": one.longer},
    "/verify": lambda one: {"record": one.record},
    "/replay": lambda one: {"record": one.record},
    "/hand-out": lambda one: {"record": one.record, "form": "markdown"},
    "/diary/plan": lambda one: {"record": one.record, "since": SINCE, "diary": None},
    "/diary/session": lambda one: {"diary": one.diary(), "session": one.session},
    "/diary/check": lambda one: {"diary": one.diary(sessions=True), "check": one.check},
    "/diary/verdict": lambda one: {
        "record": one.record, "diary": one.diary(sessions=True, checks=True), "when": WEEK_LATER,
    },
    "/diary/review": lambda one: {
        "record": one.record, "diary": one.diary(sessions=True, checks=True), "when": WEEK_LATER,
    },
}  # fmt: skip
ADDRESSES: Final = tuple(_MADE)


@remembered()
def _about(library: Library) -> _DeskWorker:
    return _DeskWorker(library)


def sent_to(address: str, library: Library) -> dict[str, Any] | None:
    """What the example of an address sends; None where it has none."""
    return _MADE[address](_about(library)) if address in _MADE else None
