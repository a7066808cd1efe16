"""Runs a session: lets the clock move it on, shows each step as it comes, and does what the keys say."""

from __future__ import annotations

import math
from contextlib import nullcontext

from rich.console import Console
from rich.live import Live

from loosen._cli.console import width
from loosen._cli.diary.lines import Enough
from loosen._cli.diary.questions import reasons
from loosen._cli.streams import shown
from loosen._diary.questions import REASONS
from loosen._model.diary import SkipReason
from loosen._outputs.document import Block, to_text
from loosen._outputs.session import Player, SessionStep, Today, done_of
from loosen._outputs.session.today import stop_signs_now
from loosen._outputs.session.words import about, seconds_to_read, step_words, when_to_stop
from loosen._words.amounts import length

from .cues import Cues
from .keys import ENDS, ENTER, STARTS
from .panel import panel
from .seams import Seams

ASLEEP_S = 3.0
"""When this long passes between two looks, the machine or the program slept, and the session waits."""


class Running:
    """Shows a player's steps as they pass, and does what the keys say.

    On a terminal that can only write line after line, each step is a line of its own. `left_out` takes why exercises
    were left, by their place.
    """

    def __init__(
        self,
        day: Today,
        player: Player,
        console: Console,
        seams: Seams,
        cues: Cues,
        left_out: dict[int, SkipReason],
        *,
        shorter: bool,
    ) -> None:
        self._day, self._player, self._console, self._seams, self._cues = day, player, console, seams, cues
        self._left_out, self._shorter = left_out, shorter
        self._drawn: tuple[int, int, str, bool] = (-1, 0, "", False)
        self._told = self._announced = -1
        self._kept = 0
        self._asks_why = self._was_running = False
        self._live = (
            None
            if console.is_dumb_terminal
            else Live(console=console, auto_refresh=False, transient=True, vertical_overflow="crop")
        )

    def run(self) -> None:
        """Go on until all is done. Raises `Enough`."""
        player, seams = self._player, self._seams
        with self._live or nullcontext():
            if player.state == "ready":
                player.start()
            elif not self._live:  # it waits where it was stopped, and no panel says so
                self._console.out(self._day.speech("session.keys_paused"), highlight=False)
            looked = seams.clock()
            while player.state != "done":
                self._show()
                key = seams.keys.read(seams.tick_s).casefold()
                now = seams.clock()
                self._let_pass(now - looked)
                looked = now
                self._obey(key)
        self._put_down()
        self._cues.ring()

    def _let_pass(self, seconds: float) -> None:
        """Time is counted from one look to the next by one clock, so that none is lost or counted twice."""
        player = self._player
        if player.state == "reading" and self._cues.speaks and seconds >= player.seconds_to_read:
            return  # the voice still tells how it is done
        if seconds < ASLEEP_S:
            player.tick(seconds)
        elif player.state in ("running", "reading"):
            self._pause()

    def _obey(self, key: str) -> None:
        if key and self._asks_why:
            self._why(key)
        elif key in ENDS:
            raise Enough
        elif key == "s" and self._player.state != "done":
            self._was_running = self._player.state != "paused"
            self._asks_why = True
            self._player.pause()
            self._cues.hush()
        elif key == "b":
            self._player.back()
        elif key in STARTS:
            self._start_or_pause(key)

    def _start_or_pause(self, key: str) -> None:
        """Enter starts the clock, also while somebody reads; the space bar pauses it and starts it again."""
        state = self._player.state
        if state == "paused" or (state == "reading" and key == ENTER):
            self._player.start()
        elif state in ("running", "reading") and key != ENTER:
            self._pause()

    def _why(self, key: str) -> None:
        """What was pressed where it was asked why an exercise is left out: a reason, nothing said, or a way back."""
        player, item = self._player, self._player.step.item
        reason = REASONS[int(key) - 1] if key.isdecimal() and 1 <= int(key) <= len(REASONS) else None
        if reason is None and key not in (ENTER, "s", "b", *ENDS):
            return
        self._asks_why = False
        if key in ENDS:
            raise Enough
        if key != "b":
            if reason:
                self._left_out[item] = reason
            player.skip()
        if reason == "hurt" and player.state != "done":
            self._show()  # what comes next, and below it, where it is seen, when to stop
            self._tell_when_to_stop(item)
        elif self._was_running:
            player.start()

    def _pause(self) -> None:
        self._player.pause()
        self._cues.hush()
        self._tell_when_to_stop(self._player.step.item)

    def _tell_when_to_stop(self, place: int) -> None:
        signs = when_to_stop(stop_signs_now(self._day, self._day.plan.items[place]), self._day.speech)
        self._tell((Block("subheading", (self._day.speech("session.paused"),)), *signs, Block("text", ("",))))

    def _show(self) -> None:
        """Draws again only what has changed since it was drawn last, which is first put down: what is seen is kept."""
        player = self._player
        self._keep()
        if player.step.item != self._told:
            self._begin_exercise(player.step.item)
        seconds = math.ceil(player.seconds_to_read if player.state == "reading" else player.seconds_left)
        drawn = (player.at, seconds, player.state, self._asks_why)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._draw()
        self._announce()
        self._cues.time(player)
        if self._live is None and (self._asks_why or player.state == "reading"):
            self._console.out(shown(self._keys()), highlight=False)

    def _keep(self) -> None:
        """Put down what was done before an exercise begins, and how far it is before a step does."""
        player, seams = self._player, self._seams
        if player.step.item != self._told:
            self._put_down()
        if player.at != self._kept and seams.kept:
            entry = seams.notes.entry if seams.notes else None
            seams.kept.keep(player, shorter=self._shorter, left_out=self._left_out, entry=entry)
            self._kept = player.at

    def _draw(self) -> None:
        if self._live:
            self._live.update(panel(self._day, self._player, self._console, self._keys()), refresh=True)

    def _begin_exercise(self, place: int) -> None:
        """Tell how it is done, with time to read it."""
        self._told = place
        self._tell((*about(self._day, place), Block("text", ("",))))
        if self._seams.words_a_minute:
            self._player.read(seconds_to_read(self._day, place, self._seams.words_a_minute))
        if self._player.state == "reading":
            self._cues.exercise(place)

    def _announce(self) -> None:
        """Says or rings where something else begins, and writes it down where nothing can be drawn."""
        player = self._player
        if player.at == self._announced or player.state == "reading":
            return
        last = player.steps[self._announced] if self._announced >= 0 else None
        self._announced = player.at
        self._cues.step(player.step, last)
        if self._live is None:
            self._write(player.step)

    def _write(self, step: SessionStep) -> None:
        words = step_words(step, self._day.plan.items[step.item], self._day.speech)
        self._console.out(f"{words}: {length(step.seconds, self._day.speech)}", highlight=False)

    def _keys(self) -> str:
        speech, player = self._day.speech, self._player
        if self._asks_why:
            return speech("session.keys_why", reasons=reasons(speech))
        if player.state == "reading":
            return speech("session.keys_reading", seconds=math.ceil(player.seconds_to_read))
        return speech("session.keys_paused" if player.state == "paused" else "session.keys_running")

    def _put_down(self) -> None:
        if self._seams.notes and self._told >= 0:
            done = done_of(self._day.plan, self._player, self._left_out)
            self._seams.notes.put(done=done)

    def _tell(self, blocks: tuple[Block, ...]) -> None:
        """Writes above the panel, which is first what it is now: a taller one would push more off the screen."""
        self._draw()
        text = shown(to_text(blocks, width()))
        self._console.print(text, end="", markup=False, highlight=False, emoji=False)  # not `out`, which cuts
