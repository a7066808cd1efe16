"""The outlook: what the answers so far have settled, and which unanswered questions could still matter.

This is what makes skipping sound. A question matters when, through however many findings and tallies, it can change
what some rule does that still counts (see `counting`); or when the code reads it and a plan is still possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from loosen._assessment.stages.triage import allows_a_plan
from loosen._engine.conditions import NO
from loosen._engine.facts import finding_key
from loosen._library import Library
from loosen._model.base import LEVELS, Level

from .counting import Counting
from .prospects import Spans
from .ready import ReadyLibrary
from .search import Search
from .spans import Known, spans_of

CODE = "code"
"""Stands among the rules that wait for a question for what the code itself reads: minutes, days, self-tests, …"""


class Outlook(NamedTuple):
    """What the answers so far have settled: the mildest and the gravest level still possible, and what matters.

    `waiting` maps each unanswered question that could still change the outcome to the rules (or `CODE`) that wait for
    it, by id.
    """

    mildest: Level
    gravest: Level
    waiting: Mapping[str, tuple[str, ...]]

    @property
    def plan_possible(self) -> bool:
        """Whether there may still be a plan."""
        return allows_a_plan(self.mildest)


class Relevance:
    """The rules of a library made ready to be asked which questions they wait for; any number of threads may use it."""

    def __init__(self, library: Library) -> None:
        self._ready = ReadyLibrary(library)

    def outlook(self, so_far: Known) -> Outlook:
        """What is settled and what still matters, given what is known so far."""
        spans = spans_of(so_far, self._ready)
        counting = Counting(self._ready.other_rules, spans)
        search = Search(self._ready, spans, so_far.unanswered)
        for rule in counting.open_and_mattering():
            search.add({rule.id}, rule.condition.waits_for(spans))
        if counting.plan_possible:
            self._add_what_a_plan_needs(search, spans, so_far)
        search.add_parents()
        waiting = {name: tuple(sorted(rules)) for name, rules in sorted(search.found.items())}
        return Outlook(LEVELS[counting.mildest], LEVELS[counting.gravest], waiting)

    def _add_what_a_plan_needs(self, search: Search, spans: Spans, so_far: Known) -> None:
        """What no rule reads: symptoms lead to muscles through the graph, and some answers are read by the code."""
        for symptom in self._ready.pointing:
            key = finding_key(symptom)
            if spans[key].c == 1 and spans[key].a == 0:
                search.add({f"symptom:{symptom}"}, [key])
        for question in self._ready.code & so_far.unanswered:
            if self._ready.ask_when[question].range(spans).most != NO:
                search.add({CODE}, [question])
