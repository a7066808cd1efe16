"""Reads what somebody wrote in their own words for the signs of the lexicon."""

from .listener import Listened, Listener
from .reader import Found
from .sense import Reading

__all__ = ["Found", "Listened", "Listener", "Reading"]
