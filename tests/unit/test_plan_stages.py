"""The list of stages tells the whole story: nothing is decided twice, too early, or without its rules being heard."""

from __future__ import annotations

from dataclasses import fields

from tests.people import EVERYBODYS, plan_of

from loosen._model.base import LATER_STAGES
from loosen._planning.plan_stages import PLAN_STAGES
from loosen._planning.state import Work
from loosen._records.origin import answers_of


def test_every_stage_after_triage_is_heard_once() -> None:
    heard = [stage.rules for stage in PLAN_STAGES if stage.rules]
    assert sorted(heard) == sorted(set(LATER_STAGES) - {"triage"})


def test_every_decision_is_made_once_and_filled_into_the_state() -> None:
    decided = [stage.decides for stage in PLAN_STAGES]
    assert len(set(decided)) == len(decided)
    given = {"library", "graph", "assessment", "outcomes", "course"}
    assert set(decided) == {field.name for field in fields(Work)} - given


def test_no_stage_needs_what_is_decided_after_it() -> None:
    open_ = {stage.decides for stage in PLAN_STAGES}
    for stage in PLAN_STAGES:
        assert open_.isdisjoint(stage.needs), stage.decides
        open_.remove(stage.decides)


def test_what_a_stage_says_it_needs_is_all_that_it_reads() -> None:
    """Otherwise a trial would keep a decision that another answer has changed."""
    given = answers_of(plan_of("knee_replaced_a_year_ago").audit)
    work = Work(EVERYBODYS.library, EVERYBODYS.graph, EVERYBODYS.assessor.assess(given))
    for stage in PLAN_STAGES:
        if stage.rules:
            work.outcomes[stage.rules] = EVERYBODYS.assessor.run(stage.rules, work.findings.facts)
        read = _Watched(work)
        stage.how(read)  # type: ignore[arg-type]
        stage.decide(work)
        assert read.names - {"library", "graph", "outcomes"} <= set(stage.needs) | set(_MADE_OF), stage.decides


_MADE_OF = {
    "parts": "asked_for", "dosed": "dosing", "levels": "start", "safe_and_within_reach": "candidates, safety, start",
}  # fmt: skip
"""What the choice reads that is made of its needs alone."""


class _Watched:
    """Hands on what is asked of a state, and remembers what was."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.names: set[str] = set()

    def __getattr__(self, name: str) -> object:
        self.names.add(name)
        return getattr(self._work, name)
