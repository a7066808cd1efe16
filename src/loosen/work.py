"""Everything known about one person while a recommendation is made, filled in stage by stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from loosen.dosed import Dosed, Dosing, Rhythm, Tighter, with_extra
from loosen.engine import Outcome
from loosen.graph import KnowledgeGraph, Path
from loosen.library import Library
from loosen.model.audit import FocusRecord, HeardRecord
from loosen.model.programme import Part, Programme
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
    heard: tuple[HeardRecord, ...]
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
    def programme(self) -> Programme | None:
        """The routine asked for by name, if any."""
        return self.taken.programme

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the programme; none for a plan of one's own, nor where the programme is only a frame."""
        return self.programme.parts if self.programme else ()

    @cached_property
    def asked_for(self) -> dict[str, Path]:
        """The exercises that the programme's parts may be filled with, each with the path to it."""
        start = f"programme:{self.programme.id}" if self.programme else ""
        return {choice: (start, f"exercise:{choice}") for part in self.parts for choice in part.choices}

    @property
    def minutes(self) -> int:
        """The minutes of a session: the programme's, or those asked for."""
        return self.programme.minutes if self.programme else self.taken.number("minutes") or 0

    @property
    def seconds_wanted(self) -> int:
        """The length of the session asked for, in seconds."""
        return 60 * self.minutes

    @property
    def days(self) -> int:
        """The days a week: the programme's, or those asked for."""
        return self.programme.days_per_week if self.programme else self.taken.number("days_per_week") or 1

    @cached_property
    def rhythm(self) -> Rhythm:
        """How often, and who asked for it."""
        if self.programme is None:
            return Rhythm(self.days, None, "answer:days_per_week")
        times = self.programme.times_per_day
        return Rhythm(self.days, times if self.parts or times > 1 else None, f"programme:{self.programme.id}")

    @cached_property
    def safe(self) -> Mapping[str, int]:
        """The candidates that safety left in, by id, with the hardest level each may start at."""
        names = (name for name in self.candidates.paths if not self.safety.is_excluded(name))
        return {name: self.start.level_of(name) for name in names}

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
        reach: dict[str, int] = {}
        for name in self.safe_and_within_reach:
            steps = self.library.place_on_ladder[name][0].steps
            reach[name] = max(
                [level for step in steps if step in self.safe and (level := self.level_of(step)) <= self.safe[name]]
            )
        return reach

    @cached_property
    def tighter(self) -> Mapping[str, Tighter]:
        """The muscles in focus of which one side was found tighter, and that side."""
        return {muscle: record.side for muscle, record in self.focus.items() if record.side != "both"}

    def dosed(self, exercise: str) -> Dosed:
        """An exercise with this person's dose; a side found tighter gets a little more."""
        dosed = dose_for(exercise, self.rhythm, self.dosing, self.library)
        if self.tighter.keys().isdisjoint(dosed.main_muscles):
            return dosed
        sides = {self.tighter.get(muscle) for muscle in dosed.main_muscles if muscle in self.focus}
        side = next(iter(sides)) if len(sides) == 1 else None
        return with_extra(dosed, side, self.dosing.pauses) if side else dosed
