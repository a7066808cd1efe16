"""The commands that show one entry of the library: a rule, an exercise."""

from __future__ import annotations

from typing import Annotated

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
