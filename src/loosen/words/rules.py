"""Rules in words that a physiotherapist reads: when a rule speaks, what it does, and what "not sure" leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from loosen.library import Library
from loosen.model.effects import (
    Advise,
    AskAgain,
    Caution,
    Effect,
    Exclude,
    Find,
    Focus,
    Gate,
    Limit,
    Modify,
    MuscleCap,
    Prefer,
    ReviewAt,
    ScaleDose,
    Selector,
    Session,
    SetDose,
    SetLevel,
    StartAt,
    Steps,
    Timing,
)
from loosen.model.rule import Rule
from loosen.model.when import FindingTest, QuestionTest, Test, bounds_words

from .conditions import condition_words
from .vocabulary import CLASS_WORDS, KIND_WORDS, LEVEL_WORDS, POSITION_WORDS

_UNITS: Mapping[str, str] = {
    "hold_s": "{} seconds of hold", "repetitions": "{} repetitions", "sets": "{} rounds",
    "days_per_week": "{} days a week", "times_per_day": "{} times a day",
}  # fmt: skip


class RuleWords:
    """Says the rules of one library with the names of its entries instead of their ids.

    `says` has, for every form of effect, what puts it into words.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.says: Mapping[type[Effect], Callable[[Any], str]] = {
            Find: self._find, SetLevel: self._level, AskAgain: self._ask_again, Advise: self._advise,
            Focus: self._focus, Exclude: self._exclude, Modify: self._modify, Caution: self._caution,
            Limit: self._limit, Prefer: self._prefer, Session: self._session, SetDose: self._dose,
            ScaleDose: self._scale, MuscleCap: self._cap, Timing: self._timing, StartAt: self._start,
            Gate: self._gate, Steps: self._steps, ReviewAt: self._review,
        }  # fmt: skip

    def when(self, rule: Rule) -> str:
        """The rule's condition, such as “Knee trouble” or (“Pregnant” and the answer to … is …)."""
        return condition_words(rule.when, self.test)

    def then(self, rule: Rule) -> tuple[str, ...]:
        """What the rule does, one sentence an effect."""
        return tuple(self.says[type(effect)](effect) for effect in rule.then)

    def not_sure(self, rule: Rule) -> str:
        """What happens when the condition only may hold, because an answer is open; empty where nothing does."""
        if rule.unknown in (None, "ignore"):
            return ""
        if rule.unknown == "as_present":
            return "The same as if it were so."
        return "A warning." if rule.unknown == "caution" else f"{_level_name(rule.unknown)}."

    def test(self, test: Test) -> str:
        """One test in words."""
        if isinstance(test, FindingTest):
            name = f"“{self._library.finding_name(test.finding)}”"
            return name if test.is_ == "present" else f"{name} is ruled out"
        if isinstance(test, QuestionTest):
            return self._answer(test)
        return f"{bounds_words(test.at_least, test.at_most)} of the {self._library.tallies[test.tally].name.lower()}"

    def _answer(self, test: QuestionTest) -> str:
        question = self._library.questions[test.question]
        options = {option.id: option.text for option in question.options}

        def named(names: Iterable[str]) -> str:
            return " or ".join(f"“{options.get(name, name)}”" for name in names)

        asked = f"the answer to “{question.text}”"
        if test.wanted:
            return f"{asked} is {named(test.wanted)}"
        if test.is_not is not None:
            return f"{asked} is not {named((test.is_not,))}"
        return f"{asked} is {bounds_words(test.at_least, test.at_most)} {question.unit or ''}".rstrip()

    def selector(self, selector: Selector) -> str:
        """Which exercises a selector is about."""
        parts = list(self._parts(selector))
        return f"exercises {' and '.join(parts)}" if parts else "all exercises"

    def _parts(self, selector: Selector) -> Iterator[str]:
        if selector.exercise:
            yield "called " + _either(self._library.exercises[key].name for key in selector.exercise)
        if selector.kind:
            yield "of the kind " + _either(KIND_WORDS[kind] for kind in selector.kind)
        if selector.muscle:
            yield "that mainly work on " + _either(self._muscle(key) for key in selector.muscle)
        if selector.demand:
            yield "that ask for " + _either(self._demand(key) for key in selector.demand)
        if selector.demand_none:
            yield "that do not ask for " + _either(self._demand(key) for key in selector.demand_none)
        if selector.position:
            yield "done " + _either(POSITION_WORDS.get(key, key.replace("_", " ")) for key in selector.position)
        if selector.equipment:
            yield "with " + _either(item.replace("_", " ") for item in selector.equipment)
        if selector.ladder:
            yield "on the ladder " + _either(self._library.ladders[key].name for key in selector.ladder)
        if selector.level_at_least is not None or selector.level_at_most is not None:
            yield f"of level {bounds_words(selector.level_at_least, selector.level_at_most)}"

    def _muscle(self, key: str) -> str:
        return self._library.muscles[key].name.lower() if key in self._library.muscles else CLASS_WORDS[key]

    def _demand(self, key: str) -> str:
        return self._library.demands[key].name.lower()

    def _find(self, effect: Find) -> str:
        return f"Notes: “{self._library.finding_name(effect.find)}”."

    def _level(self, effect: SetLevel) -> str:
        meanwhile = [self._library.advice[key].say for key in effect.interim]
        return f"At least: {_level_name(effect.level)}." + (f" Meanwhile: {' '.join(meanwhile)}" if meanwhile else "")

    def _ask_again(self, effect: AskAgain) -> str:
        return "Asks again: " + "; ".join(f"“{self._library.questions[key].text}”" for key in effect.ask_again)

    def _advise(self, effect: Advise) -> str:
        return " ".join(f"Tells the person: “{self._library.advice[key].say}”" for key in effect.advise)

    def _focus(self, effect: Focus) -> str:
        return f"Points to: {self._muscle(effect.focus)}, weight {effect.weight} %."

    def _exclude(self, effect: Exclude) -> str:
        return f"Leaves out {self.selector(effect.exclude)}.{self._instead(effect.instead)}"

    def _modify(self, effect: Modify) -> str:
        asked = _either(self._demand(key) for key in effect.modify)
        return f"Allows exercises that ask for {asked} only in a form that does not.{self._instead(effect.instead)}"

    def _instead(self, selector: Selector | None) -> str:
        return f" Instead: {self.selector(selector)}." if selector else ""

    def _caution(self, effect: Caution) -> str:
        return f"Warns at {self.selector(effect.caution)}."

    def _limit(self, effect: Limit) -> str:
        most = [*_amounts(effect), *(["the middle of the range only"] if effect.range else [])]
        return f"For {self.selector(effect.limit)} at most: {', '.join(most)}."

    def _prefer(self, effect: Prefer) -> str:
        speaks = "for" if effect.points > 0 else "against"
        return f"Speaks {speaks} {self.selector(effect.prefer)} ({effect.points:+d} points)."

    def _session(self, effect: Session) -> str:
        shape = effect.session
        parts = [f"at most {shape.items_at_most} exercises"] if shape.items_at_most else []
        if shape.at_least:
            parts.append(
                "at least " + ", ".join(f"{count} {KIND_WORDS[kind]}" for kind, count in shape.at_least.items())
            )
        if shape.share:
            shares = ", ".join(f"{KIND_WORDS[kind]} {share} %" for kind, share in shape.share.items())
            parts.append(f"time after the warm-up: {shares}")
        return f"Shapes the session: {'; '.join(parts)}."

    def _dose(self, effect: SetDose) -> str:
        return f"Starts {self.selector(effect.dose)} at {', '.join(_amounts(effect))}."

    def _scale(self, effect: ScaleDose) -> str:
        return f"Gives {effect.percent} % of the dose of {self.selector(effect.scale)}."

    def _cap(self, effect: MuscleCap) -> str:
        return f"Stretches one muscle at most {effect.cap_stretch_s} s a session and {effect.cap_week_s} s a week."

    def _timing(self, effect: Timing) -> str:
        return f"Allows {effect.get_ready_s} s to get ready and {effect.change_sides_s} s to change sides."

    def _start(self, effect: StartAt) -> str:
        return f"Starts {self.selector(effect.start)} no higher than level {effect.level_at_most}."

    def _gate(self, effect: Gate) -> str:
        needs = "all of" if effect.verdict == "advance" else "any of"
        verdict = {"advance": "Move on", "hold": "Stay", "step_back": "Step back", "stop": "Stop"}[effect.verdict]
        return f"{verdict} with {needs}: {' '.join(criterion.say for criterion in effect.criteria)}"

    def _steps(self, effect: Steps) -> str:
        order = ", then ".join(step.removesuffix("_s") for step in effect.order)
        return (
            f"Grows one thing at a time: {order}; by {effect.hold_s} s of hold, {effect.repetitions} repetition or "
            f"{effect.sets} round; at least {effect.days_between} days between two changes."
        )

    def _review(self, effect: ReviewAt) -> str:
        return f"Looks at the whole plan again after {' and '.join(map(str, effect.review_weeks))} weeks."


def _level_name(level: str) -> str:
    return LEVEL_WORDS[level].lower() if level in LEVEL_WORDS else level  # type: ignore[index]


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)


def _amounts(effect: Limit | SetDose) -> list[str]:
    given = effect.model_dump(exclude_none=True)
    return [words.format(given[name]) for name, words in _UNITS.items() if name in given]
