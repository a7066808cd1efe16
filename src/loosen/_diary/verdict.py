"""What a diary says of a plan: the plan's own rules of progression over what was measured, and the reasons.

Where several rules speak the gravest counts. Moving on needs every criterion of a rule, and that no rule which holds
back may apply: what is not known never counts as good. A stop stays until a weekly check says that somebody has looked
at it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final, get_args

from loosen._library import Library
from loosen._model.diary import Diary, SessionEntry, WeeklyCheck
from loosen._model.effects import MAY_STAY_UNSAID, Exclude, GateVerdict, Measure, ReviewAt
from loosen._model.plan import ProgressionRule, Recommendation
from loosen._model.question import NONE
from loosen._model.reserved import PAIN_USUAL, SPREAD_IN_SESSIONS, SPREADS_WITH
from loosen._model.review import Ground, NewAnswer, Verdict, VerdictKind
from loosen._model.when import QuestionTest

from .counted import DAYS_A_WEEK, Counted
from .measures import Measured, measures
from .of_sessions import WORST, of_exercises, worst_of
from .of_weeks import most_steps_back, usual_for_a_week
from .person import Person
from .readings import certainly, exactly, possibly

GRAVITY: Final[tuple[VerdictKind, ...]] = get_args(VerdictKind)
"""The mildest first."""
HOLDING_BACK: Final[tuple[GateVerdict, ...]] = ("hold", "step_back", "stop")
OF_EXERCISE: Final[Mapping[GateVerdict, VerdictKind]] = {
    "drop": "stop", "stop": "stop", "step_back": "step_back", "hold": "hold",
}  # fmt: skip
"""What rules about single exercises come to."""
NO_WORSE: Collection[Measure] = ("days_since_last_session", "raised_mornings_in_a_row")
"""What leads to a step back and does not count towards the steps back that stop a plan: a pause, a point of pain."""
JUST_BEFORE: Final = timedelta(microseconds=1)
POINTS_THAT_MATTER = 2
"""By how much usual pain has to fall before it counts as another answer (fact MO-09)."""
ENOUGH_SAID = 2
"""How many criteria of a referral must certainly hold where others are not known: the time, and what it was for."""


def verdict(diary: Diary, record: Recommendation, library: Library, moment: datetime) -> Verdict:
    """What becomes of the plan in a record at a moment (with its time zone), which is the last of the diary's plans.

    The same diary gives the same verdict in whatever order its entries stand. Raises `ValueError` for a referral, and
    for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone, because days are those of the person")
    warnings = frozenset(key for key, question in library.questions.items() if question.section == "red_flags")
    person = Person(record, warnings)
    return _Judging(_cleared(Counted(diary, moment), person, library), person, library).verdict()


def _cleared(counted: Counted, person: Person, library: Library) -> Counted:
    """The same, beginning anew where somebody has looked at what had ended the plan: only then does a look count."""
    for check in counted.looks:
        before = Counted(counted.diary, check.entered_at - JUST_BEFORE, counted.cleared)
        if _Judging(before, person, library).ends:
            counted = Counted(counted.diary, counted.moment, check)
    return counted


