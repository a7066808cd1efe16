"""What became of the plan before, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loosen._model.effects import Gate
from loosen._model.plan import ChangedSince, Reason, Since
from loosen._model.review import Ground, Verdict
from loosen._planning.ahead.telling import Teller
from loosen._planning.ahead.told import Told
from loosen._planning.state import Work
from loosen._words.speech import Speech


def since_last(verdict: Verdict, week: int, told: Sequence[Told], teller: Teller, work: Work, speech: Speech) -> Since:
    """What the person is told of a review: what it came to, why, and every change with its reason."""
    reasons = reasons_of((one for one in verdict.reasons if one.kind in {verdict.kind, *verdict.items.values()}), work)
    return Since(
        week=week,
        kind=verdict.kind,
        say=" ".join(_came_to(verdict, told, speech)),
        reasons=tuple(Reason(say=say, rule=rule) for rule, say in reasons.items()),
        changes=tuple(_changes(told, reasons.keys(), teller)),
    )


def reasons_of(grounds: Iterable[Ground], work: Work) -> dict[str, str]:
    """For each rule of these grounds what was met of it, and what it says."""
    met: dict[str, list[str]] = {}
    rules = work.library.rules
    for one, rule in ((one, rules[one.rule]) for one in grounds if one.rule in rules):
        criteria = [found for gate in rule.effects(Gate) for found in gate.criteria if found.measure == one.measure]
        met.setdefault(one.rule, []).extend(found.say for found in criteria[:1])
    return {name: " ".join(dict.fromkeys((*said, rules[name].say))) for name, said in met.items()}


def _changes(told: Iterable[Told], said: Iterable[str], teller: Teller) -> Iterator[ChangedSince]:
    """Each change; what a rule says is told where it is first spoken of."""
    spoken = {*said}
    for one in told:
        news = {rule: say for rule, say in one.says.items() if rule not in spoken}
        spoken |= news.keys()
        say = teller.changes([one._replace(says=news)])
        yield ChangedSince(change=one.change, rules=tuple(one.says), say=say)


def _came_to(verdict: Verdict, told: Iterable[Told], speech: Speech) -> Iterator[str]:
    kinds = {one.change.what for one in told}
    yield speech.one_of("on_plan", verdict.kind)
    if verdict.missed_weeks:
        yield speech("review.missed", weeks=verdict.missed_weeks)
    if verdict.kind == "advance" and not kinds & {"range", "hold_s", "repetitions", "sets", "variant"}:
        yield speech("review.nothing_grows")
    if "swap" in kinds:
        yield speech("review.swapped")
