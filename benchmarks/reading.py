"""What a person reads and answers before a plan can be made: every persona is interviewed as plain lines.

Counted are all words that are printed (screens, prompts, how much is done), answers typed, and single questions read.

python benchmarks/reading.py
"""

from __future__ import annotations

import io
import re
import statistics
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple, TextIO, cast

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.interviews import truth_about
from tests.people import EVERYBODYS, completed
from tests.personas import load_personas

from loosen._cli.interview.hold import hold
from loosen._cli.interview.plain import Plain
from loosen._interview import Questionnaire
from loosen._interview.screens import Ask, Line
from loosen._words.speech import speech_of

WORDS_A_MINUTE = 200
TOO_MANY = 60
"""Answers that nobody gives: what is typed is not understood."""
_WORD = re.compile(r"[^\W\d_][\w'-]*")


class Read(NamedTuple):
    """What was read and answered until the plan could be made, and until the first plan was made as a rule.

    `questions` are those whose text was read: one for a list that is read as one.
    """

    persona: str
    plan: bool
    words: int
    answers: int
    questions: int
    words_to_first: int
    answers_to_first: int


class _Person:
    """Standard input of somebody who says what is true, and asks for the plan when that is offered."""

    def __init__(self, questionnaire: Questionnaire, truth: Mapping[str, Any], out: io.StringIO) -> None:
        self._questionnaire, self._truth, self._out = questionnaire, truth, out
        self._fields: list[str] = []
        self.answers = self.questions = 0
        self.at_ready: tuple[int, int, int] | None = None
        self._on, self._read = "", 0

    def readline(self) -> str:
        """One line that is typed."""
        shown = self._questionnaire.next()
        if shown is None:
            return "p\n"
        if shown.ready and self.at_ready is None:
            self.at_ready = (count(self._out.getvalue()[: self._read]), self.answers, self.questions)
        self._read = len(self._out.getvalue())
        if shown.refines:
            return "p\n"
        if shown.id != self._on:
            self._on, self._fields = shown.id, [q.id for q in shown.questions if q.id not in shown.before]
            self.questions += 1 if shown.as_one else len(shown.questions)
        self.answers += 1
        if self.answers > TOO_MANY:
            raise RuntimeError(f"{shown.id} is asked again and again:\n{self._out.getvalue()[-2000:]}")
        return f"{self._told(shown)}\n"

    def _told(self, shown: Ask) -> str:
        if shown.form == "fields":
            return str(truth_about(self._question(shown, self._fields.pop(0)), self._truth)) if self._fields else "1"
        told = {question.id: _listed(truth_about(question, self._truth)) for question in shown.questions}
        if shown.lines:
            keys = [line.key for line in shown.lines if line.question and _is_true(line, told[line.question])]
            return " ".join(keys) or "none"
        return str(told[shown.question.id][0])

    def _question(self, shown: Ask, name: str) -> Any:
        return next(question for question in shown.questions if question.id == name)


def _is_true(line: Line, told: list[Any]) -> bool:
    return line.option in told if line.option else told != ["none"]


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def count(text: str) -> int:
    """The words of a text, without numbers and signs."""
    return len(_WORD.findall(" ".join(text.split())))


def read(persona: str, told: Mapping[str, Any]) -> Read:
    """What one person reads and answers."""
    questionnaire, out = Questionnaire(EVERYBODYS.library), io.StringIO()
    person = _Person(questionnaire, completed(told, drop_unasked=True), out)
    with redirect_stdout(out), _typed_by(person):
        made = hold(questionnaire, Plain(speech_of("en")), lambda _: None)
    whole = (count(out.getvalue()), person.answers, person.questions)
    return Read(persona, made.plan is not None, *(person.at_ready or whole), *whole[:2])


@contextmanager
def _typed_by(person: _Person) -> Iterator[None]:
    before, sys.stdin = sys.stdin, cast("TextIO", person)
    try:
        yield
    finally:
        sys.stdin = before


def everybody(every: int = 1) -> Iterator[Read]:
    """Every persona, or every third of them and so on."""
    yield from (read(persona.id, persona.told) for persona in load_personas()[::every])


def main() -> None:
    """Print the medians of those who get a plan, and of everybody."""
    people = list(everybody())
    for name, group in (("with a plan", [one for one in people if one.plan]), ("all", people)):
        print(f"{len(group)} personas, {name}:")
        for what in ("words", "answers", "questions", "words_to_first", "answers_to_first"):
            found = sorted(getattr(one, what) for one in group)
            minutes = f" ({statistics.median(found) / WORDS_A_MINUTE:.1f} minutes)" if "words" in what else ""
            print(f"  {what:17} {statistics.median(found):6g}{minutes}, from {found[0]} to {found[-1]}")


if __name__ == "__main__":
    main()
