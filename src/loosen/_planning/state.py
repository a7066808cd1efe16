"""Everything known about one person while a recommendation is made, filled in stage by stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from loosen._assessment.assessor import Assessment
from loosen._assessment.stages.findings import Findings
from loosen._assessment.stages.intake import Intake
from loosen._assessment.stages.triage import Verdict
from loosen._engine import Outcome
from loosen._library import Library
from loosen._library.graph import Found, KnowledgeGraph
from loosen._library.remembered import remembered
from loosen._model.audit import SAID_ELSEWHERE, ExerciseVerdict, FocusRecord, HeardRecord
from loosen._model.exercise import Equipment
from loosen._model.programme import Part, Programme
from loosen._model.reason import Because, DoseSource, SetBy, VerdictReason
from loosen._model.reserved import EQUIPMENT, SIDE_OF_RESULT
from loosen._model.review import Course

from .dose import Dosed, Dosing, Rhythm, Tighter, with_extra
from .session.aims import Aims, aims_of
from .session.wishes import Wishes
from .stages.candidates import Candidates
from .stages.dosage import dose_for
from .stages.progression import Start
from .stages.safety import Kind as SafetyKind
from .stages.safety import Safety
from .stages.selection import Chosen


@dataclass
class Work:
    """The assessment, and the results of the stages so far. A referral has none of the latter."""

    library: Library
    graph: KnowledgeGraph
    assessment: Assessment
    outcomes: dict[str, tuple[Outcome, ...]] = field(default_factory=dict)
    """What the rules of each stage said, by stage."""
    focus: Mapping[str, FocusRecord] = field(default_factory=dict)
    candidates: Candidates = field(init=False)
    safety: Safety = field(default_factory=Safety)
    start: Start = field(default_factory=Start)
    dosing: Dosing = field(default_factory=Dosing)
    wishes: Wishes = field(default_factory=Wishes)
    chosen: Chosen = field(init=False)
    course: Course | None = None
    """How the plan came from the one before; None for an opening plan."""

    def __post_init__(self) -> None:
        self.outcomes["triage"] = self.assessment.triage_outcomes

    @property
    def taken(self) -> Intake:
        """The answers as understood."""
        return self.assessment.taken

    @property
    def heard(self) -> tuple[HeardRecord, ...]:
        """What the person's own words say."""
        return self.assessment.heard

    @property
    def findings(self) -> Findings:
        """What follows from the answers."""
        return self.assessment.findings

    @property
    def triage(self) -> Verdict:
        """How soon somebody must be seen, and why."""
        return self.assessment.triage

    @property
    def owned(self) -> tuple[str, ...]:
        """The things at hand, with what the place itself brings (a bed, a chair or a gym) and all can stand in for."""
        place = self.taken.choice("place")
        return tuple(
            sorted(self.library.at_hand({*self.taken.chosen(EQUIPMENT), *({place} & set(get_args(Equipment)))}))
        )

    @property
    def muscles_in_focus(self) -> Set[str]:
        """The muscles that something points to."""
        return self.focus.keys()

    @property
    def certain_findings(self) -> tuple[str, ...]:
        """The findings that are certainly present, by id."""
        return tuple(name for name in sorted(self.findings.sources) if self.findings.present(name))

    @property
    def self_tests(self) -> dict[str, str]:
        """What each self-test of the library showed."""
        return {key: self.taken.choice(test.question) for key, test in self.library.self_tests.items()}

    @cached_property
    def aims(self) -> Aims:
        """What each gets an exercise for: self-tests that show it, then what was named, as far as it is certain."""
        policy = self.library.policy.aims
        shown = (f"self_test:{key}" for key, result in self.self_tests.items() if result in SIDE_OF_RESULT)
        strong_enough = policy.strong_enough_percent.is_
        return Aims(
            aims_of((*shown, *self._named(policy.questions.is_)), self.graph, strong_enough),
            aims_of(self._named(policy.later_questions.is_), self.graph, strong_enough),
        )

    def _named(self, questions: Iterable[str]) -> Iterator[str]:
        """The symptoms that were named in these questions, as nodes."""
        means = {(question, option): finding for question, option, finding in self.library.meanings}
        for question in questions:
            for option in self.taken.chosen(question):
                finding = means[question, option]
                if finding in self.library.symptoms and self.findings.present(finding):
                    yield f"symptom:{finding}"

    @property
    def programme(self) -> Programme | None:
        """The routine asked for by name, if any."""
        return self.taken.programme

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the programme; none for a plan of one's own, nor where the programme is only a frame."""
        return self.programme.parts if self.programme else ()

    @cached_property
    def asked_for(self) -> Found:
        """The exercises that the programme's parts may be filled with, each with the path to it."""
        return self.graph.given_by(self.programme.id) if self.programme else {}

    @cached_property
    def ruled_out(self) -> Mapping[str, Because]:
        """The exercises that the person does not want, and why."""
        return {one.exercise: Because(VerdictReason.RULED_OUT, one.because) for one in self.taken.ruled_out}

    @cached_property
    def swaps(self) -> Mapping[str, str]:
        """The exercises that the person chose, each with the one that they ruled out for it."""
        return {one.instead: one.exercise for one in self.taken.ruled_out if one.instead}

    @cached_property
    def wanted(self) -> Collection[str]:
        """The exercises that may be given whatever is in focus: those of the programme's parts, and those chosen."""
        return self.asked_for.keys() | self.swaps.keys()

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
            return Rhythm(self.days, None, SetBy(DoseSource.ANSWER, "days_per_week"))
        times, because = self.programme.times_per_day, SetBy(DoseSource.PROGRAMME, self.programme.id)
        return Rhythm(self.days, times if self.parts or times > 1 else None, because)

    @property
    def advice(self) -> tuple[str, ...]:
        """Every piece of advice that is given, each once, what to do first before the rest."""
        later = (*self.safety.advice, *self.dosing.advice, *self.start.advice, *self.wishes.advice)
        return tuple(dict.fromkeys((*self.triage.advice, *later)))

    @cached_property
    def safe(self) -> Mapping[str, int]:
        """The candidates that safety and the person left in, by id, with the hardest level each may start at."""
        out, level_of = self.safety.excluded | self.ruled_out.keys(), self.start.level_of
        return {name: level_of(name) for name in self.candidates.names if name not in out}

    @cached_property
    def safe_and_within_reach(self) -> tuple[str, ...]:
        """The safe candidates that are not too hard to start with."""
        return tuple(name for name, hardest in self.safe.items() if self.level_of(name) <= hardest)

    @cached_property
    def ahead(self) -> frozenset[str]:
        """What an exercise may become: the candidates, and their harder forms that are at hand."""
        names, owned = self.candidates.names, self.candidates.owned
        ladders = (self.library.place_on_ladder[name] for name in names)
        harder = {
            name for ladder, step in ladders for name in ladder.steps[step:]
        } & self.library.active_exercises.keys()
        return frozenset((*names, *(name for name in harder if self.graph.reach[name][1] <= owned)))

    @cached_property
    def safe_ahead(self) -> frozenset[str]:
        """The same without what safety or the person took out."""
        return self.ahead - self.safety.excluded - self.ruled_out.keys()

    def may_start_with(self, exercise: str) -> bool:
        """Whether a candidate is safe and not too hard; the same as being among those within reach, of one alone."""
        return exercise not in self.ruled_out and self.is_within_reach(exercise)

    def is_within_reach(self, exercise: str) -> bool:
        """Whether an exercise is safe and not too hard to start with, whether or not the person wants it."""
        return not self.safety.is_excluded(exercise) and self.level_of(exercise) <= self.start.level_of(exercise)

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
    def fates(self) -> Mapping[str, tuple[ExerciseVerdict, Because]]:
        """What became of each exercise, and why; only asked when all is chosen."""
        picked = [pick.exercise for pick in self.chosen.picks]
        told: tuple[tuple[ExerciseVerdict, Mapping[str, Because]], ...] = (
            ("not_candidate", dict.fromkeys(self.candidates.names, Because(VerdictReason.NOT_ASKED_FOR))),
            ("chosen", dict.fromkeys(picked, SAID_ELSEWHERE["chosen"])),
            ("not_chosen", self.chosen.passed_over),
            ("held_back", dict.fromkeys(self.start.too_hard, SAID_ELSEWHERE["held_back"])),
            ("not_candidate", {name: why for name, why in self.candidates.missing.items() if name not in picked}),
            ("not_candidate", self.ruled_out),
            ("excluded", dict.fromkeys(sorted(self.safety.excluded), SAID_ELSEWHERE["excluded"])),
            ("withdrawn", _withdrawn(self.library)),
        )
        # where several of these are true, the last one counts
        return {name: (verdict, because) for verdict, said in told for name, because in said.items()}

    def told_of_too_hard(self, exercise: str) -> tuple[str, ...]:
        """What the person is told about an exercise that comes later, each sentence once."""
        return self._say(exercise, [note.rule for note in self.start.too_hard[exercise]])

    def said_of(self, exercise: str, kind: SafetyKind) -> tuple[str, ...]:
        """What the person is told about one kind of effect of safety on an exercise, each sentence once."""
        return self._say(exercise, self.safety.rules_that(kind, exercise))

    def rule_says(self, rule: str, exercise: str) -> str:
        """What a rule says of an exercise."""
        return self.library.rules[rule].say_of(self.library.exercises[exercise].name)

    def _say(self, exercise: str, rules: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.rule_says(rule, exercise) for rule in rules]))

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


@remembered()
def _levels_on_ladder(library: Library) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each exercise the steps of its ladder, with how hard they are."""
    return {
        name: tuple((step, library.exercises[step].level) for step in ladder.steps)
        for name, (ladder, _) in library.place_on_ladder.items()
    }


@remembered()
def _withdrawn(library: Library) -> Mapping[str, Because]:
    """Why each exercise that is not given to anybody is not."""
    exercises = (exercise for exercise in library.exercises.values() if exercise.status != "active")
    draft = Because(VerdictReason.DRAFT)
    return {
        exercise.id: Because(VerdictReason.ENTRY, exercise.reason) if exercise.reason else draft
        for exercise in exercises
    }
