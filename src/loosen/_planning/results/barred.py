"""What safety keeps a person from while there is no plan, in the words of what is asked of the body."""

from __future__ import annotations

from collections.abc import Iterator

from loosen._model.effects import Exclude, Modify
from loosen._model.plan import Barred
from loosen._model.when import Always
from loosen._planning.state import Work
from loosen._words.record import without_head
from loosen._words.speech import Speech, capital, speech_of


def barred(work: Work) -> tuple[Barred, ...]:
    """What rules of safety that speak for this person take out, each thing once; not what nobody should do."""
    speech, told = speech_of(work.library.language_id), dict[str, Barred]()
    for outcome in work.outcomes["safety"]:
        rule = work.library.rules[outcome.rule]
        speaks = outcome.result == "fired" or (outcome.result == "unknown" and rule.unknown == "as_present")
        if speaks and not isinstance(rule.when, Always):
            new = [name for name in _demands(rule.then) if name not in told]
            names = speech.both(speech.inside(work.library.demands[name].name) for name in new)
            one = Barred(rule=rule.id, what=capital(names), say=_said(rule.say_of(_this(speech)), speech))
            told.update(dict.fromkeys(new, one))
    return tuple(dict.fromkeys(told.values()))


def _demands(effects: tuple[object, ...]) -> Iterator[str]:
    for effect in effects:
        if isinstance(effect, Exclude):
            yield from effect.exclude.demand
        elif isinstance(effect, Modify):
            yield from effect.modify


def _this(speech: Speech) -> str:
    return speech("record.it")


def _said(say: str, speech: Speech) -> str:
    return capital(without_head(say, _this(speech), speech))
