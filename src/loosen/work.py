"""Everything known about one person while a recommendation is made, filled in stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from loosen.dosed import Dosed, Dosing, Tighter, with_extra
from loosen.engine import Outcome
from loosen.graph import KnowledgeGraph
from loosen.library import Library
from loosen.model.audit import FocusRecord
from loosen.stages.candidates import Candidates
from loosen.stages.dosage import dose_for
from loosen.stages.findings import Findings
from loosen.stages.intake import Intake
from loosen.stages.progression import Start
from loosen.stages.safety import Safety
from loosen.stages.selection import Chosen, Wishes
from loosen.stages.triage import Verdict


@dataclass
class Work:
    """The results of the stages so far. A referral has none of those after triage."""

    library: Library
    graph: KnowledgeGraph
    taken: Intake
    outcomes: dict[str, tuple[Outcome, ...]] = field(default_factory=dict)
    findings: Findings = field(init=False)
    triage: Verdict = field(init=False)
    focus: Mapping[str, FocusRecord] = field(default_factory=dict)
    candidates: Candidates = field(init=False)
    safety: Safety = field(default_factory=Safety)
    start: Start = field(default_factory=Start)
    dosing: Dosing = field(default_factory=Dosing)
    wishes: Wishes = field(default_factory=Wishes)
    chosen: Chosen = field(init=False)

    @property
    def certain_findings(self) -> tuple[str, ...]:
        """The findings that are certainly present, by id."""
        return tuple(name for name in sorted(self.findings.sources) if self.findings.present(name))

    @property
    def self_tests(self) -> dict[str, str]:
        """What each self-test of the library showed."""
        return {key: self.taken.choice(test.question) for key, test in self.library.self_tests.items()}

    @property
    def minutes(self) -> int:
        """The minutes asked for."""
        return self.taken.number("minutes") or 0

    @property
    def seconds_wanted(self) -> int:
        """The length of the session asked for, in seconds."""
        return 60 * self.minutes

    @property
    def days(self) -> int:
        """The days a week asked for."""
        return self.taken.number("days_per_week") or 1

    @cached_property
    def safe(self) -> Mapping[str, int]:
        """The candidates that safety left in, by id, with the hardest level each may start at."""
        excluded, level_of = self.safety.excluded, self.start.level_of
        return {name: level_of(name) for name in self.candidates.paths if name not in excluded}

    @cached_property
    def safe_and_within_reach(self) -> tuple[str, ...]:
        """The safe candidates that are not too hard to start with."""
        return tuple(name for name, hardest in self.safe.items() if self.level_of(name) <= hardest)

    def level_of(self, exercise: str) -> int:
        """How hard an exercise is, 1 to 4."""
        return self.library.exercises[exercise].level

    @property
    def levels(self) -> dict[str, int]:
        """The hardest level each safe candidate's ladder may start at, as far as the ladder goes."""
        safe, ladders = self.safe, _levels_on_ladder(self.library)
        return {
            name: max([level for step, level in ladders[name] if step in safe and level <= safe[name]])
            for name in self.safe_and_within_reach
        }

    @cached_property
    def tighter(self) -> Mapping[str, Tighter]:
        """The muscles in focus of which one side was found tighter, and that side."""
        return {muscle: record.side for muscle, record in self.focus.items() if record.side != "both"}

    def dosed(self, exercise: str) -> Dosed:
        """An exercise with this person's dose; a side found tighter gets a little more."""
        dosed = dose_for(exercise, self.days, self.dosing, self.library)
        if self.tighter.keys().isdisjoint(dosed.main_muscles):
            return dosed
        sides = {self.tighter.get(muscle) for muscle in dosed.main_muscles if muscle in self.focus}
        side = next(iter(sides)) if len(sides) == 1 else None
        return with_extra(dosed, side, self.dosing.pauses) if side else dosed


@lru_cache(maxsize=8)
def _levels_on_ladder(library: Library) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each exercise the steps of its ladder, with how hard they are."""
    return {
        name: tuple((step, library.exercises[step].level) for step in ladder.steps)
        for name, (ladder, _) in library.place_on_ladder.items()
    }
