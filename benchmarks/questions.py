"""How much each question that may be left out changes plans, and how much there is to read for it.

Every persona that gets a plan answers one such question otherwise, in every way it can be answered; what is counted is
how many of the exercises of the first plan are gone from the new one. The screens are ordered by it (docs/decisions,
number 28).

python benchmarks/questions.py [EVERY]      every EVERYth persona only
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.interviews import possible_answers
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas

from loosen._model.plan import Recommendation
from loosen._model.question import Question

MINUTES = [5, 10, 20, 30, 45, 60]
DAYS = [2, 3, 4, 7]
WEEKS = [4, 12, 52]
NUMBERS = {"minutes": MINUTES, "days_per_week": DAYS, "training_weeks": WEEKS}
"""Numbers that people give; the bounds of these questions are rare answers."""


def main(every: int) -> None:
    """Print a line for each question, the one that changes most first."""
    found = {question.id: (list(_changes(question, every)), question) for question in _left_out()}
    for name, (changes, question) in sorted(found.items(), key=lambda one: -_mean(one[1][0])):
        words = len(" ".join((question.text, *(option.text for option in question.options))).split())
        print(f"{name:22} {_mean(changes):5.2f} exercises of a plan, {len(changes):5} answers tried, {words:4} words")


def _left_out() -> list[Question]:
    """The questions that may be left out; a routine by name is another plan altogether, and words of one's own none."""
    questions = EVERYBODYS.library.questions_in_order
    return [one for one in questions if not one.safety and not one.takes.own_words and one.id != "programme"]


def _changes(question: Question, every: int) -> Iterator[int]:
    """How many exercises of a plan are gone with each other answer."""
    for persona in load_personas()[::every]:
        answers = completed(
            {name: told for name, told in persona.told.items() if name != question.id}, drop_unasked=True
        )
        first = EVERYBODYS.recommend(answers)
        state = next(record.state for record in first.audit.answers if record.question == question.id)
        if first.plan is None or state == "not_applicable":
            continue
        there = _exercises(first)
        for value in NUMBERS.get(question.id) or _ways(question):
            yield len(
                there
                - _exercises(EVERYBODYS.recommend(completed({**persona.told, question.id: value}, drop_unasked=True)))
            )


def _ways(question: Question) -> list[Any]:
    ways = [way for way in possible_answers(question) if way not in ("unknown", question.default)]
    return [way for way in ways if not (isinstance(way, list) and len(way) == len(question.option_ids))]


def _exercises(made: Recommendation) -> set[str]:
    return {item.exercise for item in made.plan.items} if made.plan else set()


def _mean(changes: list[int]) -> float:
    return statistics.fmean(changes) if changes else 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
