"""What stands against any exercise now, by all that is in a diary."""

from __future__ import annotations

from typing import NamedTuple

from loosen._diary.of import Of
from loosen._diary.stopping import referred_since, why_stop
from loosen._model.plan import Recommendation


class Stop(NamedTuple):
    """Why no exercise may be done, and the referral where triage with what is new comes to one."""

    why: tuple[str, ...]
    referral: Recommendation | None


def stop_of(of: Of) -> Stop | None:
    """What stands against exercise now; None where nothing does."""
    diary = of.case.diary()
    why = why_stop(diary, of.record, of.library, of.now)
    return Stop(why, referred_since(diary, of.record, of.library, of.now)) if why else None
