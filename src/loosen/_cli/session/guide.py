"""Today's session in the terminal: what to do now, and for how long."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import NamedTuple

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from loosen._cli.console import width
from loosen._cli.streams import shown
from loosen._model.plan import Recommendation
from loosen._outputs.document import Block, to_text
from loosen._outputs.session import Player, SessionStep, Today, shorter_day, steps_of, today
from loosen._outputs.session.today import rare_items, stop_signs_now
from loosen._outputs.session.words import about, clock, closing, opening, step_words, when_to_stop
from loosen._words.amounts import length

from .kept import Kept, Stand
from .keys import ENTER, Keys

TICK_S = 0.1
"""How long a key is waited for before the clock is looked at again."""
ASLEEP_S = 3.0
"""When this long passes between two looks, the machine or the program slept, and the session waits."""
STARTS = (ENTER, " ")
LEAVE_OUT, GO_ON = "l", "g"
"""The keys for a shorter day, and for going on where the session was stopped."""
BAR_WIDTH = 30


class Seams(NamedTuple):
    """What drives a session: keys, a clock in seconds, the time between two looks at it, and whether to ring.

    `kept` keeps how far it got, where it is to be gone on with.
    """

    keys: Keys
    clock: Callable[[], float]
    tick_s: float = TICK_S
    bell: bool = True
    kept: Kept | None = None


def guide(
    recommendation: Recommendation, console: Console, seams: Seams, *, shorter: bool = False, language: str = ""
) -> None:
    """Run the session to its end, or until the person has had enough; in the plan's language where none is given."""
    day = today(recommendation, shorter=shorter, language=language)
    player = Player(steps_of(day.plan))
    stand = seams.kept.stand() if seams.kept else None
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
        player = Player(steps_of(day.plan))
        if start == GO_ON and stand:
            player.go_on(stand.at, stand.finished, stand.seconds)
        elif seams.kept:
            seams.kept.forget()
        _Guide(day, player, console, seams, shorter=shorter).run()
    except (KeyboardInterrupt, _Enough):
        pass
    _say(closing(day, player), console)
    if seams.kept and player.steps:
        _keep(seams.kept, player, day, console)


def _keep(kept: Kept, player: Player, day: Today, console: Console) -> None:
    """Nothing stays of a session that was done; of one that was stopped how far it got, which is said."""
    if player.state == "done":
        kept.forget()
    elif player.state != "ready" and kept.stand():
        console.out(day.speech("session.kept"), highlight=False)


def _stopped_at(stand: Stand | None, recommendation: Recommendation, language: str) -> str:
    """The exercise at which this session was cut short; empty where it was not, or cannot be gone on with."""
    if stand is None:
        return ""
    plan = today(recommendation, shorter=stand.shorter, language=language).plan
    steps = steps_of(plan)
    fits = len(steps) == stand.steps and stand.at < len(steps)
    return plan.items[steps[stand.at].item].name if fits else ""


class _Enough(Exception):
    """The person wants to stop."""


def _say(blocks: Iterable[Block], console: Console) -> None:
    console.out(shown(to_text(blocks, width())), end="", highlight=False)


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
            raise _Enough
        if (key == LEAVE_OUT and rare) or (key == GO_ON and stopped_at):
            return key
    return ENTER


