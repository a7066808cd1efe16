"""What drives a session in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .kept import Kept
from .keys import TICK_S, Keys
from .notes import Notes
from .voice import Voice


class Seams(NamedTuple):
    """What drives a session: keys, a clock in seconds, the time between two looks at it, and whether to ring.

    `kept` keeps how far it got, where it is to be gone on with, and `notes` writes it into a diary. `notice` is what to
    know before, such as that a review is due. `words_a_minute` is how fast people read before a clock starts; 0: no
    wait.
    """

    keys: Keys
    clock: Callable[[], float]
    tick_s: float = TICK_S
    bell: bool = True
    kept: Kept | None = None
    voice: Voice | None = None
    notes: Notes | None = None
    notice: Sequence[str] = ()
    words_a_minute: int = 0
