"""A plan as a session on the clock: its steps, a player that goes through them, and the words for both."""

from .deeds import done_of
from .player import Player, State
from .timeline import Phase, SessionStep, Side, shorter_day, steps_of
from .today import NoSession, Today, today
from .worked import Worked

__all__ = [
    "NoSession", "Phase", "Player", "SessionStep", "Side", "State", "Today", "Worked", "done_of", "shorter_day",
    "steps_of", "today",
]  # fmt: skip
