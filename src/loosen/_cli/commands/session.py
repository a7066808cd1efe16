"""The command that guides through a session: on a terminal with a clock, and anywhere else as a list of timed steps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from loosen._cli import completing
from loosen._cli.options import RecordOrStore, StoreKey, Where, Whose, no_dash
from loosen._cli.streams import put_beside

if TYPE_CHECKING:
    from rich.console import Console

    from loosen._cli.session.voice import Voice
    from loosen._diary.case import Case
    from loosen._model.plan import Recommendation
    from loosen._outputs.session import Today


def session(
    plan: RecordOrStore = None,
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
    store: Where = None,
    key: StoreKey = None,
    person: Whose = None,
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
    from loosen._cli.case.given import case_of
    from loosen._cli.console import keep_apart
    from loosen._cli.given import record_of

    keep_apart(diary, plan)
    wishes = Wishes(shorter_day, bell, voice, lang, plan)
    if plan is not None and diary is None and store is None and person is None and key is None:
        _hold(record_of(plan), None, wishes)
        return
    with case_of(plan, diary, store, person, key=key) as case:
        _hold(case.record, case, wishes)


class Wishes(NamedTuple):
    """How a session is to be: shorter, with a bell, with a voice, in which language; and the file of its plan."""

    shorter: bool
    bell: bool
    voice: bool
    lang: str
    plan: Path | None


def _hold(record: Recommendation, case: Case | None, wishes: Wishes) -> None:
    """Guide through a session on a terminal, and list its steps elsewhere; without a `case` nothing is written down."""
    from loosen._cli.console import emit, width
    from loosen._cli.session.keys import is_possible
    from loosen._outputs.session.today import today
    from loosen._outputs.session.words import timeline

    day = today(record, shorter=wishes.shorter, language=wishes.lang)
    notice = _make_ready(case, day) if case else ()
    if is_possible():
        _guide(record, case, day, notice, wishes)
    else:
        emit(timeline(day, width()), None)
        for note in notice:
            put_beside(f"{note}\n")


def _make_ready(case: Case, day: Today) -> tuple[str, ...]:
    from loosen._cli.console import library_in
    from loosen._cli.session.ready import make_ready

    return make_ready(case, library_in(day.speech.language), day.speech, _now())


def _guide(record: Recommendation, case: Case | None, day: Today, notice: tuple[str, ...], wishes: Wishes) -> None:
    from rich.console import Console

    from loosen._cli.console import library_in
    from loosen._cli.given import is_piped
    from loosen._cli.session.guide import guide
    from loosen._cli.session.kept import Kept
    from loosen._cli.session.keys import terminal_keys
    from loosen._cli.session.notes import Notes
    from loosen._cli.session.seams import Seams

    library, console = library_in(day.speech.language), Console()
    speaker = _voice(day, console) if wishes.voice else None
    beside = None if wishes.plan is None or is_piped(wishes.plan) else wishes.plan
    with terminal_keys() as keys:
        seams = Seams(
            keys,
            monotonic,
            bell=wishes.bell,
            kept=Kept(record, beside),
            voice=speaker,
            notes=Notes(case, library, _now) if case else None,
            notice=notice,
            words_a_minute=library.policy.floor.words_a_minute.is_,
        )
        guide(record, console, seams, shorter=wishes.shorter, language=wishes.lang)


def _now() -> datetime:
    return datetime.now().astimezone()


def _voice(day: Today, console: Console) -> Voice | None:
    """The system's voice in the language of what is said; where there is none, that is told, and a bell rings."""
    from loosen._cli.session.voice import system_voice

    found = system_voice(day.speech.language)
    if found is None:
        console.out(day.speech("session.no_voice"), highlight=False)
    return found
