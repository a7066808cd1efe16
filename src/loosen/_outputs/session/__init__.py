"""A plan as a session on the clock: its steps, a player that goes through them, and the words for both."""

from .player import Player, State
from .timeline import Phase, SessionStep, Side, shorter_day, steps_of
from .today import NoSession, Today, today

__all__ = ["NoSession", "Phase", "Player", "SessionStep", "Side", "State", "Today", "shorter_day", "steps_of", "today"]
