"""Rules in words that a physiotherapist reads: when a rule speaks, what it does, and what "not sure" leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from loosen._library import Library
from loosen._model.effects import (
    Advise,
    AskAgain,
    Caution,
    Effect,
    Exclude,
    Find,
    Focus,
    Gate,
    Include,
    Limit,
    Modify,
    MuscleCap,
    Pace,
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
from loosen._model.rule import Rule
from loosen._model.when import FindingTest, QuestionTest, Test

from .conditions import bounds_words, condition_words
from .speech import speech_of

_LIMITED = ("hold_s", "repetitions", "sets", "days_per_week", "times_per_day")
"""The values of a dose that a rule may set or limit, in the order in which they are told."""


class RuleWords:
    """Says the rules of one library with the names of its entries instead of their ids.

    `says` has, for every form of effect, what puts it into words.
    """

    def __init__(self, library: Library) -> None:
        self._library, self._speech = library, speech_of(library.language_id)
        self.says: Mapping[type[Effect], Callable[[Any], str]] = {
            Find: self._find, SetLevel: self._level, AskAgain: self._ask_again, Advise: self._advise,
            Focus: self._focus, Exclude: self._exclude, Modify: self._modify, Caution: self._caution,
            Limit: self._limit, Prefer: self._prefer, Include: self._include, Session: self._session,
            SetDose: self._dose, ScaleDose: self._scale, MuscleCap: self._cap, Timing: self._timing,
            StartAt: self._start, Gate: self._gate, Steps: self._steps, Pace: self._pace, ReviewAt: self._review,
        }  # fmt: skip

    def when(self, rule: Rule) -> str:
        """The rule's condition, such as “Knee trouble” or (“Pregnant” and the answer to … is …)."""
        return condition_words(rule.when, self._speech, self.test)

    def then(self, rule: Rule) -> tuple[str, ...]:
        """What the rule does, one sentence an effect."""
        return tuple(self.says[type(effect)](effect) for effect in rule.then)

    def not_sure(self, rule: Rule) -> str:
        """What happens when the condition only may hold, because an answer is open; empty where nothing does."""
        if rule.unknown in (None, "ignore"):
            return ""
        if rule.unknown == "as_present":
            return self._speech("rules.not_sure.as_present")
        if rule.unknown == "caution":
            return self._speech("rules.not_sure.caution")
        return self._speech("rules.not_sure.level", level=self._level_name(rule.unknown))

    def test(self, test: Test) -> str:
        """One test in words."""
        if isinstance(test, FindingTest):
            name = self._library.finding_name(test.finding)
            return self._speech("rules.present" if test.is_ == "present" else "rules.absent", name=name)
        if isinstance(test, QuestionTest):
            return self._answer(test)
        tally = self._speech.inside(self._library.tallies[test.tally].name)
        return self._speech("rules.tally", bounds=bounds_words(test.at_least, test.at_most, self._speech), tally=tally)

    def _answer(self, test: QuestionTest) -> str:
        question = self._library.questions[test.question]
        options = {option.id: option.text for option in question.options}

        def named(names: Iterable[str]) -> str:
            return self._speech.either(self._speech("rules.quoted", what=options.get(name, name)) for name in names)

        if test.wanted:
            return self._speech("rules.answer_is", question=question.text, answer=named(test.wanted))
        if test.is_not is not None:
            return self._speech("rules.answer_is_not", question=question.text, answer=named((test.is_not,)))
        bounds = f"{bounds_words(test.at_least, test.at_most, self._speech)} {question.unit or ''}".rstrip()
        return self._speech("rules.answer_is", question=question.text, answer=bounds)

    def selector(self, selector: Selector) -> str:
        """Which exercises a selector is about."""
        parts = list(self._parts(selector))
        if not parts:
            return self._speech("rules.all_exercises")
        return self._speech("rules.exercises", which=self._speech.both(parts))

    def _parts(self, selector: Selector) -> Iterator[str]:
        say, library = self._speech, self._library
        if selector.exercise:
            yield say("rules.called", names=say.either(library.exercises[key].name for key in selector.exercise))
        if selector.kind:
            yield say("rules.of_kind", kinds=say.either(say.one_of("kind", kind) for kind in selector.kind))
        if selector.muscle:
            yield say("rules.working_on", muscles=say.either(map(self._muscle, selector.muscle)))
        if selector.demand:
            yield say("rules.asking_for", demands=say.either(map(self._demand, selector.demand)))
        if selector.demand_none:
            yield say("rules.not_asking_for", demands=say.either(map(self._demand, selector.demand_none)))
        if selector.position:
            yield say("rules.done", positions=say.either(say.one_of("position", key) for key in selector.position))
        if selector.equipment:
            yield say("rules.with", things=say.either(say.one_of("equipment", item) for item in selector.equipment))
        if selector.ladder:
            yield say("rules.on_ladder", ladders=say.either(library.ladders[key].name for key in selector.ladder))
        if selector.level_at_least is not None or selector.level_at_most is not None:
            yield say("rules.of_level", bounds=bounds_words(selector.level_at_least, selector.level_at_most, say))

    def _muscle(self, key: str) -> str:
        if key in self._library.muscles:
            return self._speech.inside(self._library.muscles[key].name)
        return self._speech.one_of("muscle_class", key)

    def _demand(self, key: str) -> str:
        return self._speech.inside(self._library.demands[key].name)

    def _level_name(self, level: str) -> str:
        """A level within a sentence."""
        return self._speech.inside(self._speech.one_of("level", level))

    def _find(self, effect: Find) -> str:
        return self._speech("rules.notes", finding=self._library.finding_name(effect.find))

    def _level(self, effect: SetLevel) -> str:
        level = self._speech("rules.at_least_level", level=self._level_name(effect.level))
        meanwhile = " ".join(self._library.advice[key].say for key in effect.interim)
        return f"{level} {self._speech('rules.meanwhile', advice=meanwhile)}" if meanwhile else level

    def _ask_again(self, effect: AskAgain) -> str:
        asked = (self._speech("rules.quoted", what=self._library.questions[key].text) for key in effect.ask_again)
        return self._speech("rules.asks_again", questions="; ".join(asked))

    def _advise(self, effect: Advise) -> str:
        return " ".join(self._speech("rules.tells", say=self._library.advice[key].say) for key in effect.advise)

    def _focus(self, effect: Focus) -> str:
        return self._speech("rules.points_to", muscle=self._muscle(effect.focus), weight=effect.weight)

    def _exclude(self, effect: Exclude) -> str:
        return self._speech("rules.leaves_out", what=self.selector(effect.exclude)) + self._instead(effect.instead)

    def _modify(self, effect: Modify) -> str:
        asked = self._speech.either(self._demand(key) for key in effect.modify)
        return self._speech("rules.only_without", demands=asked) + self._instead(effect.instead)

    def _instead(self, selector: Selector | None) -> str:
        return f" {self._speech('rules.instead', what=self.selector(selector))}" if selector else ""

    def _caution(self, effect: Caution) -> str:
        return self._speech("rules.warns_at", what=self.selector(effect.caution))

    def _limit(self, effect: Limit) -> str:
        most = [*self._amounts(effect), *([self._speech("rules.middle_of_range")] if effect.range else [])]
        return self._speech("rules.at_most_of", what=self.selector(effect.limit), amounts=", ".join(most))

    def _prefer(self, effect: Prefer) -> str:
        key = "rules.speaks_for" if effect.points > 0 else "rules.speaks_against"
        return self._speech(key, what=self.selector(effect.prefer), points=effect.points)

    def _include(self, effect: Include) -> str:
        return self._speech("rules.promises", what=self.selector(effect.include), count=effect.at_least)

    def _session(self, effect: Session) -> str:
        say, shape = self._speech, effect.session
        parts = [say("rules.items_at_most", count=shape.items_at_most)] if shape.items_at_most else []
        if shape.fewer_items:
            parts.append(say("rules.fewer_items", count=shape.fewer_items))
        if shape.at_least:
            kinds = ", ".join(f"{count} {say.one_of('kind', kind)}" for kind, count in shape.at_least.items())
            parts.append(say("conditions.at_least", bound=kinds))
        if shape.share:
            shares = ", ".join(f"{say.one_of('kind', kind)} {share} %" for kind, share in shape.share.items())
            parts.append(say("rules.time_after_warm_up", shares=shares))
        parts += [
            say("rules.bound", kind=say.one_of("kind", kind), percent=bound.percent, seconds=bound.seconds)
            for kind, bound in shape.bounds.items()
        ]
        return say("rules.shapes_session", parts="; ".join(parts))

    def _dose(self, effect: SetDose) -> str:
        amounts = ", ".join(self._amounts(effect))
        return self._speech("rules.starts_with", what=self.selector(effect.dose), amounts=amounts)

    def _scale(self, effect: ScaleDose) -> str:
        return self._speech("rules.gives_percent", percent=effect.percent, what=self.selector(effect.scale))

    def _cap(self, effect: MuscleCap) -> str:
        return self._speech("rules.caps", session=effect.cap_stretch_s, week=effect.cap_week_s)

    def _timing(self, effect: Timing) -> str:
        return self._speech("rules.allows_time", ready=effect.get_ready_s, change=effect.change_sides_s)

    def _start(self, effect: StartAt) -> str:
        return self._speech("rules.starts_at", what=self.selector(effect.start), level=effect.level_at_most)

    def _gate(self, effect: Gate) -> str:
        criteria = " ".join(criterion.say for criterion in effect.criteria)
        return self._speech.one_of("gate", effect.verdict, "rule", criteria=criteria)

    def _steps(self, effect: Steps) -> str:
        return self._speech(
            "rules.grows",
            order=self._speech("rules.then").join(step.removesuffix("_s") for step in effect.order),
            hold=effect.hold_s,
            repetitions=effect.repetitions,
            sets=effect.sets,
            days=effect.days_between,
        )

    def _pace(self, effect: Pace) -> str:
        return self._speech("rules.steps_a_week", count=effect.changes_a_week)

    def _review(self, effect: ReviewAt) -> str:
        return self._speech("rules.looks_again", weeks=self._speech.both(map(str, effect.review_weeks)))

    def _amounts(self, effect: Limit | SetDose) -> list[str]:
        given = effect.model_dump(exclude_none=True)
        return [self._speech.one_of("dose", name, "rule", amount=given[name]) for name in _LIMITED if name in given]
