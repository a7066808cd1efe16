"""The questions of the week as a page shows them, the gravest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loosen._diary.of import Of
from loosen._diary.signs import signs_of
from loosen._diary.weekly import ACTIVITIES, BETTER, activities_of
from loosen._model.diary import Diary
from loosen._web.stopping import Stop

from .session_questions import Answers, Questions, asked_alone


@dataclass(frozen=True)
class WeekForm:
    """What is asked about a week. `entry` is the id that it is kept under, so that a form sent twice is one check.

    `stopped` says that something stopped the plan, so that it is asked whether somebody has looked. `known` are the
    activities that were named before; without any, up to `most` are named now.
    """

    questions: Questions
    entry: str
    stopped: bool
    known: Sequence[str]
    most: Sequence[int] = tuple(range(ACTIVITIES))
    changes: Sequence[int] = tuple(range(-BETTER, BETTER + 1))

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, by field."""
        return list(self.questions.faults.items())

    def filled(self, told: Answers, faults: Mapping[str, str]) -> WeekForm:
        """The form as it was filled in, with what is wrong."""
        return replace(self, questions=replace(self.questions, told=told, faults=faults))


def week_form(of: Of, diary: Diary, stop: Stop | None, entry: str) -> WeekForm:
    """The form for a weekly check."""
    return WeekForm(
        questions=asked_alone(of.speech, signs_of(of.record, of.library)),
        entry=entry,
        stopped=stop is not None,
        known=activities_of(diary),
    )
