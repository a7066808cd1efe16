"""The commands that show entries of the library: a rule, an exercise, all questions, all routines."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from loosen._cli.completing import rules
from loosen._cli.options import ExerciseNamed, Form, Language, Out, Overlay


def rule(
    name: Annotated[str, typer.Argument(help="The id of a rule, such as SAF-001, or its name.", autocompletion=rules)],
    form: Form = "text",
    out: Out = None,
    library: Overlay = None,
    lang: Language = "en",
) -> None:
    """Show a rule in words: when it speaks, what it does and says, what it rests on, and its cases."""
    from loosen._cli.console import emit, keep_apart, loading, width
    from loosen._explain.why.naming import entry_called
    from loosen._library.writing import PUBLIC
    from loosen._outputs.entry.rule import rule_as

    keep_apart(out, library)
    known = loading(library).in_language(lang)
    names = {key: entry.name for key, entry in known.rules.items()}
    found = known.rules[entry_called(name, names, "rule")]
    emit(rule_as(found, known, form, width=width(), overlay=library), out, form, mode=PUBLIC)


def exercise(
    name: ExerciseNamed,
    form: Form = "text",
    out: Out = None,
    library: Overlay = None,
    lang: Language = "en",
) -> None:
    """Show an exercise: its steps, what it works on and asks for, its dose, and what it rests on."""
    from loosen._cli.console import emit, keep_apart, loading, width
    from loosen._explain.why.naming import entry_called
    from loosen._library.writing import PUBLIC
    from loosen._outputs.entry.exercise import exercise_as

    keep_apart(out, library)
    known = loading(library).in_language(lang)
    names = {key: entry.name for key, entry in known.exercises.items()}
    found = known.exercises[entry_called(name, names, "exercise")]
    emit(exercise_as(found, known, form, width=width(), overlay=library), out, form, mode=PUBLIC)


def questions(
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to write them.")] = "text",
    out: Out = None,
    library: Overlay = None,
    lang: Language = "en",
) -> None:
    """List every question: id, text, type, options, unit, range, and when it is asked."""
    from loosen._cli.console import emit, loading, width
    from loosen._library.writing import PUBLIC
    from loosen._outputs.questions import questions_as

    emit(questions_as(loading(library).in_language(lang), form, width=width()), out, form, mode=PUBLIC)


def programmes(
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to write them.")] = "text",
    out: Out = None,
    library: Overlay = None,
    lang: Language = "en",
) -> None:
    """List the routines that can be asked for by name: id, name, minutes, days, and what each is."""
    from loosen._cli.console import emit, loading, width
    from loosen._library.writing import PUBLIC
    from loosen._outputs.programmes import programmes_as

    emit(programmes_as(loading(library).in_language(lang), form, width=width()), out, form, mode=PUBLIC)
