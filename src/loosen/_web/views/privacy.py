"""What is kept of a visitor: how much of what, and all of it as a file."""

from __future__ import annotations

import json
from typing import NamedTuple

from loosen._records.canonical import value_in
from loosen._web.settings import Settings
from loosen._web.visitor import Visitor


class Kept(NamedTuple):
    """How much is kept of a visitor, and for how many days an interview that comes to nothing."""

    answers: int
    plans: int
    sessions: int
    checks: int
    days: int

    @property
    def is_anything(self) -> bool:
        """Whether there is something to hand out or delete."""
        return bool(self.answers or self.plans or self.sessions or self.checks)


def kept_of(visitor: Visitor, settings: Settings) -> Kept:
    """What the page about privacy shows."""
    answers = len(visitor.questionnaire.answers) if visitor.has_begun else 0
    if visitor.person is None:
        return Kept(answers, 0, 0, 0, settings.days_kept)
    diary = visitor.case.diary()
    return Kept(answers, len(visitor.case.records), len(diary.sessions), len(diary.checks), settings.days_kept)


def everything(visitor: Visitor) -> bytes:
    """All that is kept of a visitor, as JSON.

    `interview` is the interview as it stands, as `Questionnaire.from_data` reads it; `person` is what
    `loosen people export` writes, and nothing before the first plan.
    """
    interview = visitor.questionnaire.as_data() if visitor.has_begun else None
    person = visitor.export()
    whole = {"interview": interview, "person": None if person is None else value_in(person)}
    return f"{json.dumps(whole, ensure_ascii=False)}\n".encode()
