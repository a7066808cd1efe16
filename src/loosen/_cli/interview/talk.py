"""A whole conversation: the interview, what comes of it, and why."""

from __future__ import annotations

import contextlib
import signal
import sys
from pathlib import Path

from loosen._cli.console import width
from loosen._interview import Questionnaire
from loosen._interview.screens import Ask, Line
from loosen._library import Library
from loosen._model.plan import Recommendation
from loosen._model.question import Question
from loosen._words.speech import Speech, speech_of
from loosen.errors import AnswersError, Fault, FaultCode, FileError, Interrupted, LoosenError

from .face import face
from .hold import Back, Face, Keeper, Stop, hold, resume

ENOUGH = "end"
"""The key of the line that asks for no more."""


def talk(library: Library, save: Path | None, resumed: Path | None) -> Recommendation:
    """Ask, answer with a plan or a referral, and say why to whoever wants to know.

    Raises `FileError`, `AnswersError` when the answers end too early, and `Interrupted` when the person stops.
    """
    if save is not None and save != resumed and save.exists():
        fault = Fault(
            FaultCode.ALREADY_THERE,
            str(save),
            "is there already.",
            f"Go on with it (--resume {save}) or choose another name.",
        )
        raise FileError("Nothing was asked.", [fault])
    questionnaire = resume(resumed, library) if resumed else Questionnaire(library)
    speech = speech_of(library.language_id)
    keeper, shown = Keeper(save or resumed), face(speech)
    for ending in (signal.SIGTERM, signal.SIGINT):  # also where whoever started us ignores the second
        signal.signal(ending, signal.default_int_handler)
    keeper.keep(questionnaire)
    if library.language and library.language.note:
        shown.say(library.language.note)
    try:
        made = hold(questionnaire, shown, keeper.keep)
    except (Stop, KeyboardInterrupt) as stop:
        raise _stopped(stop, questionnaire, keeper, speech) from None
    _show(made)
    with contextlib.suppress(Stop, Back, KeyboardInterrupt):
        _explain(made, shown, speech)
    keeper.finish()
    return made


def _stopped(
    stop: Stop | KeyboardInterrupt, questionnaire: Questionnaire, keeper: Keeper, speech: Speech
) -> LoosenError:
    go_on = speech("interview.kept", file=str(keeper.file))
    if isinstance(stop, Stop) and stop.ended:
        shown = questionnaire.next()
        fault = Fault(FaultCode.MISSING_ANSWER, shown.title if shown else "", "has no answer.", go_on)
        return AnswersError("The answers ended in the middle of the interview.", [fault])
    return Interrupted(speech("interview.stopped", go_on=go_on))


def _show(made: Recommendation) -> None:
    from loosen._outputs.export import export

    sys.stdout.write(f"\n{export(made, 'text', width=width())}")


def _explain(made: Recommendation, shown: Face, speech: Speech) -> None:
    """Say why to any item that the person points to, until that is enough; nobody is asked where nobody sits."""
    from loosen._explain.why.chain import why
    from loosen._outputs.document import to_text
    from loosen._outputs.why import story

    if made.plan is None:
        return
    enough = Line(ENOUGH, "", ENOUGH, speech("interview.that_is_all"))
    lines = [enough, *(Line(item.exercise, "", item.exercise, item.name) for item in made.plan.items)]
    asked = _why_this(tuple(lines), speech)
    while True:
        key = shown.choose(asked, 1.0, several=False)[-1]
        if key == ENOUGH:
            return
        if key in {line.key for line in lines}:
            shown.say(to_text(story(why(made.audit, key), speech), width()))


def _why_this(lines: tuple[Line, ...], speech: Speech) -> Ask:
    title, text = speech("interview.why_this"), speech("interview.choose_an_item")
    question = Question.model_construct(id="why", text=title, type="choice", help=None)
    return Ask(
        id="why", form="one", title=title, text=text, questions=(question,), lines=lines, before={}, why=text,
        quiet={},
    )  # fmt: skip
