"""An interview as data, to stop and go on: what a file of it holds, and when it cannot be used.

Without its parts `questionnaire` and `interview` it is a file of answers. With another library than the one it was made
with, the answers to questions that mean the same are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from pydantic import Field, ValidationError

from loosen._assessment.answers_file import INTERVIEW, LIBRARY, QUESTIONNAIRE, answers_in
from loosen._assessment.stages.intake import faults_of
from loosen._library import Library
from loosen._model.base import Id, Model
from loosen._model.reserved import NOT_THESE
from loosen._records.canonical import plain
from loosen._version import __version__
from loosen.errors import AnswersError, Fault, FaultCode, FileError

from .carrying import Meaning, Why, carried, meanings_of
from .history import History, Step

WHERE: Final = "The interview"
"""What it is called in messages, where it is in no file."""
SCHEMA: Final = 2
"""Version of a saved interview; it rises whenever an older program could misread one. Version 1 did not say what the
questions meant."""


class _Saved(Model):
    """The part of a saved interview that is not answers."""

    schema_version: Literal[1, 2]
    version: str
    progress: float = Field(ge=0, le=1)
    earlier: dict[Id, Any]
    trail: tuple[Step, ...]


def to_data(history: History, library: Library) -> dict[str, Any]:
    """All of it as plain data for JSON."""
    saved = _Saved(
        schema_version=SCHEMA, version=__version__, progress=history.progress, earlier=dict(history.earlier),
        trail=history.trail,
    )  # fmt: skip
    answers = {name: history.answers[name] for name in sorted(history.answers)}
    meanings = meanings_of({**history.earlier, **answers}, library)
    return {
        LIBRARY: library.digest,
        "answers": answers,
        **({NOT_THESE: history.not_these} if history.not_these else {}),
        QUESTIONNAIRE: {name: plain(meaning) for name, meaning in meanings.items()},
        INTERVIEW: saved.model_dump(mode="json"),
    }


class Resumed(NamedTuple):
    """What was done so far, and why answers that were given to another questionnaire are to be given anew."""

    history: History
    asked_anew: Mapping[str, Why]


def of_data(data: Any, library: Library, where: str) -> Resumed:
    """What was done so far: all of it where it was made with this library, else what still means the same.

    A file of answers that is no interview will do, too. Raises `FileError` when it can be used for neither.
    """
    try:
        answers = answers_in(data, where)
        made_with = answers.pop(LIBRARY, library.digest)
        not_these = answers.pop(NOT_THESE, None)
        saved = _Saved.model_validate(data[INTERVIEW]) if INTERVIEW in data else None
        meanings = {name: Meaning.model_validate(told) for name, told in data.get(QUESTIONNAIRE, {}).items()}
    except (AnswersError, AttributeError, ValidationError) as error:
        raise not_resumed(where, _reason(data)) from error
    if made_with != library.digest:
        return _carried({**(saved.earlier if saved else {}), **answers}, meanings, saved, not_these, library)
    if saved is None:
        saved = _Saved(schema_version=SCHEMA, version=__version__, progress=0, earlier={}, trail=())
    history = History(answers, saved.earlier, saved.trail, saved.progress, not_these)
    if not _fits(history, library):
        raise not_resumed(where, "holds answers that cannot be.")
    return Resumed(history, {})


def _carried(
    answers: Mapping[str, Any], meanings: Mapping[str, Meaning], saved: _Saved | None, not_these: Any, library: Library
) -> Resumed:
    """What of it another library takes over. What the person did is over: nobody goes back behind it."""
    found = carried(answers, meanings, library)
    signs = tuple(dict.fromkeys(sign for step in (saved.trail if saved else ()) for sign in step.taken_back))
    trail = (Step(screen=QUESTIONNAIRE, before={}, taken_back=signs),) if signs else ()
    return Resumed(History(found.answers, found.earlier, trail, 0.0, not_these), found.asked_anew)


def _reason(data: Any) -> str:
    """Why data does not have the form of a saved interview."""
    interview = data.get(INTERVIEW) if isinstance(data, dict) else None
    if isinstance(interview, dict) and interview.get("schema_version") != SCHEMA:
        return f"was saved by another version ({str(interview.get('version'))[:20]}) of this program."
    return "is not a whole interview."


def _fits(history: History, library: Library) -> bool:
    """Whether the library has every question that is named, and every answer is one to its question."""
    steps = (name for step in history.trail for name in (*step.before, *step.unsure))
    named, questions = {*history.answers, *history.earlier, *steps}, library.questions
    return named <= questions.keys() and not any(
        faults_of(value, questions[name]) for name, value in history.answers.items()
    )


def not_resumed(where: str, what: str) -> FileError:
    """What is said where a saved interview cannot be used."""
    remedy = "It is left as it is. Start anew with: loosen ask"
    return FileError("The interview cannot be resumed.", [Fault(FaultCode.CANNOT_RESUME, where, what, remedy)])
