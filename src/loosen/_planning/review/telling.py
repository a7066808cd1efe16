"""What became of the plan before, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from loosen._model.effects import Gate, Measure
from loosen._model.plan import Change, ChangedSince, Reason, Since
from loosen._model.review import Ground, Verdict
from loosen._planning.ahead.carried import Session
from loosen._planning.ahead.telling import Teller
from loosen._planning.ahead.told import Told
from loosen._planning.state import Work
from loosen._words.amounts import day_words
from loosen._words.speech import NAMES, Speech

WITHOUT_A_DAY: Collection[Measure] = (
    "sessions_done_percent", "green_sessions_in_a_row", "days_since_last_change", "step_backs_in_two_weeks",
    "weeks_since_start",
)  # fmt: skip
"""What is not of one day."""


class Moved(NamedTuple):
    """The session after a review, what changed in it, the words for that, and each dose before in words."""

    session: Session
    told: Sequence[Told]
    teller: Teller
    doses: Mapping[str, str]


def since_last(verdict: Verdict, week: int, moved: Moved, work: Work, speech: Speech) -> Since:
    """What the person is told of a review: what it came to, why, and every change with its reason."""
    grounds = (one for one in verdict.reasons if one.kind in {verdict.kind, *verdict.items.values()})
    reasons = reasons_of(grounds, work, speech)
    return Since(
        week=week,
        kind=verdict.kind,
        say=" ".join(_came_to(verdict, moved.told, speech)),
        reasons=tuple(Reason(say=say, rule=rule) for rule, say in reasons.items()),
        changes=tuple(_changes(moved, reasons.keys(), speech)),
    )


def reasons_of(grounds: Iterable[Ground], work: Work, speech: Speech) -> dict[str, str]:
    """For each rule of these grounds what was met of it, what was measured, and what it says."""
    met: dict[str, list[str]] = {}
    rules = work.library.rules
    for one, rule in ((one, rules[one.rule]) for one in grounds if one.rule in rules):
        criteria = [found for gate in rule.effects(Gate) for found in gate.criteria if found.measure == one.measure]
        met.setdefault(one.rule, []).extend((*(found.say for found in criteria[:1]), *_measured(one, speech)))
    return {name: " ".join(dict.fromkeys((*said, rules[name].say))) for name, said in met.items()}


def _measured(ground: Ground, speech: Speech) -> Iterator[str]:
    """What somebody noted that speaks against going on, and of which day."""
    if ground.kind == "advance" or ground.least is None:
        return
    key = f"{NAMES}.measured.{ground.measure}"
    day = day_words(ground.on, speech) if ground.on else ""
    if key in speech and (day or ground.measure in WITHOUT_A_DAY):
        points = speech("amounts.points", count=ground.least)
        yield speech(key, value=ground.least, points=points, day=day)
    elif day and ground.measure not in WITHOUT_A_DAY:
        yield speech.one_of("measured", "other", day=day)


def _changes(moved: Moved, said: Iterable[str], speech: Speech) -> Iterator[ChangedSince]:
    """Each change, with the dose until now; what a rule says is told where it is first spoken of."""
    spoken = {*said}
    for one in moved.told:
        deed = moved.teller.changes([one._replace(says={})])
        if dose := _until_now(one.change, moved):
            deed = speech("review.until_now", say=deed, dose=dose)
        says = dict.fromkeys(say for rule, say in one.says.items() if rule not in spoken)
        spoken |= one.says.keys()
        yield ChangedSince(change=one.change, rules=tuple(one.says), say=" ".join(filter(None, (deed, *says))))


def _until_now(change: Change, moved: Moved) -> str:
    """The dose before, where it is another now."""
    now = next((one for one in moved.session.items if one.id == change.exercise), None)
    before = moved.doses.get(change.instead_of or change.exercise, "")
    return before if now and moved.teller.dose(now) != before else ""


def _came_to(verdict: Verdict, told: Iterable[Told], speech: Speech) -> Iterator[str]:
    kinds = {one.change.what for one in told}
    stays = verdict.kind == "step_back" and not kinds & {"back", "eased", "left_out", "safer"}
    yield speech.one_of("on_plan", "hold" if stays else verdict.kind)
    if verdict.missed_weeks:
        yield speech("review.missed", weeks=verdict.missed_weeks)
    if verdict.kind == "advance" and not kinds & {"range", "hold_s", "repetitions", "sets", "variant"}:
        yield speech("review.nothing_grows")
    if "swap" in kinds:
        yield speech("review.swapped")
