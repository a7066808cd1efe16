"""Tries every condition alone and with every other one: what plan is left, or why there is none.

Writes docs/poor_plans.md, the conditions and pairs whose plan lacks a kind of exercise that a session should have.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from loosen._library import Library, load
from loosen._model.base import Kind
from loosen._model.effects import Find
from loosen._model.language import ENGLISH
from loosen._model.plan import Recommendation
from loosen._model.rule import Rule
from loosen._model.when import QuestionTest, tests_of
from loosen._planning.recommender import Recommender
from loosen._words.speech import speech_of

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "poor_plans.md"
NEEDED: tuple[Kind, ...] = ("aerobic", "mobilisation", "strengthening", "relaxation")
Told = Mapping[str, Any]
Complete = Callable[[dict[str, Any]], dict[str, Any]]
Names = tuple[str, ...]
OWN_WORDS = "own_words"
SOMEBODY: Told = {"pain_areas": ["low_back"], "minutes": 20}
"""Somebody with low back pain and twenty minutes; everything else is answered as quietly as can be."""


class Tried(NamedTuple):
    """What came out for one condition or pair: the kinds of exercise that are missing, or that it is a referral.

    `unseen` names the conditions that the answers did not make present after all.
    """

    conditions: Names
    unseen: Names
    referral: bool
    reasons: int
    missing: tuple[Kind, ...]


class Conditions:
    """For each condition of a library some answers that make it present, as far as answers alone can."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def told(self) -> dict[str, Told]:
        """The answers for each condition, by id."""
        found = {key: self.answers_for(key) for key in self._library.conditions}
        return {key: self.applying(told) for key, told in found.items() if told is not None}

    def applying(self, told: Told) -> Told:
        """The same, with the answers that make its questions apply."""
        for question in told:
            for test in tests_of(self._library.questions[question].ask_when):
                if isinstance(test, QuestionTest) and (wanted := next(iter(test.wanted), None)):
                    several = self._library.questions[test.question].takes.several
                    return together(told, {test.question: [wanted] if several else wanted}) or told
        return told

    def answers_for(self, condition: str, above: tuple[str, ...] = ()) -> Told | None:
        """Answers that make a condition or symptom present; `above` are those that wait for it."""
        for question, option, meaning in self._library.meanings:
            if meaning == condition:
                several = self._library.questions[question].takes.several
                return {question: [option] if several else option}
        for entry in self._library.lexicon.values():
            if entry.finding == condition:
                return {OWN_WORDS: entry.words["en"].found_in[0]}
        rules = (rule for rule in self._library.rules_of("findings") if _finds(rule, condition))
        return next((told for rule in rules if (told := self._fires(rule, (*above, condition))) is not None), None)

    def _fires(self, rule: Rule, above: tuple[str, ...]) -> Told | None:
        """Answers that make a rule fire, out of its own cases."""
        for case in self._library.cases[rule.id].cases:
            needed = [key for key, state in case.findings.items() if state == "present"]
            if case.expect != "fires" or set(needed) & set(above):
                continue
            parts = [self.answers_for(key, above) for key in needed if key in self._library.conditions]
            told = together(*({} if part is None else part for part in parts), as_lists(case.answers))
            if len(parts) == len(needed) and None not in parts and told is not None:
                return told
        return None


def _finds(rule: Rule, condition: str) -> bool:
    return any(effect.find == condition for effect in rule.effects(Find))


def as_lists(answers: Mapping[str, Any]) -> Told:
    """The answers of a case in the form in which people give them."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in answers.items()}


def together(*parts: Told) -> Told | None:
    """Everything told at once, or None when two answers to one question exclude each other."""
    told: dict[str, Any] = {}
    for part in parts:
        for question, value in part.items():
            before = told.setdefault(question, value)
            if before == value:
                continue
            if question == OWN_WORDS:
                told[question] = f"{before} {value}"
            elif isinstance(before, list) and isinstance(value, list):
                told[question] = list(dict.fromkeys((*before, *value)))
            else:
                return None
    return told


def sets(library: Library, size: int) -> Iterator[Names]:
    """Every condition alone (`size` 1), or every pair (2), as far as answers can make them present."""
    yield from combinations(sorted(Conditions(library).told), size)


def tried(recommender: Recommender, complete: Complete, which: Iterable[Names]) -> Iterator[Tried]:
    """Those of the conditions and pairs that can be true together; `complete` fills in the quiet answers."""
    told = Conditions(recommender.library).told
    for names in which:
        whole = together(*(told[name] for name in names))
        if whole is None:
            continue
        answers = complete({**SOMEBODY, **whole})
        recommendation = recommender.recommend(answers)
        if not recommendation.audit.conflicts:
            yield _tried(names, recommendation)


def _tried(names: Names, recommendation: Recommendation) -> Tried:
    items = recommendation.plan.items if recommendation.plan else ()
    missing = tuple(kind for kind in NEEDED if kind not in {item.kind for item in items})
    present = {record.finding for record in recommendation.audit.findings if record.state == "present"}
    unseen = tuple(name for name in names if name not in present)
    referral = recommendation.plan is None
    return Tried(names, unseen, referral, len(recommendation.triage.reasons), () if referral else missing)


def page(results: list[Tried], library: Library) -> str:
    """The page of the poor ones."""
    alone = [entry for entry in results if len(entry.conditions) == 1]
    pairs = [entry for entry in results if len(entry.conditions) == 2]
    poor = [entry for entry in results if entry.missing]
    referrals = sum(entry.referral for entry in results)
    intro = (
        f"*Made by `make pairs`.* Somebody with low back pain and twenty minutes was given each of {len(alone)} "
        f"conditions alone and {len(pairs)} pairs that can be true together. {referrals} "
        f"end in a referral with its reasons. {len(poor)} are left with a plan that lacks a kind of exercise which a "
        "session should have; the plan says so to the person."
    )
    lines = ["# Poor plans", "", intro, ""]
    lines += ["| condition | with | lacks |", "| --- | --- | --- |"] if poor else []
    lines += [row(entry, library) for entry in poor]
    return "\n".join(lines).rstrip() + "\n"


def beginning(entry: Tried, library: Library) -> str:
    """How the row of a condition or pair begins, if it has one."""
    first, *second = (library.finding_name(name) for name in entry.conditions)
    return f"| {first} | {''.join(second) or 'alone'} | "


def row(entry: Tried, library: Library) -> str:
    """The row of one whose plan lacks something."""
    return (
        f"{beginning(entry, library)}{', '.join(speech_of(ENGLISH).one_of('kind', kind) for kind in entry.missing)} |"
    )


def main() -> None:
    """Write the page."""
    sys.path.insert(0, str(ROOT))
    from tests.people import completed

    library = load()
    everything = (names for size in (1, 2) for names in sets(library, size))
    PAGE.write_text(page(list(tried(Recommender(library), completed, everything)), library), "utf-8")


if __name__ == "__main__":
    main()
