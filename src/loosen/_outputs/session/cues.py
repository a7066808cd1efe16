"""What is heard at a step: when something rings, and which seconds of a hold a voice counts."""

from __future__ import annotations

from typing import Final

from loosen._words.amounts import length
from loosen._words.speech import Speech

from .timeline import SessionStep

LAST_COUNTED: Final = 3
"""The last seconds of a hold are counted one by one, whatever is being said."""
MINUTE_S: Final = 60
TEN_S: Final = 10
"""Before those a voice says how long it still is every ten seconds; of what takes longer than a minute, each minute."""


def rings(step: SessionStep, before: SessionStep | None) -> bool:
    """Whether a bell rings as a step begins; between movements nothing does."""
    return before is None or {step.phase, before.phase} != {"move"}


def is_counted(step: SessionStep, left: int) -> bool:
    """Whether a voice says that so many seconds of a step are left."""
    if step.phase != "hold" or not 0 < left < step.seconds:
        return False
    return left <= LAST_COUNTED or left % (TEN_S if step.seconds <= MINUTE_S else MINUTE_S) == 0


def count_words(left: int, speech: Speech) -> str:
    """How a voice says that so many seconds are left."""
    return str(left) if left < MINUTE_S else length(left, speech)
