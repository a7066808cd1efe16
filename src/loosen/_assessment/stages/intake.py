"""Answers to facts: checks every answer, fills in defaults, and lets no contradiction or gap pass for a "no".

A question that certainly applies and matters for safety must be answered, unless the other answers leave it no way to
change the outcome: then it is skipped. One that only *may* apply, because the
question before it is open, counts as "not sure". Answers that contradict each other both count, the worse way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from loosen._assessment.answer import DOES_NOT_APPLY, Given, default_of, read_answer
from loosen._assessment.answers_file import LIBRARY
from loosen._assessment.as_given import NOT_APPLICABLE
from loosen._assessment.not_these import read_not_these
from loosen._engine.facts import Fact, Facts, number_key, option_key
from loosen._library import Library
from loosen._model.audit import AnswerRecord, Conflict, RuledOut
from loosen._model.language import ENGLISH, LanguageId
from loosen._model.names import did_you_mean
from loosen._model.programme import Programme
from loosen._model.question import AnswerValue, Question
from loosen._model.reserved import NOT_THESE, PROGRAMME
from loosen._model.when import tests_on_answers
from loosen._words.speech import speech_of
from loosen.errors import AnswersError, Fault, FaultCode

SHORTEST_DIGEST = 8
"""Characters of a library's digest that are enough to tell it from others."""
Applies = Callable[[str, Facts], Literal["yes", "perhaps", "no"]]
"""Whether a question applies, given the facts so far."""


@dataclass
class Intake:
    """The answers as understood: one record a question, the facts they make, and what does not fit together.

    `programme` is the routine asked for by name, if any; `ruled_out` are the exercises that the person does not want;
    `language` is the one in which conflicts are told. `older` has each answer that is some weeks older than the others.
    """

    records: dict[str, AnswerRecord] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    programme: Programme | None = None
    ruled_out: tuple[RuledOut, ...] = ()
    language: LanguageId = ENGLISH
    older: Mapping[str, int] = field(default_factory=dict)

    @property
    def ask_again(self) -> tuple[str, ...]:
        """The questions of the conflicts, each once."""
        return tuple(dict.fromkeys(question for conflict in self.conflicts for question in conflict.questions))

    def choice(self, question: str) -> str:
        """The option chosen in a single choice, or "unknown"/"not_applicable"."""
        record = self.records[question]
        return record.value if isinstance(record.value, str) else record.state

    def chosen(self, question: str) -> tuple[str, ...]:
        """The options chosen in a multiple choice."""
        value = self.records[question].value
        return value if isinstance(value, tuple) else ()

    def number(self, question: str) -> int | None:
        """A whole-number answer, or None when it is not known."""
        value = self.records[question].value
        return value if isinstance(value, int) else None


Matters = Callable[[Intake, frozenset[str]], Collection[str]]
"""Which of these unanswered questions could still change the outcome."""


def every_gap_matters(_: Intake, missing: frozenset[str]) -> Collection[str]:
    """For those who want every question answered that applies."""
    return missing


def take_in(
    answers: Mapping[str, Any], library: Library, applies: Applies, matters: Matters = every_gap_matters
) -> Intake:
    """Check and complete `answers` (question id → value). Raises `AnswersError` naming every fault."""
    not_these = read_not_these(answers.get(NOT_THESE), library)
    faults = [*_strangers(answers, library), *not_these.faults]
    missing: list[Fault] = []
    intake = Intake(ruled_out=not_these.ruled_out, language=library.language_id)
    for question in library.questions_in_order:
        found = take_one(answers, question, applies(question.id, intake.facts), intake)
        (faults if answers.get(question.id) is not None else missing).extend(found)
    _note_programme(library, intake)
    if missing and not faults:
        missing = _that_matter(missing, matters, intake)
    faults += missing
    if faults:
        raise AnswersError(f"The answers have {len(faults)} fault{'s' if len(faults) > 1 else ''}.", faults)
    return intake


def faults_of(value: Any, question: Question) -> list[Fault]:
    """What is wrong with an answer, taken by itself."""
    return read_answer({question.id: value}, question)[1]


def open_facts(question: Question) -> Mapping[str, Fact]:
    """The facts of a question that applies and is not answered yet: the same as for "not sure"."""
    if question.takes.own_words:
        return {}
    return _record_and_facts(question.id, question.option_ids, question.span, Given("unknown", None))[1]


def is_telling(value: Any, question: Question) -> bool:
    """Whether an answer says something that cannot be, if its question does not apply."""
    given, _ = read_answer({question.id: value}, question)
    return given is not None and question.safety and given.state == "answered" and _is_telling(question, given.value)


def _that_matter(missing: list[Fault], matters: Matters, intake: Intake) -> list[Fault]:
    """The gaps that count; a question whose answer could not change anything is recorded as skipped instead."""
    mattering = matters(intake, frozenset(fault.where for fault in missing))
    for fault in missing:
        if fault.where not in mattering:
            intake.records[fault.where] = AnswerRecord(question=fault.where, state="skipped")
    return [fault for fault in missing if fault.where in mattering]


def _note_programme(library: Library, intake: Intake) -> None:
    """A programme's minutes and days take the place of the person's: rules look at the session that will be done."""
    asked_for = intake.records.get(PROGRAMME)
    intake.programme = programme = library.programmes.get(str(asked_for.value)) if asked_for else None
    if programme:
        for question, value in (("minutes", programme.minutes), ("days_per_week", programme.days_per_week)):
            intake.facts[number_key(question)] = Fact(number_key(question), value, value)


