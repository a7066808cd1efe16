"""An interview as data, to stop and go on: what a file of it holds, and when it cannot be used.

Without its part `interview` it is a file of answers. It belongs to the library that it was made with.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from loosen._assessment.answers_file import INTERVIEW, LIBRARY, answers_in
from loosen._assessment.stages.intake import faults_of
from loosen._library import Library
from loosen._model.base import Id, Model
from loosen._version import __version__
from loosen.errors import AnswersError, Fault, FaultCode, FileError

from .history import History, Step

SCHEMA: Final = 1
"""Version of a saved interview; it rises whenever an older program could misread one."""


class _Saved(Model):
    """The part of a saved interview that is not answers."""

    schema_version: Literal[1]
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
    return {LIBRARY: library.digest, "answers": answers, INTERVIEW: saved.model_dump(mode="json")}


def of_data(data: Any, library: Library, where: str) -> History:
    """What was done so far. Raises `FileError` when this is no interview, or was made by or for something else."""
    try:
        answers = answers_in(data, where)
        saved = _Saved.model_validate(data[INTERVIEW])
    except (AnswersError, KeyError, ValidationError) as error:
        raise not_resumed(where, _reason(data)) from error
    if answers.pop(LIBRARY, None) != library.digest:
        raise not_resumed(where, "was made with another library of questions and rules.")
    history = History(answers, saved.earlier, saved.trail, saved.progress)
    if not _fits(history, library):
        raise not_resumed(where, "holds answers that cannot be.")
    return history


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
