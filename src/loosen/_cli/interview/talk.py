"""A whole conversation: the interview, what comes of it, and why."""

from __future__ import annotations

import signal
from pathlib import Path

from loosen._cli.streams import NobodyReads
from loosen._interview import Questionnaire
from loosen._interview.shown import asked_anew_words
from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._words.speech import Speech, speech_of
from loosen.errors import AnswersError, Fault, FaultCode, Interrupted, LoosenError, StreamError

from .ending import Ending
from .face import face
from .hold import Stop, hold
from .keeping import Keeper, new_file, resume


def talk(library: Library, save: Path | None, resumed: Path | None) -> Recommendation:
    """Ask, answer with a plan or a referral, and say what to do with it and why to whoever wants to know.

    Raises `FileError`, `AnswersError` when the answers end too early, and `Interrupted` when the person stops.
    """
    if save is not None and save != resumed:
        new_file(save)
    questionnaire = resume(resumed, library, save) if resumed else Questionnaire(library)
    speech = speech_of(library.language_id)
    keeper, shown = Keeper(save or resumed), face(speech)
    before = keeper.kept_plan()
    for ending in (signal.SIGTERM, signal.SIGINT):  # also where whoever started us ignores the second
        signal.signal(ending, signal.default_int_handler)
    keeper.keep(questionnaire)
    try:
        if library.language and library.language.note:
            shown.say(library.language.note)
        if questionnaire.asked_anew:
            shown.say("\n".join(asked_anew_words(questionnaire, speech)))
        made = hold(questionnaire, shown, keeper.keep, refining=before is not None)
        made = Ending(questionnaire, shown, keeper).go_on(made, before)
    except (Stop, KeyboardInterrupt) as stop:
        raise _stopped(stop, questionnaire, keeper, speech) from None
    except (StreamError, NobodyReads) as error:
        raise _broken_off(error, questionnaire, keeper, speech) from None
    keeper.finish()
    return made


def _broken_off(
    error: StreamError | NobodyReads, questionnaire: Questionnaire, keeper: Keeper, speech: Speech
) -> StreamError | NobodyReads:
    """What is told when a stream fails: where the answers are, if there are any and it was not they that failed."""
    if not questionnaire.as_data()["answers"]:
        keeper.finish()
    elif isinstance(error, StreamError) and not error.faults:
        return StreamError(f"{error.headline} {speech('interview.kept', file=str(keeper.file))}")
    return error


def _stopped(
    stop: Stop | KeyboardInterrupt, questionnaire: Questionnaire, keeper: Keeper, speech: Speech
) -> LoosenError:
    go_on = speech("interview.kept", file=str(keeper.file))
    if isinstance(stop, Stop) and stop.ended:
        shown = questionnaire.next()
        fault = Fault(FaultCode.MISSING_ANSWER, shown.title if shown else "", "has no answer.", go_on)
        return AnswersError("The answers ended in the middle of the interview.", [fault])
    return Interrupted(speech("interview.stopped", go_on=go_on))
