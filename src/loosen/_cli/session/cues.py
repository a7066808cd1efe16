"""What is heard while a session runs: a voice that says the steps and counts the holds, or else a bell."""

from __future__ import annotations

import math

from rich.console import Console

from loosen._outputs.session import Player, SessionStep, Today
from loosen._outputs.session.cues import LAST_COUNTED, count_words, is_counted, rings
from loosen._outputs.session.words import spoken, told_aloud

from .voice import Voice


class Cues:
    """Says or rings what a person should hear; where the voice is lost, that is told once and the bell rings."""

    def __init__(self, day: Today, console: Console, voice: Voice | None, *, bell: bool) -> None:
        self._day, self._console, self._voice, self._bell = day, console, voice, bell
        self._counted = (-1, 0)

    @property
    def speaks(self) -> bool:
        """Whether something is being said now."""
        return self._voice is not None and self._voice.speaks

    def exercise(self, place: int) -> None:
        """An exercise's turn has come, and there is time to hear how it is done."""
        self._say(told_aloud(self._day.plan.items[place]))

    def step(self, step: SessionStep, before: SessionStep | None) -> None:
        """A step begins; between movements nothing rings."""
        if self._voice:
            self._say(spoken(step, self._day.plan.items[step.item], self._day.speech))
        elif rings(step, before):
            self.ring()

    def time(self, player: Player) -> None:
        """Time has passed: a hold is counted."""
        left = math.ceil(player.seconds_left)
        if self._voice is None or self._counted == (player.at, left) or not is_counted(player.step, left):
            return
        self._counted = player.at, left
        if left <= LAST_COUNTED or not self._voice.speaks:
            self._say(count_words(left, self._day.speech))

    def say(self, text: str) -> None:
        """Say something else, where there is a voice."""
        if self._voice:
            self._say(text)

    def hush(self) -> None:
        """Be silent."""
        if self._voice:
            self._voice.hush()

    def ring(self) -> None:
        """Ring, unless it shall be silent."""
        if self._bell:
            self._console.bell()

    def _say(self, text: str) -> None:
        if self._voice and not self._voice.say(text):
            self._voice = None
            self._console.out(self._day.speech("session.no_voice"), highlight=False)
        if self._voice is None:
            self.ring()
