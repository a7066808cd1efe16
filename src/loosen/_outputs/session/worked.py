"""What was done of a session, counted as it ran: repetitions, seconds and sides."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loosen._model.base import Model

from .timeline import SessionStep


class Worked(Model):
    """What was done of one exercise on one side (empty where there are none to tell apart): seconds moving and holding,
    and repetitions that were done to their end."""

    item: int = Field(ge=0)
    side: Literal["left", "right", ""] = ""
    seconds: float = Field(default=0.0, ge=0)
    repetitions: int = Field(default=0, ge=0)

    def in_whole_seconds(self) -> Worked:
        """The same to the nearest second, as files hold it."""
        return self.model_copy(update={"seconds": float(round(self.seconds))})

    def and_more(self, more: Worked) -> Worked:
        """Both together."""
        seconds, repetitions = self.seconds + more.seconds, self.repetitions + more.repetitions
        return self.model_copy(update={"seconds": seconds, "repetitions": repetitions})


def ends_repetition(step: SessionStep, ahead: SessionStep | None) -> bool:
    """Whether a repetition is done when this step ends: a hold always, a movement where no hold of it follows."""
    if step.phase == "move":
        return ahead is None or (ahead.item, ahead.phase, ahead.side) != (step.item, "hold", step.side)
    return step.phase == "hold"
