"""The person in the weeks ahead: what safety, levels and doses are then, and where nothing can be said any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loosen._assessment.assessor import Assessment, Assessor
from loosen._assessment.later import Since
from loosen._planning.plan_stages import PLAN_STAGES
from loosen._planning.state import Work

DECIDED_AGAIN = tuple(stage for stage in PLAN_STAGES if stage.decides in ("safety", "start", "dosing"))
"""What another week can make other; the plan itself is carried on, so nothing is focused on or chosen anew."""


class End(NamedTuple):
    """The week with which the outline ends, and why.

    It is the `question` whose answer tells no further, the `reason` to see somebody, or what must be asked (neither).
    """

    week: int
    question: str = ""
    reason: str = ""


class Ahead(NamedTuple):
    """The person as they are from some weeks on, in order, and the end of what can be told, if it comes."""

    turns: Sequence[tuple[int, Work]]
    end: End | None


class Answered(NamedTuple):
    """What a person told, as it was when they told it, and how many whole weeks ago that is."""

    first: Assessment
    weeks_ago: int = 0


def look_ahead(work: Work, told: Answered, assessor: Assessor, weeks: int) -> Ahead:
    """What is different in the first `weeks` weeks, week 1 being that of the plan; `work` is the person in that one."""
    first, ago = told
    end, turns, now = _end_of_answers(told, assessor), [], work
    for elapsed in assessor.clock.turns(first.taken, ago + weeks - 1, assessor.applies):
        week = elapsed - ago + 1
        if week < 2:
            continue
        if end and week >= end.week:
            break
        then = assessor.assess_later(first, elapsed, now.assessment)
        if stop := why_stop(first, then, week):
            end = stop
            break
        now = planned_again(now, then, assessor)
        turns.append((week, now))
    return Ahead(turns, end)


def _end_of_answers(told: Answered, assessor: Assessor) -> End | None:
    found = assessor.clock.ends(told.first.taken)
    return End(max(2, found[0] - told.weeks_ago + 1), question=found[1]) if found else None


def why_stop(first: Assessment, then: Assessment, week: int) -> End | None:
    """Where triage would send the person to somebody, or ask what was not asked."""
    if not then.triage.allows_a_plan:
        return End(week, reason=then.triage.reasons[0].say)
    asked = set(_open(first)) | set(first.triage.ask_again)
    new = [name for name in (*_open(then), *then.triage.ask_again) if name not in asked]
    return End(week) if new else None


def _open(assessment: Assessment) -> Iterator[str]:
    """The rules of triage that only may apply."""
    return (reason.rule for reason in assessment.triage.reasons if not reason.certain)


def planned_again(work: Work, assessment: Assessment, assessor: Assessor) -> Work:
    """The same work for the person as they are then; what is as it was is taken over."""
    then = Work(work.library, work.graph, assessment)
    then.focus, then.candidates, then.wishes, then.chosen = work.focus, work.candidates, work.wishes, work.chosen
    since = Since(work.findings.facts, assessment.findings.facts)
    for stage in DECIDED_AGAIN:
        rules = stage.rules or ""
        before = work.outcomes[rules]
        then.outcomes[rules] = assessor.run_again(rules, since, before)
        same = all(getattr(then, need) == getattr(work, need) for need in stage.needs)
        if same and then.outcomes[rules] is before:
            setattr(then, stage.decides, getattr(work, stage.decides))
        else:
            stage.decide(then)
    return then
