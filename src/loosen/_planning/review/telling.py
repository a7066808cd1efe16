"""What became of the plan before, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from loosen._model.effects import Gate, Measure
from loosen._model.plan import Change, ChangedSince, Reason, Since
from loosen._model.review import Ground, Verdict, VerdictKind
from loosen._planning.ahead.carried import Session
from loosen._planning.ahead.telling import GROWING, Teller, dose_in_brief
from loosen._planning.ahead.told import Told
from loosen._planning.dose import Dosed
from loosen._planning.state import Work
from loosen._words.amounts import day_words
from loosen._words.speech import Speech

LED_TO: Mapping[VerdictKind, Set[str]] = {
    "advance": {"range", "hold_s", "repetitions", "sets", "variant", "again"},
    "step_back": {"back", "eased", "left_out", "safer"},
}
"""Changes by which somebody sees that a plan moved on, or went back."""
OF_POINTS: Collection[Measure] = ("pain_above_usual", "pain_next_morning_above_usual")
OF_VALUE: Collection[Measure] = ("pain_during", "hours_to_settle", "effort")
"""Measures of which the person is told how many points above usual it was, or its value."""
WITHOUT_A_DAY: Collection[Measure] = (
    "green_sessions_in_a_row", "days_since_last_change", "step_backs_in_two_weeks", "weeks_since_start",
)  # fmt: skip
"""What is not of one day."""


class Moved(NamedTuple):
    """The session after a review, what changed in it, the words for that, and each exercise with its dose before."""

    session: Session
    told: Sequence[Told]
    teller: Teller
    doses: Mapping[str, Dosed]


def since_last(verdict: Verdict, week: int, moved: Moved, work: Work, speech: Speech) -> Since:
    """What the person is told of a review: what it came to, why, and every change with its reason."""
    told = {*verdict.items.values(), *([verdict.kind] if _did_as_told(verdict, _kinds(moved.told)) else [])}
    reasons = reasons_of((one for one in verdict.reasons if one.kind in told), work, speech)
    return Since(
        week=week,
        kind=verdict.kind,
        say=" ".join(_came_to(verdict, moved.told, speech)),
        reasons=tuple(Reason(say=say, rule=rule) for rule, say in reasons.items()),
        changes=tuple(_changes(moved, reasons.keys(), speech)),
    )


def reasons_of(grounds: Iterable[Ground], work: Work, speech: Speech) -> dict[str, str]:
    """For each rule of these grounds what was met of it, what was measured, and what it says.

    Of what is lacking it is what moving on needs.
    """
    met: dict[str, list[str]] = {}
    lacking: dict[str, list[str]] = {}
    rules = work.library.rules
    about: dict[str, list[str]] = {}
    for one, rule in ((one, rules[one.rule]) for one in grounds if one.rule in rules):
        if one.lacking and one.measure:
            so_far = _measured(one, speech) if one.measure in WITHOUT_A_DAY else ()  # a day that was noted is none
            lacking.setdefault(one.rule, []).extend((speech.one_of("lacking", one.measure), *so_far))
            continue
        if found := work.library.exercises.get(one.exercise or ""):
            about.setdefault(one.rule, []).append(found.name)
        criteria = [found for gate in rule.effects(Gate) for found in gate.criteria if found.measure == one.measure]
        met.setdefault(one.rule, []).extend((*(found.say for found in criteria[:1]), *_measured(one, speech)))
    told = {name: " ".join(dict.fromkeys((*said, rules[name].say))) for name, said in met.items()}
    told = {name: _about(about.get(name, ()), say, speech) for name, say in told.items()}
    return told | {name: " ".join(says) for name, says in _first_told(lacking) if name not in told}


def _first_told(says: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, list[str]]]:
    """Each sentence where it comes first; what is left without any is not told."""
    told: set[str] = set()
    for name, sentences in says.items():
        new = [one for one in dict.fromkeys(sentences) if one not in told]
        told.update(new)
        if new:
            yield name, new


def _about(names: Iterable[str], say: str, speech: Speech) -> str:
    """What is said of single exercises, after their names."""
    quoted = ", ".join(speech("handout.quoted", name=name) for name in dict.fromkeys(names))
    return speech("review.about", names=quoted, say=say) if quoted else say


def _measured(ground: Ground, speech: Speech) -> Iterator[str]:
    """What somebody noted that speaks against going on, and of which day."""
    least, measure = ground.least, ground.measure
    if ground.kind == "advance" or least is None or measure is None:
        return
    day = day_words(ground.on, speech) if ground.on else ""
    if measure == "sessions_done_percent":
        yield speech("review.done_percent", value=least)
    elif not day or measure in WITHOUT_A_DAY:
        return
    elif measure in OF_POINTS:
        yield speech.one_of("measured", measure, "points", points=speech("amounts.points", count=least), day=day)
    elif measure in OF_VALUE:
        yield speech.one_of("measured", measure, "value", value=least, day=day)
    else:
        yield speech("review.that_was" if measure == "days_since_last_session" else "review.noted", day=day)


def _changes(moved: Moved, said: Iterable[str], speech: Speech) -> Iterator[ChangedSince]:
    """Each change, with the dose until now; what a rule says is told where it is first spoken of."""
    spoken = {*said}
    for one in moved.told:
        deed = moved.teller.changes([one._replace(says={})])
        if dose := _until_now(one.change, moved, speech):
            deed = speech("review.until_now", say=deed, dose=dose)
        says = dict.fromkeys(say for rule, say in one.says.items() if rule not in spoken)
        spoken |= one.says.keys()
        yield ChangedSince(change=one.change, rules=tuple(one.says), say=" ".join(filter(None, (deed, *says))))


def _until_now(change: Change, moved: Moved, speech: Speech) -> str:
    """What the dose was before, as far as it is another now; of another exercise all of it."""
    now = next((one.dosed for one in moved.session.items if one.id == change.exercise), None)
    before = moved.doses.get(change.instead_of or change.exercise)
    if now is None or before is None:
        return ""
    if change.instead_of:
        was = dose_in_brief(before, speech)
        return was if was != dose_in_brief(now, speech) else ""
    return dose_in_brief(
        before, speech, [name for name in GROWING if getattr(now.dose, name) != getattr(before.dose, name)]
    )


def _came_to(verdict: Verdict, told: Iterable[Told], speech: Speech) -> Iterator[str]:
    """What became of the plan, going by what changed in it."""
    kinds = _kinds(told)
    if _did_as_told(verdict, kinds):
        yield speech.one_of("on_plan", verdict.kind)
    elif verdict.kind == "advance":
        yield speech("review.nothing_grows_beside" if kinds else "review.nothing_grows")
    else:
        yield speech.one_of("on_plan", "hold")
    if verdict.missed_weeks:
        yield speech("review.missed", weeks=verdict.missed_weeks)
    if "swap" in kinds:
        yield speech("review.swapped")


def _kinds(told: Iterable[Told]) -> set[str]:
    return {one.change.what for one in told}


def _did_as_told(verdict: Verdict, kinds: Collection[str]) -> bool:
    """Whether something grew or went back where the verdict lets it."""
    return verdict.kind not in LED_TO or not LED_TO[verdict.kind].isdisjoint(kinds)
