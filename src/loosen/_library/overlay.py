"""What an overlay may replace freely, and what only with `overrides` and a reason: whatever keeps people safe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loosen._model.base import Authored, Stage
from loosen._model.demanded import DemandClass, Thing
from loosen._model.exercise import Exercise
from loosen._model.knowledge import Demand
from loosen._model.lexicon import Lexicon, Vocabulary
from loosen._model.question import Question, Tally
from loosen._model.rule import PREFIX, Rule, RuleCases
from loosen._model.screen import Screen

_KEEP_SAFE: tuple[Stage, ...] = ("findings", "triage", "safety")


def weakened(old: Authored, new: Authored) -> str:
    """What putting `new` in the place of `old` does to people's safety, in words; empty when it does nothing."""
    return _WHAT[type(old)](old, new) if type(old) in _WHAT else ""


def _of_rule(old: Rule, _: Rule) -> str:
    ceiling = any(effect.HOLDS_BACK for effect in old.then)
    return f"redefines {old.id}, a rule that keeps people safe" if old.stage in _KEEP_SAFE or ceiling else ""


def _of_cases(old: RuleCases, _: RuleCases) -> str:
    return f"replaces the cases of {old.rule}" if PREFIX[old.rule[:3]] in _KEEP_SAFE else ""


def _of_question(old: Question, new: Question) -> str:
    tells = old.safety or any(map(old.meaning_of, old.option_ids))
    return f"changes what {old.id} asks or means" if tells and _sense(old) != _sense(new) else ""


def _sense(question: Question) -> dict[str, Any]:
    """All of a question but its wording, which an overlay may change, for example to another language."""
    wording = {"text", "help", "none_text", "order", "section", "evidence", "options", "overrides"}
    meanings = {option: question.meaning_of(option) for option in question.option_ids}
    same_as = {option.id: option.formerly for option in question.options if option.formerly}
    return {**question.model_dump(exclude=wording), "meanings": meanings, "same_as": same_as}


def _of_exercise(old: Exercise, new: Exercise) -> str:
    if old.status in ("retired", "never") and new.status != old.status:
        return f"brings back {old.id}, which is not to be given"
    if lost := sorted(set(old.demands) - set(new.demands)):
        return f"no longer says that {old.id} asks for {', '.join(lost)}"
    if lost := sorted(set(old.equipment) - set(new.equipment)):
        return f"no longer says that {old.id} needs {', '.join(lost)}"
    if new.level < old.level or (new.kind, new.position) != (old.kind, old.position):
        return f"changes the level, kind or position of {old.id}"
    return f"changes the milder forms of {old.id}" if set(new.adaptations) - set(old.adaptations) else ""


def _of_demand(old: Demand, new: Demand) -> str:
    if new.belongs_to != old.belongs_to:
        return f"moves the demand {old.id} into another class"
    lost = {*old.implies, *old.kinds} - {*new.implies, *new.kinds}
    return f"takes {', '.join(sorted(lost))} away from the demand {old.id}" if lost else ""


def _of_any(old: Tally | Lexicon | Vocabulary, _: Tally | Lexicon | Vocabulary) -> str:
    return f"redefines {old.id}, which findings rest on"


def _of_what_is_asked(old: DemandClass | Thing, new: DemandClass | Thing) -> str:
    return f"redefines {old.id}, by which exercises are checked" if old != new else ""


def _of_screen(old: Screen, new: Screen) -> str:
    return f"changes what “none of these” means on {old.id}" if old.quiet != new.quiet else ""


_WHAT: Mapping[type[Authored], Callable[[Any, Any], str]] = {
    Rule: _of_rule, RuleCases: _of_cases, Question: _of_question, Exercise: _of_exercise, Demand: _of_demand,
    Tally: _of_any, Lexicon: _of_any, Vocabulary: _of_any, Screen: _of_screen,
    DemandClass: _of_what_is_asked, Thing: _of_what_is_asked,
}  # fmt: skip
