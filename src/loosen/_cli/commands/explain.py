"""The commands that explain a plan: why, and why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from loosen._cli.options import ExerciseNamed, Form, Overlay, Record
from loosen.errors import ExitCode

if TYPE_CHECKING:
    from loosen._explain.why.types import Why, WhyNot
    from loosen._outputs.document import Block
    from loosen._words.speech import Speech


def why(
    plan: Record,
    exercise: ExerciseNamed,
    deep: Annotated[
        bool, typer.Option("--deep", help="For a reviewer: ids, facts, every source, certainty and review state.")
    ] = False,
    form: Form = "text",
) -> None:
    """Say why an exercise is, or is not, in a plan: symptom, muscle, exercise, safety, points and dose."""
    from loosen._cli.given import record_of
    from loosen._explain.why.chain import why as explain
    from loosen._outputs.why import story

    record = record_of(plan)
    _show(explain(record, exercise, deep=deep), story, form, record.audit.language)


def why_not(
    plan: Record,
    exercise: ExerciseNamed,
    library: Overlay = None,
    form: Form = "text",
) -> None:
    """Say what keeps an exercise out of a plan, and the smallest change of answers that would put it there."""
    from loosen._cli.console import loading, progress
    from loosen._cli.given import record_of
    from loosen._explain.why_not.why_not import why_not as explain
    from loosen._outputs.why_not import refusal

    record, known = record_of(plan), loading(library)
    with progress("Trying other answers"):
        told = explain(record, exercise, library=known)
    _show(told, refusal, form, record.audit.language)
    if told.verdict == "referral":
        raise typer.Exit(ExitCode.REFERRAL)


def _show(told: Why | WhyNot, blocks: Callable[[Any, Speech], Iterable[Block]], form: Form, language: str) -> None:
    from loosen._cli.console import emit, width
    from loosen._outputs.document import in_form
    from loosen._words.speech import speech_of

    if form == "json":
        emit(told.model_dump_json(indent=2) + "\n", None, form)
    else:
        emit(in_form(blocks(told, speech_of(language)), form, width()), None)
