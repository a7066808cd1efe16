"""Today's session in the terminal: what to do now, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from rich.console import Console

from loosen._cli.console import width
from loosen._cli.streams import shown
from loosen._model.diary import SkipReason
from loosen._model.plan import Recommendation
from loosen._outputs.document import Block, to_text
from loosen._outputs.session import Player, Today, done_of, shorter_day, steps_of, today
from loosen._outputs.session.today import rare_items
from loosen._outputs.session.words import closing, new_sign_words, opening
from loosen._words.amounts import length

from .asking import Enough
from .cues import Cues
from .ending import ask_after, ask_before, why_stopped
from .kept import Kept, Stand
from .keys import ENTER, STARTS, TICK_S, Keys
from .notes import Notes
from .running import Running
from .seams import Seams

LEAVE_OUT, GO_ON = "l", "g"
"""The keys for a shorter day, and for going on where the session was stopped."""


def guide(
    recommendation: Recommendation, console: Console, seams: Seams, *, shorter: bool = False, language: str = ""
) -> None:
    """Run the session to its end, or until the person has had enough; in the plan's language where none is given.

    Raises `FileError` where a diary cannot be written: before the session begins, or after it.
    """
    day = today(recommendation, shorter=shorter, language=language)
    stand = seams.kept.stand() if seams.kept else None
    left_out: dict[int, SkipReason] = {}
    player = Player(steps_of(day.plan))
    try:
        _say(opening(day), console)
        if not player.steps:
            return
        start = _how_to_start(day, _stopped_at(stand, recommendation, language), console, seams.keys)
        if start == LEAVE_OUT:
            shorter, day = True, today(recommendation, shorter=True, language=language)
            _say(opening(day), console)
        elif start == GO_ON and stand:
            shorter, day = stand.shorter, today(recommendation, shorter=stand.shorter, language=language)
            left_out |= stand.left_out
        player = Player(steps_of(day.plan))
        if start == GO_ON and stand:
            player.go_on(stand.at, stand.finished, stand.seconds, stand.worked)
        elif seams.kept:
            seams.kept.forget()
        _begin_notes(day, stand if start == GO_ON else None, console, seams)
        cues = Cues(day, console, seams.voice, bell=seams.bell)
        try:
            Running(day, player, console, seams, cues, left_out, shorter=shorter).run()
        finally:
            cues.hush()
    except (KeyboardInterrupt, Enough):
        pass
    _end(day, player, left_out, console, seams)


def _begin_notes(day: Today, stand: Stand | None, console: Console, seams: Seams) -> None:
    if seams.notes is None:
        return
    before = stand.entry if stand else None
    seams.notes.begin(before)
    if before is None:
        _say_that(day.speech("session.few_questions"), console)
        with suppress(Enough):
            ask_before(day, console, seams.keys, seams.notes)


def _end(day: Today, player: Player, left_out: dict[int, SkipReason], console: Console, seams: Seams) -> None:
    """Say how far it went; ask the few questions where there is a diary; keep where a session was stopped."""
    _say(closing(day, player, left_out), console)
    if player.state == "ready":
        return
    must_wait = False
    if seams.notes:
        must_wait = _ask(day, player, left_out, console, seams, seams.notes)
    else:
        _say_that(day.speech("session.not_noted"), console)
    if seams.kept and must_wait:
        seams.kept.forget()
    elif seams.kept and player.steps:
        _keep(seams.kept, player, day, console)


def _ask(
    day: Today, player: Player, left_out: dict[int, SkipReason], console: Console, seams: Seams, notes: Notes
) -> bool:
    """Ask the few questions; whether something is new, so that nobody should go on with this session."""
    must_wait = False
    notes.put(done=done_of(day.plan, player, left_out))
    notes.end()
    with suppress(KeyboardInterrupt, Enough):
        _say_that(day.speech("session.few_questions"), console)
        if player.state != "done" and (reason := why_stopped(day, console, seams.keys)):
            reasons = {player.step.item: reason, **left_out}
            notes.put(done=done_of(day.plan, player, reasons, stopped=reason))
        must_wait = ask_after(day, console, seams.keys, notes, seams.signs)
    if must_wait:
        _say(new_sign_words(day), console)
    notes.settle()
    _say_that(day.speech("session.noted", file=str(notes.file)), console)
    return must_wait


def _keep(kept: Kept, player: Player, day: Today, console: Console) -> None:
    """Nothing stays of a session that was done; of one that was stopped how far it got, which is said."""
    if player.state == "done":
        kept.forget()
    elif kept.stand():
        _say_that(day.speech("session.kept"), console)


def _stopped_at(stand: Stand | None, recommendation: Recommendation, language: str) -> str:
    """The exercise at which this session was cut short; empty where it was not, or cannot be gone on with."""
    if stand is None:
        return ""
    plan = today(recommendation, shorter=stand.shorter, language=language).plan
    steps = steps_of(plan)
    fits = len(steps) == stand.steps and stand.at < len(steps)
    return plan.items[steps[stand.at].item].name if fits else ""


def _say(blocks: Iterable[Block], console: Console) -> None:
    console.out(shown(to_text(blocks, width())), end="", highlight=False)


def _say_that(text: str, console: Console) -> None:
    _say((Block("text", (text,)),), console)


def _how_to_start(day: Today, stopped_at: str, console: Console, keys: Keys) -> str:
    """Waits until the person begins: the key for everything, a shorter day, or where the session was stopped."""
    rare = rare_items(day.plan)
    console.out("", highlight=False)
    if stopped_at:
        console.out(day.speech("session.keys_go_on", exercise=stopped_at), highlight=False)
    if rare:
        time = length(shorter_day(day.plan).seconds, day.speech)
        console.out(day.speech("session.keys_leave_out", time=time), highlight=False)
    console.out(f"{day.speech('session.keys_start')}\n", highlight=False)
    while (key := keys.read(TICK_S)) not in STARTS:
        if key == "q":
            raise Enough
        if (key == LEAVE_OUT and rare) or (key == GO_ON and stopped_at):
            return key
    return ENTER
