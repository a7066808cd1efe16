"""Which answers a changed answer takes with it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from loosen._assessment.assessor import Assessor
from loosen._assessment.stages.intake import Intake, is_telling, take_one
from loosen._engine import compile_condition
from loosen._engine.facts import Facts
from loosen._library import Library
from loosen._model.question import Question
from loosen._model.when import QuestionTest, tests_on_answers

Answers = Mapping[str, Any]


def withdrawn(changed: Set[str], old: Answers, new: Answers, assessor: Assessor) -> tuple[str, ...]:
    """The answers that hang on what was changed, unless they tell of signs that now cannot be (then both are shown)."""
    hanging = _hanging(changed, old, new, assessor.library)
    if not hanging:
        return ()
    _, applies = assessor.take_so_far({name: value for name, value in new.items() if name not in hanging})
    questions = assessor.library.questions
    kept = {name for name in hanging if applies[name] == "no" and _is_sign(new[name], questions[name])}
    return tuple(sorted(hanging - kept))


def _hanging(changed: Set[str], old: Answers, new: Answers, library: Library) -> set[str]:
    """The answers whose question is asked because of something that has moved, or of another one that hangs on it."""
    moved = set(changed)
    for question in library.questions_in_order:
        if question.id in new and question.id not in moved:
            tests = (test for test in tests_on_answers(question.ask_when) if test.question in moved)
            if any(_reads_otherwise(test, old, new, library) for test in tests):
                moved.add(question.id)
    return moved - changed


def _reads_otherwise(test: QuestionTest, old: Answers, new: Answers, library: Library) -> bool:
    """Whether a test reads otherwise than before, or one of several options that it names was ticked or unticked."""
    question = library.questions[test.question]
    before, after = _facts(question, old), _facts(question, new)
    if before == after:
        return False
    singles = (QuestionTest.model_validate({"question": question.id, "is": option}) for option in test.wanted)
    conditions = (compile_condition(one) for one in (test, *singles))
    return any(condition.truth(before) != condition.truth(after) for condition in conditions)


def _facts(question: Question, answers: Answers) -> Facts:
    intake = Intake()
    if question.id in answers:
        take_one(answers, question, "yes", intake)
    return intake.facts


def _is_sign(value: Any, question: Question) -> bool:
    """Whether an answer tells of signs, which are never dropped without a word; a number or a choice may be."""
    return question.takes.quiet is not None and is_telling(value, question)
