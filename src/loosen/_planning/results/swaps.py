"""What the person chose in place of an exercise, where it cannot be given: then there is no plan, and the reason."""

from __future__ import annotations

from loosen._model.reason import VerdictReason
from loosen._model.reserved import NOT_THESE
from loosen._planning.state import Work
from loosen._words.reasons import because_words
from loosen._words.speech import speech_of
from loosen.errors import AnswersError, Fault, FaultCode


def refuse_what_cannot_be_given(work: Work) -> None:
    """Raise `AnswersError` where an exercise that the person chose was barred by safety, or cannot be given for
    another reason; safety, levels and what is at hand count for it as for any other.
    """
    given = {pick.exercise for pick in work.chosen.picks}
    faults = [_fault(new, old, work) for new, old in sorted(work.swaps.items()) if new not in given]
    if faults:
        raise AnswersError("What you chose cannot be given.", faults)


def _fault(new: str, old: str, work: Work) -> Fault:
    exercises = work.library.exercises
    what = f"{exercises[new].name} ({new}) cannot take the place of {exercises[old].name}. {_why(new, work)}"
    return Fault(FaultCode.BARRED, NOT_THESE, what, "Choose another exercise, or none.")


def _why(exercise: str, work: Work) -> str:
    verdict, because = work.fates[exercise]
    speech = speech_of(work.library.language_id)
    if verdict == "excluded":
        return " ".join(work.said_of(exercise, "excluded"))
    if verdict == "held_back":
        return " ".join(work.told_of_too_hard(exercise))
    if because.code is VerdictReason.NOT_ASKED_FOR or because.code is VerdictReason.PART_FILLED:
        return speech("reasons.no_part_of_routine")
    return because_words(because, work.rule_says, speech)
