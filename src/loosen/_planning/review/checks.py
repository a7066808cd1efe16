"""What cannot be reviewed, and why: every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from loosen._library import Library
from loosen._model.plan import Plan, Recommendation
from loosen._model.review import Verdict
from loosen.errors import Fault, FaultCode, FileError


def plan_to_carry_on(
    last: Recommendation, verdict: Verdict, on: date, begun: date | None, library: Library
) -> tuple[Plan, date]:
    """The plan of a record and the day on which its course began. Raises `FileError` naming every fault."""
    course = last.audit.course
    first_day = course.begun if course else begun
    faults = [*_of_days(last, on, begun), *_of_verdict(last.plan, verdict, library), *goes_on(last)]
    if last.plan is None or first_day is None or faults:
        raise FileError("The plan cannot be carried on.", faults)
    return last.plan, first_day


def goes_on(last: Recommendation) -> Iterator[Fault]:
    """That a record is one from which no plan goes on: a referral, or one without its answers."""
    course = last.audit.course
    if last.plan is None and course is None:
        remedy = "See who it says first; then make a new plan with the answers of that day."
        yield Fault(FaultCode.NO_PLAN, "the record", "is a referral, and no plan goes on from it.", remedy)
    elif last.plan is None and course:
        yield Fault(
            FaultCode.NO_PLAN, "the record", "is a referral, and no plan goes on from it.",
            f"See who it says first. Then review the plan before it ({course.ancestors[-1].seal[:8]}), once a weekly "
            "check says that somebody has looked at it; or make a new plan with the answers of that day.",
        )  # fmt: skip
    if last.audit.redacted is not None:
        remedy = "Use the record as it was before."
        yield Fault(FaultCode.REDACTED, "the record", "holds no answers: they were replaced by hashes.", remedy)


def _of_days(last: Recommendation, on: date, begun: date | None) -> Iterator[Fault]:
    course = last.audit.course
    if course is None and begun is None:
        remedy = "Give the day on which the person began with it."
        yield Fault(FaultCode.BAD_OPTION, "begun", "is not known, and the record is an opening plan.", remedy)
    if course and begun not in (None, course.begun):
        what = f"is {begun}, and the record says {course.begun}."
        yield Fault(FaultCode.BAD_OPTION, "begun", what, "Leave it out: the record knows.")
    earliest = course.on if course else begun
    if earliest and on < earliest:
        what = f"is {on}, before the plan that is carried on ({earliest})."
        yield Fault(FaultCode.OUT_OF_RANGE, "the day", what, "Check the clock and the date.")


def _of_verdict(plan: Plan | None, verdict: Verdict, library: Library) -> Iterator[Fault]:
    there = {item.exercise for item in plan.items} if plan else set()
    about = dict.fromkeys((*verdict.items, *(one.exercise for one in verdict.reasons if one.exercise), *verdict.swaps))
    for name in about:
        if plan and name not in there:
            yield Fault(FaultCode.UNKNOWN_ENTRY, name, "is not in the plan.", "Name exercises of the plan alone.")
    for wished in dict.fromkeys(verdict.swaps.values()):
        if wished is not None and wished not in library.exercises:
            yield Fault(FaultCode.UNKNOWN_ENTRY, wished, "is no exercise.", "List them with: loosen list exercises")
    for rule in dict.fromkeys(one.rule for one in verdict.reasons):
        if rule not in library.rules:
            yield Fault(
                FaultCode.UNKNOWN_ENTRY, rule, "is no rule of this library.", "Use the library it was made with."
            )
