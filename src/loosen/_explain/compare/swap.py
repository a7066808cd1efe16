"""Rules an exercise out of a plan, or puts another one in its place, and makes the plan again."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._explain.why.chain import nothing_considered, record_called
from loosen._library import Library
from loosen._model.audit import Audit
from loosen._model.plan import Recommendation
from loosen._model.reserved import NOT_THESE
from loosen.errors import AnswersError, Fault, FaultCode

from .types import WhatIf
from .what_if import what_if


def swap(
    made: Recommendation,
    exercise: str,
    *,
    instead: str | None = None,
    because: str = "",
    library: Library | None = None,
) -> WhatIf:
    """The same plan made again without an exercise, by its id or name; with `instead` in its place, if that may be.

    What was ruled out before stays so, but for `instead`: choosing an exercise takes that back. Triage, safety, levels
    and doses count as for any other plan. Raises `UnknownEntry` naming the nearest exercise, `FileError` for a referral
    and a record that cannot be used, and `AnswersError` with the reason where `instead` cannot be given.
    """
    audit = made.audit
    if not audit.exercises:
        raise nothing_considered(audit)
    out = record_called(audit, exercise).exercise
    new = record_called(audit, instead).exercise if instead is not None else None
    if new is not None and (faults := list(_faults(made, out, new))):
        raise AnswersError("Nothing was swapped.", faults)
    found = what_if(made, {NOT_THESE: _ruled_out(audit, out, new, because)}, library)
    if found.after.plan is None or audit.interview is None:
        return found
    asked = found.after.audit.model_copy(update={"interview": audit.interview})  # the same questions led here
    return found.model_copy(update={"after": found.after.model_copy(update={"audit": asked})})


def _ruled_out(audit: Audit, out: str, new: str | None, because: str) -> dict[str, dict[str, str]]:
    """All that is ruled out now; what was chosen before and is ruled out now takes no place any more."""
    before = {one.exercise: one.as_given for one in audit.ruled_out if one.exercise != new}
    kept = {
        name: {key: said for key, said in told.items() if key != "instead" or said not in (out, new)}
        for name, told in before.items()
    }
    told = {"because": because.strip(), "instead": new or ""}
    return {**kept, out: {**kept.get(out, {}), **{key: said for key, said in told.items() if said}}}


def _faults(made: Recommendation, out: str, new: str) -> Iterator[Fault]:
    names = {record.exercise: record.name for record in made.audit.exercises}
    items = [item.exercise for item in made.plan.items] if made.plan else []
    if out not in items:
        what = f"{names[out]} is not in the plan, so that nothing can take its place."
        yield Fault(FaultCode.UNKNOWN_ENTRY, out, what, f"In the plan are: {', '.join(items)}.")
    if new in items:
        what = f"{names[new]} is in the plan already."
        yield Fault(FaultCode.UNKNOWN_ENTRY, new, what, "Choose another exercise, or leave --for out.")
