"""The command that guides through a session: on a terminal with a clock, and anywhere else as a list of timed steps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from loosen._cli import completing
from loosen._cli.options import no_dash

if TYPE_CHECKING:
    from rich.console import Console

    from loosen._cli.session.ending import Sign
    from loosen._cli.session.notes import Notes
    from loosen._cli.session.voice import Voice
    from loosen._library import Library
    from loosen._model.plan import Recommendation
    from loosen._model.question import AnswerValue
    from loosen._outputs.session import Today

RED_FLAGS = "red_flags"
"""The section of the warning questions."""


def session(
    plan: Annotated[Path, typer.Argument(help="A plan written with --format json; - is standard input.")],
    shorter_day: Annotated[
        bool, typer.Option("--shorter-day", help="Leave out what is for fewer days, such as strength work.")
    ] = False,
    bell: Annotated[bool, typer.Option("--bell/--no-bell", help="Ring when something else begins.")] = True,
    voice: Annotated[
        bool, typer.Option("--voice", help="Say the steps aloud and count the holds (espeak-ng, or a Mac's own voice).")
    ] = False,
    diary: Annotated[
        Path | None,
        typer.Option(
            "--diary",
            help="Write what was done into this diary as it is done, and ask a few questions.",
            callback=no_dash,
        ),
    ] = None,
    lang: Annotated[
        str,
        typer.Option(
            "--lang",
            help="The language of what is said beside the plan; without it that of the plan.",
            autocompletion=completing.languages,
        ),
    ] = "",
) -> None:
    """Guide through today's session with a countdown, or go on where it was cut short; piped, list its timed steps."""
    from loosen._cli.console import emit, keep_apart, width
    from loosen._cli.given import record_of
    from loosen._cli.session.keys import is_possible
    from loosen._outputs.session.today import today
    from loosen._outputs.session.words import timeline

    keep_apart(diary, plan)
    recommendation = record_of(plan)
    day = today(recommendation, shorter=shorter_day, language=lang)
    if not is_possible():
        emit(timeline(day, width()), None)
        return
    from rich.console import Console

    from loosen._cli.console import loading
    from loosen._cli.given import is_piped
    from loosen._cli.session.guide import guide
    from loosen._cli.session.kept import Kept
    from loosen._cli.session.keys import terminal_keys
    from loosen._cli.session.seams import Seams

    library, console, notes = loading(None), Console(), _notes(diary, recommendation)
    speaker = _voice(day, console) if voice else None
    with terminal_keys() as keys:
        seams = Seams(
            keys,
            monotonic,
            bell=bell,
            kept=Kept(recommendation, None if is_piped(plan) else plan),
            voice=speaker,
            notes=notes,
            signs=_signs(recommendation, library, day.speech.language),
            words_a_minute=library.policy.floor.words_a_minute.is_,
        )
        guide(recommendation, console, seams, shorter=shorter_day, language=lang)


def _notes(diary: Path | None, recommendation: Recommendation) -> Notes | None:
    from loosen._cli.session.notes import Notes
    from loosen._records.sealing import digest_of_record

    return Notes(diary, digest_of_record(recommendation), lambda: datetime.now().astimezone()) if diary else None


def _voice(day: Today, console: Console) -> Voice | None:
    """The system's voice in the language of what is said; where there is none, that is told, and a bell rings."""
    from loosen._cli.session.voice import system_voice

    found = system_voice(day.speech.language)
    if found is None:
        console.out(day.speech("session.no_voice"), highlight=False)
    return found


def _signs(recommendation: Recommendation, library: Library, language: str) -> list[Sign]:
    """The warning signs that this person was asked for and has not told of, in words."""
    from loosen._cli.session.ending import Sign

    known = library.in_language(language) if language in library.languages else library
    given = {one.question: one.value for one in recommendation.audit.answers if one.state != "not_applicable"}
    return [
        Sign(f"{question.id}={option.id}", option.text)
        for question in known.questions_in_order
        if question.section == RED_FLAGS and question.takes.several and question.id in given
        for option in question.options
        if not _is_among(option.id, given[question.id])
    ]


def _is_among(option: str, value: AnswerValue | None) -> bool:
    return isinstance(value, tuple) and option in value
