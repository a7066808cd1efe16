"""What other answers would bring, and which of several changed answers makes each difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from loosen._assessment.as_given import NOT_APPLICABLE, as_meant, plain_answers
from loosen._library import Library
from loosen._library.loading import bundled
from loosen._model.plan import Recommendation
from loosen._model.question import UNKNOWN, Question
from loosen._model.reserved import NOT_THESE
from loosen._planning.review.review import made_again
from loosen._records.origin import SHOWN, answers_of, is_made_with
from loosen.errors import AnswersError, Fault, FaultCode, FileError

from .diff import diff, with_answers
from .types import Attributed, Comparison, WhatIf

Answers = Mapping[str, object]
NOT_POSSIBLE = "That change cannot be made as it stands."


def what_if(made: Recommendation, changes: Answers, library: Library | None = None) -> WhatIf:
    """What the same person would get with some answers changed, and which change makes each difference.

    `changes` maps questions to answers, as `recommend` takes them; "not_applicable" takes an answer back whose question
    does not apply any more. `library` is the one that the recommendation was made with (None: the one that comes with
    the package). Raises `AnswersError` naming every fault, and `FileError` when the record cannot be used for it.
    """
    known = _that_made(made, library or bundled())
    return _Supposing(made, known).changed(changes)


def _that_made(made: Recommendation, library: Library) -> Library:
    if not is_made_with(made.audit, library):
        remedy = "Give the library it was made with, or see what the present one makes of it: loosen replay PLAN.json"
        what = f"was made with the library {made.audit.library_digest[:SHOWN]}, and this is {library.digest[:SHOWN]}."
        raise FileError("What would be cannot be told.", [Fault(FaultCode.OTHER_LIBRARY, "the plan", what, remedy)])
    return library.in_language(made.audit.language)


class _Supposing:
    """A recommendation and the means to make others like it."""

    def __init__(self, made: Recommendation, library: Library) -> None:
        self._made, self._library = made, library
        self._answers = answers_of(made.audit)

    def changed(self, changes: Answers) -> WhatIf:
        """The other recommendation, and what differs."""
        plain = plain_answers(changes)
        try:
            after = self._with(changes)
        except AnswersError as error:
            raise AnswersError(NOT_POSSIBLE, list(self._faults(error, changes))) from None
        comparison = diff(self._made, after, self._library)
        settled = _Settling(self, changes, comparison).settled() if len(changes) > 1 else comparison
        told = {name: tuple(value) if isinstance(value, (list, dict)) else value for name, value in plain.items()}
        return WhatIf(changes=told, before=self._made, after=after, comparison=settled)

    def _with(self, changes: Answers) -> Recommendation:
        return made_again(self._made.audit.course, {**self._answers, **changes}, self._library, self._answers)

    def try_(self, changes: Answers) -> Comparison | None:
        """What these changes alone would bring; None where they cannot be made without the others."""
        try:
            found = diff(self._made, self._with(changes), self._library)
        except AnswersError:
            return None
        return None if found.conflicts else found

    def _faults(self, error: AnswersError, changes: Answers) -> Iterator[Fault]:
        for fault in error.faults:
            question = self._library.questions.get(fault.where)
            if question is None or fault.where in changes:
                yield fault
            else:
                what = "is asked because of this change, and has no answer yet."
                remedy = f"{question.text} Add: --set {question.id}=VALUE, where VALUE is {_choice_of(question)}."
                yield Fault(FaultCode.MISSING_ANSWER, fault.where, what, remedy)


def _choice_of(question: Question) -> str:
    if question.takes.number:
        return f"a whole number of {question.unit} from {question.minimum} to {question.maximum}, or {UNKNOWN}"
    none = ("none",) if question.takes.several else ()
    return ", ".join((*question.option_ids, *none)) + f" or {UNKNOWN}"


def read_changes(texts: Iterable[str], library: Library) -> dict[str, Any]:
    """Changes as they are typed: `question=value`, where a value may be several options with commas between.

    Raises `AnswersError` when one has another form or two are about the same question; whether question and value
    exist is checked with the answers.
    """
    changes: dict[str, Any] = {}
    faults = []
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        if not (name and value):
            faults.append(
                Fault(
                    FaultCode.BAD_OPTION, text, "is no change.", "Write it as question=value, for example minutes=20."
                )
            )
        elif name in changes:
            faults.append(
                Fault(FaultCode.BAD_OPTION, text, "changes the same answer again.", "Give each question once.")
            )
        else:
            changes[name] = _value(value, name, library)
    if faults:
        raise AnswersError(NOT_POSSIBLE, faults)
    return changes


def _value(text: str, name: str, library: Library) -> Any:
    if name == NOT_THESE:
        return [part.strip() for part in text.split(",") if part.strip()]
    if name not in library.questions or text == NOT_APPLICABLE:
        return text
    question = library.questions[name]
    return as_meant(question.takes.typed(text), question)


class _Settling:
    """Finds the changes that each difference needs, by leaving each of them out."""

    def __init__(self, supposing: _Supposing, changes: Answers, comparison: Comparison) -> None:
        self._supposing, self._changes, self._comparison = supposing, changes, comparison
        self._tried: dict[frozenset[str], Comparison | None] = {}

    def settled(self) -> Comparison:
        """The comparison, each difference put down to the answers without which it would not be there."""
        blocks = [self._block(name) for name in self._changes if self._changed(name)]
        without = [(block, self._results(self._all - block)) for block in dict.fromkeys(blocks)]
        with_ = [(block, self._results(block)) for block in dict.fromkeys(blocks)]
        found = self._comparison

        def settle(ones: Iterable[Attributed]) -> tuple[Any, ...]:
            return tuple(self._settle(one, without, with_) for one in ones)

        return found.model_copy(update={
            "level": self._settle(found.level, without, with_) if found.level else None,
            "exercises": settle(found.exercises), "items": settle(found.items),
            "session": settle(found.session), "advice": settle(found.advice),
        })  # fmt: skip

    @property
    def _all(self) -> frozenset[str]:
        return frozenset(self._changes)

    def _changed(self, name: str) -> bool:
        return any(change.question == name for change in self._comparison.changed_answers)

    def _block(self, name: str) -> frozenset[str]:
        """The change, with those that must go with it when it is left out: one needs the other, or contradicts it."""
        alone = frozenset([name])
        wider = (frozenset([name, other]) for other in self._changes if other != name)
        return next((block for block in (alone, *wider) if self._try(self._all - block) is not None), self._all)

    def _try(self, names: frozenset[str]) -> Comparison | None:
        if names not in self._tried:
            changes = {name: value for name, value in self._changes.items() if name in names}
            self._tried[names] = self._supposing.try_(changes)
        return self._tried[names]

    def _results(self, names: frozenset[str]) -> dict[tuple[str, ...], Any] | None:
        found = self._try(names)
        return None if found is None else {one.key: one.result for one in found.attributed}

    def _settle(self, one: Attributed, without: Sequence[Any], with_: Sequence[Any]) -> Any:
        """The answers without which it would be otherwise; else those that do it alone; else all of them."""
        needed = [block for block, results in without if not _has(results, one)]
        enough = [block for block, results in with_ if _has(results, one)]
        names = frozenset().union(*(needed or enough or [self._all]))
        return with_answers(one, [name for name in self._changes if name in names])


def _has(results: Mapping[tuple[str, ...], Any] | None, one: Attributed) -> bool:
    return results is not None and one.key in results and results[one.key] == one.result
