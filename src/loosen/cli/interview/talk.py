"""A whole conversation: the interview, what comes of it, and why."""

from __future__ import annotations

import contextlib
import signal
import sys
from pathlib import Path

from loosen.cli.console import width
from loosen.errors import AnswersError, Fault, FileError, Interrupted, LoosenError
from loosen.interview import Questionnaire
from loosen.interview.screens import Ask, Line
from loosen.library import Library
from loosen.model.plan import Recommendation
from loosen.model.question import Question

from .face import face
from .hold import Back, Face, Keeper, Stop, hold, resume

ENOUGH = Line("end", "", "end", "That is all")


def talk(library: Library, save: Path | None, resumed: Path | None) -> Recommendation:
    """Ask, answer with a plan or a referral, and say why to whoever wants to know.

    Raises `FileError`, `AnswersError` when the answers end too early, and `Interrupted` when the person stops.
    """
    if save is not None and save != resumed and save.exists():
        fault = Fault(str(save), "is there already.", f"Go on with it (--resume {save}) or choose another name.")
        raise FileError("Nothing was asked.", [fault])
    questionnaire = resume(resumed, library) if resumed else Questionnaire(library)
    keeper, shown = Keeper(save or resumed), face()
    for ending in (signal.SIGTERM, signal.SIGINT):  # also where whoever started us ignores the second
        signal.signal(ending, signal.default_int_handler)
    keeper.keep(questionnaire)
    if library.language and library.language.note:
        shown.say(library.language.note)
    try:
        made = hold(questionnaire, shown, keeper.keep)
    except (Stop, KeyboardInterrupt) as stop:
        raise _stopped(stop, questionnaire, keeper) from None
    _show(made)
    with contextlib.suppress(Stop, Back, KeyboardInterrupt):
        _explain(made, shown)
    keeper.finish()
    return made


def _stopped(stop: Stop | KeyboardInterrupt, questionnaire: Questionnaire, keeper: Keeper) -> LoosenError:
    go_on = f"Your answers are kept. Go on with: loosen ask --resume {keeper.file}"
    if isinstance(stop, Stop) and stop.ended:
        shown = questionnaire.next()
        fault = Fault(shown.title if shown else "", "has no answer.", go_on)
        return AnswersError("The answers ended in the middle of the interview.", [fault])
    return Interrupted(f"Stopped. {go_on}")


def _show(made: Recommendation) -> None:
    from loosen.outputs.formats import export

    sys.stdout.write(f"\n{export(made, 'text', width=width())}")


def _explain(made: Recommendation, shown: Face) -> None:
    """Say why to any item that the person points to, until that is enough; nobody is asked where nobody sits."""
    from loosen.explain.why.chain import why
    from loosen.outputs.document import to_text
    from loosen.outputs.why import story

    if made.plan is None:
        return
    lines = [ENOUGH, *(Line(item.exercise, "", item.exercise, item.name) for item in made.plan.items)]
    asked = _why_this(tuple(lines))
    while True:
        key = shown.choose(asked, 1.0, several=False)[-1]
        if key == ENOUGH.key:
            return
        if key in {line.key for line in lines}:
            shown.say(to_text(story(why(made.audit, key)), width()))


def _why_this(lines: tuple[Line, ...]) -> Ask:
    question = Question.model_construct(id="why", text="Why this?", type="choice", help=None)
    text = "Choose an item to see why it is in your plan."
    return Ask(
        id="why", form="one", title="Why this?", text=text, questions=(question,), lines=lines, before={}, why=text,
        quiet={},
    )  # fmt: skip
