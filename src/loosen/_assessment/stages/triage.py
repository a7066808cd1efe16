"""May this person exercise at all? The gravest level wins, every reason is kept, and nothing can lower it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loosen._engine import Outcome, Reading
from loosen._engine.facts import finding_key
from loosen._library import Library
from loosen._model.audit import HeardRecord
from loosen._model.base import LEVELS, WITH_A_PLAN, Level, gravest
from loosen._model.effects import Advise, AskAgain, SetLevel
from loosen._model.plan import TriageReason
from loosen._model.rule import Rule
from loosen._model.when import Always, QuestionTest, tests_of

FITTING: Mapping[Level, frozenset[str]] = {
    "emergency_now": frozenset({"emergency"}),
    "urgent_same_day": frozenset({"urgent", "safety_net"}),
    "clinician_before_exercise": frozenset({"clinician", "safety_net", "signpost"}),
    "proceed_with_caution": frozenset(
        {"clinician", "stop", "safety_net", "signpost", "expectation", "habit", "comfort"}
    ),
    "proceed": frozenset({"stop", "safety_net", "signpost", "expectation", "habit", "comfort"}),
}
"""The kinds of advice that fit each level: nothing milder beside a grave one, and nothing graver than was found."""


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
        return allows_a_plan(self.level)


def allows_a_plan(level: Level) -> bool:
    """Whether plans are made at this level."""
    return level in WITH_A_PLAN


def judge(outcomes: Iterable[Outcome], library: Library, heard: Iterable[HeardRecord] = ()) -> Verdict:
    """The verdict of the triage rules (fact RF-01: the highest level wins and every reason is listed).

    A reason that rests on words `heard` in a text quotes them.
    """
    spoken = [(library.rules[outcome.rule], outcome) for outcome in outcomes if outcome.result != "silent"]
    quotes = _quotes(heard)
    reasons = [reason for rule, outcome in spoken if (reason := _reason(rule, outcome, quotes, library))]
    level = gravest([reason.level for reason in reasons])
    reasons.sort(key=lambda reason: (-LEVELS.index(reason.level), reason.rule))
    counted = [(rule, outcome) for rule, outcome in spoken if outcome.result == "fired" or rule.unknown != "ignore"]
    for_all_last = sorted(counted, key=lambda spoke: isinstance(spoke[0].when, Always))
    advised = [name for rule, outcome in for_all_last if _may_advise(rule, outcome) for name in _advised(rule)]
    return Verdict(
        level=level,
        reasons=tuple(reasons),
        advice=_advice(level, advised, library),
        interim=_interim(level, [rule for rule, _ in counted]),
        ask_again=_each_once(
            name for rule, _ in counted for effect in rule.effects(AskAgain) for name in effect.ask_again
        ),
    )


def raised(verdict: Verdict, said: Mapping[str, str], library: Library) -> Verdict:
    """The verdict where rules of another stage want somebody to look before anything goes on; `said` is what they say.

    None of them says what is safe meanwhile, so nothing is.
    """
    level = gravest([verdict.level, "clinician_before_exercise"])
    own = [
        TriageReason(
            rule=rule, level="clinician_before_exercise", certain=True, say=say, evidence=library.rules[rule].evidence
        )
        for rule, say in said.items()
    ]
    reasons = sorted((*verdict.reasons, *own), key=lambda reason: (-LEVELS.index(reason.level), reason.rule))
    return Verdict(level, tuple(reasons), _advice(level, verdict.advice, library), (), verdict.ask_again)


def _advice(level: Level, names: Iterable[str], library: Library) -> tuple[str, ...]:
    """The advice that fits the level, what to do first before the rest; general advice when no rule says that."""
    fitting = [name for name in names if library.advice[name].kind in FITTING[level]]
    first = level.partition("_")[0]  # the kind that tells what to do first is the first word of the level
    if not any(library.advice[name].kind == first for name in fitting):
        fitting += [key for key, advice in library.advice.items() if advice.general and advice.kind == first]
    return _each_once(sorted(fitting, key=lambda name: library.advice[name].kind != first))


def _may_advise(rule: Rule, outcome: Outcome) -> bool:
    """A rule that only may apply advises when it looks at one question alone: then the person knows what is meant."""
    looked_at = {test.question if isinstance(test, QuestionTest) else "" for test in tests_of(rule.when)}
    return outcome.result == "fired" or (len(looked_at) == 1 and "" not in looked_at)


def _advised(rule: Rule) -> Iterator[str]:
    return (name for effect in rule.effects(Advise) for name in effect.advise)


def level_of(rule: Rule, reading: Reading) -> Level:
    """The level that a triage rule leads to when it fires, or only may apply."""
    if reading == "unknown":
        return rule.unknown if rule.unknown in LEVELS else "proceed"
    return gravest([effect.level for effect in rule.effects(SetLevel)])


def _quotes(heard: Iterable[HeardRecord]) -> dict[str, tuple[str, ...]]:
    """The words heard, by the key of the finding they are a sign of."""
    quotes: dict[str, tuple[str, ...]] = {}
    for record in heard:
        key = finding_key(record.finding)
        quotes[key] = _each_once((*quotes.get(key, ()), record.words))
    return quotes


def _reason(
    rule: Rule, outcome: Outcome, quotes: Mapping[str, tuple[str, ...]], library: Library
) -> TriageReason | None:
    certain = outcome.result == "fired"
    level = level_of(rule, "fired" if certain else "unknown")
    if level == "proceed":
        return None
    words = _each_once(word for key in outcome.matched for word in quotes.get(key, ()))
    say = rule.say if certain else _open_words(rule, library, wrote=bool(words))
    if words:
        fixed = library.referral_words
        quoted = f" {fixed.joined_by} ".join(f"“{quote}”" for quote in words)
        say = f"{fixed.you_wrote} {quoted}. {say}"
    return TriageReason(rule=rule.id, level=level, certain=certain, say=say, words=words, evidence=rule.evidence)


def _open_words(rule: Rule, library: Library, *, wrote: bool) -> str:
    """What is said of a rule that only may apply; its summary, which has no wording, only in English."""
    fixed = library.referral_words
    if wrote:
        return fixed.may_mean
    return fixed.not_known_here if library.language else f"{fixed.not_known_here} The rule: {rule.summary}"


def _interim(level: Level, rules: list[Rule]) -> tuple[str, ...]:
    """What every rule that asks for a clinician still allows; nothing above that level (fails closed)."""
    if level != "clinician_before_exercise":
        return ()
    allowed = [
        effect.interim
        for rule in rules
        for effect in rule.effects(SetLevel)
        if LEVELS.index(effect.level) >= LEVELS.index("clinician_before_exercise")
    ]
    return tuple(name for name in (allowed[0] if allowed else ()) if all(name in names for names in allowed))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
