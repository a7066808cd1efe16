"""Finds every difference between two recommendations and what brought it about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from loosen._library import Library
from loosen._model.audit import AnswerRecord
from loosen._model.plan import GivenAdvice, Item, Recommendation
from loosen._model.reserved import NOT_THESE
from loosen._records.canonical import plain
from loosen._records.line import line_between
from loosen._records.sealing import seal_of
from loosen._words.amounts import dose_words
from loosen._words.recommendation import level_words
from loosen._words.record import answer_in_words, part_words, spoke_because
from loosen._words.speech import speech_of

from .causes import Causes
from .roots import Tracer
from .seen import Seen
from .types import (
    AdviceChange,
    AnswerChange,
    Attributed,
    Cause,
    Comparison,
    ExerciseChange,
    FindingChange,
    ItemChange,
    LevelChange,
    PlanChange,
    RuleChange,
    Side,
    SideItem,
)

DOSE_PARTS = (
    "hold_s", "repetitions", "sets", "times_per_day", "days_per_week", "rest_s", "settle_s", "get_ready_s",
    "change_sides_s", "sides",
)  # fmt: skip
"""The values of a dose; the first five are told step by step in the record."""
_STEPPED = DOSE_PARTS[:5]
_RULED: Mapping[str, tuple[str, ...]] = {"adaptations": ("modified",), "cautions": ("caution", "limited")}
WORDING = (
    "name", "kind", "position", "in_short", "steps", "feel", "stop_signs", "demands", "targets", "reviewed", "inferred",
)  # fmt: skip
"""Parts of an item that an entry of the library says and nothing else changes, but for what a safer way changes."""
_CHANGED_BY_A_SAFER_WAY = ("equipment", "demands", "steps", "in_short")
CARRIED = ("audit.interview",)
"""What is no part of the outcome: how the questions were asked."""


def diff(before: Recommendation, after: Recommendation, library: Library | None = None) -> Comparison:
    """Every difference between two recommendations, each with the answer, rule or score that caused it.

    All is told from the two records. A `library` that one of them was made with says a little more: which rule gives a
    piece of advice, and which questions a tally counts.
    """
    sides = Seen(before), Seen(after)
    return _Diffing(Tracer(*sides, library)).comparison()


class _Diffing:
    """Two sides while they are compared."""

    def __init__(self, trace: Tracer) -> None:
        self._trace, self._causes = trace, Causes(trace)
        self._before, self._after = trace.sides

    def comparison(self) -> Comparison:
        """All of it."""
        parts = _differing_parts(self._before.made, self._after.made)
        alike = Comparison(before=_side(self._before.made), after=_side(self._after.made), parts=parts)
        if not parts:
            return alike
        reviews = line_between(self._before.made, self._after.made)
        plan = self._after.made.plan
        fitted = {conflict.questions for conflict in self._before.audit.conflicts}
        return Comparison(
            before=alike.before,
            after=alike.after,
            parts=parts,
            reviews=reviews,
            since=plan.since if plan and reviews else None,
            conflicts=tuple(one.say for one in self._after.audit.conflicts if one.questions not in fitted),
            changed_answers=tuple(self._answers()),
            library=self._trace.entries,
            findings=tuple(self._findings()),
            rules=tuple(self._rules()),
            level=self._level(),
            exercises=tuple(self._exercises()),
            items=tuple(self._items()),
            session=tuple(self._session()),
            advice=tuple(self._advice()),
        )

    def _answers(self) -> Iterator[AnswerChange]:
        for question in self._trace.answers:
            nothing = AnswerRecord(question=NOT_THESE, value=()) if question == NOT_THESE else None
            was, now = (side.answers.get(question, nothing) for side in self._trace.sides)
            node = f"question:{question}"
            said = (side.audit.entries[node].say for side in reversed(self._trace.sides) if node in side.audit.entries)
            words = (answer_in_words(self._before, was), answer_in_words(self._after, now))
            yield AnswerChange(question=question, before=was, after=now, text=next(said, question), words=words)

    def _findings(self) -> Iterator[FindingChange]:
        for name in sorted({*self._before.findings, *self._after.findings}):
            was, now = (side.finding(name) for side in self._trace.sides)
            if was != now:
                record = self._after.findings.get(name) or self._before.findings[name]
                yield FindingChange(finding=name, before=was, after=now, derived_from=record.derived_from)

    def _rules(self) -> Iterator[RuleChange]:
        for rule in self._trace.changed_rules:
            shown = self._after.rules.get(rule) or self._before.rules[rule]
            was, now = (side.state(rule, shown.stage) for side in self._trace.sides)
            if "not_considered" not in (was, now):
                roots = self._trace.of_rule(rule)
                because = spoke_because(shown, self._causes.speech)
                yield RuleChange(
                    rule=rule, stage=shown.stage, before=was, after=now, because=because,
                    answers=tuple(sorted(roots.answers)), entries=tuple(sorted(roots.entries)),
                )  # fmt: skip

    def _level(self) -> LevelChange | None:
        was, now = (side.made.triage for side in self._trace.sides)
        if was.level == now.level:
            return None
        rules = [[reason.rule for reason in triage.reasons] for triage in (was, now)]
        return LevelChange(
            before=was.level, after=now.level,
            gained=tuple(rule for rule in rules[1] if rule not in rules[0]),
            lost=tuple(rule for rule in rules[0] if rule not in rules[1]),
            **self._told(self._causes.of_level()),
        )  # fmt: skip

    def _exercises(self) -> Iterator[ExerciseChange]:
        """Other verdicts; where one side is a referral only what it has instead of a plan, or lost with it."""
        names = {**self._before.exercises, **self._after.exercises}
        for name in sorted(names):
            was, now = (side.fate(name) for side in self._trace.sides)
            if was != now and ("not_considered" not in (was, now) or "chosen" in (was, now)):
                yield ExerciseChange(
                    exercise=name, name=names[name].name, before=was, after=now,
                    **self._told(self._causes.of_fate(name)),
                )  # fmt: skip

    def _items(self) -> Iterator[ItemChange]:
        for name, item in self._after.items.items():
            if name in self._before.items:
                yield from self._item(self._before.items[name], item)

    def _item(self, before: Item, after: Item) -> Iterator[ItemChange]:
        name, causes = after.exercise, self._causes
        for part in DOSE_PARTS:
            stepped = tuple(causes.of_dose(name, part)) if part in _STEPPED else ()
            if stepped and causes.set_by_session(name, part):
                stepped += (*causes.of_session(), *self._came_and_went)
            other = causes.of_rules("dosage") if part.startswith(("get_ready", "change_sides")) else ()
            yield from self._part(
                part, getattr(before.dose, part), getattr(after.dose, part), after, (*stepped, *other)
            )
        extras = [f"{item.extra.repetitions} {item.extra.side}" if item.extra else "" for item in (before, after)]
        yield from self._part("extra", extras[0], extras[1], after, causes.of_tighter_side(name))
        for part, effects in _RULED.items():
            ruled = (cause for effect in effects for cause in causes.of_effect(effect, name))  # type: ignore[arg-type]
            yield from self._part(part, getattr(before, part), getattr(after, part), after, ruled)
        modified = tuple(causes.of_effect("modified", name))
        for part in ("equipment", *WORDING):
            spared = modified if part in _CHANGED_BY_A_SAFER_WAY else ()
            yield from self._part(part, getattr(before, part), getattr(after, part), after, spared)
        steps = [item.progression.next or "" for item in (before, after)]
        yield from self._part("next_step", steps[0], steps[1], after, causes.of_next(name))

    def _part(self, part: str, was: Any, now: Any, item: Item, causes: Iterable[Cause]) -> Iterator[ItemChange]:
        if was != now:
            told = tuple(causes) or tuple(self._causes.of_changed_entry(item.exercise))
            yield ItemChange(
                exercise=item.exercise, name=item.name, part=part, before=was, after=now, **self._told(told)
            )

    def _session(self) -> Iterator[PlanChange]:
        plans = [side.made.plan for side in self._trace.sides]
        if not (plans[0] and plans[1]):
            return
        framed = tuple(self._causes.of_session())
        filled = framed or tuple(self._of_other_items())
        asked = tuple(cause for cause in framed if cause.kind == "session") or framed
        for part, causes in (
            ("minutes", asked), ("days_per_week", asked), ("seconds", filled), ("shortfall", filled),
        ):  # fmt: skip
            was, now = (getattr(plan, part) for plan in plans)
            yield from self._plan_part(part, was, now, causes)
        routines = [plan.programme.id if plan.programme else "" for plan in plans if plan]
        yield from self._plan_part("programme", routines[0], routines[1], framed)
        both = [[name for name in side.items if all(name in each.items for each in self._trace.sides)]
                for side in self._trace.sides]  # fmt: skip
        yield from self._plan_part("order", tuple(both[0]), tuple(both[1]), tuple(self._of_order(both[0])))
        moving = [tuple(_gate(rule) for rule in plan.moving_on) for plan in plans if plan]
        growing = tuple(self._causes.of_rules("progression"))
        yield from self._plan_part("moving_on", moving[0], moving[1], growing)
        weeks = [tuple(week.say for week in plan.outline) for plan in plans if plan]
        yield from self._plan_part("weeks", weeks[0], weeks[1], self._of_weeks())

    def _of_weeks(self) -> Iterator[Cause]:
        """Why the weeks ahead are others: other items, the rules that tell how far they go, or what comes later."""
        now = (*self._of_other_items(), *self._causes.of_rules("safety", "dosage", "progression"))
        yield from now or self._causes.of_later()

    def _plan_part(self, part: str, was: Any, now: Any, causes: Iterable[Cause]) -> Iterator[PlanChange]:
        if was != now:
            yield PlanChange(part=part, before=was, after=now, **self._told(causes))

    def _of_other_items(self) -> Iterator[Cause]:
        """The exercises that came or went, and those whose dose is another, as the cause of what follows from them."""
        yield from self._came_and_went
        for change in self._items():
            part = part_words(change.part, self._causes.speech)
            say = self._causes.speech("comparison.item_changed", name=change.name, part=part)
            yield Cause(kind="exercise", id=change.exercise, say=say, answers=change.answers)

    def _of_order(self, names: Iterable[str]) -> Iterator[Cause]:
        """Exercises of a kind follow each other by position and points; kinds that come or go turn the positions."""
        for name in names:
            yield from self._causes.of_score(name)
        yield from self._of_other_items()

    @cached_property
    def _behind_the_items(self) -> frozenset[str]:
        """The changed answers that brought exercises into the plan or out of it, or changed the session."""
        causes = (*self._causes.of_session(), *self._came_and_went)
        return frozenset(answer for cause in causes for answer in cause.answers)

    @cached_property
    def _came_and_went(self) -> tuple[Cause, ...]:
        """Why exercises came into the plan or went out of it, which leaves more or less time for the others."""
        names = sorted(self._before.items.keys() ^ self._after.items.keys())
        return tuple(dict.fromkeys(cause for name in names for cause in self._causes.of_fate(name)))

    def _advice(self) -> Iterator[AdviceChange]:
        for part in ("advice", "interim"):
            was, now = ({one.id: one for one in getattr(side.made, part)} for side in self._trace.sides)
            for name in sorted(was.keys() ^ now.keys()):
                yield self._advised(now.get(name) or was[name], given=name in now, meanwhile=part == "interim")

    def _advised(self, advice: GivenAdvice, *, given: bool, meanwhile: bool) -> AdviceChange:
        causes = self._causes.of_level() if meanwhile else self._causes.of_advice(advice.id)
        return AdviceChange(advice=advice.id, say=advice.say, given=given, meanwhile=meanwhile, **self._told(causes))

    def _told(self, causes: Iterable[Cause]) -> dict[str, Any]:
        """The causes, each once, and the answers behind them: else behind what came and went, else all that changed."""
        each = tuple(dict.fromkeys(causes))
        answers = {answer for cause in each for answer in cause.answers}
        if not answers and self._before.audit.library_digest == self._after.audit.library_digest:
            answers = set(self._behind_the_items or self._trace.answers)
        return {"causes": each, "answers": tuple(name for name in self._trace.answers if name in answers)}


def with_answers(one: Attributed, answers: Iterable[str]) -> Any:
    """The same difference, put down to these answers."""
    return one.model_copy(update={"answers": tuple(answers)})


def _differing_parts(before: Recommendation, after: Recommendation) -> tuple[str, ...]:
    parts = [seal_of(plain(one)).parts for one in (before, after)]
    names = sorted({*parts[0], *parts[1]} - {*CARRIED})
    return tuple(name for name in names if parts[0].get(name) != parts[1].get(name))


def _gate(rule: Any) -> str:
    return f"{rule.verdict}: {' / '.join(criterion.say for criterion in rule.criteria)}"


def _side(made: Recommendation) -> Side:
    plan, speech = made.plan, speech_of(made.audit.language)
    return Side(
        version=made.loosen.version,
        library_digest=made.audit.library_digest,
        language=made.audit.language,
        level=made.triage.level,
        title=level_words(made),
        reasons={one.rule: one.say for one in made.triage.reasons if one.level == made.triage.level},
        overridden=made.loosen.overridden,
        has_plan=plan is not None,
        minutes=plan.minutes if plan else 0,
        seconds=plan.seconds if plan else 0,
        days_per_week=plan.days_per_week if plan else 0,
        items=tuple(
            SideItem(exercise=item.exercise, name=item.name, dose=dose_words(item, speech), seconds=item.seconds)
            for item in (plan.items if plan else ())
        ),
    )
