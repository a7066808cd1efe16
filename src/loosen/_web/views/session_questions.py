"""The questions about a session as a page shows them: what is asked, what was told already, and what was wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from loosen._diary.entering import asks_usual_pain, without_morning
from loosen._diary.questions import MOVED, REASONS
from loosen._diary.signs import Signs, signs_of
from loosen._library import Library
from loosen._model.diary import Diary, SessionEntry
from loosen._model.plan import Plan, Recommendation
from loosen._words.speech import Speech, capital

Answers = Mapping[str, Sequence[str]]
"""What stands in the fields of a form, by their names."""


@dataclass(frozen=True)
class Questions:
    """What is asked about a session of a plan.

    `items` are its exercises with their places; `reasons`, `moved` and `yes_no` what can be chosen, in words. `usual`
    says whether usual pain is asked for, `signs` are those that may be new. `morning_of` is the session before, of
    `morning_day`, where nobody has told of its next morning. `told` is what stands in the fields, and `faults` says
    what is wrong with it, by field.
    """

    items: Sequence[tuple[int, str]]
    reasons: Sequence[tuple[str, str]]
    moved: Sequence[tuple[str, str]]
    yes_no: Sequence[tuple[str, str]]
    usual: bool
    signs: Sequence[Signs]
    morning_of: str = ""
    morning_day: str = ""
    told: Answers = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def is_told(self, name: str, value: str | int) -> bool:
        """Whether a field has this value, or it among others."""
        return str(value) in self.told.get(name, ())

    def has_told(self, group: Signs) -> bool:
        """Whether one of these signs was told."""
        return any(self.is_told("sign", sign.id) for sign in group.signs)

    @property
    def tells_of_sign(self) -> bool:
        """Whether it was told that something is new."""
        return self.is_told("new", "yes") or bool(self.told.get("sign"))

    def text(self, name: str) -> str:
        """What stands in a field for text."""
        return next(iter(self.told.get(name, ())), "")


def questions_about(
    plan: Plan, record: Recommendation, diary: Diary, library: Library, speech: Speech, now: datetime
) -> Questions:
    """What is asked about a session of a plan, which is in `record`, by what is in the diary."""
    about = asked_alone(speech, signs_of(record, library), without_morning(diary, now))
    return replace(
        about,
        items=[(place, item.name) for place, item in enumerate(plan.items)],
        reasons=[(one, capital(speech.one_of("left_because", one))) for one in REASONS],
        moved=[(one, capital(speech.one_of("moved", one))) for one in reversed(MOVED)],
        usual=asks_usual_pain(diary, record, now),
    )


def asked_alone(speech: Speech, signs: Sequence[Signs] = (), morning_of: SessionEntry | None = None) -> Questions:
    """Questions that are of no session: which signs are new, and how the morning after the session before was."""
    return Questions(
        items=(),
        reasons=(),
        moved=(),
        yes_no=[("no", capital(speech.one_of("yes_no", "no"))), ("yes", capital(speech.one_of("yes_no", "yes")))],
        usual=False,
        signs=signs,
        morning_of=morning_of.id if morning_of else "",
        morning_day=f"{morning_of.started:%Y-%m-%d}" if morning_of else "",
    )
