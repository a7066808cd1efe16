"""Where an interview is held: what every face must be able to show and ask."""

from __future__ import annotations

import os
import sys

from loosen._words.speech import Speech

from .hold import Face
from .plain import Plain


def face(speech: Speech) -> Face:
    """The face that suits: a menu where somebody sits at a terminal that can show one, plain lines anywhere else."""
    at_a_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if at_a_terminal and os.environ.get("TERM", "dumb") not in ("dumb", "unknown"):
        from .menu import Menu

        return Menu(speech)
    return Plain(speech)