class _Guide:
    """Shows a player's steps as they pass, and does what the keys say.

    On a terminal that can only write line after line, each step is a line of its own.
    """

    def __init__(self, day: Today, player: Player, console: Console, seams: Seams, *, shorter: bool) -> None:
        self._day, self._player, self._console, self._seams = day, player, console, seams
        self._shorter = shorter
        self._drawn: tuple[int, int, str] = (-1, 0, "")
        self._told = -1
        self._live = (
            None
            if console.is_dumb_terminal
            else Live(console=console, auto_refresh=False, transient=True, vertical_overflow="crop")
        )

    def run(self) -> None:
        """Go on until all is done."""
        player, seams = self._player, self._seams
        with self._live or nullcontext():
            if player.state == "ready":
                player.start()
            elif not self._live:  # it waits where it was stopped, and no panel says so
                self._console.out(self._day.speech("session.keys_paused"), highlight=False)
            looked = seams.clock()
            while player.state != "done":
                self._show()
                key = seams.keys.read(seams.tick_s)
                now = seams.clock()
                self._let_pass(now - looked)
                looked = now
                self._obey(key)
        self._ring()

    def _let_pass(self, seconds: float) -> None:
        if seconds < ASLEEP_S:
            self._player.tick(seconds)
        elif self._player.state == "running":
            self._pause()

    def _obey(self, key: str) -> None:
        player = self._player
        if key == "q":
            raise _Enough
        if key == "s":
            player.skip()
        elif key == "b":
            player.back()
        elif key in STARTS and player.state == "paused":
            player.start()
        elif key == " " and player.state == "running":
            self._pause()

    def _pause(self) -> None:
        self._player.pause()
        item = self._day.plan.items[self._player.step.item]
        signs = when_to_stop(stop_signs_now(self._day, item), self._day.speech)
        _say((Block("subheading", (self._day.speech("session.paused"),)), *signs, Block("text", ("",))), self._console)

    def _show(self) -> None:
        """Draws again only what has changed since it was drawn last."""
        player = self._player
        drawn = (player.at, math.ceil(player.seconds_left), player.state)
        if drawn == self._drawn:
            return
        step, before = player.step, self._drawn[0]
        self._drawn = drawn
        if before != player.at > 0 and self._seams.kept:
            self._seams.kept.keep(player, shorter=self._shorter)
        if self._live:
            self._live.update(self._panel())
        if step.item != self._told:
            self._told = step.item
            _say((*about(self._day, step.item), Block("text", ("",))), self._console)
        if before != player.at:
            self._announce(step, player.steps[before] if before >= 0 else None)
        if self._live:
            self._live.refresh()

    def _announce(self, step: SessionStep, before: SessionStep | None) -> None:
        """Rings where the next thing is another kind of thing, and writes it down where nothing can be drawn."""
        if before is None or {step.phase, before.phase} != {"move"}:
            self._ring()
        if self._live is None:
            words = step_words(step, self._day.plan.items[step.item], self._day.speech)
            self._console.out(f"{words}: {length(step.seconds, self._day.speech)}", highlight=False)

    def _ring(self) -> None:
        if self._seams.bell:
            self._console.bell()

    def _panel(self) -> Group:
        """The exercise, its step with a countdown, what comes then, how far along all is, and the keys."""
        player, items, speech = self._player, self._day.plan.items, self._day.speech
        step, paused = player.step, player.state == "paused"
        now = step_words(step, items[step.item], speech)
        to_go = clock(player.seconds_to_go)
        countdown = Table.grid(padding=(0, 1))
        done_s = step.seconds - player.seconds_left
        bar = ProgressBar(total=step.seconds, completed=done_s, width=BAR_WIDTH, complete_style="green")
        countdown.add_row(Text(f"{math.ceil(player.seconds_left):>3} s", style="bold"), bar)
        return Group(
            Text(shown(f"{step.item + 1}. {items[step.item].name}")),
            Text(shown(speech("session.paused_at", step=now) if paused else now), style="bold"),
            countdown,
            Text(shown(speech("session.then", what=self._then()))),
            Text(shown(speech("session.exercise_of", number=step.item + 1, all=len(items), to_go=to_go))),
            Text(shown(speech("session.keys_paused" if paused else "session.keys_running")), style="dim"),
        )

    def _then(self) -> str:
        step, ahead = self._player.step, self._player.step_ahead
        if ahead is None:
            return self._day.speech("session.then_the_end")
        item = self._day.plan.items[ahead.item]
        return step_words(ahead, item, self._day.speech) if ahead.item == step.item else item.name
