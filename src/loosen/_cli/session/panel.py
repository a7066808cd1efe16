"""What is drawn while a session runs: the exercise, its step in large letters with a countdown, and the keys."""

from __future__ import annotations

import math

from rich.console import Console, Group
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from loosen._cli.streams import shown
from loosen._outputs.session import Player, Today
from loosen._outputs.session.large import BLOCKS, large
from loosen._outputs.session.words import clock, in_capitals, step_words, then_words

BAR_WIDTH = 30
AROUND = 9
"""Lines that are wanted for all but the large letters."""


def panel(day: Today, player: Player, console: Console, keys: str) -> Group:
    """The exercise, its step, what comes then, how far along all is, and which `keys` do what."""
    items, speech = day.plan.items, day.speech
    step = player.step
    item = items[step.item]
    now = step_words(step, item, speech)
    countdown = Table.grid(padding=(0, 1))
    bar = ProgressBar(
        total=step.seconds, completed=step.seconds - player.seconds_left, width=BAR_WIDTH, complete_style="green"
    )
    countdown.add_row(Text(f"{math.ceil(player.seconds_left):>3} s", style="bold"), bar)
    to_go = clock(player.seconds_to_go)
    return Group(
        Text(shown(f"{step.item + 1}. {item.name}")),
        Text(shown(speech("session.paused_at", step=now) if player.state == "paused" else now), style="bold"),
        *(Text(line, style="bold") for line in _large(day, player, console)),
        countdown,
        Text(shown(then_words(day, step, player.step_ahead))),
        Text(shown(speech("session.exercise_of", number=step.item + 1, all=len(items), to_go=to_go))),
        Text(shown(keys), style="dim"),
    )


def _large(day: Today, player: Player, console: Console) -> tuple[str, ...]:
    """The step while its clock runs; before that, and in a pause, the room is for what is to be read."""
    if player.state != "running":
        return ()
    step = player.step
    words = f"{in_capitals(step, day.plan.items[step.item], day.speech)} {math.ceil(player.seconds_left)}"
    blocks = shown(BLOCKS) == BLOCKS
    return large(words, console.width - 1, console.height - AROUND, blocks=blocks)
