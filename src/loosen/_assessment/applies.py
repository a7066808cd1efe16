"""Whether a question applies, and how many tests of a tally hold, given the facts so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from loosen._engine import compile_condition
from loosen._engine.conditions import NO, PERHAPS, YES
from loosen._engine.facts import Facts
from loosen._library import Library

Applies = Literal["yes", "perhaps", "no"]
_APPLIES: Mapping[int, Applies] = {YES: "yes", PERHAPS: "perhaps", NO: "no"}


class Asking:
    """The conditions of a library's questions and tallies, made ready once."""

    def __init__(self, library: Library) -> None:
        self._ask_when = {key: compile_condition(question.ask_when) for key, question in library.questions.items()}
        self._tallies = {key: tuple(map(compile_condition, tally.of)) for key, tally in library.tallies.items()}

    def applies(self, question: str, facts: Facts) -> Applies:
        """Whether a question certainly applies, may apply because an earlier answer is open, or does not."""
        return _APPLIES[self._ask_when[question].truth(facts)]

    def count(self, tally: str, facts: Facts) -> tuple[int, int]:
        """How many tests of a tally certainly hold, and how many may."""
        truths = [test.truth(facts) for test in self._tallies[tally]]
        return truths.count(YES), len(truths) - truths.count(NO)
