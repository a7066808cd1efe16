"""Writes docs/screens.md: the screens of the interview, how they follow each other, and how many each persona sees."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from loosen.export.words import condition_words
from loosen.library import Library, load
from loosen.model.screen import Screen
from loosen.model.when import Always
from loosen.questionnaire import Questionnaire
from loosen.screens import Ask

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "screens.md"
Interviewed = Callable[[Mapping[str, Any], Questionnaire], list[Ask]]


class Walked(NamedTuple):
    """What one persona was shown: how many screens and questions, and what came of it."""

    persona: str
    name: str
    screens: int
    questions: int
    level: str
    plan: bool


def walked(personas: Mapping[str, tuple[str, Mapping[str, Any]]], ask: Interviewed, library: Library) -> list[Walked]:
    """Every persona (id → name, whole answers) interviewed."""
    return [_walk(key, name, truth, ask, library) for key, (name, truth) in personas.items()]


def _walk(key: str, name: str, truth: Mapping[str, Any], ask: Interviewed, library: Library) -> Walked:
    questionnaire = Questionnaire(library)
    asked = ask(truth, questionnaire)
    made = questionnaire.recommendation()
    questions = sum(len(shown.questions) for shown in asked)
    return Walked(key, name, len(asked), questions, made.triage.level, made.plan is not None)


def median_without_flags(people: list[Walked]) -> float:
    """The median number of screens of those who get a plan."""
    return statistics.median(person.screens for person in people if person.plan)


def page(people: list[Walked], library: Library) -> str:
    """The page."""
    intro = (
        "*Made by `make interview`.* An interview shows screens; a question that stands on none is a screen of its "
        "own. A question is asked only when some answer to it could still change the outcome, so most people see few."
    )
    lines = ["# The screens of the interview", "", intro, "", "## Which there are", "", *_screens(library)]
    lines += ["", "## How they follow each other", "", "```text", *_states(library), "```"]
    lines += ["", "## How many each persona sees", "", *_counts(people)]
    return "\n".join(lines) + "\n"


def _screens(library: Library) -> Iterator[str]:
    yield "| screen | shown as | asks |"
    yield "| --- | --- | --- |"
    for screen in library.screens_in_order:
        yield f"| {screen.id} | {screen.form} | {', '.join(f'`{name}`' for name in screen.questions)} |"


def _states(library: Library) -> Iterator[str]:
    """Every screen in order, with what has to be so before it comes."""
    yield "start"
    for screen in library.screens_in_order:
        yield f"  -> {screen.id}{_when(screen, library)}"
    yield "  any screen -> what to do now, once an emergency is certain"
    yield "  any screen -> only what is graver, once a referral is certain"
    yield "  -> plan or referral, when no answer left could change it"


def _when(screen: Screen, library: Library) -> str:
    conditions = [library.questions[name].ask_when for name in screen.questions]
    if screen.form != "one" or any(isinstance(when, Always) for when in conditions):
        return ""
    words = condition_words(conditions[0])
    return f"  [{words if len(words) < 90 else words[:87] + '...'}]"


def _counts(people: list[Walked]) -> Iterator[str]:
    plans = [person for person in people if person.plan]
    yield (
        f"{len(people)} personas. Those who get a plan see {median_without_flags(people):g} screens at the median "
        f"({min(p.screens for p in plans)} to {max(p.screens for p in plans)}); the others "
        f"{statistics.median(p.screens for p in people if not p.plan):g}."
    )
    yield ""
    yield "| persona | screens | questions on them | outcome |"
    yield "| --- | --- | --- | --- |"
    for person in people:
        yield f"| {person.name} | {person.screens} | {person.questions} | {person.level.replace('_', ' ')} |"


def everybody(library: Library) -> list[Walked]:
    """The personas of the tests, interviewed."""
    sys.path.insert(0, str(ROOT))
    from tests.interviews import interviewed
    from tests.people import completed
    from tests.personas import load_personas

    told = {one.id: (one.name, completed(one.told, drop_unasked=True)) for one in load_personas()}
    return walked(told, interviewed, library)


def main() -> None:
    """Write the page."""
    library = load()
    PAGE.write_text(page(everybody(library), library), "utf-8")


if __name__ == "__main__":
    main()