def take_one(answers: Mapping[str, Any], question: Question, applies: str, intake: Intake) -> list[Fault]:
    """Record the answer to one question, or the lack of one, in `intake`; the faults found with it."""
    given, problems = read_answer(answers, question)
    return problems or _settle(question, given, applies, intake)


def _strangers(answers: Mapping[str, Any], library: Library) -> Iterator[Fault]:
    made_for = answers.get(LIBRARY, library.digest)
    if not (isinstance(made_for, str) and len(made_for) >= SHORTEST_DIGEST and library.digest.startswith(made_for)):
        remedy = (
            f"This is {library.digest[:12]}. Carry them over with `loosen ask --resume FILE`; or look them over with "
            "`loosen questions`, then remove the line."
        )
        yield Fault(
            FaultCode.OTHER_LIBRARY,
            LIBRARY,
            "the answers were given to another library of questions and rules.",
            remedy,
        )
    for name in answers:
        if name not in library.questions and name not in (LIBRARY, NOT_THESE):
            remedy = did_you_mean(str(name), library.questions, "`loosen questions` lists them all.")
            yield Fault(FaultCode.UNKNOWN_QUESTION, str(name), "there is no such question.", remedy)


def _settle(question: Question, given: Given | None, applies: str, intake: Intake) -> list[Fault]:
    """Record one question's answer and its facts; a fault when it must be answered and is not."""
    if given is not None and given.state != NOT_APPLICABLE:
        _record(question, given, intake)
        _note_conflicts(question, given, applies, intake)
    elif applies == "no":
        _record(question, DOES_NOT_APPLY, intake)
    elif not question.safety:
        _record(question, Given("default", default_of(question)), intake)
    elif applies == "perhaps":
        _record(question, Given("left_open", None), intake)
    else:
        said = "is answered 'not applicable', yet it applies." if given else "is not answered."
        too = "'none' and 'unknown' are answers" if question.takes.several else "'unknown' is an answer"
        return [Fault(FaultCode.MISSING_ANSWER, question.id, said, f"{question.text} Answer it; {too} too.")]
    return []


def _record(question: Question, given: Given, intake: Intake) -> None:
    if question.takes.own_words:  # never remembered: what people write is nobody else's
        intake.records[question.id] = AnswerRecord(question=question.id, state=given.state, value=given.value)
        return
    record, facts = _record_and_facts(question.id, question.option_ids, question.span, given)
    intake.records[question.id] = record
    intake.facts.update(facts)


@lru_cache(maxsize=4096)  # many people give the same answer
def _record_and_facts(
    question: str, options: tuple[str, ...], span: tuple[int, int] | None, given: Given
) -> tuple[AnswerRecord, Mapping[str, Fact]]:
    """What an answer comes to; `span` are the bounds of a number, None for a question with options."""
    record = AnswerRecord(question=question, state=given.state, value=given.value, also=_also(given))
    if given.state == NOT_APPLICABLE:
        return record, {}
    facts = [_number_fact(question, span, given.value)] if span else _option_facts(question, options, given)
    return record, {fact.key: fact for fact in facts}


def _also(given: Given) -> tuple[Literal["none", "unknown"], ...]:
    """What stood beside real options; without it the answer could not be given again from its record."""
    return (*(("none",) if given.also_none else ()), *(("unknown",) if given.also_unknown else ()))


def _number_fact(question: str, span: tuple[int, int], value: AnswerValue | None) -> Fact:
    low, high = (value, value) if isinstance(value, int) else span
    return Fact(number_key(question), low, high)


def _option_facts(question: str, options: Iterable[str], given: Given) -> Iterator[Fact]:
    chosen = given.value if isinstance(given.value, tuple) else (given.value,)
    not_chosen = (0, 1) if given.value is None or given.also_unknown else (0, 0)
    for option in options:
        yield Fact(option_key(question, option), *((1, 1) if option in chosen else not_chosen))


def _note_conflicts(question: Question, given: Given, applies: str, intake: Intake) -> None:
    speech = speech_of(intake.language)
    if given.also_none:
        say = speech("answers.signs_and_none", question=question.text)
        intake.conflicts.append(Conflict(questions=(question.id,), say=say))
    if applies == "no" and question.safety and given.state == "answered" and _is_telling(question, given.value):
        parents = _open_again(question, intake)
        say = speech("answers.does_not_apply", question=question.text)
        intake.conflicts.append(Conflict(questions=(*parents, question.id), say=say))


def _is_telling(question: Question, value: AnswerValue | None) -> bool:
    """Whether an answer says something that cannot be, if its question does not apply.

    Signs and "yes" always do. A number or a choice does where it is about health (weeks of pregnancy, limits after an
    operation); about pain that is not there it is only a needless answer.
    """
    if question.section in ("about_you", "health"):
        return value not in ("no", ())
    return value == "yes" or (isinstance(value, tuple) and bool(value))


def _open_again(question: Question, intake: Intake) -> tuple[str, ...]:
    """Widen the facts that made the question not apply, so that the worse reading of them counts as possible."""
    parents = []
    for test in tests_on_answers(question.ask_when):
        parents.append(test.question)
        for option in test.wanted:
            key = option_key(test.question, option)
            if key in intake.facts:
                intake.facts[key] = intake.facts[key]._replace(high=1)
    return tuple(dict.fromkeys(parents))
