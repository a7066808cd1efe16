"""Today's session in the terminal: what to do now, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from rich.console import Console

from loosen._cli.console import width
from loosen._cli.diary.asking import Asking
from loosen._cli.diary.lines import Enough
from loosen._cli.diary.questions import why_stopped
from loosen._cli.streams import shown
from loosen._diary.stopping import to_stop
from loosen._model.diary import SkipReason
from loosen._model.plan import Recommendation
from loosen._outputs.document import Block, to_text
from loosen._outputs.session import Player, Today, done_of, shorter_day, steps_of, today
from loosen._outputs.session.today import rare_items
from loosen._outputs.session.words import closing, opening
from loosen._words.amounts import length

from .cues import Cues
from .kept import Stand
from .keys import ENDS, ENTER, STARTS, TICK_S
from .lines import KeyLines
from .notes import Notes
from .running import Running
from .seams import Seams

LEAVE_OUT, GO_ON = "l", "g"
"""The keys for a shorter day, and for going on where the session was stopped."""


def guide(
    recommendation: Recommendation, console: Console, seams: Seams, *, shorter: bool = False, language: str = ""
) -> None:
    """Run the session to its end, or until the person has had enough; in the plan's language where none is given.

    Raises `LoosenError` where a diary cannot be written: before the session begins, or after it.
    """
    _Guided(recommendation, console, seams, shorter=shorter, language=language).run()


class _Guided:
    """One session: what it is of, how far it is, and what was left out."""

    def __init__(
        self, recommendation: Recommendation, console: Console, seams: Seams, *, shorter: bool, language: str
    ) -> None:
        self._recommendation, self._console, self._seams = recommendation, console, seams
        self._shorter, self._language = shorter, language
        self._day = self._today(shorter=shorter)
        self._asking = Asking(KeyLines(console, seams.keys), self._day.speech)
        self._player = Player(steps_of(self._day.plan))
        self._left_out: dict[int, SkipReason] = {}

    def run(self) -> None:
        """From the first word to the last. Raises `LoosenError`."""
        try:
            self._say((*opening(self._day), *(Block("text", (note,)) for note in self._seams.notice)))
            if not self._player.steps:
                return
            stand = self._set_up()
            if self._must_not_begin(stand):
                return
            self._exercise()
        except (KeyboardInterrupt, Enough):
            pass
        self._end()

    def _today(self, *, shorter: bool) -> Today:
        return today(self._recommendation, shorter=shorter, language=self._language)

    def _set_up(self) -> Stand | None:
        """Everything as the person wants to begin; where they go on with a session, how far that was."""
        kept = self._seams.kept
        stand = kept.stand() if kept else None
        start = self._how_to_start(self._stopped_at(stand))
        if start == LEAVE_OUT:
            self._shorter, self._day = True, self._today(shorter=True)
            self._say(opening(self._day))
        stand = stand if start == GO_ON else None
        if stand:
            self._shorter, self._day = stand.shorter, self._today(shorter=stand.shorter)
            self._left_out |= stand.left_out
        self._player = Player(steps_of(self._day.plan))
        if stand:
            self._player.go_on(stand.at, stand.finished, stand.seconds, stand.worked)
        elif kept:
            kept.forget()
        return stand

    def _must_not_begin(self, stand: Stand | None) -> bool:
        """Ask what is asked first, where there is a diary; whether what is told stands against exercise now."""
        notes = self._seams.notes
        if notes is None:
            return False
        other = False
        if stand is None:
            self._begin_to_ask()
            with suppress(Enough):
                other = notes.ask_first(self._asking)
                if not other and not notes.why_stop:
                    notes.begin()
                    notes.ask_before(self._asking)
        if self._tell_to_stop(notes, other=other):
            return True
        if stand or not notes.is_begun:
            notes.begin(stand.entry if stand else None)
        return False

    def _exercise(self) -> None:
        """Run it; how far it came is put down whatever ends it, also where nobody can be told any more."""
        cues = Cues(self._day, self._console, self._seams.voice, bell=self._seams.bell)
        try:
            Running(
                self._day, self._player, self._console, self._seams, cues, self._left_out, shorter=self._shorter
            ).run()
        finally:
            if self._seams.notes:
                self._seams.notes.end(done=done_of(self._day.plan, self._player, self._left_out))
            cues.hush()

    def _end(self) -> None:
        """Say how far it went; ask the few questions where there is a diary; keep where a session was stopped."""
        self._say(closing(self._day, self._player, self._left_out))
        notes, kept = self._seams.notes, self._seams.kept
        if self._player.state == "ready":
            return
        must_wait = False
        if notes:
            must_wait = self._ask(notes)
        else:
            self._say_that(self._day.speech("session.not_noted"))
        if kept and (must_wait or self._player.state == "done"):
            kept.forget()
        elif kept and kept.stand():
            self._say_that(self._day.speech("session.kept"))

    def _ask(self, notes: Notes) -> bool:
        """Ask the few questions; whether something asks to stop, so that nobody should go on with this session."""
        day, other = self._day, False
        with suppress(KeyboardInterrupt, Enough):
            self._begin_to_ask()
            if self._player.state != "done" and (reason := why_stopped(self._asking)):
                reasons = {self._player.step.item: reason, **self._left_out}
                notes.put(done=done_of(day.plan, self._player, reasons, stopped=reason))
            other = notes.ask_after(self._asking, day.plan)
        must_wait = self._tell_to_stop(notes, other=other)
        notes.settle()
        self._say_that(day.speech("session.noted", file=notes.where))
        return must_wait

    def _begin_to_ask(self) -> None:
        self._say((Block("text", ("",)), Block("text", (self._day.speech("diary.questions"),))))

    def _tell_to_stop(self, notes: Notes, *, other: bool) -> bool:
        """Tell whom to see before anything else, where that has to be; whether it has."""
        told = to_stop(notes.why_stop, self._day.speech, other=other)
        self._say(block for words in told for block in (Block("text", ("",)), Block("text", (words,))))
        return bool(told)

    def _stopped_at(self, stand: Stand | None) -> str:
        """The exercise at which this session was cut short; empty where it was not, or cannot be gone on with."""
        if stand is None:
            return ""
        plan = self._today(shorter=stand.shorter).plan
        steps = steps_of(plan)
        fits = len(steps) == stand.steps and stand.at < len(steps)
        return plan.items[steps[stand.at].item].name if fits else ""

    def _how_to_start(self, stopped_at: str) -> str:
        """Waits until the person begins: the key for everything, a shorter day, or where the session was stopped."""
        day, console = self._day, self._console
        rare = rare_items(day.plan)
        console.out("", highlight=False)
        if stopped_at:
            console.out(shown(day.speech("session.keys_go_on", exercise=stopped_at)), highlight=False)
        if rare:
            time = length(shorter_day(day.plan).seconds, day.speech)
            console.out(shown(day.speech("session.keys_leave_out", time=time)), highlight=False)
        console.out(f"{shown(day.speech('session.keys_start'))}\n", highlight=False)
        while (key := self._seams.keys.read(TICK_S).casefold()) not in STARTS:
            if key in ENDS:
                raise Enough
            if (key == LEAVE_OUT and rare) or (key == GO_ON and stopped_at):
                return key
        return ENTER

    def _say(self, blocks: Iterable[Block]) -> None:
        self._console.out(shown(to_text(blocks, width())), end="", highlight=False)

    def _say_that(self, text: str) -> None:
        self._say((Block("text", (text,)),))
