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
    grounds = [one for one in verdict.reasons if one.kind in {verdict.kind, *verdict.items.values()}]
    return Since(
        week=week,
        kind=verdict.kind,
        say=" ".join(_came_to(verdict, told, speech)),
        reasons=tuple(dict.fromkeys(_reason(one, work) for one in grounds)),
        changes=tuple(
            ChangedSince(change=one.change, rules=tuple(one.says), say=teller.changes([one])) for one in told
        ),
    )


def _came_to(verdict: Verdict, told: Iterable[Told], speech: Speech) -> Iterator[str]:
    kinds = {one.change.what for one in told}
    yield speech.one_of("on_plan", verdict.kind)
    if verdict.missed_weeks:
        yield speech("review.missed", weeks=verdict.missed_weeks)
    if verdict.kind == "advance" and not kinds & {"range", "hold_s", "repetitions", "sets", "variant"}:
        yield speech("review.nothing_grows")
    if "swap" in kinds:
        yield speech("review.swapped")


def _reason(ground: Ground, work: Work) -> Reason:
    """The criterion of the rule that the diary met, or what the rule says."""
    rule = work.library.rules[ground.rule]
    met = (one.say for gate in rule.effects(Gate) for one in gate.criteria if one.measure == ground.measure)
    return Reason(say=next(met, rule.say), rule=rule.id)
