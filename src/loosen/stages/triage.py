"""May this person exercise at all? The gravest level wins, every reason is kept, and nothing can lower it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loosen.engine import Outcome
from loosen.library import Library
from loosen.model.base import LEVELS, Level, gravest
from loosen.model.plan import TriageReason
from loosen.model.rule import Advise, AskAgain, Rule, SetLevel


@dataclass(frozen=True)
class Verdict:
    """The level, why, the advice to show, what is safe meanwhile, and which questions to ask again."""

    level: Level
    reasons: tuple[TriageReason, ...]
    advice: tuple[str, ...]
    interim: tuple[str, ...]
    ask_again: tuple[str, ...]

    @property
    def allows_a_plan(self) -> bool:
        """Plans are made at `proceed` and `proceed_with_caution` only."""
        return LEVELS.index(self.level) <= LEVELS.index("proceed_with_caution")


def judge(outcomes: Iterable[Outcome], library: Library) -> Verdict:
    """The verdict of the triage rules (fact RF-01: the highest level wins and every reason is listed)."""
    spoken = [(library.rules[outcome.rule], outcome) for outcome in outcomes if outcome.result != "silent"]
    reasons = [reason for rule, outcome in spoken if (reason := _reason(rule, outcome))]
    level = gravest([reason.level for reason in reasons])
    reasons.sort(key=lambda reason: (-LEVELS.index(reason.level), reason.rule))
    effects = [effect for rule, outcome in spoken if _counts(rule, outcome) for effect in rule.then]
    return Verdict(
        level=level,
        reasons=tuple(reasons),
        advice=_each_once(name for effect in effects if isinstance(effect, Advise) for name in effect.advise),
        interim=_interim(level, [rule for rule, outcome in spoken if _counts(rule, outcome)]),
        ask_again=_each_once(name for effect in effects if isinstance(effect, AskAgain) for name in effect.ask_again),
    )


def _counts(rule: Rule, outcome: Outcome) -> bool:
    return outcome.result == "fired" or rule.unknown != "ignore"


def _level(rule: Rule, outcome: Outcome) -> Level:
    if outcome.result == "unknown":
        return rule.unknown if rule.unknown in LEVELS else "proceed"
    return gravest([effect.level for effect in rule.then if isinstance(effect, SetLevel)])


def _reason(rule: Rule, outcome: Outcome) -> TriageReason | None:
    level = _level(rule, outcome)
    if level == "proceed":
        return None
    certain = outcome.result == "fired"
    return TriageReason(rule=rule.id, level=level, certain=certain, say=rule.say, evidence=rule.evidence)


def _interim(level: Level, rules: list[Rule]) -> tuple[str, ...]:
    """What every rule that asks for a clinician still allows; nothing above that level (fails closed)."""
    if level != "clinician_before_exercise":
        return ()
    allowed = [
        effect.interim
        for rule in rules
        for effect in rule.then
        if isinstance(effect, SetLevel) and LEVELS.index(effect.level) >= LEVELS.index("clinician_before_exercise")
    ]
    return tuple(name for name in (allowed[0] if allowed else ()) if all(name in names for names in allowed))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