class _Judging:
    """One diary, judged at one moment."""

    def __init__(self, counted: Counted, person: Person, library: Library) -> None:
        self._counted, self._person, self._library = counted, person, library
        self._found = measures(counted, person)
        self._of_exercises = of_exercises(counted)
        self._gates = [gate for gate in person.plan.moving_on if not self._is_about_exercises(gate)]

    def verdict(self) -> Verdict:
        kind, grounds = self._plan()
        items = self._items(kind)
        reasons = (*grounds, *self._reviews(kind), *self._item_grounds(items))
        away = self._found["days_since_last_session"]
        return Verdict(
            kind=kind,
            items={exercise: kinds for exercise, (kinds, _) in items.items()},
            reasons=tuple(dict.fromkeys(reasons)),
            new_answers=dict(sorted({**self._eased(), **self._new_answers(items)}.items())),
            missed_weeks=min(away.least // DAYS_A_WEEK, 520) if away else 0,
        )

    @property
    def ends(self) -> bool:
        """Whether the plan stops or ends."""
        return self._plan()[0] in ("stop", "refer")

    def _is_about_exercises(self, gate: ProgressionRule) -> bool:
        return any(criterion.measure in self._of_exercises for criterion in gate.criteria)

    # the plan

    def _plan(self) -> tuple[VerdictKind, list[Ground]]:
        if ended := self._counted.ended:
            then = Counted(self._counted.diary, ended.since, self._counted.cleared)
            kind, grounds = _Judging(then, self._person, self._library)._plan()
            if kind == ended.by:  # what led to it may have been mended since
                return kind, grounds
        standing = {**self._found, **self._worst_so_far()}
        if grounds := list(self._referred()):
            return "refer", [*grounds, *self._met("stop", standing)]
        if grounds := list(self._met("stop", standing)):
            return "stop", grounds
        if grounds := list(self._met("step_back", self._found)):
            return self._back_again(grounds)
        if grounds := list(self._met("hold", self._found)):
            return "hold", grounds
        return self._onward()

    def _worst_so_far(self) -> Measured:
        """What a stop goes by: nothing of it is over before somebody has looked at it."""
        asked = {criterion.measure for gate in self._of_kind("stop") for criterion in gate.criteria}
        return {
            name: worst_of(name, self._counted.so_far, self._counted, self._person) for name in WORST if name in asked
        }

    def _met(self, kind: VerdictKind, found: Measured) -> Iterator[Ground]:
        """The criteria that certainly hold of rules of which any is enough."""
        for gate in self._of_kind(kind):
            for criterion in gate.criteria:
                if certainly(criterion, found[criterion.measure]):
                    yield self._ground(kind, gate, criterion.measure, found)

    def _referred(self) -> Iterator[Ground]:
        for gate in self._of_kind("refer"):
            known = [(criterion, self._found[criterion.measure]) for criterion in gate.criteria]
            certain = [criterion.measure for criterion, reading in known if certainly(criterion, reading)]
            if all(possibly(criterion, reading) for criterion, reading in known) and len(certain) >= ENOUGH_SAID:
                yield from (self._ground("refer", gate, measure, self._found) for measure in certain)

    def _back_again(self, grounds: list[Ground]) -> tuple[VerdictKind, list[Ground]]:
        """A step back, or the stop that one more of them is, if it is one that counts."""
        if all(ground.measure in NO_WORSE for ground in grounds):
            return "step_back", grounds
        name: Measure = "step_backs_in_two_weeks"
        known = most_steps_back(self._counted, self._person, now=True) or exactly(1)
        again = {**self._found, name: known._replace(entries=tuple(e for ground in grounds for e in ground.entries))}
        stop = [ground for ground in self._met("stop", again) if ground.measure == name]
        return ("stop", stop) if stop else ("step_back", grounds)

    def _onward(self) -> tuple[VerdictKind, list[Ground]]:
        """One step further where a rule allows it and no other may hold back; else what is lacking."""
        gates = list(self._of_kind("advance"))
        lacking = [
            self._ground("hold", gate, criterion.measure, self._found, lacking=True)
            for gate in gates
            for criterion in gate.criteria
            if not certainly(criterion, self._found[criterion.measure])
        ]
        named = {ground.measure for ground in lacking}
        doubts = [ground for ground in self._doubts() if ground.measure not in named]
        if not gates or lacking or doubts:
            return "hold", [*lacking, *doubts]
        met = [self._ground("advance", gate, one.measure, self._found) for gate in gates for one in gate.criteria]
        return "advance", met

    def _doubts(self) -> Iterator[Ground]:
        """What may hold back, because too little is known, or because an exercise sent signs down."""
        for gate in (gate for kind in HOLDING_BACK for gate in self._gates if gate.verdict == kind):
            for criterion in gate.criteria:
                found = self._found[criterion.measure]
                if possibly(criterion, found) and (found is not None or criterion.measure not in MAY_STAY_UNSAID):
                    yield self._ground("hold", gate, criterion.measure, self._found, lacking=True)

    def _ground(
        self, kind: VerdictKind, gate: ProgressionRule, measure: Measure, found: Measured, *, lacking: bool = False
    ) -> Ground:
        """What a rule found, with what the measure came to and the day of the last entry that says so."""
        reading = found[measure]
        if reading is None:
            return Ground(kind=kind, rule=gate.rule, measure=measure, lacking=lacking)
        said_last = self._counted.days[reading.entries[-1]] if reading.entries else None
        return Ground(
            kind=kind, rule=gate.rule, measure=measure, entries=reading.entries, least=reading.least,
            most=reading.most, on=said_last, lacking=lacking,
        )  # fmt: skip

    def _of_kind(self, kind: VerdictKind) -> Iterator[ProgressionRule]:
        return (gate for gate in self._gates if gate.verdict == kind)

    # single exercises

    def _items(self, kind: VerdictKind) -> dict[str, tuple[VerdictKind, list[Ground]]]:
        """What becomes of exercises of which that is graver than what becomes of the plan."""
        found: dict[str, tuple[VerdictKind, list[Ground]]] = {}
        planned = {item.exercise for item in self._person.plan.items}
        for ground in self._about_exercises():
            exercise = str(ground.exercise)
            if exercise in planned and _is_graver(ground.kind, kind):
                worst, grounds = found.get(exercise, (ground.kind, []))
                graver = ground.kind if _is_graver(ground.kind, worst) else worst
                found[exercise] = (graver, [*grounds, ground])
        return dict(sorted(found.items()))

    def _about_exercises(self) -> Iterator[Ground]:
        for gate in self._person.plan.moving_on:
            for criterion in gate.criteria:
                for exercise, reading in self._of_exercises.get(criterion.measure, {}).items():
                    if certainly(criterion, reading) and gate.verdict in OF_EXERCISE:
                        told = {criterion.measure: reading}
                        ground = self._ground(OF_EXERCISE[gate.verdict], gate, criterion.measure, told)
                        yield ground.model_copy(update={"exercise": exercise})

    def _item_grounds(self, items: Mapping[str, tuple[VerdictKind, list[Ground]]]) -> Iterable[Ground]:
        return (ground for _, grounds in items.values() for ground in grounds)

    # the rest

    def _reviews(self, kind: VerdictKind) -> Iterator[Ground]:
        """The rules that have the whole plan looked at in a week that came since the last review."""
        now, reviewed = self._found["weeks_since_start"], self._counted.weeks_at_last_review
        if now is None or reviewed is None:
            return
        spoke = (record.rule for stage in self._person.record.audit.stages for record in stage.spoke)
        for rule in (self._library.rules[name] for name in spoke if name in self._library.rules):
            weeks = (week for effect in rule.effects(ReviewAt) for week in effect.review_weeks)
            if any(reviewed < week <= now.least for week in weeks):
                yield Ground(kind=kind, rule=rule.id)

    def _eased(self) -> dict[str, NewAnswer]:
        """The usual pain as it is now, once it was clearly below the plan's answer for a week; never a higher one."""
        before = next((one.value for one in self._person.record.audit.answers if one.question == PAIN_USUAL), None)
        now = usual_for_a_week(self._counted)
        lower = isinstance(before, int) and now is not None and now <= before - POINTS_THAT_MATTER
        return {PAIN_USUAL: now} if lower and now is not None else {}

    def _new_answers(self, items: Mapping[str, tuple[VerdictKind, list[Ground]]]) -> dict[str, NewAnswer]:
        """Answers of weekly checks, the last of each; new signs, and directions that send signs down, beside them."""
        before = {record.question: record.value for record in self._person.record.audit.answers}
        told: dict[str, NewAnswer] = {}
        for check in self._counted.checks:
            told |= check.answers
        entries: tuple[SessionEntry | WeeklyCheck, ...] = (*self._counted.so_far, *self._counted.checks)
        for sign in (sign for entry in entries for sign in entry.new_signs or ()):
            question, _, option = sign.partition("=")
            asked = self._library.questions.get(question)
            several = asked is None or asked.takes.several
            told[question] = _joined(told.get(question, before.get(question)), option) if several else option
        for exercise in self._of_exercises["exercise_spread"]:
            for option in directions_of(exercise, self._library):
                told[SPREADS_WITH] = _joined(told.get(SPREADS_WITH, before.get(SPREADS_WITH)), option)
                told.setdefault(SPREAD_IN_SESSIONS, "once")  # a second time stops the plan
        return {question: value for question, value in told.items() if _meant(value) != _meant(before.get(question))}


def directions_of(exercise: str, library: Library) -> list[str]:
    """The movements that an exercise has of those that the question on spreading signs names, as the rules read it.

    It has one where the rule of safety that looks for just this answer leaves the exercise out.
    """
    if exercise not in library.exercises:
        return []
    return [
        option
        for rule in library.rules_of("safety")
        if isinstance(rule.when, QuestionTest) and rule.when.question == SPREADS_WITH
        for option in rule.when.wanted
        if any(exercise in library.graph.select(effect.exclude) for effect in rule.effects(Exclude))
    ]


def _joined(before: NewAnswer | None, option: str) -> tuple[str, ...]:
    """The options chosen so far and one more, in order."""
    return tuple(sorted({*(before if isinstance(before, tuple) else ()), option} - {NONE}))


def _meant(value: NewAnswer | None) -> object:
    """What an answer says: options in any order, and "none" as none of them."""
    return frozenset(value) - {NONE} if isinstance(value, tuple) else value


def _is_graver(one: VerdictKind, other: VerdictKind) -> bool:
    return GRAVITY.index(one) > GRAVITY.index(other)
