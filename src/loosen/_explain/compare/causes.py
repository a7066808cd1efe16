"""Why a difference is there: which rule, score, dose or other exercise made it, told from the two records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from loosen._model.audit import SAFER, DoseStep, EffectName
from loosen._model.base import LEVELS, RuleId, Stage
from loosen._model.reason import DoseSource
from loosen._model.reserved import EQUIPMENT, NOT_THESE, PROGRAMME
from loosen._words.reasons import dose_cause
from loosen._words.record import because_of, comes_or_goes, nearest_words, node_words, ruled_words
from loosen._words.speech import Speech, capital, speech_of

from .roots import Roots, Tracer, joined
from .seen import Seen
from .types import Cause, CauseKind

_EFFECT_OF: Mapping[str, EffectName] = {"excluded": "excluded", "held_back": "held_back"}
_SPOKE = ("fired", "unknown")


class Causes(NamedTuple):
    """What there is to tell causes from."""

    trace: Tracer

    @property
    def before(self) -> Seen:
        """The one side."""
        return self.trace.sides[0]

    @property
    def after(self) -> Seen:
        """The other side."""
        return self.trace.sides[1]

    @property
    def speech(self) -> Speech:
        """The words of the language in which it is told: that of the other side."""
        return speech_of(self.after.audit.language)

    def of_fate(self, exercise: str) -> Iterator[Cause]:
        """Why an exercise met another verdict than before."""
        fates = [side.fate(exercise) for side in self.trace.sides]
        yield from self._of_choice(exercise)
        if "not_there" in fates:
            came = comes_or_goes(fates[0] == "not_there", self.speech)
            yield self._of_entry(f"exercise:{exercise}", came)
        elif "not_considered" in fates:
            yield from self.of_level()
        else:
            yield from self._of_gates(exercise, fates)

    def _of_gates(self, exercise: str, fates: Sequence[str]) -> Iterator[Cause]:
        """The gates that are open on one side only; where all are open on both, why it lost on one."""
        if "withdrawn" in fates:
            yield self._of_entry(f"exercise:{exercise}", self._fate(self._side(fates, "withdrawn"), exercise))
        for fate, effect in _EFFECT_OF.items():
            if fate in fates:
                yield from self.of_effect(effect, exercise)
        if "not_candidate" in fates:
            yield from self._of_candidate(exercise, self._side(fates, "not_candidate"))
        if set(fates) == {"chosen", "not_chosen"}:
            yield from self._of_selection(exercise, self._side(fates, "not_chosen"))

    def _of_choice(self, exercise: str) -> Iterator[Cause]:
        """That the person chose an exercise in place of another on one side only."""
        chosen = [{one.instead: one.exercise for one in side.audit.ruled_out} for side in self.trace.sides]
        if (exercise in chosen[0]) != (exercise in chosen[1]):
            side, old = next((self.trace.sides[n], each[exercise]) for n, each in enumerate(chosen) if exercise in each)
            say = self.speech("reasons.for_instead", name=self._name(old))
            yield self._told_of(side, "fate", old, capital(say), self.trace.of_question(NOT_THESE))

    def _side(self, fates: Sequence[str], fate: str) -> Seen:
        return self.trace.sides[fates.index(fate)]

    def _other(self, side: Seen) -> Seen:
        return self.before if side is self.after else self.after

    def _of_entry(self, node: str, say: str) -> Cause:
        return _cause("library", node, say, self.trace.of_entry(node))

    def of_effect(self, effect: EffectName, exercise: str) -> Iterator[Cause]:
        """The rules that do this to an exercise on one side only."""
        before, after = ({*side.audit.rules_that(effect, exercise)} for side in self.trace.sides)
        for rule in sorted(before ^ after):
            side = self.after if rule in after else self.before
            roots = self.trace.of_rule(rule) if self.trace.differs(rule) else self._of_reach(rule, exercise)
            told = ruled_words(rule, side.say(rule, self._name(exercise)), self.speech, now=rule in after)
            yield _cause("rule", rule, told, roots)

    def _of_reach(self, rule: RuleId, exercise: str) -> Roots:
        """Why a rule that speaks on both sides reaches an exercise on one: what is at hand, or another library."""
        changed = (self.trace.of_entry(node) for node in (f"rule:{rule}", f"exercise:{exercise}"))
        return joined([*changed, self.trace.of_question(EQUIPMENT)])

    def _name(self, exercise: str) -> str:
        return next(side.exercises[exercise].name for side in reversed(self.trace.sides) if exercise in side.exercises)

    def _of_candidate(self, exercise: str, without: Seen) -> Iterator[Cause]:
        """Why an exercise could be chosen on one side only: a muscle in focus, what is at hand, the routine."""
        within = self._other(without)
        lost = [name for name in within.audit.muscles_of(within.exercises[exercise]) if name not in without.focus]
        yield from (self._of_focus(muscle) for muscle in lost)
        reason = self._fate(without, exercise)
        own = self.trace.of_question(EQUIPMENT, PROGRAMME, NOT_THESE)
        roots = joined([own, self.trace.of_entry(f"exercise:{exercise}")])
        if not lost or roots.answers:
            yield self._told_of(without, "fate", "", reason, roots)

    def _of_focus(self, muscle: str) -> Cause:
        """What points to a muscle on one side and not on the other."""
        changed = self._changed_pointers(muscle)
        was, now = (side.strength_of(muscle) for side in self.trace.sides)
        say = self.speech("comparison.focus", muscle=self._muscle(muscle), now=now, before=was)
        pointers = ", ".join(self._pointer(via) for via in changed)
        roots = joined(map(self.trace.of_pointer, changed))
        return _cause("focus", muscle, f"{say} ({pointers})" if changed else say, roots)

    def _changed_pointers(self, muscle: str) -> list[str]:
        """What points to a muscle otherwise than before."""
        was, now = (side.pointers_to(muscle) for side in self.trace.sides)
        return [via for via in {**was, **now} if was.get(via) != now.get(via)]

    def _pointer(self, via: str) -> str:
        """What points to a muscle, in words where a record has them; a rule by its id."""
        kind, _, name = via.partition(":")
        entries = (side.audit.entries.get(via) for side in reversed(self.trace.sides))
        return name if kind == "rule" else next((told.say for told in entries if told), node_words(name))

    def _muscle(self, muscle: str) -> str:
        node = f"muscle:{muscle}"
        said = next((side.audit.entries[node].say for side in self.trace.sides if node in side.audit.entries), "")
        return capital(said) or node_words(muscle)

    def _of_selection(self, exercise: str, lost: Seen) -> Iterator[Cause]:
        """Why an exercise won on one side and lost on the other: its points, what it lost to, the session."""
        up = 1 if lost is self.before else -1
        yield from self.of_score(exercise, up=up)
        rival = lost.exercises[exercise].lost_to
        without = next((side for side in self.trace.sides if rival in _without(side)), None)
        if rival and without:
            say = self.speech("comparison.made_room", name=self._name(rival))
            yield self._told_of(without, "fate", rival, say, self.trace.of_question(NOT_THESE))
        elif rival and rival in self._other(lost).exercises:
            yield from self.of_score(rival, up=-up)
        yield from self.of_session()
        yield self._of_rival(exercise, lost)

    def of_score(self, exercise: str, *, up: int = 0) -> Iterator[Cause]:
        """The terms of a score that are not the same, those that changed most first; with `up` those of one sign."""
        scores = [side.exercises[exercise].score for side in self.trace.sides]
        gain = {term: scores[1].get(term, 0) - scores[0].get(term, 0) for term in {**scores[0], **scores[1]}}
        terms = [term for term in gain if gain[term] and gain[term] * up >= 0]
        was, now = (sum(score.values()) for score in scores)
        all_of_it = self.speech("comparison.points", name=self._name(exercise), now=now, before=was)
        for term in sorted(terms, key=lambda term: (-abs(gain[term]), term)):
            say = f"{self._term(term)} {gain[term]:+d} ({all_of_it})"
            yield _cause("score", term, say, self._of_term(term)).model_copy(update={"aside": all_of_it})

    def _term(self, term: str) -> str:
        """A term of a score in words."""
        kind, _, name = term.partition(":")
        if kind == "muscle":
            return f"{self._muscle(name)}:"
        if term == SAFER:
            return f"{self.speech('comparison.safer')}:"
        told = self._said(name, self.speech("record.it"))
        said = ruled_words(name, told, self.speech, now=True) if kind == "rule" else self.speech("comparison.easier")
        return f"{said}:"

    def _said(self, rule: RuleId, name: str) -> str:
        """What a rule says of an exercise called so, on either side; empty where it took part on none."""
        return next((said for side in reversed(self.trace.sides) if (said := side.say(rule, name))), "")

    def _of_term(self, term: str) -> Roots:
        kind, _, name = term.partition(":")
        if kind == "muscle":
            return joined(map(self.trace.of_pointer, self._changed_pointers(name)))
        if kind == "rule":
            return self.trace.of_rule(name)
        return Roots()

    def _of_rival(self, exercise: str, lost: Seen) -> Cause:
        """What stood in the way where it lost, and what became of the exercises that came or went with it."""
        record = lost.exercises[exercise]
        say = self._fate(lost, exercise)
        if record.lost_to:
            say += f" {nearest_words(record, self._name(record.lost_to), self.speech)}"
        there, other = (set(side.items) for side in (lost, self._other(lost)))
        if swapped := sorted(there - other):
            say += " " + self.speech("comparison.only_then", names=", ".join(map(self._name, swapped)))
        return self._told_of(lost, "rival", record.lost_to or "", say, joined(map(self._of_swapped, swapped)))

    def _of_swapped(self, exercise: str) -> Roots:
        """What an exercise of one plan alone goes back to: why it was not to be had in the other, or its points."""
        lost_a_race = {side.fate(exercise) for side in self.trace.sides} == {"chosen", "not_chosen"}
        causes = self.of_score(exercise) if lost_a_race else self.of_fate(exercise)
        return joined(Roots(frozenset(one.answers), frozenset(one.entries)) for one in causes)

    def _fate(self, side: Seen, exercise: str) -> str:
        return because_of(side.audit, side.exercises[exercise])

    def _told_of(self, side: Seen, kind: CauseKind, name: str, what: str, roots: Roots) -> Cause:
        """A cause that tells of one side."""
        cause = _cause(kind, name, what, roots)
        now = side is self.after
        say = self.speech("comparison.cause_now" if now else "comparison.cause_before", what=cause.say)
        return cause.model_copy(update={"say": say, "when": "now" if now else "before", "what": cause.say})

    def of_session(self) -> Iterator[Cause]:
        """What changed about the session as a whole: its minutes and days, its routine, the rules that shape it."""
        plans = [side.made.plan for side in self.trace.sides]
        if not (plans[0] and plans[1]):
            yield from self.of_level()
            return
        for part in ("minutes", "days_per_week"):
            was, now = (getattr(plan, part) for plan in plans)
            if was != now:
                said = self.speech.one_of("cause", part, now=now, before=was)
                yield _cause("session", part, said, self.trace.of_question(part))
        routines = [plan.programme.id if plan.programme else "" for plan in plans if plan]
        if routines[0] != routines[1]:
            was, now = (node_words(routine) or self.speech("comparison.own_plan") for routine in routines)
            say = self.speech("comparison.routine", now=now, before=was)
            yield _cause("session", PROGRAMME, say, self.trace.of_question(PROGRAMME))
        for cause in self.of_rules("selection", without=self.before.terms | self.after.terms):
            if self.trace.may_shape_the_session(cause.id):
                yield cause

    def of_rules(self, *stages: Stage, without: frozenset[str] = frozenset()) -> Iterator[Cause]:
        """The rules of these stages that speak otherwise now, or changed, but for those told as terms of a score."""
        changed = [change.entry.partition(":")[2] for change in self.trace.entries if change.change == "changed"]
        for rule in sorted({*self.trace.changed_rules, *changed}):
            if self._stage_of(rule) in stages and f"rule:{rule}" not in without:
                yield self.of_rule(rule)

    def _stage_of(self, rule: RuleId) -> str:
        return next((side.rules[rule].stage for side in self.trace.sides if rule in side.rules), "")

    def of_rule(self, rule: RuleId) -> Cause:
        """A rule that speaks on one side only, or that is another now."""
        spoke = [rule in side.rules and side.rules[rule].state in _SPOKE for side in self.trace.sides]
        told = self._said(rule, self.speech("record.the_exercise"))
        say = ruled_words(rule, told, self.speech, now=spoke[1])
        say = self.speech("comparison.not_as_before", what=say) if spoke[0] == spoke[1] else say
        return _cause("rule", rule, say, self.trace.of_rule(rule))

    def of_level(self) -> Iterator[Cause]:
        """The reasons that are there on one side only; where the levels differ, those that the graver one rests on.

        The gravest come first.
        """
        triages = [side.made.triage for side in self.trace.sides]
        reasons = [{reason.rule: reason for reason in triage.reasons} for triage in triages]
        graver = max((triage.level for triage in triages), key=LEVELS.index)
        gravity = {rule: max(LEVELS.index(side[rule].level) for side in reasons if rule in side)
                   for rule in {*reasons[0], *reasons[1]}}  # fmt: skip
        for rule in sorted(gravity, key=lambda rule: (-gravity[rule], rule)):
            was, now = (side.get(rule) for side in reasons)
            levels = {one.level for one in (was, now) if one}
            asks_for_it = graver in levels or triages[0].level == triages[1].level
            if asks_for_it and not (was and now and len(levels) == 1):
                reason = now or reasons[0][rule]
                say = ruled_words(rule, reason.say, self.speech, now=now is not None)
                yield _cause("level", rule, say, self.trace.of_rule(rule))

    def of_dose(self, exercise: str, field: str) -> Iterator[Cause]:
        """What set one value of a dose in the end, on each side."""
        for side, step in self._last_steps(exercise, field):
            yield self._told_of(side, "dose", str(step.because), self._step(side, step, exercise), self._of_step(step))

    def set_by_session(self, exercise: str, field: str) -> bool:
        """Whether fitting the session together set a value of a dose on a side, and another one on the other."""
        return any(step.because.code is DoseSource.SESSION for _, step in self._last_steps(exercise, field))

    def _last_steps(self, exercise: str, field: str) -> Iterator[tuple[Seen, DoseStep]]:
        """What set a value in the end, now and before; nothing where that is the same."""
        before, after = (side.last_step(exercise, field) for side in self.trace.sides)
        if before != after:
            yield from ((side, step) for side, step in ((self.after, after), (self.before, before)) if step)

    def _step(self, side: Seen, step: DoseStep, exercise: str) -> str:
        """What set a value of a dose, in words."""
        rule = step.because.rule
        said = ruled_words(rule, side.say(rule, self._name(exercise)), self.speech, now=True) if rule else ""
        return dose_cause(step.because, self.speech, said)

    def _of_step(self, step: DoseStep) -> Roots:
        if step.because.rule:
            return self.trace.of_rule(step.because.rule)
        if step.because.code in (DoseSource.ANSWER, DoseSource.PROGRAMME):
            return self.trace.of_question(step.because.about if step.because.code is DoseSource.ANSWER else PROGRAMME)
        return Roots()

    def of_tighter_side(self, exercise: str) -> Iterator[Cause]:
        """The muscles of an exercise whose tighter side is not the same."""
        muscles = {name for side in self.trace.sides if exercise in side.items for name in side.items[exercise].targets}
        for muscle in sorted(muscles):
            if self.before.side_of(muscle) != self.after.side_of(muscle):
                yield self._of_focus(muscle)

    def of_changed_entry(self, exercise: str) -> Iterator[Cause]:
        """The exercise itself, where the two libraries differ in it."""
        if (roots := self.trace.of_entry(f"exercise:{exercise}")).entries:
            yield _cause("library", f"exercise:{exercise}", self.speech("comparison.exercise_changed"), roots)
        elif self.before.audit.library_digest != self.after.audit.library_digest:
            yield _cause("library", "", self.speech("comparison.libraries_differ"), roots)

    def of_next(self, exercise: str) -> Iterator[Cause]:
        """What became of the next steps of the ladder that are not the same."""
        ahead = [side.items[exercise].progression.next for side in self.trace.sides]
        for name in dict.fromkeys(step for step in ahead if step):
            if self.before.fate(name) != self.after.fate(name):
                yield from self.of_fate(name)

    def of_later(self) -> Iterator[Cause]:
        """All that changed, where nothing of it shows yet: all rules are asked again for each of the weeks ahead."""
        changed = frozenset(change.entry for change in self.trace.entries)
        yield _cause("session", "weeks", self.speech("comparison.later"), Roots(frozenset(self.trace.answers), changed))

    def of_advice(self, advice: str) -> Iterator[Cause]:
        """The rules that give a piece of advice on one side only, and the level, because advice fits a level."""
        advising = self.trace.advising(advice)
        yield from map(self.of_rule, advising)
        if self.before.made.triage.level != self.after.made.triage.level:
            yield from (cause for cause in self.of_level() if cause.id not in advising)


def _without(side: Seen) -> set[str]:
    """The exercises that the person ruled out."""
    return {one.exercise for one in side.audit.ruled_out}


def _cause(kind: CauseKind, name: str, say: str, roots: Roots) -> Cause:
    said = say.strip().rstrip(":")
    said = said if said.endswith((".", "!", "?")) else f"{said}."
    answers, entries = (tuple(sorted(names)) for names in roots)
    return Cause(kind=kind, id=name, say=said, answers=answers, entries=entries)
