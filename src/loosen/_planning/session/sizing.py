"""Makes an exercise as long as a session has room for, within what its named dose allows."""

from __future__ import annotations

from loosen._library import Library
from loosen._model.reason import PackingStep, by_session
from loosen._planning.dose import Dosed, Pauses, with_dose


def lasting(bout: Dosed, hold_s: int, pauses: Pauses) -> Dosed:
    """A continuous bout that lasts so many seconds."""
    if hold_s == bout.dose.hold_s:
        return bout
    return with_dose(bout, "hold_s", hold_s, by_session(PackingStep.BOUND), pauses)


def smallest(dosed: Dosed, library: Library, pauses: Pauses) -> Dosed:
    """As few repetitions, or as short a bout, as the named dose allows, where time is short and it is needed."""
    if dosed.room.is_bout:
        return lasting(dosed, dosed.room.bout_least, pauses)
    named, because = library.doses[dosed.exercise.dose], by_session(PackingStep.LITTLE_TIME)
    if dosed.dose.repetitions > named.repetitions.least:
        dosed = with_dose(dosed, "repetitions", named.repetitions.least, because, pauses)
    short = max(named.hold_s.least, library.policy.packing.short_hold_s.is_)
    if named.manner == "held" and dosed.dose.hold_s > short:
        dosed = with_dose(dosed, "hold_s", short, because, pauses)
    return dosed
