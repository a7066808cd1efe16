"""How much of each exercise: from its named dose, changed by rules, and never above a ceiling that safety set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loosen._engine import Outcome
from loosen._library import Library
from loosen._library.graph import KnowledgeGraph
from loosen._library.remembered import remembered
from loosen._model.audit import DoseStep
from loosen._model.effects import Advise, Effect, Limit, MuscleCap, ScaleDose, SetDose, Timing
from loosen._model.exercise import Dose
from loosen._model.reason import DoseSource, SetBy
from loosen._planning.dose import FIELDS, Amount, Dosed, Dosing, EffectOf, Pauses, Rhythm, Room, timed


def read_rules(outcomes: Iterable[Outcome], limits: Iterable[EffectOf], graph: KnowledgeGraph) -> Dosing:
    """Collect what the dosage rules that spoke say, together with the `limits` of the safety stage."""
    dosing = Dosing()
    for effect_of in limits:
        _read(effect_of, dosing, graph)
    for outcome in outcomes:
        if outcome.result != "silent":
            for place in range(len(graph.library.rules[outcome.rule].then)):
                _read(EffectOf(outcome.rule, place), dosing, graph)
    return dosing


def _read(effect_of: EffectOf, dosing: Dosing, graph: KnowledgeGraph) -> None:
    effect = graph.library.rules[effect_of.rule].then[effect_of.place]
    if isinstance(effect, (SetDose, ScaleDose)):
        dosing.changes.append((effect_of, graph.select(effect.acts_on)))
    elif isinstance(effect, Limit):
        dosing.limits.append((effect_of, graph.select(effect.acts_on)))
    elif isinstance(effect, MuscleCap):
        dosing.cap_session_s, dosing.cap_week_s = effect.cap_stretch_s, effect.cap_week_s
        dosing.cap_rule = effect_of.rule
    elif isinstance(effect, Timing):
        dosing.pauses = Pauses(effect.get_ready_s, effect.change_sides_s)
    elif isinstance(effect, Advise):
        dosing.advice.extend(effect.advise)


def dose_for(exercise: str, rhythm: Rhythm, dosing: Dosing, library: Library) -> Dosed:
    """The dose of one exercise for a person who trains as often as `rhythm` says."""
    changes = tuple([effect_of for effect_of, found in dosing.changes if exercise in found])
    limits = tuple([effect_of for effect_of, found in dosing.limits if exercise in found])
    return _dose(library, exercise, rhythm, changes, limits, dosing.pauses)


@remembered(4096)  # the same rules speak for many people, so most doses have been worked out before
def _dose(
    library: Library,
    exercise: str,
    rhythm: Rhythm,
    changes: tuple[EffectOf, ...],
    limits: tuple[EffectOf, ...],
    pauses: Pauses,
) -> Dosed:
    entry = library.exercises[exercise]
    named = library.doses[entry.dose]
    ceilings = [(rule, effect) for rule, effect in _effects(limits, library) if isinstance(effect, Limit)]
    draft = _Draft(named)
    draft.change([(rule, e) for rule, e in _effects(changes, library) if isinstance(e, (SetDose, ScaleDose))])
    draft.fit(rhythm)
    draft.limit(ceilings)
    dose = Amount(rest_s=named.rest_s, settle_s=named.settle_s, **draft.values)
    return timed(entry, dose, tuple(draft.steps), _room(named, draft, ceilings), pauses)


def _effects(effects: tuple[EffectOf, ...], library: Library) -> Iterator[tuple[str, Effect]]:
    return ((rule, library.rules[rule].then[place]) for rule, place in effects)


class _Draft:
    """The values of a dose while rules and limits change them, with the steps that led there."""

    def __init__(self, named: Dose) -> None:
        self._named = named
        self.values = {name: getattr(named, name).start for name in FIELDS}
        because = SetBy(DoseSource.DOSE, named.id)
        self.percent = 100
        self.steps = [DoseStep.shared(field=name, value=value, because=because) for name, value in self.values.items()]

    def change(self, changes: Sequence[tuple[str, SetDose | ScaleDose]]) -> None:
        """Apply what rules set, in the order of their ids, inside the named dose; then the strongest reduction."""
        for rule, effect in changes:
            for name in FIELDS if isinstance(effect, SetDose) else ():
                wanted = getattr(effect, name)
                if wanted is not None:
                    self._set(name, getattr(self._named, name).clamp(wanted), SetBy(DoseSource.RULE, rule))
        scales = sorted((effect.percent, rule) for rule, effect in changes if isinstance(effect, ScaleDose))
        for percent, rule in scales[:1]:
            self.percent = percent
            self._scale(percent, SetBy(DoseSource.RULE, rule))

    def _scale(self, percent: int, because: SetBy) -> None:
        """Cut the time under load to a percentage: fewer repetitions, and for stretches a shorter hold for the rest."""
        if self._named.manner == "continuous":
            self._set("hold_s", max(1, self.values["hold_s"] * percent // 100), because)
            return
        total = self.values["repetitions"] * self.values["hold_s"] * percent // 100
        self._set("repetitions", max(1, -(-self.values["repetitions"] * percent // 100)), because)
        if self._named.manner == "held":
            hold = max(self._named.hold_s.least, total // self.values["repetitions"])
            self._set("hold_s", min(self.values["hold_s"], hold), because)

    def fit(self, rhythm: Rhythm) -> None:
        """As many of the days, and times a day, as the dose allows, or fewer where a rule said so."""
        self._set("days_per_week", min(rhythm.days, self._most("days_per_week")), rhythm.because)
        if rhythm.times:
            self._set("times_per_day", min(rhythm.times, self._most("times_per_day")), rhythm.because)

    def _most(self, name: str) -> int:
        ruled = any(step.field == name and step.because.code is DoseSource.RULE for step in self.steps)
        return self.values[name] if ruled else int(getattr(self._named, name).most)

    def limit(self, limits: Iterable[tuple[str, Limit]]) -> None:
        """Put the ceilings on."""
        for rule, limit in limits:
            for name in ("hold_s", "repetitions", "sets", "days_per_week"):
                ceiling = getattr(limit, name)
                if ceiling is not None and ceiling < self.values[name]:
                    self._set(name, ceiling, SetBy(DoseSource.LIMIT, rule))

    def _set(self, name: str, value: int, because: SetBy) -> None:
        if value != self.values[name]:
            self.values[name] = value
            self.steps.append(DoseStep.shared(field=name, value=value, because=because))


def _room(named: Dose, draft: _Draft, ceilings: Sequence[tuple[str, Limit]]) -> Room:
    """How far the dose may change: up to its ceilings, and in the first session no further than a cut allows."""
    ruled = {step.field for step in draft.steps if step.because.code is not DoseSource.DOSE}
    hold, repetitions, rounds = (
        min([getattr(named, name).most, *(getattr(one, name) for _, one in ceilings if getattr(one, name) is not None)])
        for name in ("hold_s", "repetitions", "sets")
    )
    bout = named.manner == "continuous"
    fixed = draft.values["hold_s"] if "hold_s" in ruled else hold
    return Room(
        bout_least=min(named.hold_s.least, fixed) if bout else 0,
        bout_most=fixed if bout else 0,
        hold_s=hold,
        repetitions=repetitions,
        rounds=1 if bout else rounds,
        mid_range=any(limit.range == "mid" for _, limit in ceilings),
        hold_now_s=max(draft.values["hold_s"], hold * draft.percent // 100),
        repetitions_now=max(draft.values["repetitions"], repetitions * draft.percent // 100),
    )
